"""The two formats of every feed: Atom (RFC 4287), which a style sheet makes readable in a browser, and JSON Feed 1.1."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final

from parvis.model.page import Page
from parvis.pages.addresses import absolute
from parvis.pages.backdrop import Backdrop
from parvis.pages.edition import Edition
from parvis.pages.feed_entries import Entry, iri
from parvis.pages.plans import Values

#: `updated` of a feed without entries: Atom demands one, and the clock would change the file with each build.
NEVER: Final = datetime(1970, 1, 1, tzinfo=UTC)
#: Template and name of each format, below the address of what the feed is about.
FORMATS: Final[tuple[tuple[str | None, str], ...]] = (("feed.xml", "feed.xml"), (None, "feed.json"))
#: What makes Atom readable, for each language.
SHEET: Final = "feed.xsl"


def both(edition: Backdrop, title: str, home: str, entries: Sequence[Entry]) -> tuple[tuple[str | None, str, Values], ...]:
    """Template, name and values of each format, in their order. `home`: the page that the feed is about."""
    return tuple((template, name, one(number, edition, title, home, entries)) for number, (template, name) in enumerate(FORMATS))


def one(number: int, edition: Backdrop, title: str, home: str, entries: Sequence[Entry]) -> Values:
    """The values of one of `FORMATS`, by its place there."""
    return (_atom, _json)[number](edition, title, home, entries)


def sheet(edition: Edition) -> Page:
    """The style sheet of one language's feeds.

    Browsers are about to give up XSLT; those that have done so read the plain style sheet that each feed names besides.
    """
    return Page(
        kind="feed",
        path=f"{edition.at.home()}{SHEET}",
        template=SHEET,
        language=edition.language,
        values={"language": edition.language, "direction": edition.frame()["direction"], "home": edition.at.home()},
    )


def updated(entries: Sequence[Entry]) -> datetime:
    """When the latest of the entries was made or edited."""
    return max((entry.updated for entry in entries), default=NEVER)


def _atom(edition: Backdrop, title: str, home: str, entries: Sequence[Entry]) -> Values:
    path = f"{home}feed.xml"
    return {
        "id": iri(edition, path, f"feed:{path}"),
        "title": title,
        "language": edition.language,
        "self_url": absolute(edition.site, path),
        "home_url": absolute(edition.site, home),
        "sheet": f"{edition.at.home()}{SHEET}",
        "author": edition.site.name,
        "updated": updated(entries),
        "entries": tuple(entries),
    }


def _json(edition: Backdrop, title: str, home: str, entries: Sequence[Entry]) -> Values:
    """JSON Feed 1.1, https://www.jsonfeed.org/version/1.1/."""
    site = edition.site
    tagline = site.tagline.get(edition.language, "") if home == edition.at.home() else ""
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": absolute(site, home),
        "feed_url": absolute(site, f"{home}feed.json"),
        **({"description": tagline} if tagline else {}),
        "language": edition.language,
        "authors": [{"name": site.name}],
        "items": [_entry(entry) for entry in entries],
    }


def _more(entry: Entry) -> dict[str, Any]:
    """What the format has no word for."""
    also = [{"network": also.network, "url": also.url} for also in entry.also]
    return {**({"disclosure": list(entry.disclosure)} if entry.disclosure else {}), **({"also": also} if also else {})}


def _entry(entry: Entry) -> dict[str, Any]:
    told = {
        "external_url": entry.via,
        "authors": [{"name": entry.author}] if entry.author else [],
        "language": entry.language,
        "summary": entry.summary,
        "tags": list(entry.tags),
        "_parvis": _more(entry),
    }
    return {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "date_published": entry.published.isoformat(),
        "date_modified": entry.updated.isoformat(),
        **({"content_html": entry.body} if entry.body else {"content_text": entry.summary or entry.title}),
        **{key: value for key, value in told.items() if value},
    }
