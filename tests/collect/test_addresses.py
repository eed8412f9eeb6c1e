"""No private address is ever asked, however it is written, resolved or redirected to."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from parvis.collect import addresses
from parvis.collect.fetch import Budget, Fetcher
from parvis.collect.hosts import Hosts
from parvis.collect.limits import Limits
from parvis.errors import FetchError, RefusedAddress
from parvis.model.exchange import Request

if TYPE_CHECKING:
    from tests.collect.conftest import Hub, Server

NOTHING = addresses.exceptions(())
NOW = datetime(2026, 6, 12, 10, 0, tzinfo=UTC)
Document = Callable[..., bytes]


def test_every_special_address_of_the_corpus_is_refused(shared: Path) -> None:
    special = (shared / "corpus" / "ssrf" / "addresses.txt").read_text().split()

    let_through = [text for text in special if addresses.is_allowed(ip_address(text), NOTHING)]

    assert len(special) == 51
    assert let_through == []


@pytest.mark.parametrize(
    "text", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "2a00:1450:4007::200e", "64:ff9b::808:808", "::ffff:8.8.8.8"]
)
def test_public_addresses_are_allowed(text: str) -> None:
    assert addresses.is_allowed(ip_address(text), NOTHING)


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("::ffff:127.0.0.1", "127.0.0.1"),
        ("::127.0.0.1", "127.0.0.1"),
        ("64:ff9b::7f00:1", "127.0.0.1"),
        ("2002:7f00:1::", "127.0.0.1"),
        ("2001:0:7f00:1::", "127.0.0.1"),
        ("2606:4700::1111", "2606:4700::1111"),
    ],
)
def test_what_an_address_stands_for_is_found(text: str, inner: str) -> None:
    assert str(addresses.unmapped(ip_address(text))) == inner


def test_a_listed_network_is_allowed_mapped_forms_included() -> None:
    excepted = addresses.exceptions(("127.0.0.0/8", "10.1.2.3"))

    assert addresses.is_allowed(ip_address("127.9.9.9"), excepted)
    assert addresses.is_allowed(ip_address("::ffff:127.0.0.1"), excepted)
    assert addresses.is_allowed(ip_address("10.1.2.3"), excepted)
    assert not addresses.is_allowed(ip_address("10.1.2.4"), excepted)


def test_names_addresses_and_networks_are_told_apart() -> None:
    excepted = addresses.exceptions(("Intranet.Brand.example.", "fd00::/8", "[::1]"))

    assert excepted.names == {"intranet.brand.example"}
    assert [str(network) for network in excepted.networks] == ["fd00::/8", "::1/128"]


def test_no_address_of_the_corpus_is_ever_connected_to(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    urls = (shared / "corpus" / "ssrf" / "urls.txt").read_text().split("\n")
    connected: list[object] = []
    real = socket.getaddrinfo

    def resolved(host: str, port: int, family: int = 0, kind: int = 0, *_more: Any, **_named: Any) -> Any:
        """Spellings of addresses as the system reads them; every name leads into a private network, without asking anybody."""
        try:
            return real(host, port, family, kind, 0, socket.AI_NUMERICHOST)
        except socket.gaierror:
            return real("10.0.0.1", port, family, kind, 0, socket.AI_NUMERICHOST)

    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    monkeypatch.setattr(socket.socket, "connect", lambda _self, place: connected.append(place))

    async def ask_all() -> list[str]:
        answered = []
        async with Fetcher(Hosts({}, NOW, Limits()), NOTHING, limits=Limits(connect_seconds=3)) as fetcher:

            async def one(url: str) -> None:
                try:
                    await fetcher.ask(Request(url=url), Budget(seconds=3))
                except FetchError:
                    return
                answered.append(url)

            await asyncio.gather(*(one(url) for url in urls if url))
        return answered

    assert asyncio.run(ask_all()) == []
    assert connected == []


@pytest.mark.parametrize("url", ["http://127.0.0.1/", "http://0x7f.1/", "http://[::1]/", "http://localhost/", "http://[::ffff:10.0.0.1]/"])
def test_a_private_address_is_refused_in_every_spelling(url: str) -> None:
    async def ask() -> None:
        async with Fetcher(Hosts({}, NOW, Limits()), NOTHING) as fetcher:
            await fetcher.ask(Request(url=url), Budget(seconds=5))

    with pytest.raises(RefusedAddress, match="PARVIS_PRIVATE_HOSTS"):
        asyncio.run(ask())


@pytest.mark.parametrize(
    "url",
    [
        "ftp://brand.example/",
        "file:///etc/passwd",
        "//brand.example/",
        "http:///feed",
        "http://user:word@brand.example/",
        "http://brand.example\\@127.0.0.1/",
        "http://brand.example/a b",
        "http://brand.example:25/",
        "http://brand.example:99999/",
        "http://127.0.0.1%00.brand.example/",
    ],
)
def test_only_plain_addresses_of_the_web_are_asked(url: str) -> None:
    with pytest.raises(FetchError):
        addresses.checked_url(url)


def test_a_redirect_to_a_private_address_is_refused(hub: Hub, server: Server) -> None:
    server.say("/feed.xml", status=302, Location="http://[::1]:8080/feed.xml")
    hub.source(url=server.url())

    report = hub.collect()

    assert "::1 is not a public address" in report.sources[0].why
    assert server.paths() == ["/feed.xml"]


def test_a_redirect_to_another_scheme_is_refused(hub: Hub, server: Server) -> None:
    server.say("/feed.xml", status=302, Location="file:///etc/passwd")
    hub.source(url=server.url())

    assert "only http and https" in hub.collect().sources[0].why


def test_a_name_listed_as_exception_may_lead_anywhere(hub: Hub, server: Server, feed: Document) -> None:
    server.say("/feed.xml", feed(1))
    hub.except_hosts("localhost")
    hub.source(url=server.url(host="localhost"))

    assert hub.collect().new == 1


def test_an_exception_for_a_name_is_none_for_its_address(hub: Hub, server: Server, feed: Document) -> None:
    server.say("/feed.xml", feed(1))
    hub.except_hosts("localhost")
    hub.source(url=server.url())

    assert hub.collect().sources[0].outcome == "failed"
    assert server.asked == []
