"""Data for other programs: the list of all pages, and the wall as JSON, numbered like its pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

import msgspec

from parvis.model.hub import Hub, Item, Site
from parvis.model.page import Page, Plan
from parvis.pages.addresses import PAGE_INDEX, absolute
from parvis.pages.backdrop import Backdrop
from parvis.pages.cards import card
from parvis.pages.edition import main_edition
from parvis.pages.numbering import Sheet, sheets
from parvis.pages.plans import Values, plan
from parvis.pages.values import Card


class Listed(msgspec.Struct, frozen=True):
    """A page as api/index.json lists it."""

    kind: str
    url: str  #: relative to the site's root
    title: str
    updated: datetime | None


def pages(hub: Hub) -> Iterator[Plan]:
    """The wall: `api/wall/latest.json` is the front, `api/wall/1.json` holds the oldest."""
    edition = main_edition(hub)
    for sheet in sheets(hub.items, hub.site.page_size):
        yield plan(_wall, edition, sheet, kind="data", path=_path(sheet.number), template=None)


def index(site: Site, listed: Iterable[Listed]) -> Page:
    """`{"pages": [{"kind", "url", "title", "updated"}, …]}`, by address; addresses absolute, `updated` null where unknown."""
    ordered = sorted(listed, key=lambda page: page.url)
    return Page(
        kind="data",
        path=PAGE_INDEX,
        template=None,
        values={
            "pages": [
                {"kind": page.kind, "url": absolute(site, page.url), "title": page.title, "updated": _moment(page.updated)}
                for page in ordered
            ],
        },
    )


def _wall(edition: Backdrop, sheet: Sheet[Item]) -> Values:
    site = edition.site
    return {
        "number": sheet.number or None,
        "newer": None if sheet.newer is None else absolute(site, _path(sheet.newer)),
        "older": None if sheet.older is None else absolute(site, _path(sheet.older)),
        "items": [told(item, edition) for item in sheet.items],
    }


def _path(number: int) -> str:
    return f"api/wall/{number or 'latest'}.json"


def told(item: Item, edition: Backdrop) -> dict[str, Any]:
    """What a card shows, and nothing more."""
    post, shown, site = item.post, card(item, edition), edition.site
    return {
        "id": post.id,
        "kind": shown.kind,
        "network": post.network,
        "source": post.source,
        "url": absolute(site, shown.permalink),
        "original": shown.original or None,
        "published": _moment(shown.published),
        "author": None if shown.face == "bare" else {"name": shown.author, "handle": shown.handle or None, "url": shown.author_url or None},
        "disclosure": list(shown.disclosure),
        "title": shown.name,
        "text": "" if shown.veil == "all" else shown.text,
        "language": shown.language or None,
        "quoted": bool(shown.quoted),
        "sensitive": bool(shown.veil),
        "warning": shown.warning or None,
        "picture": None if shown.veil else _picture(shown, site),
        "duration": shown.duration or None,
        "tags": [tag.label for tag in shown.tags],
        "also": [{"network": also.network, "original": also.url, "author": also.author or None} for also in shown.also],
    }


def _picture(shown: Card, site: Site) -> dict[str, Any] | None:
    picture = shown.picture
    if picture is None:
        return None
    return {"url": absolute(site, picture.src), "width": picture.width, "height": picture.height, "alt": picture.alt}


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
