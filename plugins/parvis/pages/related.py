"""What belongs together, as links: on a noun's page, on an editors' post, on an item, on a review."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby

import msgspec

from parvis.curate.links import Links
from parvis.model.curated_review import CuratedReview
from parvis.model.hub import Item
from parvis.pages.edition import Edition, main_edition
from parvis.pages.targets import Targets
from parvis.pages.values import Link
from parvis.tidy.citations import Citation


class Group(msgspec.Struct, frozen=True):
    """Things of one kind."""

    label: str
    links: tuple[Link, ...]


def of(kind: str, name: str, edition: Edition) -> tuple[Group, ...]:
    """What belongs to a noun or to an editors' post (`post`), by kind. `name`: its slug."""
    return _groups(_links(main_edition(edition.hub)).of(kind, name), edition)


def of_item(item: Item, edition: Edition) -> tuple[Group, ...]:
    """What an item is about."""
    return _groups(_links(main_edition(edition.hub)).of_item(item), edition)


def of_review(one: CuratedReview, edition: Edition) -> tuple[Group, ...]:
    """What a review is about, and what names it."""
    return _groups(_links(main_edition(edition.hub)).of_review(one), edition)


def beyond(groups: Iterable[Group], shown: Iterable[str]) -> tuple[Group, ...]:
    """What of them does not stand on the page already. `shown`: addresses to which the page leads."""
    known = frozenset(shown)
    left = ((group.label, tuple(link for link in group.links if link.url not in known)) for group in groups)
    return tuple(Group(label, links) for label, links in left if links)


def _groups(found: Iterable[Citation], edition: Edition) -> tuple[Group, ...]:
    targets = _targets(edition)
    by_kind = groupby(found, lambda citation: citation.kind)
    groups = ((kind, tuple(link for one in of_kind if (link := targets.find(one)))) for kind, of_kind in by_kind)
    labels = _labels(edition)
    return tuple(Group(labels[kind], links) for kind, links in groups if links)


@lru_cache(maxsize=8)
def _labels(edition: Edition) -> dict[str, str]:
    """What things of a kind are called together."""
    gettext = edition.words.gettext
    return {
        "contest": str(gettext("Contests")),
        "product": str(gettext("Products")),
        "event": str(gettext("Events")),
        "ambassador": str(gettext("Ambassadors")),
        "challenge": str(gettext("Challenges")),
        "offer": str(gettext("Offers")),
        "place": str(gettext("Places")),
        "post": str(gettext("Journal")),
    }


@lru_cache(maxsize=2)
def _links(edition: Edition) -> Links:
    """Those of a hub, by its main edition: there is one of each."""
    return Links(edition.hub)


@lru_cache(maxsize=8)
def _targets(edition: Edition) -> Targets:
    return Targets(edition)
