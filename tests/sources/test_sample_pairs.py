"""Every sample document beside its `.expected.json` is read into exactly that: a new pair is a new test.

`<kind>/<case>.<ext>` is the document, `<case>.expected.json` the items it becomes (what is left out has its default), and, where the kind
needs more than an address, `<case>.options.json` its options. With PARVIS_WRITE_SAMPLES=1 the expected files are written instead: look at
what changed before you commit it.
"""

from __future__ import annotations

import json
import os
import random
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from parvis.errors import ReadError
from parvis.model.raw_post import RawPost
from parvis.model.source import Source
from parvis.sources import kind, kinds, options_of
from parvis.tidy.post import tidy

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
WRITE = os.environ.get("PARVIS_WRITE_SAMPLES") == "1"
BESIDE = (".expected.json", ".options.json")


def documents() -> list[Path]:
    """Sample documents, in a fixed order."""
    files = [file for name in kinds() for file in sorted((SAMPLES / name).glob("*")) if file.is_file() and not file.name.endswith(BESIDE)]
    return files if WRITE else [file for file in files if beside(file, "expected").is_file()]


def beside(document: Path, what: str) -> Path:
    return document.with_name(f"{document.name.partition('.')[0]}.{what}.json")


def items(document: Path, body: bytes | None = None) -> tuple[RawPost, ...]:
    name = document.parent.name
    file = beside(document, "options")
    given = json.loads(file.read_text("utf-8")) if file.is_file() else {"url": f"https://samples.example/{document.name}"}
    return tuple(kind(name).read(document.read_bytes() if body is None else body, options_of(name, given)))


def told(value: Any) -> Any:
    """Only what is not its default, as a reader of the file wants it."""
    if isinstance(value, dict):
        shown = {key: told(one) for key, one in value.items() if one is not None and one is not False}
        return {key: one for key, one in shown.items() if one not in ([], {})}
    return [told(one) for one in value] if isinstance(value, (list, tuple)) else value


@pytest.mark.parametrize("document", documents(), ids=lambda file: f"{file.parent.name}/{file.name}")
def test_a_sample_becomes_exactly_what_stands_beside_it(document: Path) -> None:
    expected = beside(document, "expected")
    found = items(document)
    if WRITE:
        text = json.dumps(told(msgspec.to_builtins(found)), ensure_ascii=False, indent=1)
        expected.write_text(text + "\n", "utf-8", newline="\n")

    assert found == msgspec.json.decode(expected.read_bytes(), type=tuple[RawPost, ...])


@pytest.mark.parametrize("document", documents(), ids=lambda file: f"{file.parent.name}/{file.name}")
def test_reading_a_sample_twice_gives_the_same(document: Path) -> None:
    found = items(document)

    assert found
    assert found == items(document)


@pytest.mark.parametrize("document", documents(), ids=lambda file: f"{file.parent.name}/{file.name}")
def test_a_sample_can_stand_on_the_wall(document: Path) -> None:
    source = Source(name="sample", kind=document.parent.name)

    for raw in items(document):
        post = tidy(raw, source, f"https://samples.example/{document.name}", datetime(2026, 6, 12, tzinfo=UTC))
        addresses = [
            post.url,
            post.author.url,
            post.author.avatar,
            *post.links,
            *(one.url for one in post.media),
            *(one.preview for one in post.media),
        ]

        assert post.title or post.text or post.media or post.author.opted_out
        assert all(address.startswith(("https://", "http://")) for address in addresses if address)


@pytest.mark.parametrize("document", documents(), ids=lambda file: f"{file.parent.name}/{file.name}")
def test_a_damaged_sample_is_read_or_refused(document: Path) -> None:
    chance = random.Random(document.name)
    whole = document.read_bytes()

    outcomes = [read_or_refused(document, damaged(whole, chance)) for _ in range(80)]

    assert len(outcomes) == 80


def read_or_refused(document: Path, body: bytes) -> int | str:
    try:
        return len(items(document, body))
    except ReadError as error:
        return str(error)


def damaged(body: bytes, chance: random.Random) -> bytes:
    """The body with one to four bytes changed, pieces lost, doubled or put in; or cut."""
    pieces = [
        b"<",
        b"]]>",
        b"<![CDATA[",
        b"&#0;",
        b"&x;",
        b"\x00",
        b"\xff",
        b"{",
        b"]",
        b"null",
        b"1e999",
        b"http://[",
        b"<item>",
        b"\r\nBEGIN:VEVENT\r\n",
    ]
    for _ in range(chance.randint(1, 4)):
        place, length = chance.randrange(len(body) + 1), chance.choice([1, 4, 40])
        body = chance.choice(
            [
                body[:place] + chance.choice(pieces) + body[place:],
                body[:place] + body[place + length :],
                body[:place] + body[place : place + length] * 2 + body[place + length :],
                body[:place],
            ]
        )
    return body


@pytest.mark.parametrize("name", kinds())
def test_every_kind_has_a_sample_pair(name: str) -> None:
    assert any(file.parent.name == name for file in documents()), f"put a document and its .expected.json into tests/samples/{name}/"
