"""TikTok: the brand's own videos by its API v2, with a token of 24 hours that its owner renews.

Not proven on a real answer of `/v2/video/list/`: written from its published description. The cover's address lives for 6 hours, so that
it is copied in the run that finds it. TikTok names no time after which what is shown must be refreshed; the 30 days of the strictest
network here are kept, and the whole list is walked anew each 15. Single videos of others: kind `oembed`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Generator, Iterator
from functools import partial

from parvis.model.exchange import Request, Response, State
from parvis.model.raw_post import RawAuthor, RawCounts, RawMedia, RawPost
from parvis.model.source import Grade
from parvis.sources._address import is_host, is_whole, name_of, parts_of, pasted
from parvis.sources._answer import json_value
from parvis.sources._complaint import complaint, unexpected
from parvis.sources._fields import Fields
from parvis.sources._figures import seconds
from parvis.sources._options import Server
from parvis.sources._token import MONTH, TokenOptions
from parvis.sources._walk import single, walk

GRADE: Grade = "B"
PROVEN = False

_WANTED = "a list of TikTok videos"
_PAGE = 20  # the most that the API gives at once
_PROFILE = re.compile(r"/@([\w.]{1,24})/?")
_FIELDS = (
    "id,create_time,cover_image_url,share_url,video_description,duration,height,width,title,like_count,comment_count,share_count,view_count"
)


class Options(TokenOptions):
    """The account that the token belongs to."""

    account: str | None = None  #: its name, for answers that do not tell it
    service: Server = "https://open.tiktokapis.com/v2"  #: another server in TikTok's place
    token_env: str = "TIKTOK_TOKEN"  # noqa: S105  #: name of the environment variable that holds the token


def recognise(url: str) -> Options | None:
    """`https://www.tiktok.com/@brand`."""
    parts = pasted(url)
    found = _PROFILE.fullmatch(parts.path) if parts and is_host(parts, "tiktok.com") else None
    return Options(account=found[1]) if found else None


def requests(options: Options, state: State) -> Generator[Request, Response, State]:
    """The account's videos, newest first; the cursor goes in the body of the question."""
    if is_whole(options):
        yield options.whole()
        return state
    return (yield from walk(single(partial(_page, options), _following), state, again=MONTH // 2))


def read(body: bytes, options: Options) -> Iterator[RawPost]:
    """A list of videos. ReadError when it is something else."""
    document = json_value(body, _WANTED)
    videos = Fields(document).row("data")
    if complaint(document) or not isinstance(videos.raw("videos"), list):
        raise unexpected(document, _WANTED)
    for video in videos.rows("videos"):
        if video.text("id"):
            yield _post(video, options)


def _page(options: Options, cursor: str) -> Request:
    asked = {"max_count": _PAGE} | ({"cursor": int(cursor)} if cursor.isascii() and cursor.isdigit() else {})
    address = f"{options.service}/video/list/?fields={_FIELDS}"
    return Request(url=address, accept="application/json", secret=options.secret(), body=json.dumps(asked).encode())


def _following(response: Response) -> str:
    videos = Fields(json_value(response.body, _WANTED)).row("data")
    cursor = videos.number("cursor")
    return f"{cursor}" if cursor and videos.raw("has_more") is True else ""


def _post(video: Fields, options: Options) -> RawPost:
    page = _page_of(video)
    name = _name_in(page) or (options.account or "").lstrip("@")
    cover, title = video.text("cover_image_url"), video.text("title")
    words = video.text("video_description")
    film = RawMedia(
        kind="video",
        url=page or video.text("embed_link") or "",
        preview=cover,
        width=video.number("width"),
        height=video.number("height"),
        duration=seconds(video, "duration"),
    )
    return RawPost(
        native=video.text("id"),
        kind="video",
        url=page,
        author=RawAuthor(name=name, handle=f"@{name}", url=f"https://www.tiktok.com/@{name}") if name else RawAuthor(),
        published=video.text("create_time"),
        expires_after=MONTH,
        title=title if title != words else None,
        text=words,
        media=(film,) if film.url else (),
        counts=RawCounts(
            likes=video.number("like_count"),
            replies=video.number("comment_count"),
            reposts=video.number("share_count"),
            views=video.number("view_count"),
        ),
    )


def _page_of(video: Fields) -> str | None:
    """The video's page without what only counts who shared it."""
    page = (video.text("share_url") or "").partition("?")[0]
    return page if name_of(page) else None


def _name_in(page: str | None) -> str:
    found = re.match(r"/@([\w.]+)/", parts_of(page).path) if page else None
    return found[1] if found else ""
