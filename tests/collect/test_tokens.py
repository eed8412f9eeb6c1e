"""Tokens: where they are sent, and that nothing that is written or said ever holds one."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator
from typing import TYPE_CHECKING

import msgspec
import pytest

from parvis.model.exchange import Request, Response, Secret, State

if TYPE_CHECKING:
    from tests.collect.conftest import Hub, Server

Document = Callable[..., bytes]
TOKEN = "s3cret-T0ken/with+odd=signs"


@pytest.fixture
def tumbling(hub: Hub, server: Server, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Secret]:
    """A source of a kind that sends a token: its requests are ours, its reader is `feed`'s."""

    def with_secret(place: str, name: str, prefix: str = "") -> Secret:
        secret = Secret(env="BRAND_TOKEN", place=place, name=name, prefix=prefix)  # type: ignore[arg-type]

        def requests(_kind: str, _options: object, state: State) -> Generator[Request, Response, State]:
            yield Request(url=server.url(), secret=secret)
            return state

        monkeypatch.setattr("parvis.sources.requests", requests)
        hub.source(url=server.url())
        return secret

    return with_secret


def everything_written(hub: Hub) -> bytes:
    return b"".join(path.read_bytes() for path in hub.settings.root.rglob("*") if path.is_file())


def test_a_token_is_sent_in_its_header(
    hub: Hub, server: Server, feed: Document, tumbling: Callable[..., Secret], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRAND_TOKEN", f"{TOKEN}\n")
    tumbling("header", "Authorization", "Bearer ")
    server.say("/feed.xml", feed(1))
    hub.collect()

    assert server.asked[0].headers["authorization"] == f"Bearer {TOKEN}"


def test_a_token_is_not_sent_to_another_host(
    hub: Hub, server: Server, feed: Document, tumbling: Callable[..., Secret], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRAND_TOKEN", TOKEN)
    tumbling("header", "Authorization", "Bearer ")
    hub.except_hosts("127.0.0.0/8", "localhost")
    server.say("/feed.xml", status=307, Location=server.url("/elsewhere", host="localhost"))
    server.say("/elsewhere", feed(1))

    hub.collect()

    first, second = server.asked
    assert (first.path, second.path) == ("/feed.xml", "/elsewhere")
    assert "authorization" in first.headers
    assert "authorization" not in second.headers


def test_a_token_never_stands_in_what_is_written(
    hub: Hub, server: Server, tumbling: Callable[..., Secret], monkeypatch: pytest.MonkeyPatch, rss: Document, entry: Callable[..., str]
) -> None:
    monkeypatch.setenv("BRAND_TOKEN", "s3cret-T0ken-123")
    tumbling("query", "access_token")
    link = server.url("/next?access_token=s3cret-T0ken-123")
    server.say("/feed.xml", rss(entry(1, link=link, description=f"see {link}")), ETag='"s3cret-T0ken-123"')

    report = hub.collect()
    server.say("/feed.xml", status=301, Location="/moved?access_token=s3cret-T0ken-123")
    server.say("/moved", status=400)
    second = hub.collect()

    assert "access_token=s3cret-T0ken-123" in server.paths()[0]
    assert report.new == 1
    assert second.sources[0].outcome == "failed"
    assert b"s3cret" not in everything_written(hub)
    assert "s3cret" not in json.dumps(msgspec.to_builtins((report, second)), default=str)


def test_a_missing_variable_is_named_and_nobody_is_asked(
    hub: Hub, server: Server, tumbling: Callable[..., Secret], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BRAND_TOKEN", raising=False)
    tumbling("header", "Authorization")

    assert "BRAND_TOKEN is not set" in hub.collect().sources[0].why
    assert server.asked == []


def test_a_token_with_a_line_break_inside_is_not_sent(
    hub: Hub, server: Server, tumbling: Callable[..., Secret], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRAND_TOKEN", "s3cret\r\nX-Other: 1")
    tumbling("header", "Authorization")

    report = hub.collect()

    assert "BRAND_TOKEN holds a line break" in report.sources[0].why
    assert "s3cret" not in report.sources[0].why
    assert server.asked == []
