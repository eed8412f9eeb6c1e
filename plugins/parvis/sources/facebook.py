"""Facebook: the posts of a page of the brand's own, by Meta's Graph API, with the page's token.

Comments and who reacted are never read, only how many. `updated_time` moves with each comment: it says nothing of an edit.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from typing import Self
from urllib.parse import parse_qs

from pydantic import model_validator

from parvis.model.exchange import Request, Response, State
from parvis.model.raw_post import PostKind, RawAuthor, RawCounts, RawMedia, RawOccasion, RawPost
from parvis.model.source import Grade
from parvis.sources._address import is_host, parts_of, pasted, segment
from parvis.sources._fields import Fields
from parvis.sources._figures import degrees
from parvis.sources._meta import RETENTION, GraphOptions, listed, pages
from parvis.sources._options import Server

GRADE: Grade = "B"
PROVEN = True

_SITE = "https://www.facebook.com"
_PAGE = 50
_NAME = re.compile(r"[\w.-]{2,}")
_NO_PAGE = {
    *(
        "events",
        "groups",
        "watch",
        "reel",
        "reels",
        "photo",
        "photo.php",
        "photos",
        "share",
        "sharer",
        "sharer.php",
        "story.php",
        "permalink.php",
    ),
    *("profile.php", "login", "hashtag", "marketplace", "gaming", "help", "policies", "privacy", "ads", "business", "dialog", "people"),
}
_ATTACHED = "media_type,type,title,description,url,unshimmed_url,media,target"
_FIELDS = (
    "id,message,story,created_time,permalink_url,from,full_picture,status_type,is_hidden,is_published,shares,"
    f"attachments{{{_ATTACHED},subattachments{{{_ATTACHED}}}}},reactions.limit(0).summary(true),comments.limit(0).summary(true)"
)


class Options(GraphOptions):
    """A page that the token belongs to."""

    page: str | None = None  #: the page's name or number; the token's own if left out
    service: Server = "https://graph.facebook.com/v25.0"  #: another server in Meta's place
    token_env: str = "FACEBOOK_TOKEN"  # noqa: S105  #: name of the environment variable that holds the token

    @model_validator(mode="after")
    def _is_named(self) -> Self:
        if self.page and not _NAME.fullmatch(self.page):
            raise ValueError("`page` is the page's name as in its address, or its number")
        return self


def recognise(url: str) -> Options | None:
    """`https://www.facebook.com/brand`, or a page's address that ends in its number."""
    parts = pasted(url)
    if parts is None or not is_host(parts, "facebook.com", "fb.com"):
        return None
    steps = [step for step in parts.path.split("/") if step]
    if len(steps) == 1 and steps[0] not in _NO_PAGE and _NAME.fullmatch(steps[0]):
        return Options(page=steps[0])
    is_page = len(steps) == 3 and steps[0] in {"pages", "p"} and steps[2].isdigit()  # noqa: PLR2004 (pages/NAME/NUMBER)
    return Options(page=steps[2]) if is_page else None


def requests(options: Options, state: State) -> Generator[Request, Response, State]:
    """The page's posts, newest first."""
    return (yield from pages(options, state, f"{options.service}/{segment(options.page or 'me')}/posts", _FIELDS, _PAGE))


def read(body: bytes, options: Options) -> Iterator[RawPost]:
    """A list of posts, posts or events keyed by their ids, or a single one. ReadError when it is something else."""
    for post in listed(body, "a list of Facebook posts", "created_time"):
        if post.text("start_time"):
            yield _event(post)
        elif post.text("id") and post.text("created_time") and not post.yes("is_hidden") and post.raw("is_published") is not False:
            yield _post(post, options)


def _post(post: Fields, options: Options) -> RawPost:
    attached = list(_attached(post))
    media = tuple(_media(post, attached))
    return RawPost(
        native=post.text("id"),
        kind=_kind(media),
        url=post.text("permalink_url") or _action(post) or f"{_SITE}/{post.text('id')}",
        author=_author(post.row("from")) if post.row("from") else _page_itself(post, options),
        published=post.text("created_time"),
        expires_after=RETENTION,
        text=post.text("message", "story", "description"),
        media=media,
        links=tuple(dict.fromkeys(_links(post, attached))),
        mentions=tuple(dict.fromkeys(tag.text("name") or "" for tag in post.rows("message_tags") if tag.text("name"))),
        counts=RawCounts(
            likes=post.row("reactions").row("summary").number("total_count"),
            replies=_comments(post.row("comments")),
            reposts=post.row("shares").number("count"),
        ),
    )


def _action(post: Fields) -> str | None:
    """Posts of before 2018 have no `permalink_url`; their buttons lead to the page."""
    return next((action.text("link") for action in post.rows("actions") if action.text("link")), None)


def _author(page: Fields) -> RawAuthor:
    number = page.text("id")
    return RawAuthor(name=page.text("name"), url=f"{_SITE}/{number}" if number else None)


def _page_itself(post: Fields, options: Options) -> RawAuthor:
    """Where an answer does not say: a post's number begins with that of its page."""
    number, parted, _ = (post.text("id") or "").partition("_")
    return RawAuthor(name=options.page, url=f"{_SITE}/{number}" if parted else None)


def _comments(comments: Fields) -> int | None:
    found = comments.row("summary").number("total_count")
    return comments.number("count") if found is None else found


def _attached(post: Fields) -> Iterator[Fields]:
    """What hangs on a post; of an album its pictures."""
    for attachment in post.row("attachments").rows("data"):
        inner = list(attachment.row("subattachments").rows("data"))
        yield from inner or [attachment]


def _media(post: Fields, attached: list[Fields]) -> Iterator[RawMedia]:
    shown = set()
    for attachment in attached:
        media = attachment.row("media")
        picture, film = media.row("image").text("src"), media.text("source")
        sizes = {"width": media.row("image").number("width"), "height": media.row("image").number("height")}
        alt = attachment.text("title") if attachment.text("media_type") == "link" else None
        if film or (attachment.text("media_type") or "").startswith("video"):
            page = film or _unwrapped(attachment) or post.text("permalink_url")
            if page and page not in shown:
                shown.add(page)
                yield RawMedia(kind="video", url=page, preview=picture, width=sizes["width"], height=sizes["height"])
        elif picture and picture not in shown:
            shown.add(picture)
            yield RawMedia(kind="image", url=picture, alt=alt, width=sizes["width"], height=sizes["height"])
    whole = post.text("full_picture", "picture")
    if not shown and whole:
        yield RawMedia(kind="image", url=whole)


def _links(post: Fields, attached: list[Fields]) -> Iterator[str]:
    """Where the post leads to, outside of Facebook's own pictures."""
    for attachment in attached:
        link = _unwrapped(attachment)
        if link and attachment.text("media_type") not in {"photo", "album", "video"}:
            yield link
    if (link := post.text("link")) and post.text("type") not in {"photo", "video", "status"}:
        yield link


def _unwrapped(attachment: Fields) -> str | None:
    """The address itself: `l.facebook.com` counts clicks."""
    link = attachment.text("unshimmed_url", "url")
    parts = parts_of(link or "")
    if parts.netloc == "l.facebook.com":
        return parse_qs(parts.query).get("u", [None])[0]
    return link


def _kind(media: tuple[RawMedia, ...]) -> PostKind:
    return "video" if media and media[0].kind == "video" else "post"


def _event(event: Fields) -> RawPost:
    place = event.row("place")
    where = place.row("location")
    number = event.text("id")
    cover = event.row("cover").text("source")
    return RawPost(
        native=number,
        kind="event",
        url=f"{_SITE}/events/{number}" if number else None,
        author=_author(event.row("owner")),
        expires_after=RETENTION,
        title=event.text("name"),
        text=event.text("description"),
        media=(RawMedia(kind="image", url=cover),) if cover else (),
        occasion=RawOccasion(
            start=event.text("start_time") or "",
            end=event.text("end_time"),
            place=place.text("name"),
            latitude=degrees(where, "latitude"),
            longitude=degrees(where, "longitude"),
            cancelled=event.yes("is_canceled"),
            recurring=len(list(event.rows("event_times"))) > 1,
        ),
    )
