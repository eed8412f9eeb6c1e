"""OPML: a reading list. Each feed that it names becomes a link; `parvis add` makes sources of them instead.

Not proven on a real answer: written from the published format (OPML 1.0 and 2.0).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Self
from xml.parsers import expat

import msgspec
from pydantic import model_validator

from parvis.errors import ReadError
from parvis.model.raw_post import RawAuthor, RawPost
from parvis.model.source import Grade
from parvis.sources import SourceOptions
from parvis.sources._address import pasted
from parvis.sources._answer import refuse_page
from parvis.sources._encoding import utf8
from parvis.sources._options import one_of
from parvis.sources._people import person

GRADE: Grade = "A"
PROVEN = False

_WANTED = "a reading list in OPML"
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_DEEPEST = 100
_HEAD = {"title", "datemodified", "datecreated", "ownername"}


class Feed(msgspec.Struct, frozen=True):
    """One feed of a list."""

    title: str
    xml_url: str | None
    html_url: str | None
    description: str | None
    created: str | None
    language: str | None
    tags: tuple[str, ...]  #: the folders that it lies in, and its categories


class List(msgspec.Struct):
    """A list, and what it says of itself."""

    feeds: list[Feed] = []
    head: dict[str, str] = {}


class Options(SourceOptions):
    """Where the list is."""

    @model_validator(mode="after")
    def _says_where(self) -> Self:
        one_of(self, "url")
        return self


def recognise(url: str) -> Options | None:
    """An `.opml` file."""
    parts = pasted(url)
    return Options(url=parts.geturl()) if parts and re.search(r"\.opml$|/opml(?:\.xml)?/?$", parts.path, re.IGNORECASE) else None


def read(body: bytes, options: Options) -> Iterator[RawPost]:
    """The feeds of the list as links, in its order; ReadError when the answer is no OPML."""
    del options
    found = _list(body)
    owner = RawAuthor(name=person(found.head.get("ownername")) or person(found.head.get("title")))
    for feed in found.feeds:
        yield RawPost(
            native=feed.xml_url or feed.html_url,
            kind="link",
            url=feed.html_url or feed.xml_url,
            author=owner,
            published=feed.created,
            language=feed.language,
            title=feed.title,
            text=feed.description,
            tags=feed.tags,
            links=(feed.xml_url,) if feed.xml_url else (),
        )


def feeds(body: bytes) -> list[tuple[str, str]]:
    """Title and address of each feed of the list, each address once. ReadError when it is no OPML."""
    found: dict[str, str] = {}
    for feed in _list(body).feeds:
        if feed.xml_url:
            found.setdefault(feed.xml_url, feed.title)
    return [(title, address) for address, title in found.items()]


def _list(body: bytes) -> List:
    refuse_page(body, _WANTED)
    document = utf8(body)
    if _DECLARES.search(document):
        raise ReadError("the list declares a document type or entities: no reading list needs them, and bombs are made of them")
    reader = _Reader()
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = reader.start, reader.end, reader.characters
    try:
        parser.Parse(document, True)  # noqa: FBT003 (expat's own signature)
    except expat.ExpatError as error:
        # What stands before the break counts.
        if not reader.found.feeds:
            raise ReadError(f"the answer is not {_WANTED}: {error}") from error
    if not reader.is_opml:
        raise ReadError(f"the answer is not {_WANTED}")
    return reader.found


class _Reader:
    """Follows the list element by element."""

    def __init__(self) -> None:
        self.found = List()
        self.is_opml = False
        self._path: list[str] = []
        self._folders: list[str | None] = []
        self._pieces: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.lower()
        self.is_opml = self.is_opml or (name == "opml" and not self._path)
        self._path.append(name)
        self._pieces = []
        if len(self._path) > _DEEPEST:
            raise ReadError(f"the list nests its elements more than {_DEEPEST} deep")
        if name == "outline":
            self._outline({key.lower(): value.strip() for key, value in attributes.items()})

    def _outline(self, given: dict[str, str]) -> None:
        title = given.get("title") or given.get("text") or ""
        xml_url, html_url = _http(given.get("xmlurl")), _http(given.get("htmlurl")) or _http(given.get("url"))
        if xml_url or html_url:
            categories = [category.strip("/ ") for category in given.get("category", "").split(",")]
            tags = dict.fromkeys(tag for tag in (*self._folders, *categories) if tag)
            self.found.feeds.append(
                Feed(
                    title=title or xml_url or html_url or "",
                    xml_url=xml_url,
                    html_url=html_url,
                    description=given.get("description") or None,
                    created=given.get("created") or None,
                    language=given.get("language") or None,
                    tags=tuple(tags),
                )
            )
        self._folders.append(None if xml_url else title or None)

    def end(self, name: str) -> None:
        name = name.lower()
        self._path.pop()
        if name == "outline" and self._folders:
            self._folders.pop()
        elif name in _HEAD and self._path[-1:] == ["head"] and (text := "".join(self._pieces).strip()):
            self.found.head[name] = text

    def characters(self, text: str) -> None:
        self._pieces.append(text)


def _http(url: str | None) -> str | None:
    """Some lists write `feed:` for http."""
    url = re.sub(r"^feed:(?://)?(?=https?://)", "", url or "")
    return url if url.startswith(("http://", "https://")) else None
