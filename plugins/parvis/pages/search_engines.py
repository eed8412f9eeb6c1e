"""What search engines are told of the whole site: its own pages as a site map, and where that lies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

import msgspec

from parvis.model.hub import Site
from parvis.model.page import Page
from parvis.pages.addresses import absolute

SITEMAP: Final = "sitemap.xml"
ROBOTS: Final = "robots.txt"
#: A site map lists no more addresses than this (https://www.sitemaps.org/protocol.html).
MOST: Final = 50_000


class Address(msgspec.Struct, frozen=True):
    """A line of the site map."""

    url: str  #: absolute
    updated: datetime | None


def listing(site: Site, found: Sequence[tuple[str, datetime | None]]) -> Iterator[Page]:
    """Site map and robots.txt. `found`: path and last change of each page that is the site's own and may be found.

    A site without an address has no map, since that needs absolute ones; one below a path has no robots.txt, which is read at a host's root alone.
    """
    if not site.url:
        return
    listed = [Address(absolute(site, url), updated) for url, updated in sorted(found)]
    parts = [listed[start : start + MOST] for start in range(0, len(listed), MOST)] or [[]]
    if len(parts) == 1:
        yield _map(SITEMAP, parts[0])
    else:
        names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
        yield from (_map(name, part) for name, part in zip(names, parts, strict=True))
        yield Page(kind="data", path=SITEMAP, template="sitemaps.xml", values={"maps": tuple(absolute(site, name) for name in names)})
    if not urlsplit(site.url).path.strip("/"):
        yield Page(kind="data", path=ROBOTS, template="robots.txt", values={"sitemap": absolute(site, SITEMAP)})


def _map(path: str, listed: Sequence[Address]) -> Page:
    return Page(kind="data", path=path, template="sitemap.xml", values={"listed": tuple(listed)})
