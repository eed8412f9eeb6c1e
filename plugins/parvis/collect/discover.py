"""The feed behind an address that a person would paste, for `parvis add`: the one time that a page made for people is opened."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from parvis import sources
from parvis.collect import addresses
from parvis.collect.fetch import Answer, Budget, Fetcher
from parvis.collect.hosts import Hosts
from parvis.collect.jobs import ReadJob
from parvis.collect.limits import Limits
from parvis.collect.parse import Workers
from parvis.errors import FetchError, SourceError
from parvis.model.exchange import Request
from parvis.model.source import Source
from parvis.settings import Settings
from parvis.sources import SourceOptions
from parvis.tidy import text
from parvis.tidy.links import absolute

#: Where sites keep their feeds when they do not say so, the most common first.
_USUAL = ("feed", "feed/", "rss", "rss.xml", "feed.xml", "atom.xml", "index.xml", "feed.json", "rss/", "feeds/posts/default")
_FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml", "application/json"})
#: Pages of networks that sort their visitors by a consent page hide the channel behind it.
_WHERE_THE_ID_IS = (
    "Open the channel's page in a browser, choose “About”, “Share channel”, “Copy channel ID” (UC and 22 characters), and run "
    "`parvis add https://www.youtube.com/channel/UC…`."
)
_MOST_LINKS = 20
_SECONDS = 60.0
_LINK = re.compile(r"<link\b[^<>]{1,4000}>", re.IGNORECASE)
_TITLE = re.compile(r"<title[^<>]{0,200}>([^<]{1,1000})", re.IGNORECASE)
_LONGEST_TITLE = 100
# A fixed moment: only whether the feed can be read matters, nothing is kept.
_NEVER = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class _Link:
    """A `<link>` of a page."""

    rel: str
    type: str
    url: str
    title: str


def discover(url: str, settings: Settings, limits: Limits | None = None) -> tuple[str, dict[str, Any], str]:
    """Kind, options and title of the source behind an address: a feed, or a page that has one.

    FetchError says why there is none, and where to find what is missing.
    """
    return asyncio.run(_discover(url if "://" in url else f"https://{url}", settings, limits or Limits(source_seconds=_SECONDS)))


async def _discover(url: str, settings: Settings, limits: Limits) -> tuple[str, dict[str, Any], str]:
    hosts = Hosts({}, _NEVER, limits)
    async with (
        Fetcher(hosts, addresses.exceptions(settings.private_hosts), settings.site.url, limits) as fetcher,
        Workers(limits) as workers,
    ):
        search = _Search(fetcher, workers, Budget(seconds=limits.source_seconds))
        return await search.of(url)


class _Search:
    """One search, within one deadline."""

    def __init__(self, fetcher: Fetcher, workers: Workers, budget: Budget) -> None:
        self._fetcher = fetcher
        self._workers = workers
        self._budget = budget

    async def of(self, url: str) -> tuple[str, dict[str, Any], str]:
        """Kind, options and title: of the address itself, else of what its page links, else of what lies in the usual places.

        FetchError where there is none of these.
        """
        page = await self._page(url)
        if await self._is_feed(page):
            return "feed", {"url": page.url}, _title(page)
        words = page.body.decode("utf-8", "replace")
        for link in _feeds(words, page.url):
            found = await self._known(link)
            if found:
                return (*found, _title(page) or link.title)
        for place in _usual(page.url):
            answer = await self._try(place)
            if answer is not None and await self._is_feed(answer):
                return "feed", {"url": answer.url}, _title(page) or _title(answer)
        raise FetchError(_nothing(url))

    async def _page(self, url: str) -> Answer:
        try:
            return await self._fetcher.ask(Request(url=url), self._budget)
        except FetchError as error:
            if _is_youtube(url):
                raise FetchError(f"{error} {_WHERE_THE_ID_IS}") from error
            raise

    async def _known(self, link: _Link) -> tuple[str, dict[str, Any]] | None:
        """The kind whose address a link is: a network's own before any feed, which is read to see that it is one."""
        for name in sources.kinds():
            options = sources.kind(name).recognise(link.url) if name != "feed" else None
            if options is not None:
                return name, _given(options)
        if link.rel == "canonical":
            return None
        answer = await self._try(link.url)
        return ("feed", {"url": link.url}) if answer is not None and await self._is_feed(answer) else None

    async def _try(self, url: str) -> Answer | None:
        try:
            return await self._fetcher.ask(Request(url=url), self._budget)
        except SourceError:
            return None

    async def _is_feed(self, answer: Answer) -> bool:
        source = Source(name="new", kind="feed", options={"url": answer.url})
        try:
            await self._workers.read(ReadJob(source=source, body=answer.body, origin=answer.url, now=_NEVER, seconds=0))
        except SourceError:
            return False
        return True


def _feeds(page: str, base: str) -> Iterator[_Link]:
    """The feeds that a page links, comments last, and the page's own true address, which can hold an id that it is asked by."""
    links = [link for found in list(_LINK.finditer(page)) if (link := _link(found[0], base))]
    feeds = [link for link in links if "alternate" in link.rel.split() and link.type in _FEED_TYPES]
    own = [link for link in links if link.rel == "canonical" and link.url != base]
    yield from sorted(feeds, key=lambda link: "comment" in link.url.lower())[:_MOST_LINKS]
    yield from own[:1]


def _link(tag: str, base: str) -> _Link | None:
    """One tag, parsed by itself: a whole page of somebody else's could take minutes."""
    node = LexborHTMLParser(tag).css_first("link")
    url = absolute(node.attributes.get("href"), base) if node is not None else None
    if node is None or url is None:
        return None
    said = {name: (node.attributes.get(name) or "").strip() for name in ("rel", "type", "title")}
    return _Link(rel=said["rel"].lower(), type=said["type"].lower(), url=url, title=text.one_line(said["title"], _LONGEST_TITLE))


def _usual(url: str) -> Iterator[str]:
    """The usual places: below the page, then below its server's root."""
    folders = dict.fromkeys((absolute("./", url), absolute("/", url)))
    yield from (f"{folder}{name}" for folder in folders if folder for name in _USUAL)


def _title(answer: Answer) -> str:
    found = _TITLE.search(answer.body[:200_000].decode("utf-8", "replace"))
    return text.one_line(unescape(found[1]), _LONGEST_TITLE) if found else ""


def _given(options: SourceOptions) -> dict[str, Any]:
    return options.model_dump(mode="json", exclude_defaults=True, exclude_none=True)


def _is_youtube(url: str) -> bool:
    try:
        host = addresses.host_of(addresses.checked_url(url))
    except FetchError:
        return False
    return host == "youtube.com" or host.endswith(".youtube.com")


def _nothing(url: str) -> str:
    if _is_youtube(url):
        return f"the page {url} does not tell the channel's id. {_WHERE_THE_ID_IS}"
    return (
        f"{url} is no feed, links none, and has none in the usual places. Give the address of the feed itself, or another page of the site."
    )
