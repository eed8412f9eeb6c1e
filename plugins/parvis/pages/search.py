"""The search page: a field, and what narrows the answers down. The answers themselves are made in the browser, from the index beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from parvis.model.hub import Hub
from parvis.model.page import Page
from parvis.pages.addresses import search_index
from parvis.pages.edition import Edition, editions
from parvis.pages.search_records import Record, by_language, kind_label
from parvis.pages.tags import most_used
from parvis.pages.values import Link

#: In the order in which they stand.
FACETS: Final = ("kind", "source", "rating", "product", "person", "language")
#: How many topics stand where nothing is asked yet.
_SUBJECTS: Final = 16
#: Facets of which the values have an order of their own; the others begin with the most frequent.
_ORDERED: Final = frozenset({"rating"})


class Choice(msgspec.Struct, frozen=True):
    """One value of a facet."""

    value: str
    label: str
    count: int  #: records that have it


class Facet(msgspec.Struct, frozen=True):
    """One way to narrow the answers down."""

    name: str  #: as it stands in addresses
    label: str
    choices: tuple[Choice, ...]


def pages(hub: Hub) -> Iterator[Page]:
    """One page for each language; a hub that wants no search has none."""
    if not hub.site.search:
        return
    records = by_language(hub)
    for edition in editions(hub):
        yield _page(hub, edition, records[edition.language])


def _page(hub: Hub, edition: Edition, records: Sequence[Record]) -> Page:
    title = str(edition.words.gettext("Search"))
    return Page(
        kind="search",
        path=f"{edition.at.search()}index.html",
        template="search.html",
        title=title,
        language=edition.language,
        values=edition.frame(
            title=title,
            noindex=True,
            here=edition.at.search(),
            alternates=edition.alternates(lambda at: at.search()),
            index=search_index(edition.language),
            facets=tuple(_facets(records, edition)),
            kinds=tuple(Link(kind_label(kind, edition), kind) for kind in dict.fromkeys(record.kind for record in records)),
            subjects=most_used(hub, edition, _SUBJECTS),
        ),
    )


def _facets(records: Sequence[Record], edition: Edition) -> Iterator[Facet]:
    """Those that divide something: a facet of one value only does not."""
    for name in FACETS:
        facts = [fact for record in records for fact in dict.fromkeys(record.facts) if fact.facet == name]
        labels = {fact.value: fact.label for fact in reversed(facts)}
        counts = Counter(fact.value for fact in facts)
        order = sorted(counts, reverse=True) if name in _ORDERED else sorted(counts, key=lambda value: (-counts[value], value))
        if len(order) > 1:
            yield Facet(name, _label(name, edition), tuple(Choice(value, labels[value], counts[value]) for value in order))


def _label(facet: str, edition: Edition) -> str:
    gettext = edition.words.gettext
    labels = {
        "kind": gettext("Kind"),
        "source": gettext("Source"),
        "rating": gettext("Stars"),
        "product": gettext("Product"),
        "person": gettext("Person"),
        "language": gettext("Language"),
    }
    return str(labels[facet])
