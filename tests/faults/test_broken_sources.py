"""A hundred and twenty sources that misbehave in every way, and a few good ones among them: the run ends, in time, and keeps what is good."""

from __future__ import annotations

import asyncio
import socket
import struct
import threading
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from parvis.archive import read
from parvis.collect import pipeline
from parvis.collect.limits import Limits
from parvis.model.hub import Site
from parvis.model.report import Report
from parvis.model.source import Source
from parvis.settings import Settings

NOW = datetime(2026, 6, 12, 10, 0, tzinfo=UTC)
LIMITS = Limits(connect_seconds=5, source_seconds=2.5, parse_seconds=1, host_timeouts=8, body_bytes=1 << 20)
ITEM = "<item><title>Item {0}</title><guid>{0}</guid><link>https://brand.example/{0}</link><description>{1}</description></item>"

Writer = asyncio.StreamWriter
Misbehaviour = Callable[[Writer], object]


def rss(*items: str) -> bytes:
    return f'<rss version="2.0"><channel><title>t</title>{"".join(items)}</channel></rss>'.encode()


def answer(body: bytes, status: str = "200 OK", *headers: str, length: int | None = None) -> bytes:
    head = [f"HTTP/1.1 {status}", f"Content-Length: {len(body) if length is None else length}", "Connection: close", *headers]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


def bomb() -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(packer.compress(bytes(1 << 20)) for _ in range(64)) + packer.flush()


def reset(writer: Writer) -> None:
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


async def never(_writer: Writer) -> None:
    await asyncio.sleep(60)


async def drip(writer: Writer) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        writer.write(b" ")
        await writer.drain()
        await asyncio.sleep(0.05)


def saying(whole: bytes) -> Misbehaviour:
    return lambda writer: writer.write(whole)


GOOD = answer(rss(ITEM.format(1, "Words"), ITEM.format(2, "Words")))
BROKEN: dict[str, tuple[Misbehaviour, str]] = {
    "never": (never, "had not answered whole"),
    "drip": (drip, "had not answered whole"),
    "reset": (reset, "dropped the connection"),
    "short": (saying(answer(rss()[:40], length=5000)), "shorter"),
    "bomb": (saying(answer(bomb(), "200 OK", "Content-Encoding: gzip")), "larger than 1 MiB"),
    "loop": (saying(answer(b"", "302 Found", "Location: /loop")), "redirects more than 5 times"),
    "inwards": (saying(answer(b"", "302 Found", "Location: http://169.254.169.254/latest/meta-data/")), "not a public address"),
    "fault": (saying(answer(b"oh", "500 Internal Server Error")), "a fault of its own"),
    "missing": (saying(answer(b"oh", "404 Not Found")), "404 Not Found"),
    "gone": (saying(answer(b"oh", "410 Gone")), "410 Gone"),
    "html": (saying(answer(b"<!doctype html><html><head><title>Sign in</title></head><body></body></html>")), "feed"),
    "part": (saying(answer(rss(), "206 Partial Content")), "a part of the document"),
    "empty": (saying(answer(b"")), "is empty"),
    "noise": (saying(answer(bytes(range(256)) * 40)), "feed"),
    "ssh": (saying(b"SSH-2.0-OpenSSH_9.9\r\n"), "does not speak HTTP"),
    "head": (saying(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 200_000 + b"\r\n\r\n"), "does not speak HTTP"),
    "not-gzip": (saying(answer(b"plain", "200 OK", "Content-Encoding: gzip")), "damaged"),
    "alien": (saying(answer(rss(), "200 OK", "Content-Encoding: exi")), "not asked for"),
}


class Misbehaving:
    """One server for all of it, on every address of 127.0.0.0/8, in a thread of its own."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()
        self._loop = asyncio.new_event_loop()
        self._tasks: set[asyncio.Task[None]] = set()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._server = asyncio.run_coroutine_threadsafe(asyncio.start_server(self._accept, "0.0.0.0", 0), self._loop).result()
        self.port: int = self._server.sockets[0].getsockname()[1]

    def _accept(self, reader: asyncio.StreamReader, writer: Writer) -> None:
        task = self._loop.create_task(self._serve(reader, writer))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: Writer) -> None:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            name = head.split(b" ", 2)[1].decode().strip("/")
            self.asked[name] += 1
            act = BROKEN[name][0] if name in BROKEN else saying(GOOD)
            done = act(writer)
            if asyncio.iscoroutine(done):
                await done
            await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    def close(self) -> None:
        async def end() -> None:
            self._server.close()
            for task in tuple(self._tasks):
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

        asyncio.run_coroutine_threadsafe(end(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


@pytest.fixture
def server() -> Iterator[Misbehaving]:
    server = Misbehaving()
    yield server
    server.close()


def settings(root: Path, sources: list[Source]) -> Settings:
    (root / "content").mkdir(parents=True)
    return Settings(
        root=root,
        content=root / "content",
        output=root / "output",
        state=root / ".parvis",
        theme=root / "theme",
        site=Site(name="Brand", url="https://hub.example", language="en", languages=("en",)),
        sources=tuple(sources),
        now=None,
        private_hosts=("127.0.0.0/8",),
        digest="",
    )


def source(name: str, url: str) -> Source:
    return Source(name=name, kind="feed", options={"url": url})


def collect(hub: Settings, limits: Limits = LIMITS) -> Report:
    return pipeline.collect(hub, NOW, limits=limits)


def test_a_hundred_and_twenty_broken_sources_hold_up_nobody(server: Misbehaving, tmp_path: Path) -> None:
    names = [list(BROKEN)[number % len(BROKEN)] for number in range(120)]
    broken = [source(f"{name}-{number}", f"http://127.0.0.{2 + number}:{server.port}/{name}") for number, name in enumerate(names)]
    good = [source(f"good-{number}", f"http://127.0.1.{1 + number}:{server.port}/good") for number in range(5)]
    hub = settings(tmp_path / "hub", [*broken, *good])

    report = collect(hub)

    said = {found.name: found for found in report.sources}
    wrong = {name: said[f"{name}-{number}"].why for number, name in enumerate(names) if BROKEN[name][1] not in said[f"{name}-{number}"].why}
    assert wrong == {}
    assert [said[found.name].outcome for found in broken] == ["failed"] * 120
    assert [said[found.name].new for found in good] == [2] * 5
    assert report.exit_code == 0
    # One request each; a redirect loop has five more, a reset connection one.
    assert server.asked["fault"] == names.count("fault")
    assert server.asked["loop"] == names.count("loop") * 6
    assert server.asked["reset"] == names.count("reset") * 2


def test_the_archive_keeps_what_it_had_through_all_of_it(server: Misbehaving, tmp_path: Path) -> None:
    hub = settings(tmp_path / "hub", [source("brand", f"http://127.0.0.1:{server.port}/good")])
    collect(hub)
    before = {path: path.read_bytes() for path in hub.archive.rglob("*") if path.is_file()}
    for number, name in enumerate(BROKEN):
        spoilt = settings(tmp_path / str(number), [source("brand", f"http://127.0.0.{2 + number}:{server.port}/{name}")])
        assert collect(msgspec.structs.replace(spoilt, content=hub.content)).sources[0].outcome == "failed", name

    assert len(before) == 1
    assert {path: path.read_bytes() for path in hub.archive.rglob("*") if path.is_file()} == before
    assert len(read.posts(hub.archive, "brand")) == 2


def test_one_host_that_lets_everybody_wait_is_asked_a_few_times_only(server: Misbehaving, tmp_path: Path) -> None:
    waiting = [source(f"never-{number}", f"http://127.0.0.1:{server.port}/never") for number in range(60)]
    hub = settings(tmp_path / "hub", waiting)

    report = collect(hub)

    assert {found.outcome for found in report.sources} == {"failed"}
    assert server.asked["never"] <= LIMITS.host_timeouts + LIMITS.per_host
    assert any("asked again in the next run" in found.why for found in report.sources)
    assert report.exit_code == 75


def test_a_good_source_behind_many_that_wait_gets_its_turn_in_a_few_runs(server: Misbehaving, tmp_path: Path) -> None:
    waiting = [source(f"never-{number:02d}", f"http://127.0.0.1:{server.port}/never") for number in range(10)]
    hub = settings(tmp_path / "hub", [*waiting, source("good", f"http://127.0.0.1:{server.port}/good")])
    limits = Limits(connect_seconds=2, source_seconds=0.3, host_timeouts=4)
    outcomes = [pipeline.collect(hub, NOW + timedelta(minutes=10 * run), limits=limits).sources[-1].outcome for run in range(3)]

    assert outcomes == ["failed", "failed", "ok"]
    assert len(read.posts(hub.archive, "good")) == 2


def test_documents_made_to_burn_time_cost_their_own_source_alone(server: Misbehaving, tmp_path: Path) -> None:
    tangled = "&lt;a href=x&gt;" * 60_000
    hub = settings(tmp_path / "hub", [source(f"burn-{number}", f"content/{number}.xml") for number in range(6)])
    for number in range(6):
        (hub.content / f"{number}.xml").write_bytes(rss(ITEM.format(number, tangled)))
    (hub.content / "5.xml").write_bytes(rss(ITEM.format(5, "Words")))

    report = collect(hub, Limits(parse_seconds=5, body_bytes=10 << 20))

    assert report.sources[-1].new == 1
    assert all(found.new == 1 or "too long" in found.why for found in report.sources)
    assert server.asked == Counter()
