"""An XML feed of any version as one document: what feedparser finds in it, fenced, beside what it loses."""

from __future__ import annotations

import io
from typing import Any

import feedparser
import msgspec

from parvis.errors import ReadError
from parvis.sources._answer import is_json, refuse_page
from parvis.sources._details import Details, Film, Found, details
from parvis.sources._encoding import utf8
from parvis.sources._fields import Fields


class Entry(msgspec.Struct, frozen=True):
    """One item of a feed."""

    fields: Fields  #: as feedparser names them
    details: Details


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A feed that was understood."""

    version: str  #: feedparser's word for the format: `rss20`, `atom10`, …
    feed: Fields
    title: str | None
    link: str | None  #: the page made for people that the feed belongs to
    names: tuple[str, ...]  #: of the feed's own authors, as written
    entries: tuple[Entry, ...]

    @property
    def is_atom(self) -> bool:
        """Atom dates each entry by its last change, RSS by its publication."""
        return self.version.startswith("atom")


def document(body: bytes) -> Document:
    """The feed in these bytes, with every entry that feedparser finds; ReadError when they are no feed."""
    refuse_page(body, "a feed")
    if is_json(body):
        raise ReadError("the answer is JSON, not a feed in XML")
    clean = utf8(body)
    found = details(clean)
    parsed = _parsed(clean)
    entries = [one for one in parsed.get("entries") or [] if isinstance(one, dict)]
    version = str(parsed.get("version") or "")
    if not entries and not version:
        raise ReadError("the address answered with something that is no feed: neither RSS nor Atom nor JSON Feed")
    feed = Fields(parsed.get("feed"))
    beside = _beside(entries, found)
    return Document(
        version=version,
        feed=feed,
        title=found.title or feed.text("title"),
        link=found.link or feed.text("link"),
        names=tuple(found.names),
        entries=tuple(Entry(Fields(entry), details_) for entry, details_ in zip(entries, beside, strict=True)),
    )


def _parsed(clean: bytes) -> dict[str, Any]:
    try:
        # Cleaning is tidy's work; feedparser's own lets hostile markup through and costs minutes on some.
        parsed = feedparser.parse(io.BytesIO(clean), sanitize_html=False, resolve_relative_uris=False)
    # It raises whatever its parsers raise; that is this document's fault, never a reason to stop.
    except Exception as error:
        raise ReadError(f"the feed is broken in a way that its reader cannot stand ({type(error).__name__})") from error
    return dict(parsed)


def _beside(entries: list[dict[str, Any]], found: Found) -> list[Details]:
    """The details of each entry, by position: where the document breaks off or is nested oddly, what feedparser has flattened."""
    known = found.items if len(found.items) == len(entries) or (not found.whole and len(found.items) <= len(entries)) else []
    # The last one before the break may be cut.
    reliable = len(known) if found.whole else len(known) - 1
    return [known[position] if position < reliable else _flattened(Fields(entry)) for position, entry in enumerate(entries)]


def _flattened(entry: Fields) -> Details:
    films = [Film(_attributes(one)) for one in entry.rows("media_content")]
    thumbnails = [_attributes(one) for one in entry.rows("media_thumbnail")]
    if len(films) == len(thumbnails):
        for film, thumbnail in zip(films, thumbnails, strict=True):
            film.thumbnails = [thumbnail]
    return Details(
        films=films,
        thumbnails=thumbnails,
        player=_attributes(entry.row("media_player")),
        elements={
            name: [attributes]
            for name, key in (("thr:in-reply-to", "thr_in-reply-to"), ("podcast:transcript", "podcast_transcript"))
            if (attributes := _attributes(entry.row(key)))
        },
    )


def _attributes(fields: Fields) -> dict[str, str]:
    """Only what is text; feedparser writes names in lower case."""
    return {{"isdefault": "isDefault"}.get(name, name): value for name, value in fields.items() if isinstance(value, str)}
