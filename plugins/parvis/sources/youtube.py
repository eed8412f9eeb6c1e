"""YouTube channels and playlists: the public Atom feed of their newest 15 videos, no API key.

A channel's uploads also stand in playlists of their own, named after its id: without shorts (`UULF…`), shorts alone (`UUSH…`), broadcasts
alone (`UULV…`). Everything useful of an entry lies in its `media:group`; the film address there is a dead Flash player, `starRating` counts
the likes. The feed's `updated` moves with the counts: it says nothing of an edit and is not kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Literal, Self
from urllib.parse import parse_qs

import msgspec
from pydantic import model_validator

from parvis.errors import ReadError
from parvis.model.raw_post import RawAuthor, RawCounts, RawMedia, RawPost
from parvis.model.source import Grade
from parvis.sources import SourceOptions
from parvis.sources._address import is_host, pasted, query
from parvis.sources._document import Document, Entry, document
from parvis.sources._entry import author
from parvis.sources._media import pixels
from parvis.sources._options import Server, one_of

GRADE: Grade = "A"
PROVEN = True

_SITE = "https://www.youtube.com"
_CHANNEL = re.compile(r"UC[\w-]{22}")
_PLAYLIST = re.compile(r"[A-Z]{2}[\w-]{8,}")
_VIDEO = re.compile(r"[\w-]{11}")
#: Feeds name another of four hosts each time: one of them, or every collection would change the item.
_STILL_HOST = re.compile(r"^https?://i\d?\.ytimg\.com/")
_NAMED_PAGE = re.compile(r"/(@[^/?#]+|(?:c|user)/[^/?#]+)(?:/.*)?$")

Only = Literal["videos", "shorts", "live"]
_UPLOADS: Mapping[Only, str] = MappingProxyType({"videos": "UULF", "shorts": "UUSH", "live": "UULV"})
_TABS: Mapping[str, Only] = MappingProxyType({"videos": "videos", "shorts": "shorts", "streams": "live"})


class Options(SourceOptions):
    """A channel or a playlist."""

    channel: str | None = None  #: the channel's id, `UC` and 22 characters; `add` turns a handle into it
    playlist: str | None = None  #: the playlist's id, such as `PL…`
    user: str | None = None  #: an old account name, where the channel had one
    only: Only | None = None  #: of a channel: its videos without shorts, its shorts, or its broadcasts
    service: Server = _SITE  #: another server in YouTube's place

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        one_of(self, "channel", "playlist", "user", "url")
        if self.channel and not _CHANNEL.fullmatch(self.channel):
            raise ValueError(
                "`channel` is the channel's id: UC and 22 characters; `parvis add` finds it for an address such as https://www.youtube.com/@brand"
            )
        if self.playlist and not _PLAYLIST.fullmatch(self.playlist):
            raise ValueError("`playlist` is the playlist's id, the part after `list=` in its address")
        if self.only and not self.channel:
            raise ValueError("`only` works with `channel`: YouTube keeps such lists of channels alone")
        return self

    def address(self) -> str:
        """The feed's address."""
        if self.url:
            return self.url
        if self.channel and self.only:
            asked = query(playlist_id=_UPLOADS[self.only] + self.channel.removeprefix("UC"))
        else:
            asked = query(channel_id=self.channel, playlist_id=self.playlist, user=self.user)
        return f"{self.service}/feeds/videos.xml?{asked}"


def recognise(url: str) -> Options | None:
    """A channel's page by its id, one of its tabs, a playlist, or the feed itself. A handle needs the channel's page: see `handle_page`."""
    parts = pasted(url)
    if parts is None or not is_host(parts, "youtube.com"):
        return None
    steps, asked = [step for step in parts.path.split("/") if step], {name: values[0] for name, values in parse_qs(parts.query).items()}
    if steps[:1] == ["channel"] and len(steps) > 1 and _CHANNEL.fullmatch(steps[1]):
        return Options(channel=steps[1], only=_TABS.get(steps[2]) if len(steps) > 2 else None)  # noqa: PLR2004 (the tab)
    if steps == ["playlist"] and _PLAYLIST.fullmatch(asked.get("list", "")):
        return Options(playlist=asked["list"])
    if steps[:1] == ["feeds"]:
        return _of_feed(asked)
    return None


def handle_page(url: str) -> str | None:
    """The page of a channel named by a handle (`/@brand`, `/c/brand`, `/user/brand`), whose `<link rel=alternate>` tells the feed; else None."""
    parts = pasted(url)
    found = _NAMED_PAGE.match(parts.path) if parts and is_host(parts, "youtube.com") else None
    return f"{_SITE}/{found[1]}" if found else None


def read(body: bytes, options: Options) -> Iterator[RawPost]:
    """The videos of the feed, in its order; ReadError when the answer is no feed of videos."""
    del options
    feed = document(body)
    videos = [(video, entry) for entry in feed.entries if (video := _video_id(entry))]
    if feed.entries and not videos:
        raise ReadError("the feed is not one of YouTube's: its entries have no video id")
    for video, entry in videos:
        yield _post(video, entry, feed)


def _of_feed(asked: Mapping[str, str]) -> Options | None:
    for option, name, shape in (
        ("channel", "channel_id", _CHANNEL),
        ("playlist", "playlist_id", _PLAYLIST),
        ("user", "user", re.compile(r"[\w.-]+")),
    ):
        if shape.fullmatch(asked.get(name, "")):
            return Options.model_validate({option: asked[name]})
    return None


def _video_id(entry: Entry) -> str | None:
    """An entry without one is where a truncated feed breaks off."""
    video = entry.fields.text("yt_videoid") or (entry.details.native or entry.fields.text("id") or "").removeprefix("yt:video:")
    return video if _VIDEO.fullmatch(video) else None


def _post(video: str, entry: Entry, feed: Document) -> RawPost:
    fields, details = entry.fields, entry.details
    is_short = "/shorts/" in (fields.text("link") or "")
    page = f"{_SITE}/shorts/{video}" if is_short else f"{_SITE}/watch?v={video}"
    still = max(details.thumbnails, key=lambda one: pixels(one.get("width")) or 0, default={})
    film = RawMedia(
        kind="video",
        url=page,
        preview=_STILL_HOST.sub("https://i.ytimg.com/", still.get("url", "")) or None,
        width=pixels(still.get("width")),
        height=pixels(still.get("height")),
    )
    return RawPost(
        native=video,
        kind="video",
        url=page,
        author=_channel(entry, feed),
        published=fields.text("published"),
        title=fields.text("title"),
        text=details.description or fields.text("summary"),
        media=(film,),
        counts=RawCounts(likes=fields.row("media_starrating").number("count"), views=fields.row("media_statistics").number("views")),
    )


def _channel(entry: Entry, feed: Document) -> RawAuthor:
    """The channel, always on YouTube itself."""
    found = author(entry.fields, entry.details, feed)
    channel = entry.fields.text("yt_channelid") or ""
    return msgspec.structs.replace(found, url=f"{_SITE}/channel/{channel}" if _CHANNEL.fullmatch(channel) else found.url, avatar=None)
