"""Some 4,700 feeds, sound and broken, of the test suites of feed readers and validators: nothing crashes, nothing is lost."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import feedparser
import pytest

from parvis.errors import ReadError
from parvis.model.raw_post import RawPost
from parvis.sources.feed import Options, read
from parvis.tidy.post import keys

ANY = Options(url="https://feeds.example/feed")
ORIGIN = "https://feeds.example/feed"


@pytest.fixture(scope="module")
def corpus(shared: Path) -> dict[str, bytes]:
    """All feeds of the corpus, by their path in it."""
    file = shared / "corpus" / "feeds.zip"
    if not file.is_file():
        pytest.skip("../shared is absent: corpus/feeds.zip lies there")
    with zipfile.ZipFile(file) as folder:
        names = [name for name in folder.namelist() if not name.endswith(("/", "LICENSE"))]
        return {name: folder.read(name) for name in names}


@pytest.fixture(scope="module")
def found(corpus: dict[str, bytes]) -> dict[str, list[RawPost] | ReadError]:
    """What the reader makes of each; any other error than ReadError fails every test here."""
    return {name: read_or_refuse(body) for name, body in corpus.items()}


def read_or_refuse(body: bytes) -> list[RawPost] | ReadError:
    try:
        return list(read(body, ANY))
    except ReadError as error:
        return error


def entries(body: bytes) -> list[Any]:
    return list(feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False).entries)


def test_no_feed_of_the_corpus_crashes_the_reader(found: dict[str, list[RawPost] | ReadError]) -> None:
    refused = [name for name, posts in found.items() if isinstance(posts, ReadError)]

    assert len(found) == 4_722
    assert len(refused) < 40


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_every_entry_that_feedparser_finds_is_kept(corpus: dict[str, bytes], found: dict[str, list[RawPost] | ReadError]) -> None:
    lost = {}
    for name, posts in found.items():
        count = 0 if isinstance(posts, ReadError) else len(posts)
        if not name.endswith(".json") and count != len(entries(corpus[name])):
            lost[name] = (count, len(entries(corpus[name])))

    assert lost == {}


def test_every_entry_is_keyed(found: dict[str, list[RawPost] | ReadError]) -> None:
    every = [post for posts in found.values() if not isinstance(posts, ReadError) for post in posts]

    assert len(every) > 3_000
    assert all(next(iter(keys(post, ORIGIN)), None) for post in every)
    assert all(post.native or post.url or post.title or post.published or post.html or post.text for post in every)


def test_no_authors_mail_address_gets_through(found: dict[str, list[RawPost] | ReadError]) -> None:
    every = [post for posts in found.values() if not isinstance(posts, ReadError) for post in posts]

    assert [post.author.name for post in every if "@" in (post.author.name or "") + (post.author.handle or "")] == []
    assert [post.author.url for post in every if "mailto:" in (post.author.url or "")] == []


def test_cut_anywhere_a_feed_is_read_or_refused(corpus: dict[str, bytes]) -> None:
    bodies = [body for name, body in sorted(corpus.items()) if len(body) > 2_000][::40]

    kept = [read_or_refuse(body[: len(body) * part // 7]) for body in bodies for part in range(1, 7)]

    assert any(isinstance(posts, list) and posts for posts in kept)
