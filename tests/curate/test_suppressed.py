"""Suppressed: what was forgotten is recognised by any of its keys, and nothing is hashed twice."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from parvis.archive import cleared
from parvis.curate.suppressed import Suppressions
from parvis.model import suppression
from parvis.model.post import Author, Post
from parvis.model.suppression import Suppression
from parvis.settings.suppressions import suppress, suppressions
from parvis.tidy.links import canonical

MOMENT = datetime(2026, 6, 1, tzinfo=UTC)
WORDS = "A sentence that is long enough for nobody else to have said it."
POST = Post(
    id="blog:guid-1",
    source="blog",
    network="feed",
    url="https://a.example/1",
    text=WORDS,
    author=Author(name="Ada", handle="@ada"),
    published=MOMENT,
    collected=MOMENT,
    aka=("old-guid",),
)


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> tuple[Suppression, ...]:
    """The suppressions of the post, as the command writes and the settings read them."""
    content = tmp_path_factory.mktemp("hub") / "content"
    written = suppress(content, suppression.item_keys(POST, canonical), "erasure", MOMENT)
    found = suppressions(content)
    assert [msgspec.structs.replace(line, file="", line=0) for line in found] == list(written)
    assert suppress(content, suppression.item_keys(POST, canonical), "erasure", MOMENT) == ()
    return found


@pytest.mark.parametrize(
    ("changed", "of"),
    [
        ({}, "id"),
        ({"id": "blog:guid-2", "aka": (), "text": ""}, "link"),
        ({"id": "blog:guid-2", "aka": (), "url": "https://A.example/1?utm_campaign=x#y", "text": ""}, "link"),
        ({"id": "other:guid-1", "source": "other", "url": None, "aka": (), "text": ""}, "native"),
        ({"id": "blog:guid-2", "url": None, "text": ""}, "native"),
        ({"id": "blog:guid-2", "url": "https://b.example/", "aka": ()}, "words"),
    ],
)
def test_it_is_known_by_each_of_its_keys(lines: tuple[Suppression, ...], changed: dict[str, object], of: str) -> None:
    found = Suppressions(lines).holds(msgspec.structs.replace(POST, **changed))

    assert found is not None
    assert found.of == of


def test_another_item_of_the_same_author_is_free(lines: tuple[Suppression, ...]) -> None:
    other = msgspec.structs.replace(POST, id="blog:guid-3", url="https://a.example/3", aka=(), text="Something else.")

    assert Suppressions(lines).holds(other) is None


def test_what_was_found_free_is_not_hashed_again(lines: tuple[Suppression, ...], tmp_path: Path) -> None:
    other = msgspec.structs.replace(POST, id="blog:guid-3", url="https://a.example/3", aka=(), text="Something else.")
    first = Suppressions(lines)
    assert first.holds(other) is None
    cleared.remember(tmp_path, first.cleared())

    # Lines of the same salts that would hold anything: asked again, they would say so.
    said = [(of, suppression.mark(line.salt, of, key)) for line in lines for of, key in suppression.keys(other, canonical) if of == line.of]
    traps = [
        msgspec.structs.replace(line, mark=mark, hash=suppression.slow(line.salt, of, other.id))
        for line, (of, mark) in zip(lines, said, strict=False)
    ]
    assert Suppressions(traps).holds(other) is not None
    assert Suppressions(traps, cleared.recall(tmp_path)).holds(other) is None
    assert other.id.encode() not in (tmp_path / "cleared.msgpack").read_bytes()


def test_a_new_line_is_asked_of_what_was_free_before(lines: tuple[Suppression, ...], tmp_path: Path) -> None:
    before = Suppressions(lines[:-1])
    changed = msgspec.structs.replace(POST, id="blog:x", url=None, aka=())
    assert lines[-1].of == "words"
    assert before.holds(changed) is None

    assert Suppressions(lines, before.cleared()).holds(changed) is not None
    assert cleared.recall(tmp_path / "nowhere").records == frozenset()


def test_a_source_that_is_as_it_was_is_not_looked_through_again(lines: tuple[Suppression, ...], tmp_path: Path) -> None:
    other = msgspec.structs.replace(POST, id="blog:guid-3", url="https://a.example/3", aka=(), text="Something else.")
    first = Suppressions(lines)
    assert list(first.within((other, POST))) == [POST.id]
    cleared.remember(tmp_path, first.cleared())

    # Lines of the same salts that hold nothing: asked again, they would say so.
    known = msgspec.structs.replace(cleared.recall(tmp_path), records=frozenset(), fallen={})
    deaf = [msgspec.structs.replace(line, hash="0" * 64) for line in lines]
    assert list(Suppressions(deaf, known).within((other, POST))) == [POST.id]
    assert list(Suppressions(deaf, known).within((msgspec.structs.replace(other, title="Edited"), POST))) == []
    assert list(Suppressions(deaf[:-1], known).within((other,))) == []
    assert POST.id.encode() not in (tmp_path / "cleared.msgpack").read_bytes()


def test_an_item_is_named_by_its_id(lines: tuple[Suppression, ...]) -> None:
    assert Suppressions(lines).names("blog:guid-1")
    assert not Suppressions(lines).names("blog:guid-9")
