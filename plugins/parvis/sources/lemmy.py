"""Lemmy communities, by the public API v3, no key.

Not proven on a real answer of `/api/v3/post/list`: written from its published schema. The ActivityPub form of a post is proven. Bodies are
Markdown; they stay plain text, because what comes from outside is never given to a Markdown reader.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from functools import partial
from typing import Self

from pydantic import model_validator

from parvis.model.exchange import Request, Response, State
from parvis.model.raw_post import RawAuthor, RawCounts, RawMedia, RawPost
from parvis.model.source import Grade
from parvis.sources import SourceOptions, _activitypub, kind
from parvis.sources._address import is_whole, name_of, origin, pasted, query
from parvis.sources._answer import is_json, json_value
from parvis.sources._complaint import unexpected
from parvis.sources._fields import Fields
from parvis.sources._options import Server, one_of
from parvis.sources._walk import single, walk

GRADE: Grade = "A"
PROVEN = False

_WANTED = "a list of Lemmy posts"
_PAGE = 50  # the most that an instance gives at once
_NAME = re.compile(r"!?(\w+)(?:@([\w.-]+(?::\d+)?))?")
_PATH = re.compile(r"/c/(\w+(?:@[\w.-]+)?)/?")
_PICTURE = re.compile(r"\.(?:avif|gif|jpe?g|png|webp)(?:\?|$)", re.IGNORECASE)
#: Hosts whose /c/NAME is a channel's or a category's.
_OTHERS = re.compile(r"youtube\.com$|tube|video|(?:^|\.)(?:forums?|discuss|discourse|community|meta|talk)\.")


class Options(SourceOptions):
    """A community."""

    community: str | None = None  #: `macarons@lemmy.world`, or `macarons` with `host`
    host: Server | None = None  #: the instance to ask; the community's own if left out

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        one_of(self, "community", "url")
        found = _NAME.fullmatch(self.community or "")
        if self.community and found is None:
            raise ValueError(f"{self.community!r} is no community: write it as macarons@lemmy.world")
        if found and not found[2] and self.host is None:
            raise ValueError(f"say where the community lives: `community: {found[1]}@lemmy.world`, or `host`")
        return self


def recognise(url: str) -> Options | None:
    """`https://lemmy.world/c/macarons`, `!macarons@lemmy.world`."""
    if re.fullmatch(r"!\w+@[\w-]+(?:\.[\w-]+)+", url.strip()):
        return Options(community=url.strip().lstrip("!"))
    parts = pasted(url)
    found = _PATH.fullmatch(parts.path) if parts else None
    if parts is None or found is None or _OTHERS.search(parts.hostname or ""):
        return None
    return Options(community=found[1], host=origin(parts))


def requests(options: Options, state: State) -> Generator[Request, Response, State]:
    """The pages of the community's posts, newest first."""
    if is_whole(options):
        yield Request(url=options.address(), accept="application/json, application/rss+xml;q=0.8")
        return state
    return (yield from walk(single(partial(_page, options), _following), state))


def read(body: bytes, options: Options) -> Iterator[RawPost]:
    """A list of posts, one post as ActivityPub, or the community's RSS. ReadError when it is something else."""
    if not is_json(body):
        feed = kind("feed")
        yield from feed.read(body, feed.Options(url=options.url or options.host or "https://lemmy.example"))
        return
    document = json_value(body, _WANTED)
    answer = Fields(document)
    if _activitypub.speaks(document):
        yield from _activitypub.posts(document)
    elif isinstance(answer.raw("posts"), list):
        for view in answer.rows("posts"):
            yield from _post(view)
    elif answer.row("post_view"):
        yield from _post(answer.row("post_view"))
    else:
        raise unexpected(document, _WANTED)


def _page(options: Options, cursor: str) -> Request:
    found = _NAME.fullmatch(options.community or "")
    name, home = (found[1], found[2]) if found else ("", None)
    host = options.host or f"https://{home}"
    asked = query(
        community_name=name if home in {None, name_of(host)} else f"{name}@{home}", sort="New", type_="All", limit=_PAGE, page_cursor=cursor
    )
    return Request(url=f"{host}/api/v3/post/list?{asked}", accept="application/json")


def _following(response: Response) -> str:
    answer = Fields(json_value(response.body, _WANTED))
    return (answer.text("next_page") or "") if answer.raw("posts") else ""


def _post(view: Fields) -> Iterator[RawPost]:
    """One post; nothing where its author or a moderator has taken it back."""
    post, counts = view.row("post"), view.row("counts")
    if not post.text("ap_id") or post.yes("deleted") or post.yes("removed"):
        return
    link, picture = post.text("url"), post.text("thumbnail_url")
    is_picture = bool(link and ((post.text("url_content_type") or "").startswith("image/") or _PICTURE.search(link)))
    shown = link if is_picture else picture
    yield RawPost(
        native=post.text("ap_id"),
        url=post.text("ap_id"),
        author=_author(view.row("creator")),
        published=post.text("published"),
        updated=post.text("updated"),
        title=post.text("name"),
        text=post.text("body"),
        media=(RawMedia(kind="image", url=shown, alt=post.text("alt_text")),) if shown else (),
        links=(link,) if link and not is_picture else (),
        counts=RawCounts(likes=counts.number("upvotes", "score"), replies=counts.number("comments")),
        sensitive=post.yes("nsfw"),
    )


def _author(person: Fields) -> RawAuthor:
    name, page = person.text("name"), person.text("actor_id")
    handle = f"@{name}@{name_of(page or '')}" if name and page else name
    return RawAuthor(name=person.text("display_name", "name"), handle=handle, url=page, avatar=person.text("avatar"))
