"""Topics: a list of all tags, and for each its posts on pages that stay. Tags have one page, in the main language."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import msgspec

from parvis.model.hub import Hub, Item
from parvis.model.page import Page, Plan
from parvis.pages import noun_data
from parvis.pages.addresses import tag_label, tag_slug
from parvis.pages.backdrop import Backdrop
from parvis.pages.cards import card
from parvis.pages.edition import Edition, main_edition
from parvis.pages.lists import days, heading, last_change, pager
from parvis.pages.numbering import Sheet, sheets
from parvis.pages.once import once_each_hub
from parvis.pages.plans import Values, plan
from parvis.pages.values import Link, Picture

#: So many of the topics that people talk about most stand before the index, each with a picture.
SHOWN = 5


class Topic(msgspec.Struct, frozen=True):
    """A tag with its items, newest first."""

    slug: str
    label: str  #: as the oldest of its items spells it, so that a new one does not rename it
    items: tuple[Item, ...]


class Tile(msgspec.Struct, frozen=True):
    """A topic with its newest picture."""

    label: str
    url: str
    count: int
    picture: Picture


def pages(hub: Hub) -> Iterator[Page | Plan]:
    """The list, and each topic's front and numbered pages."""
    edition, found = main_edition(hub), topics(hub)
    if found:
        yield _list(edition, found)
    for topic in found:
        for sheet in sheets(topic.items, hub.site.page_size):
            yield _topic(edition, topic, sheet)


@once_each_hub
def topics(hub: Hub) -> tuple[Topic, ...]:
    """All topics by their address; tags that lead to the same address are the same topic."""
    items: dict[str, dict[str, Item]] = {}
    labels: dict[str, str] = {}
    for item in hub.items:
        if item.post.author.opted_out:
            continue
        for tag in item.tags:
            slug = tag_slug(tag)
            items.setdefault(slug, {}).setdefault(item.post.id, item)
            labels[slug] = tag_label(tag)
    return tuple(Topic(slug, labels[slug], tuple(items[slug].values())) for slug in sorted(items))


def most_used(hub: Hub, edition: Edition, limit: int) -> tuple[Link, ...]:
    """The topics with the most items, by name."""
    return tuple(_link(topic, edition) for topic in sorted(_by_use(topics(hub))[:limit], key=lambda topic: topic.slug))


def _by_use(found: tuple[Topic, ...]) -> list[Topic]:
    return sorted(found, key=lambda topic: (-len(topic.items), topic.slug))


def _tiles(edition: Edition, found: tuple[Topic, ...]) -> Iterator[Tile]:
    """The topics most talked about, each with a picture that no other has."""
    taken: set[str] = set()
    for topic in _by_use(found):
        cards = (card(item, edition) for item in topic.items if not item.disclosure)
        pictures = (shown.picture for shown in cards if shown.picture and not shown.veil and shown.picture.src not in taken)
        picture = next(pictures, None)
        if picture:
            taken.add(picture.src)
            yield Tile(topic.label, edition.at.topic(topic.slug), len(topic.items), picture)


def _link(topic: Topic, edition: Edition) -> Link:
    return Link(topic.label, edition.at.topic(topic.slug))


def _list(edition: Edition, found: tuple[Topic, ...]) -> Page:
    title = str(edition.words.gettext("Topics"))
    return Page(
        kind="tag",
        path=f"{edition.at.topics()}index.html",
        template="tags.html",
        title=title,
        language=edition.language,
        values=edition.frame(
            title=title, here=edition.at.topics(), tags=tuple(_link(topic, edition) for topic in found), tiles=_shown(edition, found)
        ),
    )


def _shown(edition: Edition, found: tuple[Topic, ...]) -> tuple[Tile, ...]:
    """All the tiles, or none: two pictures alone are no mosaic."""
    tiles = tuple(islice(_tiles(edition, found), SHOWN))
    return tiles if len(tiles) == SHOWN else ()


def _topic(edition: Edition, topic: Topic, sheet: Sheet[Item]) -> Plan:
    title = heading(topic.label, sheet, edition)
    return plan(
        _values,
        edition,
        title,
        topic.slug,
        topic.label,
        sheet,
        kind="tag",
        path=f"{edition.at.topic(topic.slug, sheet.number)}index.html",
        template="tag.html",
        title=title,
        language=edition.language,
        updated=last_change(sheet.items),
    )


def _values(edition: Backdrop, title: str, slug: str, label: str, sheet: Sheet[Item]) -> Values:
    return edition.frame(
        title=title,
        here=edition.at.topics(),
        feeds=edition.feeds_of(label, lambda at: at.topic(slug)),
        json_ld=noun_data.collection(title, edition.at.topic(slug, sheet.number), edition),
        label=label,
        topics=edition.at.topics(),
        days=days(sheet.items, edition),
        pager=pager(sheet, lambda other: edition.at.topic(slug, other)),
    )
