"""PeerTube channels and accounts of any instance: the public API, no key; its RSS, Atom and JSON feeds are read as well.

Lists cut descriptions short and write them in Markdown. Addresses of stills are relative to the instance that was asked, which often is not
the one that a video lives on. `updatedAt` moves without an edit (in the captured lists months after it, for most videos on the same day),
so that it is not kept. A video is known by its UUID, in the feeds' addresses as in the API.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Iterator
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import msgspec
from pydantic import model_validator

from parvis.errors import ReadError
from parvis.model.exchange import Request, Response, State
from parvis.model.raw_post import RawAuthor, RawCounts, RawMedia, RawPost
from parvis.model.source import Grade
from parvis.sources import SourceOptions, _json_feed
from parvis.sources._address import is_host, is_whole, origin, pasted, query, segment
from parvis.sources._answer import is_json, json_object
from parvis.sources._complaint import unexpected
from parvis.sources._document import document
from parvis.sources._entry import posts
from parvis.sources._fields import Fields
from parvis.sources._options import Server, one_of
from parvis.sources._walk import single, walk

GRADE: Grade = "A"
PROVEN = True

_WANTED = "a list of PeerTube videos"
_PAGE = 50
_PUBLIC = 1
_LISTS = re.compile(
    r"/(?:(c|video-channels)/([\w.@:-]+)/(?:videos|video-playlists)|(video-channels)/([\w.@:-]+)|(a)/([\w.@:-]+)(?:/(?:videos|video-channels))?|(accounts)/([\w.@:-]+)/(?:videos|video-channels))/?"
)
_FEED = re.compile(r"/feeds/(?:videos|subscriptions)\.(?:rss|xml|atom|json)")
_OTHERS = ("youtube.com", "reddit.com", "imgur.com", "vimeo.com")
_VIDEO_PAGE = re.compile(r"/(?:videos/watch|videos/embed|w)/([0-9a-f-]{36}|[1-9a-km-zA-HJ-NP-Z]{16,23})(?:[?#/]|$)")
#: The alphabet of short UUIDs: no 0, O, I, l.
_DIGITS = "123456789abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ"
_LINK = re.compile(r"\[([^\]\n]{1,300})\]\((https?://[^\s)]+)\)")
_MARKS = re.compile(r"\*\*|__|^#{1,6}\s+|\\(?=[\\`*_{}\[\]()#+.!-])", re.MULTILINE)


class Options(SourceOptions):
    """A channel or an account, and the instance to ask."""

    channel: str | None = None  #: `name`, or `name@instance` where it lives on another instance than the one asked
    account: str | None = None  #: likewise
    host: Server | None = None  #: the instance to ask; the one in `name@instance` where it is left out

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        one_of(self, "channel", "account", "url")
        name = self.channel or self.account
        if name and not re.fullmatch(r"[\w.:-]+(?:@[\w.:-]+)?", name):
            raise ValueError(f"{name!r} is no name of PeerTube: write it as `name` or `name@video.example`")
        if name and not self.host and "@" not in name:
            raise ValueError(f"say which instance to ask: `host: video.example`, or write the name as {name}@video.example")
        return self

    def home(self) -> str | None:
        """`https://instance`, where it is known: what the addresses of stills are relative to."""
        name = self.channel or self.account or ""
        if self.host or "@" in name:
            return self.host or f"https://{name.partition('@')[2]}"
        parts = pasted(self.url) if self.url and "://" in self.url else None
        return origin(parts) if parts else None


def recognise(url: str) -> Options | None:
    """An address of the shapes that PeerTube alone has: `/c/NAME/videos`, `/a/NAME`, `/video-channels/NAME`, `/feeds/videos.xml?…`."""
    parts = pasted(url)
    if parts is None or is_host(parts, *_OTHERS):
        return None
    if _FEED.fullmatch(parts.path) and re.search(r"(?:videoChannel|account)(?:Name|Id)=", parts.query):
        return Options(url=url)
    found = _LISTS.fullmatch(parts.path)
    if found is None:
        return None
    shape, name = [group for group in found.groups() if group]
    given = {"channel": name} if shape in {"c", "video-channels"} else {"account": name}
    return Options.model_validate({**given, "host": origin(parts)})


def requests(options: Options, state: State) -> Generator[Request, Response, State]:
    """The videos of the channel or account, newest first, page by page."""
    if is_whole(options):
        yield Request(url=options.address())
        return state
    name = segment((options.channel or options.account or "").removesuffix(f"@{urlsplit(options.home() or '').netloc}"))
    address = f"{options.home()}/api/v1/{'video-channels' if options.channel else 'accounts'}/{name}/videos"

    def page(cursor: str) -> Request:
        return Request(url=f"{address}?{query(start=cursor or 0, count=_PAGE, sort='-publishedAt')}", accept="application/json")

    return (yield from walk(single(page, _following), state))


def read(body: bytes, options: Options) -> Iterator[RawPost]:
    """The videos of an answer of the API, or of a feed. ReadError for comments, playlists and anything else."""
    if not is_json(body):
        yield from _of_feed(posts(document(body)))
        return
    answer = json_object(body, _WANTED)
    if "items" in answer:
        yield from _of_feed(_json_feed.posts(body))
        return
    rows = _videos(answer)
    home = options.home() or _home_of(rows)
    yield from (
        _video(row, home, by_channel=_asks_for_channel(options)) for row in rows if row.row("privacy").number("id") in {None, _PUBLIC}
    )


def _following(response: Response) -> str:
    start = parse_qs(urlsplit(response.url).query).get("start", ["0"])[0]
    reached = (int(start) if start.isascii() and start.isdigit() else 0) + len(
        list(Fields(json_object(response.body, _WANTED)).rows("data"))
    )
    total = Fields(json_object(response.body, _WANTED)).number("total") or 0
    return f"{reached}" if reached < total and reached else ""


def _videos(answer: dict[str, Any]) -> list[Fields]:
    rows = list(Fields(answer).rows("data"))
    if any("threadId" in dict(row.items()) for row in rows):
        raise ReadError("the answer lists comments, not videos: give the address of a channel or an account")
    if any(row.text("displayName") and not row.text("name") for row in rows):
        raise ReadError("the answer lists playlists, not videos: give the address of a channel or an account")
    if not isinstance(answer.get("data"), list) or any(not row.text("uuid") for row in rows):
        raise unexpected(answer, _WANTED)
    return rows


def _asks_for_channel(options: Options) -> bool:
    return bool(options.channel) or "channel" in (options.url or "").lower()


def _home_of(rows: list[Fields]) -> str | None:
    """The instance that answered, where only the document can tell: it serves copies of all avatars itself."""
    for row in rows:
        addresses = [one.text("fileUrl") for one in (*row.row("account").rows("avatars"), *row.row("channel").rows("avatars"))]
        addresses.append(row.text("url") if row.yes("isLocal") else None)
        for address in addresses:
            if address and (parts := pasted(address)):
                return origin(parts)
    return None


def _video(row: Fields, home: str | None, *, by_channel: bool) -> RawPost:
    page = row.text("url") or f"{home or ''}/w/{row.text('uuid')}"
    still = row.text("previewPath", "previewUrl", "thumbnailPath", "thumbnailUrl")
    licence = row.row("licence")
    return RawPost(
        native=row.text("uuid"),
        kind="video",
        url=page,
        author=_author(row.row("channel" if by_channel else "account") or row.row("channel")),
        published=row.text("originallyPublishedAt", "publishedAt", "createdAt"),
        language=row.row("language").text("id"),
        title=row.text("name"),
        text=_plain(row.text("description", "truncatedDescription") or ""),
        media=(
            RawMedia(
                kind="video",
                url=page,
                preview=f"{home or ''}{still}" if still and still.startswith("/") else still,
                duration=row.number("duration") or None,
            ),
        ),
        tags=tuple(
            tag for tag in (*row.texts("tags"), row.row("category").text("label") if row.row("category").number("id") else None) if tag
        ),
        counts=RawCounts(likes=row.number("likes"), views=row.number("views"), replies=row.number("comments")),
        sensitive=row.yes("nsfw"),
        licence=licence.text("label") if licence.number("id") else None,
        base=home,
    )


def _author(row: Fields) -> RawAuthor:
    faces = sorted(row.rows("avatars"), key=lambda one: one.number("width") or 0)
    name, host = row.text("name"), row.text("host")
    return RawAuthor(
        name=row.text("displayName") or name,
        handle=f"@{name}@{host}" if name and host else name,
        url=row.text("url"),
        avatar=faces[-1].text("fileUrl", "path") if faces else None,
    )


def _plain(description: str) -> str | None:
    """Markdown as text: links as their words and address, marks of emphasis and headings taken out."""
    return _MARKS.sub("", _LINK.sub(r"\1 (\2)", description.replace("\r\n", "\n"))).strip() or None


def _of_feed(items: Iterable[RawPost]) -> Iterator[RawPost]:
    """The items of a feed that have a video's address; the last of a truncated one may have none."""
    found = [(post, match) for post in items if (match := _VIDEO_PAGE.search(post.url or "") or _VIDEO_PAGE.search(post.native or ""))]
    if not found:
        raise ReadError("the feed is not one of PeerTube's videos: its items have no video's address")
    yield from (_as_video(post, match[1]) for post, match in found)


def _as_video(post: RawPost, video: str) -> RawPost:
    """The video's page stands for the films, which are torrents and files in several sizes."""
    films = [one for one in post.media if one.kind == "video"]
    still = next((one for one in post.media if one.kind == "image"), None)
    film = RawMedia(
        kind="video",
        url=post.url or post.native or "",
        preview=still.url if still else next((one.preview for one in films if one.preview), None),
        width=still.width if still else None,
        height=still.height if still else None,
        duration=next((one.duration for one in films if one.duration), None),
    )
    return msgspec.structs.replace(post, native=_uuid(video), kind="video", media=(film,), links=(), updated=None)


def _uuid(text: str) -> str:
    """A UUID in full; short ones are the same number written in 58 digits."""
    if "-" in text:
        return text
    number = 0
    for digit in text:
        number = number * len(_DIGITS) + _DIGITS.index(digit)
    return str(UUID(int=number)) if number < 1 << 128 else text
