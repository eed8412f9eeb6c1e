"""Players: what a film or a sound is played with, on a click; its address is made here from known patterns, never taken from a feed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import urlsplit

import msgspec

from parvis.model.page import PLAIN
from parvis.model.post import Post
from parvis.model.source import Source

#: Hosts whose frames a page may hold, by network. PeerTube's are the hub's own sources' hosts.
HOSTS: Final[Mapping[str, str]] = MappingProxyType(
    {"youtube": "https://www.youtube-nocookie.com", "vimeo": "https://player.vimeo.com", "tiktok": "https://www.tiktok.com"}
)

_YOUTUBE = re.compile(
    r"https?://(?:(?:www\.|m\.)?youtube\.com/(?:watch\?(?:[^#\s]*&)?v=|shorts/|live/|embed/)|youtu\.be/)([\w-]{11})(?![\w-])"
)
_VIMEO = re.compile(r"https?://(?:www\.|player\.)?vimeo\.com/(?:video/|channels/[\w-]+/)?(\d{1,12})(?:/([0-9a-f]{6,16}))?(?:[?#/]|$)")
_TIKTOK = re.compile(r"https?://(?:www\.)?tiktok\.com/@[\w.-]+/video/(\d{8,24})(?:[?#/]|$)")
_PEERTUBE = re.compile(
    r"/(?:videos/watch|videos/embed|w)/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[1-9a-km-zA-HJ-NP-Z]{16,23})(?:[?#/]|$)"
)
_ORIGIN = re.compile(r"https://[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?(?::\d{2,5})?")
_SOUND = re.compile(r"\S+\.(?:mp3|m4a|ogg|oga|opus|wav|flac|aac)", re.IGNORECASE)


class Player(msgspec.Struct, frozen=True):
    """What plays a film or a sound once somebody has asked for it."""

    kind: str  #: `frame`, or `sound`
    network: str  #: the memory "always on this device" is kept by it: a network's name, or the host of a sound
    origin: str  #: `https://host`: who gets to know of the visit; the page's policy allows it
    address: str  #: of the frame or of the sound


def player(post: Post, source: Source | None) -> Player | None:
    """What plays a post; None where the network has no player that is known, or the address is none of the known ones."""
    if source is None or post.author.opted_out:
        return None
    network = "youtube" if post.network == "youtube_api" else post.network
    if post.kind == "video" and any(media.kind == "video" for media in post.media):  # of a mere quotation nothing is played
        make = _FRAMES.get(network)
        return make(post.url or "", source) if make else None
    return _sound(post) if post.kind == "audio" else None


def origins(values: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Origins of the frames and of the sounds that a page's values can play, sorted."""
    found: set[tuple[str, str]] = set()
    _collect(values, found)
    return tuple(sorted(origin for kind, origin in found if kind == "frame")), tuple(sorted(o for kind, o in found if kind == "sound"))


def _collect(value: Any, found: set[tuple[str, str]]) -> None:
    if isinstance(value, Player):
        found.add((value.kind, value.origin))
        return
    inside: Iterable[Any]
    if isinstance(value, msgspec.Struct):
        inside = msgspec.structs.astuple(value)
    elif isinstance(value, tuple | list):
        inside = value
    elif isinstance(value, Mapping):
        inside = value.values()
    else:
        return
    for inner in inside:
        if inner.__class__ not in PLAIN:
            _collect(inner, found)


def _youtube(url: str, source: Source) -> Player | None:
    del source
    found = _YOUTUBE.match(url)
    return _frame("youtube", f"/embed/{found[1]}?autoplay=1&rel=0") if found else None


def _vimeo(url: str, source: Source) -> Player | None:
    del source
    found = _VIMEO.match(url)
    if found is None:
        return None
    unlisted = f"&h={found[2]}" if found[2] else ""
    return _frame("vimeo", f"/video/{found[1]}?autoplay=1&dnt=1{unlisted}")


def _tiktok(url: str, source: Source) -> Player | None:
    del source
    found = _TIKTOK.match(url)
    return _frame("tiktok", f"/player/v1/{found[1]}?autoplay=1&rel=0") if found else None


def _peertube(url: str, source: Source) -> Player | None:
    """On the instance that the hub's own source names: an address in a feed may lead anywhere."""
    origin = home(source)
    parts = urlsplit(url)
    found = _PEERTUBE.match(parts.path)
    if not origin or found is None or f"https://{parts.netloc.lower()}" != origin:
        return None
    return Player("frame", "peertube", origin, f"{origin}/videos/embed/{found[1]}?autoplay=1&peertubeLink=0&p2p=0")


def home(source: Source) -> str:
    """`https://instance` of a PeerTube source; empty where sources.yaml does not say it, or not as an https address."""
    said = str(source.options.get("host") or "")
    name = str(source.options.get("channel") or source.options.get("account") or "")
    url = str(source.options.get("url") or "")
    if not said and "@" in name:
        said = name.rpartition("@")[2]
    if not said and "://" in url:
        parts = urlsplit(url)
        said = f"{parts.scheme}://{parts.netloc}"
    said = said.rstrip("/").lower()
    origin = said if "://" in said else f"https://{said}"
    return origin if _ORIGIN.fullmatch(origin) else ""


def _frame(network: str, path: str) -> Player:
    return Player("frame", network, HOSTS[network], f"{HOSTS[network]}{path}")


def _sound(post: Post) -> Player | None:
    """A podcast's own file: no frame and no script, only the sound."""
    for media in post.media:
        parts = urlsplit(media.url)
        origin = f"{parts.scheme}://{parts.netloc.lower()}"
        if media.kind == "audio" and _ORIGIN.fullmatch(origin) and _SOUND.fullmatch(parts.path):
            return Player("sound", parts.netloc.lower(), origin, media.url)
    return None


_FRAMES: Final[Mapping[str, Callable[[str, Source], Player | None]]] = MappingProxyType(
    {"youtube": _youtube, "vimeo": _vimeo, "tiktok": _tiktok, "peertube": _peertube}
)
