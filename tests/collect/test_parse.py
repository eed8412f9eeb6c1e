"""Documents are read in a process of their own, which may be killed."""

from __future__ import annotations

import asyncio
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from parvis.collect.jobs import Found, ReadJob
from parvis.collect.limits import Limits
from parvis.collect.parse import Workers
from parvis.errors import ReadError
from parvis.model.source import Source

NOW = datetime(2026, 6, 12, 10, 0, tzinfo=UTC)
FEED = b'<rss version="2.0"><channel><item><title>One</title><guid>1</guid></item></channel></rss>'
SOURCE = Source(name="brand", kind="feed", options={"url": "https://brand.example/feed.xml"})


def job(body: bytes | None = FEED, source: Source = SOURCE) -> ReadJob:
    return ReadJob(source=source, body=body, origin="https://brand.example/feed.xml", now=NOW, seconds=0)


def read(workers: Workers, *jobs: ReadJob) -> list[tuple[Found, ...] | BaseException]:
    async def all_of_them() -> list[tuple[Found, ...] | BaseException]:
        async with workers:
            return await asyncio.gather(*map(workers.read, jobs), return_exceptions=True)

    return asyncio.run(all_of_them())


ACTING = """
import os, time
from parvis.collect import worker

def read(kind, body, options, asked=""):
    while body == b"burn":
        pass
    if body == b"sleep":
        time.sleep(60)
    if body == b"die":
        os.abort()
    if body == b"eat":
        bytearray(4 << 30)
    if body == b"stumble":
        raise RuntimeError("over\\n\\x1b[31mthis")
    if body == b"environment":
        raise worker.ReadError(" ".join(sorted(os.environ)))
    if body == b"print":
        print("noise on standard output", flush=True)
    return found(kind, body, options, asked)

found = worker.sources.read
worker.sources.read = read
worker.main()
"""


@pytest.fixture
def acting(tmp_path: Path) -> tuple[str, ...]:
    """A worker that does what a document's bytes say, and reads the others."""
    script = tmp_path / "acting.py"
    script.write_text(ACTING)
    return (sys.executable, str(script))


def test_a_document_becomes_tidied_items() -> None:
    (found,) = read(Workers(), job())

    assert isinstance(found, tuple)
    assert [(item.native, item.post.title, item.post.id) for item in found] == [("1", "One", "brand:1")]


def test_many_documents_share_few_processes() -> None:
    results = read(Workers(), *[job()] * 30)

    assert all(isinstance(result, tuple) and len(result) == 1 for result in results)


def test_what_the_kind_cannot_read_is_a_sentence() -> None:
    (error,) = read(Workers(), job(b"<!doctype html><title>Sign in</title>"))

    assert isinstance(error, ReadError)
    assert "no feed" in str(error)


@pytest.mark.parametrize(
    ("body", "limits"), [(b"burn", Limits(parse_seconds=0.2)), (b"sleep", Limits(parse_seconds=0.01, start_seconds=3))]
)
def test_what_takes_too_long_is_stopped_and_the_next_document_read(acting: tuple[str, ...], body: bytes, limits: Limits) -> None:
    workers = Workers(limits, acting)
    first = read(workers, *[job(body)] * 3)
    (second,) = read(Workers(Limits(), acting), job())

    assert [str(error) for error in first] == ["it took too long to read, as documents made to do harm do. It was given up."] * 3
    assert workers.kills == 3
    assert isinstance(second, tuple)


def test_a_process_that_dies_costs_its_document_alone(acting: tuple[str, ...]) -> None:
    *dead, alive = read(Workers(Limits(), acting), job(b"die"), job(b"die"), job(b"die"), job())

    assert {str(error) for error in dead} == {"the process that read it ended without a word (signal SIGABRT)."}
    assert isinstance(alive, tuple)


def test_a_document_that_needs_too_much_memory_is_given_up(acting: tuple[str, ...]) -> None:
    *eaten, alive = read(Workers(Limits(), acting), job(b"eat"), job(b"eat"), job(b"eat"), job())

    assert {str(error) for error in eaten} == {"the document needs more memory than one document may have."}
    assert isinstance(alive, tuple)


def test_whatever_a_reader_stumbles_over_is_one_line(acting: tuple[str, ...]) -> None:
    (error,) = read(Workers(Limits(), acting), job(b"stumble"))

    assert str(error) == "the document cannot be read (RuntimeError: over [31mthis)."


def test_what_a_library_prints_disturbs_nothing(acting: tuple[str, ...]) -> None:
    results = read(Workers(Limits(), acting), job(b"print"), job())

    assert isinstance(results[1], tuple)


def test_a_worker_is_given_no_token(acting: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRAND_TOKEN", "s3cret")
    (error,) = read(Workers(Limits(), acting), job(b"environment"))

    assert "PYTHONPATH" in str(error)
    assert "BRAND_TOKEN" not in str(error)


def test_an_answer_of_a_worker_that_is_too_large_is_refused(acting: tuple[str, ...]) -> None:
    (error,) = read(Workers(Limits(result_bytes=100), acting), job())

    assert "of items" in str(error)


def test_after_some_kills_documents_get_less_time(acting: tuple[str, ...]) -> None:
    limits = Limits(parse_seconds=0.3, parse_seconds_hurried=0.1, parse_kills=1)

    async def killing() -> list[float]:
        seconds = []
        async with Workers(limits, acting) as workers:
            for _ in range(2):
                seconds.append(workers.seconds)
                with pytest.raises(ReadError):
                    await workers.read(job(b"burn"))
        return seconds

    assert asyncio.run(killing()) == [0.3, 0.1]


def test_hostile_documents_neither_crash_nor_hang(shared: Path) -> None:
    flood = b"&lt;div&gt;" * 100_000
    entities = b'<!DOCTYPE rss [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
    item = b"<item><title>t</title><link>https://brand.example/1</link><description>%s</description></item>"
    documents = [
        b'<rss version="2.0"><channel>' + item % flood + b"</channel></rss>",
        entities + b'<rss version="2.0"><channel>' + item % (b"&c;" * 1000) + b"</channel></rss>",
        b"<x>" * 50_000 + b"</x>" * 50_000,
        b"[" * 100_000 + b"]" * 100_000,
        b"\x00" * 100_000,
        b"\xff\xfe" + "<rss>".encode("utf-16-le"),
        b'<rss version="2.0"><channel>' + item % b"&#x110000;&#0;&#xD800;" + b"</channel></rss>",
    ]
    results = read(Workers(Limits(parse_seconds=5)), *map(job, documents), job())

    assert all(isinstance(result, tuple | ReadError) for result in results)
    assert isinstance(results[-1], tuple)
    assert shared.is_dir()
