"""YouTube's Data API v3: all videos of a channel or playlist, with length, counts and licence; needs a key.

The playlist's items are a look-up (1 unit of 10,000 a day for 50), the videos themselves are asked by their ids. YouTube's terms (III.E.4)
ask that stored data is refreshed or deleted within 30 days: items expire after 30 days, and the whole list is walked anew each 15. A video
that is made for kids, or may not be embedded, stands as picture and link, without a player. An item has the same id as in kind `youtube`.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from functools import partial
from typing import ClassVar, Self

from pydantic import model_validator

from parvis.model.exchange import Request, Response, State
from parvis.model.raw_post import RawAuthor, RawCounts, RawMedia, RawPost
from parvis.model.source import Grade
from parvis.sources._address import is_whole, query
from parvis.sources._answer import json_value
from parvis.sources._complaint import unexpected
from parvis.sources._fields import Fields
from parvis.sources._figures import iso_seconds
from parvis.sources._options import Server, one_of
from parvis.sources._token import MONTH, TokenOptions
from parvis.sources._walk import Turn, walk

GRADE: Grade = "B"
PROVEN = True

_WANTED = "a list of YouTube videos"
_PAGE = 50  # the most that the API gives at once, and the most ids that one question takes
_CHANNEL = re.compile(r"UC[\w-]{22}")
_PLAYLIST = re.compile(r"[A-Z]{2}[\w-]{8,}")
_SIZES = ("maxres", "standard", "high", "medium", "default")
_CREATIVE_COMMONS = "https://creativecommons.org/licenses/by/3.0/"


class Options(TokenOptions):
    """A channel or a playlist."""

    channel: str | None = None  #: the channel's id, `UC…`: its uploads
    playlist: str | None = None  #: the playlist's id, such as `PL…`
    service: Server = "https://www.googleapis.com/youtube/v3"  #: another server in Google's place
    token_env: str = "YOUTUBE_API_KEY"  # noqa: S105  #: name of the environment variable that holds the token
    parameter: ClassVar[str] = "X-Goog-Api-Key"
    prefix: ClassVar[str] = ""

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        one_of(self, "channel", "playlist", "url")
        if self.channel and not _CHANNEL.fullmatch(self.channel):
            raise ValueError(
                "`channel` is the channel's id: UC and 22 characters; `parvis add` finds it for an address such as https://www.youtube.com/@brand"
            )
        if self.playlist and not _PLAYLIST.fullmatch(self.playlist):
            raise ValueError("`playlist` is the playlist's id, the part after `list=` in its address")
        return self


def recognise(url: str) -> Options | None:  # noqa: ARG001 (every kind's signature)
    """Never: kind `youtube` follows the same addresses without a key."""
    return None


def requests(options: Options, state: State) -> Generator[Request, Response, State]:
    """For each page of the playlist its ids, then the videos."""
    if is_whole(options):
        yield options.whole()
        return state
    return (yield from walk(partial(_turn, options), state, again=MONTH // 2))


def read(body: bytes, options: Options) -> Iterator[RawPost]:  # noqa: ARG001 (every kind's signature)
    """The public videos of a list of videos, of a playlist's items or of search results. ReadError when it is something else."""
    document = json_value(body, _WANTED)
    answer = Fields(document)
    kinds = {(item.text("kind") or "").rpartition("#")[2] for item in answer.rows("items")}
    if not isinstance(answer.raw("items"), list) or kinds - {"video", "playlistItem", "searchResult"}:
        raise unexpected(document, _WANTED)
    for item in answer.rows("items"):
        yield from _post(item)


def _turn(options: Options, cursor: str) -> Generator[Request, Response, Turn]:
    playlist = options.playlist or "UU" + (options.channel or "").removeprefix("UC")
    asked = query(part="snippet,contentDetails,status", playlistId=playlist, maxResults=_PAGE, pageToken=cursor)
    response = yield _request(options, f"playlistItems?{asked}", items=False)
    document = json_value(response.body, "a YouTube playlist")
    page = Fields(document)
    if not isinstance(page.raw("items"), list):
        raise unexpected(document, "a YouTube playlist")
    ids = list(dict.fromkeys(filter(None, map(_video, page.rows("items")))))
    if ids:
        listed = query(part="snippet,status,contentDetails,statistics", id=",".join(ids), maxResults=_PAGE)
        response = yield _request(options, f"videos?{listed}", items=True)
    return response, page.text("nextPageToken") or ""


def _request(options: Options, asked: str, *, items: bool) -> Request:
    return Request(url=f"{options.service}/{asked}", accept="application/json", secret=options.secret(), items=items)


def _video(item: Fields) -> str | None:
    """The video's id: of a video itself, a playlist's item, a search result."""
    snippet = item.row("snippet")
    found = item.row("id").text("videoId") or snippet.row("resourceId").text("videoId") or item.row("contentDetails").text("videoId")
    return found or (item.text("id") if (item.text("kind") or "youtube#video").endswith("#video") else None)


def _post(item: Fields) -> Iterator[RawPost]:
    """One video; nothing where it is private or deleted, of which a playlist only keeps the place."""
    video, snippet, details = _video(item), item.row("snippet"), item.row("contentDetails")
    status, figures = item.row("status"), item.row("statistics")
    is_public = status.text("privacyStatus") in {"public", None}
    if not video or not is_public or not snippet.row("thumbnails"):
        return
    page = f"https://www.youtube.com/watch?v={video}"
    yield RawPost(
        native=video,
        kind="video",
        url=page,
        author=_author(snippet),
        published=details.text("videoPublishedAt") or snippet.text("publishedAt"),
        expires_after=MONTH,
        language=snippet.text("defaultAudioLanguage", "defaultLanguage"),
        title=snippet.text("title"),
        text=snippet.text("description"),
        media=_media(item, page),
        tags=tuple(snippet.texts("tags")),
        counts=RawCounts(likes=figures.number("likeCount"), replies=figures.number("commentCount"), views=figures.number("viewCount")),
        licence=_CREATIVE_COMMONS if status.text("license") == "creativeCommon" else None,
    )


def _author(snippet: Fields) -> RawAuthor:
    """The channel that uploaded it; of a playlist's item, `channelId` alone would be the playlist's owner."""
    channel = snippet.text("videoOwnerChannelId", "channelId")
    page = f"https://www.youtube.com/channel/{channel}" if channel and _CHANNEL.fullmatch(channel) else None
    return RawAuthor(name=snippet.text("videoOwnerChannelTitle", "channelTitle"), url=page)


def _media(item: Fields, page: str) -> tuple[RawMedia, ...]:
    stills = item.row("snippet").row("thumbnails")
    still = next((stills.row(size) for size in _SIZES if stills.row(size).text("url")), Fields(None))
    picture, title = still.text("url"), item.row("snippet").text("title")
    sizes = still.number("width"), still.number("height")
    status = item.row("status")
    # III.E.4.j: no player without having looked at this; the picture leads to YouTube.
    if status.raw("embeddable") is False or status.raw("madeForKids") is True:
        return (RawMedia(kind="image", url=picture, width=sizes[0], height=sizes[1], alt=title),) if picture else ()
    length = iso_seconds(item.row("contentDetails").text("duration"))
    return (RawMedia(kind="video", url=page, preview=picture, width=sizes[0], height=sizes[1], alt=title, duration=length),)
