"""Single works by their address (SlideShare, TikTok, Vimeo, SoundCloud, YouTube, Spotify …): a card by oEmbed, no key, no listing.

Not proven on a real answer: written from oembed.com's specification. A card links to the work; its player is loaded only after a click,
so the `html` of an answer, an iframe, is not kept. Meta's oEmbed (Instagram, Facebook, Threads) gives neither author nor picture since
3 November 2025 and only for front-end display, so that no card can be made of it: these addresses are refused.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from html import unescape
from typing import Self
from urllib.parse import SplitResult, parse_qs

import msgspec
from pydantic import model_validator

from parvis.errors import ReadError, SourceError
from parvis.model.exchange import Request, Response, State
from parvis.model.raw_post import PostKind, RawAuthor, RawMedia, RawPost
from parvis.model.source import Grade
from parvis.sources import SourceOptions
from parvis.sources._address import is_host, is_whole, parts_of, pasted, query
from parvis.sources._answer import json_value
from parvis.sources._complaint import unexpected
from parvis.sources._fields import Fields
from parvis.sources._figures import seconds
from parvis.sources._options import Server
from parvis.sources._refused import refusal

GRADE: Grade = "C"
PROVEN = False

_WANTED = "an oEmbed card"


class Provider(msgspec.Struct, frozen=True):
    """A network's oEmbed endpoint, and which of its addresses are single works."""

    name: str
    endpoint: str
    hosts: tuple[str, ...]
    path: re.Pattern[str]
    kind: PostKind  #: of the works that it has


PROVIDERS = (
    Provider("SlideShare", "https://www.slideshare.net/api/oembed/2", ("slideshare.net",), re.compile(r"/[^/]+/[^/]+|/slideshow/.+"), "link"),
    Provider("TikTok", "https://www.tiktok.com/oembed", ("tiktok.com",), re.compile(r"/@[^/]+/(?:video|photo)/\d+"), "video"),
    Provider("Vimeo", "https://vimeo.com/api/oembed.json", ("vimeo.com",), re.compile(r"/(?:video/|channels/[^/]+/)?\d+(?:/\w+)?"), "video"),
    Provider("SoundCloud", "https://soundcloud.com/oembed", ("soundcloud.com",), re.compile(r"/[^/]+/(?:sets/)?(?!(?:tracks|albums|sets|reposts|likes)$)[^/]+"), "audio"),
    Provider("YouTube", "https://www.youtube.com/oembed", ("youtube.com",), re.compile(r"/watch|/(?:shorts|live|embed)/[\w-]{11}"), "video"),
    Provider("YouTube", "https://www.youtube.com/oembed", ("youtu.be",), re.compile(r"/[\w-]{11}"), "video"),
    Provider("Spotify", "https://open.spotify.com/oembed", ("open.spotify.com",), re.compile(r"/(?:intl-\w+/)?(?:track|album|episode|show|playlist|artist)/\w+"), "audio"),
    Provider("Flickr", "https://www.flickr.com/services/oembed/", ("flickr.com", "flic.kr"), re.compile(r"/photos/[^/]+/\d+(?:/.*)?|/p/\w+"), "photo"),
    Provider("Mixcloud", "https://app.mixcloud.com/oembed/", ("mixcloud.com",), re.compile(r"/[^/]+/[^/]+"), "audio"),
    Provider("Dailymotion", "https://www.dailymotion.com/services/oembed", ("dailymotion.com",), re.compile(r"/video/\w+"), "video"),
    Provider("Deezer", "https://api.deezer.com/oembed", ("deezer.com",), re.compile(r"/(?:\w\w/)?(?:track|album|playlist|episode|show)/\d+"), "audio"),
)  # fmt: skip
_META = ("instagram.com", "facebook.com", "fb.watch", "threads.net", "threads.com")
_KINDS: dict[str, PostKind] = {"photo": "photo", "video": "video"}


def _work(value: str) -> str:
    parts = pasted(value)
    if parts is None or "://" not in value:
        raise ValueError(f"{value!r} is no address: it starts with https://")
    if is_host(parts, *_META):
        raise ValueError(
            f"{value}: Meta's oEmbed gives neither author nor picture, and may not be kept: write the post by hand, kind `link`"
        )
    if refused := refusal(value):
        raise ValueError(f"{value}: {refused}")
    if provider_of(parts) is None:
        known = ", ".join(dict.fromkeys(provider.name for provider in PROVIDERS))
        raise ValueError(f"{value}: no oEmbed is known of it ({known}); give its `endpoint`, or write it by hand, kind `link`")
    return value


class Options(SourceOptions):
    """The works, by the addresses of their pages."""

    urls: tuple[str, ...] = ()  #: addresses of the works
    endpoint: Server | None = None  #: of another network, or a server that stands in

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        if self.url is None and not self.urls:
            raise ValueError("give `urls`: the addresses of the works, or the `url` of one answer")
        if self.url is not None and len(self.urls) > 1:
            raise ValueError("one `url` is one answer: give one address in `urls`, that of its work")
        if self.endpoint is None and self.url is None:
            for url in self.urls:
                _work(url)
        return self


def provider_of(parts: SplitResult | None) -> Provider | None:
    """Whose work lies at an address."""
    for provider in PROVIDERS:
        if parts is not None and is_host(parts, *provider.hosts) and provider.path.fullmatch(parts.path.rstrip("/")):
            return provider
    return None


def recognise(url: str) -> Options | None:
    """The address of a single work: a film, a track, a deck of slides."""
    parts = pasted(url)
    provider = provider_of(parts)
    if parts is None or provider is None or (provider.name == "YouTube" and parts.path == "/watch" and "v" not in parse_qs(parts.query)):
        return None
    return Options(urls=(parts.geturl(),))


def requests(options: Options, state: State) -> Generator[Request, Response, State]:
    """One question a work."""
    if is_whole(options):
        yield Request(url=options.address(), accept="application/json")
        return state
    troubles = []
    for url in options.urls:
        provider = provider_of(pasted(url))
        endpoint = options.endpoint or (provider.endpoint if provider else "")
        try:
            yield Request(url=f"{endpoint}?{query(format='json', url=url)}", accept="application/json")
        except SourceError as trouble:  # a work that was taken down is no trouble of the others
            troubles.append(trouble)
    if len(troubles) == len(options.urls):
        raise troubles[0]
    return state


def read(body: bytes, options: Options) -> Iterator[RawPost]:
    """The card of one work. ReadError when it is something else, or does not tell whose card it is."""
    yield _card(body, options.urls[0] if len(options.urls) == 1 else None)


def read_asked(body: bytes, options: Options, asked: str) -> Iterator[RawPost]:
    """The card of the work that was asked for: an answer need not repeat its address."""
    work = parse_qs(parts_of(asked).query).get("url", [None])[0]
    yield _card(body, work if work in options.urls else options.urls[0] if len(options.urls) == 1 else None)


def _card(body: bytes, work: str | None) -> RawPost:
    document = json_value(body, _WANTED)
    answer = Fields(document)
    if answer.text("type") not in {"photo", "video", "rich", "link"}:
        raise unexpected(document, _WANTED)
    page = work or _page_in(answer)
    if page is None:
        raise ReadError("the card does not say which work it is of: give one address in `urls`")
    provider = provider_of(pasted(page))
    kind = provider.kind if provider else _KINDS.get(answer.text("type") or "", "link")
    return RawPost(
        native=page,
        kind=kind,
        url=page,
        author=RawAuthor(name=answer.text("author_name"), url=answer.text("author_url")),
        published=answer.text("upload_date"),
        title=answer.text("title"),
        text=answer.text("description"),
        media=tuple(_media(answer, kind, page)),
        licence=answer.text("license_url", "license"),
        base=page,
    )


def _media(answer: Fields, kind: PostKind, page: str) -> Iterator[RawMedia]:
    title, preview = answer.text("title"), answer.text("thumbnail_url", "thumbnail")
    if answer.text("type") == "photo" and (picture := answer.text("url")):
        yield RawMedia(kind="image", url=picture, width=answer.number("width"), height=answer.number("height"), alt=title)
    elif kind in {"video", "audio"}:
        yield RawMedia(
            kind="video" if kind == "video" else "audio",
            url=page,
            preview=preview,
            width=answer.number("thumbnail_width"),
            height=answer.number("thumbnail_height"),
            alt=title,
            duration=seconds(answer, "duration"),
        )
    elif preview:
        yield RawMedia(
            kind="image", url=preview, width=answer.number("thumbnail_width"), height=answer.number("thumbnail_height"), alt=title
        )


def _page_in(answer: Fields) -> str | None:
    """The work's page, where the answer or the code of its player tells it."""
    html = unescape(answer.text("html") or "")
    told = answer.text("web_page") or ("" if answer.text("type") == "photo" else answer.text("url"))
    cited = re.search(r"""\bcite=["'](https?://[^"']+)""", html)
    framed = re.search(
        r"""\bsrc=["'](?:https?:)?//(?:www\.)?(youtube(?:-nocookie)?\.com/embed/|open\.spotify\.com/embed/)([\w/-]+)""", html
    )
    if told or cited:
        return told or (cited[1] if cited else None)
    if framed:
        return (
            f"https://www.youtube.com/watch?v={framed[2]}" if framed[1].startswith("youtube") else f"https://open.spotify.com/{framed[2]}"
        )
    number = answer.text("video_id")
    return f"https://vimeo.com/{number}" if number and answer.text("provider_name") == "Vimeo" else None
