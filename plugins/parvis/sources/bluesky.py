"""Bluesky: an account's posts, a list's or a custom feed's, from the public AppView, no key.

`getAuthorFeed`, `getListFeed` and `getFeed` are paged by their cursor; the hashtag search answers 403 without an account on purpose
(bluesky-social/atproto#3423), so a hashtag wants a custom feed. Facets count UTF-8 bytes. An item's id is its at-uri and an author's
address holds the DID, because handles change. An author with the self-label `!no-unauthenticated` is shown as a bare link.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from functools import partial
from typing import Self
from urllib.parse import unquote

from pydantic import model_validator

from parvis.model.exchange import Request, Response, State
from parvis.model.raw_post import RawAuthor, RawCounts, RawMedia, RawPost
from parvis.sources import SourceOptions
from parvis.sources._address import is_host, is_whole, pasted, query
from parvis.sources._answer import json_value
from parvis.sources._complaint import unexpected
from parvis.sources._fields import Fields
from parvis.sources._options import Server, one_of
from parvis.sources._rich_text import anchor, paragraphs, words
from parvis.sources._walk import single, walk

GRADE = "A"
PROVEN = True

_WANTED = "a Bluesky feed"
_PAGE = 100  # the most that the AppView gives at once
_ACTOR = re.compile(r"did:[a-z]+:[\w.:%-]+|[a-z0-9-]+(?:\.[a-z0-9-]+)+")
_AT_URI = re.compile(rf"at://({_ACTOR.pattern})/([a-zA-Z.]+)/([\w.:~-]+)")
_FEED, _LIST = "app.bsky.feed.generator", "app.bsky.graph.list"
_SENSITIVE = {"porn", "sexual", "nudity", "graphic-media", "gore", "nsfl"}
_HIDDEN = "!no-unauthenticated"


class Options(SourceOptions):
    """An account, a list or a custom feed."""

    actor: str | None = None  #: handle (`brand.example`) or DID
    list: str | None = None  #: at-uri of a list
    feed: str | None = None  #: at-uri of a custom feed
    service: Server = "https://public.api.bsky.app"  #: the AppView to ask
    replies: bool = False  #: the account's answers to others, too
    reposts: bool = True  #: what the account repeats of others, too
    only_media: bool = False  #: posts with a picture or film alone

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        one_of(self, "actor", "list", "feed", "url")
        if self.actor and not _ACTOR.fullmatch(self.actor.lstrip("@").lower()):
            raise ValueError(f"{self.actor!r} is no account: write its handle such as brand.bsky.social, or its DID")
        for name, collection in (("list", _LIST), ("feed", _FEED)):
            uri = getattr(self, name)
            found = _AT_URI.fullmatch(uri) if uri else None
            if uri and (found is None or found[2] != collection):
                raise ValueError(f"{uri!r} is no {name}: write its at-uri, such as at://did:plc:…/{collection}/…")
        return self


def recognise(url: str) -> Options | None:
    """`https://bsky.app/profile/HANDLE`, and with `/feed/NAME` or `/lists/NAME` behind it."""
    parts = pasted(url)
    if parts is None or not is_host(parts, "bsky.app"):
        return None
    kind, actor, *rest = [*unquote(parts.path).strip("/").split("/"), ""][:5]
    actor = actor.lower()
    if kind != "profile" or not _ACTOR.fullmatch(actor):
        return None
    if not any(rest):
        return Options(actor=actor)
    if rest[0] == "feed" and rest[1]:
        return Options(feed=f"at://{actor}/{_FEED}/{rest[1]}")
    return Options(list=f"at://{actor}/{_LIST}/{rest[1]}") if rest[0] == "lists" and rest[1] else None


def requests(options: Options, state: State) -> Generator[Request, Response, State]:
    """The pages of the feed; a handle in an at-uri is resolved first, and remembered."""
    if is_whole(options):
        yield Request(url=options.address(), accept="application/json")
        return state
    uri = options.list or options.feed
    if uri and not uri.startswith("at://did:"):
        state = yield from _resolved(uri, options, state)
        uri = state["uri"]
    return (yield from walk(single(partial(_page, options, uri), _following), state))


def read(body: bytes, options: Options) -> Iterator[RawPost]:
    """A feed, a list of posts or the post of a thread. ReadError when it is something else."""
    document = json_value(body, _WANTED)
    answer = Fields(document)
    if isinstance(answer.raw("feed"), list):
        for entry in answer.rows("feed"):
            if options.reposts or not entry.row("reason").text("by", "$type", "indexedAt"):
                yield from _post(entry.row("post"), entry.row("reason"))
    elif isinstance(answer.raw("posts"), list):
        for post in answer.rows("posts"):
            yield from _post(post, Fields(None))
    elif answer.row("thread").row("post"):
        yield from _post(answer.row("thread").row("post"), Fields(None))
    else:
        raise unexpected(document, _WANTED)


def _resolved(uri: str, options: Options, state: State) -> Generator[Request, Response, State]:
    if state.get("uri_of") == uri and state.get("uri"):
        return state
    handle, _, rest = uri.removeprefix("at://").partition("/")
    address = f"{options.service}/xrpc/com.atproto.identity.resolveHandle?{query(handle=handle)}"
    response = yield Request(url=address, accept="application/json", items=False)
    document = json_value(response.body, "the DID of a Bluesky account")
    did = Fields(document).text("did")
    if did is None or not did.startswith("did:"):
        raise unexpected(document, "the DID of a Bluesky account")
    return {"uri_of": uri, "uri": f"at://{did}/{rest}"}


def _page(options: Options, uri: str | None, cursor: str) -> Request:
    if options.actor:
        method = "getAuthorFeed"
        shown = "posts_with_media" if options.only_media else "posts_with_replies" if options.replies else "posts_and_author_threads"
        asked = query(actor=options.actor.lstrip("@").lower(), limit=_PAGE, filter=shown, cursor=cursor)
    elif options.list:
        method, asked = "getListFeed", query(list=uri, limit=_PAGE, cursor=cursor)
    else:
        method, asked = "getFeed", query(feed=uri, limit=_PAGE, cursor=cursor)
    return Request(url=f"{options.service}/xrpc/app.bsky.feed.{method}?{asked}", accept="application/json")


def _following(response: Response) -> str:
    answer = Fields(json_value(response.body, _WANTED))
    return (answer.text("cursor") or "") if answer.raw("feed") else ""


def _post(post: Fields, reason: Fields) -> Iterator[RawPost]:
    """One post; nothing where it was deleted or its author is blocked."""
    uri, record = post.text("uri"), post.row("record")
    if not uri or not record or not post.row("author"):
        return
    text = record.raw("text") if isinstance(record.raw("text"), str) else ""  # as it stands: its bytes are counted
    facets = tuple(record.rows("facets"))
    repeated = bool(reason.row("by"))
    yield RawPost(
        native=_repost_id(uri, reason) if repeated else uri,
        kind="video" if _embed(post, "app.bsky.embed.video") else "post",
        url=_page_of(uri),
        author=_author(post.row("author")),
        published=reason.text("indexedAt") if repeated else record.text("createdAt") or post.text("indexedAt"),
        language=next(record.texts("langs"), None),
        text=None if facets else text.strip() or None,
        html=_html(text, facets) if facets else None,
        media=tuple(_media(post)),
        tags=tuple(_tags(record, facets)),
        links=tuple(_links(post)),
        mentions=tuple(_marked(text, facets, "mention")),
        counts=RawCounts(likes=post.number("likeCount"), replies=post.number("replyCount"), reposts=post.number("repostCount")),
        reply_to=record.row("reply").row("parent").text("uri"),
        repost_of=uri if repeated else None,
        sensitive=_is_sensitive(post, record),
    )


def _repost_id(uri: str, reason: Fields) -> str:
    """The repost's own at-uri; older answers lack it."""
    return reason.text("uri") or f"{reason.row('by').text('did') or ''} repeats {uri}"


def _page_of(uri: str) -> str | None:
    found = _AT_URI.fullmatch(uri)
    return f"https://bsky.app/profile/{found[1]}/post/{found[3]}" if found else None


def _author(author: Fields) -> RawAuthor:
    did = author.text("did")
    labels = [label for label in author.rows("labels") if label.text("val") == _HIDDEN and label.raw("neg") is not True]
    return RawAuthor(
        name=author.text("displayName", "handle"),
        handle=author.text("handle"),
        url=f"https://bsky.app/profile/{did}" if did else None,
        avatar=author.text("avatar"),
        opted_out=any(label.text("src") in {did, None} for label in labels),
    )


def _is_sensitive(post: Fields, record: Fields) -> bool:
    own = record.row("labels").rows("values")
    labels = [label for label in (*post.rows("labels"), *own) if label.raw("neg") is not True]
    return any(label.text("val") in _SENSITIVE for label in labels)


def _pieces(text: str, facets: tuple[Fields, ...]) -> Iterator[tuple[str, Fields]]:
    """The text cut at its facets, each piece with its feature (an empty one between them). Facets that overlap or lie outside are left out."""
    whole, end = text.encode("utf-8", "replace"), 0
    for facet in sorted(facets, key=lambda facet: facet.row("index").number("byteStart") or 0):
        start, stop = facet.row("index").number("byteStart"), facet.row("index").number("byteEnd")
        feature = next(facet.rows("features"), None)
        if start is None or stop is None or feature is None or not end <= start < stop <= len(whole):
            continue
        yield whole[end:start].decode("utf-8", "replace"), Fields(None)
        yield whole[start:stop].decode("utf-8", "replace"), feature
        end = stop
    yield whole[end:].decode("utf-8", "replace"), Fields(None)


def _html(text: str, facets: tuple[Fields, ...]) -> str:
    return paragraphs("".join(_piece(label, feature) for label, feature in _pieces(text, facets)))


def _piece(label: str, feature: Fields) -> str:
    kind = _kind(feature)
    if kind == "link" and feature.text("uri"):
        return anchor(feature.text("uri") or "", label)
    if kind == "mention" and feature.text("did"):
        return anchor(f"https://bsky.app/profile/{feature.text('did')}", label)
    if kind == "tag" and feature.text("tag"):
        return anchor(f"https://bsky.app/hashtag/{query(q=feature.text('tag')).removeprefix('q=')}", label)
    return words(label)


def _kind(feature: Fields) -> str:
    return (feature.text("$type") or "").rpartition("#")[2]


def _marked(text: str, facets: tuple[Fields, ...], kind: str) -> Iterator[str]:
    for label, feature in _pieces(text, facets):
        if _kind(feature) == kind:
            yield label


def _tags(record: Fields, facets: tuple[Fields, ...]) -> Iterator[str]:
    """The hashtags in the text, and those that only go with it."""
    features = (feature for facet in facets for feature in facet.rows("features") if _kind(feature) == "tag")
    yield from dict.fromkeys(tag for tag in (*(feature.text("tag") for feature in features), *record.texts("tags")) if tag)


def _embed(post: Fields, kind: str) -> Fields:
    """The embed of that kind as the AppView shows it: alone, or beside a quoted post."""
    embed = post.row("embed")
    for candidate in (embed, embed.row("media")):
        if (candidate.text("$type") or "").removesuffix("#view") == kind:
            return candidate
    return Fields(None)


def _media(post: Fields) -> Iterator[RawMedia]:
    for image in _embed(post, "app.bsky.embed.images").rows("images"):
        url, ratio = image.text("fullsize", "thumb"), image.row("aspectRatio")
        if url:
            yield RawMedia(kind="image", url=url, width=ratio.number("width"), height=ratio.number("height"), alt=image.text("alt"))
    film = _embed(post, "app.bsky.embed.video")
    if url := film.text("playlist"):
        ratio = film.row("aspectRatio")
        preview, alt = film.text("thumbnail"), film.text("alt")
        yield RawMedia(kind="video", url=url, preview=preview, width=ratio.number("width"), height=ratio.number("height"), alt=alt)
    card = _embed(post, "app.bsky.embed.external").row("external")
    if url := card.text("thumb"):
        yield RawMedia(kind="image", url=url, alt=card.text("title"))


def _links(post: Fields) -> Iterator[str]:
    """The card's address, and the page of the post that this one quotes."""
    if url := _embed(post, "app.bsky.embed.external").row("external").text("uri"):
        yield url
    record = post.row("embed").row("record")
    quoted = record.row("record") or record
    page = _page_of(quoted.text("uri") or "")
    if page and "app.bsky.feed.post" in (quoted.text("uri") or ""):
        yield page
