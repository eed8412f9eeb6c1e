"""One document of the network, asked for once: what `parvis add` reads a list of feeds with."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from parvis.collect import addresses
from parvis.collect.fetch import Budget, Fetcher
from parvis.collect.hosts import Hosts
from parvis.collect.limits import Limits
from parvis.model.exchange import Request
from parvis.settings import Settings

# A fixed moment: nothing is remembered of the server.
_NEVER = datetime(2000, 1, 1, tzinfo=UTC)


def document(url: str, settings: Settings, limits: Limits | None = None) -> bytes:
    """The bytes behind an absolute http(s) address, with the limits of any source. FetchError says why there are none."""
    return asyncio.run(_document(url, settings, limits or Limits()))


async def _document(url: str, settings: Settings, limits: Limits) -> bytes:
    hosts = Hosts({}, _NEVER, limits)
    async with Fetcher(hosts, addresses.exceptions(settings.private_hosts), settings.site.url, limits) as fetcher:
        return (await fetcher.ask(Request(url=url), Budget(seconds=limits.source_seconds))).body
