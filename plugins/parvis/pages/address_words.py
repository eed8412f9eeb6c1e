"""The words that addresses are made of, in each language: from the theme's catalogues, context "address"."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import msgspec

from parvis import THEME
from parvis.model.hub import Site
from parvis.tidy import catalogue

LOCALE: Final = Path(THEME) / "locale"
#: Words that never stand first in an address: an editor's page may be called so.
INNER: Final = frozenset({"rules", "results", "ideas", "rating", "by_rating", "most_helpful", "handling"})


class Words(msgspec.Struct, frozen=True):
    """One language's words for the parts of addresses: ASCII, lower case."""

    wall: str
    sources: str
    topics: str
    videos: str
    journal: str
    reviews: str
    ambassadors: str
    contests: str
    events: str
    places: str
    offers: str
    products: str
    challenges: str
    accounts: str
    notice: str
    personal_data: str
    kiosk: str
    transparency: str
    search: str
    # Below a contest's own address.
    rules: str
    results: str
    ideas: str
    # Below the reviews' own address.
    rating: str
    by_rating: str
    most_helpful: str
    handling: str


def catalogues(site: Site) -> tuple[Path, ...]:
    """Folders of the catalogues, the hub's own in front."""
    return (Path(site.locale), LOCALE) if site.locale else (LOCALE,)


def words(site: Site, language: str) -> Words:
    """The address words of a language, from the theme's catalogue; English where it has none."""
    pgettext = catalogue.load(catalogues(site), language).pgettext
    return Words(
        wall=str(pgettext("address", "wall")),
        sources=str(pgettext("address", "sources")),
        topics=str(pgettext("address", "topics")),
        videos=str(pgettext("address", "videos")),
        journal=str(pgettext("address", "journal")),
        reviews=str(pgettext("address", "reviews")),
        ambassadors=str(pgettext("address", "ambassadors")),
        contests=str(pgettext("address", "contests")),
        events=str(pgettext("address", "events")),
        places=str(pgettext("address", "places")),
        offers=str(pgettext("address", "offers")),
        products=str(pgettext("address", "products")),
        challenges=str(pgettext("address", "challenges")),
        accounts=str(pgettext("address", "accounts")),
        notice=str(pgettext("address", "report")),
        personal_data=str(pgettext("address", "personal-data")),
        kiosk=str(pgettext("address", "kiosk")),
        transparency=str(pgettext("address", "transparency")),
        search=str(pgettext("address", "search")),
        rules=str(pgettext("address", "rules")),
        results=str(pgettext("address", "results")),
        ideas=str(pgettext("address", "ideas")),
        rating=str(pgettext("address", "rating")),
        by_rating=str(pgettext("address", "by-rating")),
        most_helpful=str(pgettext("address", "most-helpful")),
        handling=str(pgettext("address", "how-we-handle-reviews")),
    )
