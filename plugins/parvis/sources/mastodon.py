"""Mastodon and what speaks like it (Pleroma, Akkoma, GoToSocial): accounts and hashtags by the public API, no key.

An account is looked up once (`/api/v1/accounts/lookup`), then its statuses are walked through by `max_id`; a hashtag is asked of each
instance in `hosts`, after `/api/v2/instance` has told whether it shows hashtags to everybody (a setting since version 4.5). An item's id is
its `uri`, which is the same on every instance. An account with `noindex: true` or `indexable: false` is shown as a bare link.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from functools import partial
from typing import Self
from urllib.parse import parse_qs, unquote

from pydantic import model_validator

from parvis.errors import ReadError, SourceError
from parvis.model.exchange import Request, Response, State
from parvis.model.raw_post import RawPost
from parvis.sources import SourceOptions, _activitypub
from parvis.sources._address import is_host, is_whole, name_of, origin, parts_of, pasted, query, segment
from parvis.sources._answer import json_value
from parvis.sources._complaint import unexpected
from parvis.sources._fields import Fields
from parvis.sources._mastodon_status import post
from parvis.sources._options import Server, one_of
from parvis.sources._walk import Ask, single, walk

GRADE = "A"
PROVEN = True

_WANTED = "a list of Mastodon statuses"
_PAGE = 40  # the most that an instance gives at once
_HANDLE = re.compile(r"@?([\w.-]+)(?:@([\w.-]+(?::\d+)?))?")
_PROFILE = re.compile(r"/(?:@|users/)([\w.-]+(?:@[\w.-]+)?)(?:/(?:media|with_replies))?/?")
_TAG = re.compile(r"/tags?/([^/]+)/?")
#: Hosts whose /@name is another network's, and those whose /tags/ is surely a Mastodon's.
_OTHERS = (
    *("youtube.com", "tiktok.com", "threads.net", "threads.com", "medium.com", "substack.com", "flipboard.com", "vimeo.com"),
    *("x.com", "twitter.com", "odysee.com", "rumble.com", "bsky.app", "instagram.com"),
)
_FEDIVERSE = re.compile(r"mastodon|mstdn|masto\b|\.social$|fosstodon|hachyderm|piaille|mamot|toot")


class Options(SourceOptions):
    """An account, or a hashtag on one or several instances."""

    account: str | None = None  #: `@brand@mastodon.social`, or `brand` with `host`
    tag: str | None = None  #: a hashtag, with or without '#'
    host: Server | None = None  #: the instance: a name, or an address with https://
    hosts: tuple[Server, ...] = ()  #: several instances to ask for the hashtag
    replies: bool = False  #: the account's answers to others, too
    boosts: bool = False  #: what the account repeats of others, too
    only_media: bool = False  #: statuses with a picture, film or sound alone

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        one_of(self, "account", "tag", "url")
        if self.account and not _HANDLE.fullmatch(self.account):
            raise ValueError(f"{self.account!r} is no account: write it as @brand@mastodon.social")
        if self.account and not self.host and "@" not in self.account.lstrip("@"):
            raise ValueError(f"say where the account lives: `account: @{self.account.lstrip('@')}@mastodon.social`, or `host`")
        if self.tag and not self.instances():
            raise ValueError("say which instances to ask for the hashtag: `hosts: [mastodon.social]`")
        return self

    def instances(self) -> tuple[str, ...]:
        """The servers to ask, as `https://host`, each once."""
        if self.host or self.hosts:
            return tuple(dict.fromkeys((*([self.host] if self.host else []), *self.hosts)))
        found = _HANDLE.fullmatch(self.account or "")
        return (f"https://{found[2].lower()}",) if found and found[2] else ()


def recognise(url: str) -> Options | None:
    """`https://mastodon.social/@brand`, `@brand@mastodon.social`, `https://mastodon.social/tags/macaron`."""
    if (found := re.fullmatch(r"@[\w.-]+@[\w-]+(?:\.[\w-]+)+", url.strip())) is not None:
        return Options(account=found[0])
    parts = pasted(url)
    if parts is None or is_host(parts, *_OTHERS):
        return None
    if (found := _PROFILE.fullmatch(parts.path)) is not None and not found[1].endswith(".rss"):
        return _account(found[1], origin(parts))
    if (found := _TAG.fullmatch(parts.path)) is not None and _FEDIVERSE.search(parts.hostname or ""):
        return Options(tag=unquote(found[1]), hosts=(origin(parts),))
    return None


def _account(name: str, home: str) -> Options:
    if "@" in name:
        return Options(account=f"@{name}")
    host = home.removeprefix("https://")
    return Options(account=name, host=home) if ":" in host else Options(account=f"@{name}@{host}")


def requests(options: Options, state: State) -> Generator[Request, Response, State]:
    """Look-up and statuses of an account, or the hashtag of each instance."""
    if is_whole(options):
        yield Request(url=options.address(), accept="application/json")
        return state
    if options.account:
        return (yield from _statuses(options, state))
    return (yield from _hashtag(options, state))


def read(body: bytes, options: Options) -> Iterator[RawPost]:  # noqa: ARG001 (every kind's signature)
    """A list of statuses, a single one, or an account's ActivityPub outbox. ReadError when it is something else."""
    document = json_value(body, _WANTED)
    if _activitypub.speaks(document):
        yield from _activitypub.posts(document)
        return
    if isinstance(document, dict) and "id" in document and "account" in document:
        document = [document]
    if not isinstance(document, list):
        raise unexpected(document, _WANTED)
    yield from filter(None, map(post, map(Fields, document)))


def _statuses(options: Options, state: State) -> Generator[Request, Response, State]:
    home = options.instances()[0]
    asked = f"{(options.account or '').lstrip('@').lower()} at {home}"
    account = state.get("account", "") if state.get("account_of") == asked else ""
    if not account:
        state = {}
        acct = (options.account or "").lstrip("@").removesuffix(f"@{name_of(home)}")
        response = yield Request(url=f"{home}/api/v1/accounts/lookup?{query(acct=acct)}", accept="application/json", items=False)
        account = _id_in(response.body)
    limits = query(
        limit=_PAGE,
        exclude_replies=None if options.replies else "true",
        exclude_reblogs=None if options.boosts else "true",
        only_media="true" if options.only_media else None,
    )
    state = {**state, "account": account, "account_of": asked}
    return (yield from walk(_pages(f"{home}/api/v1/accounts/{segment(account)}/statuses?{limits}"), state))


def _id_in(body: bytes) -> str:
    document = json_value(body, "a Mastodon account")
    account = Fields(document).text("id")
    if account is None:
        raise unexpected(document, "a Mastodon account")
    return account


def _hashtag(options: Options, state: State) -> Generator[Request, Response, State]:
    """Each instance in turn; one that cannot be had is no trouble while another answers."""
    remembered, troubles = dict(state), []
    for home in options.instances():
        place = f"rest {name_of(home)}"
        try:
            rest = yield from _tagged(options, home, remembered.get(place, ""))
        except SourceError as trouble:
            troubles.append(trouble)
        else:
            remembered[place] = rest
    if len(troubles) == len(options.instances()):
        raise troubles[0]
    return {place: rest for place, rest in remembered.items() if rest}


def _tagged(options: Options, home: str, rest: str) -> Generator[Request, Response, str]:
    """The statuses that one instance has of the hashtag; what was left for the next run."""
    response = yield Request(url=f"{home}/api/v2/instance", accept="application/json", items=False)
    local, remote = _access(response)
    if local != "public":
        host = name_of(home)
        raise ReadError(f"{host} shows hashtags to its members alone: name another instance in `hosts`, or follow accounts instead")
    limits = query(limit=_PAGE, local=None if remote == "public" else "true", only_media="true" if options.only_media else None)
    tag = segment((options.tag or "").lstrip("#"))
    state = yield from walk(_pages(f"{home}/api/v1/timelines/tag/{tag}?{limits}"), {"rest": rest})
    return state.get("rest", "")


def _access(response: Response) -> tuple[str, str]:
    """Who may read hashtags, of this instance's people and of others': `public` where nothing is said (all versions before 4.5)."""
    instance = Fields(json_value(response.body, "the description of a Mastodon instance"))
    feeds = instance.row("configuration").row("timelines_access").row("hashtag_feeds")
    return feeds.text("local") or "public", feeds.text("remote") or "public"


def _pages(address: str) -> Ask:
    return single(partial(_page, address), _following)


def _page(address: str, cursor: str) -> Request:
    return Request(url=f"{address}&{query(max_id=cursor)}" if cursor else address, accept="application/json")


def _following(response: Response) -> str:
    """The `max_id` of the Link header's next page: the address in it is not trusted, only this."""
    for link in response.headers.get("link", "").split(","):
        address, _, relation = link.partition(">")
        if re.search(r'rel="?next\b', relation):
            return parse_qs(parts_of(address.strip(" <")).query).get("max_id", [""])[0]
    return ""
