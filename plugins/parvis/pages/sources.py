"""The places where the hub listens: a list of all sources, and for each its posts on pages that stay."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from parvis.curate.ambassadors import owner
from parvis.curate.disclosure import of_person
from parvis.model.ambassador import Ambassador
from parvis.model.hub import Hub, Item
from parvis.model.page import Page, Plan
from parvis.model.source import Source
from parvis.pages import noun_data, nouns
from parvis.pages.addresses import SOURCE_LIST
from parvis.pages.backdrop import Backdrop
from parvis.pages.disclosure import told
from parvis.pages.edition import Edition, editions
from parvis.pages.lists import days, heading, last_change, pager
from parvis.pages.networks import mark, network
from parvis.pages.numbering import Sheet, sheets
from parvis.pages.plans import Values, plan
from parvis.pages.values import Door, Link


def pages(hub: Hub) -> Iterator[Page | Plan]:
    """The list, and each source's front and numbered pages, in each language."""
    by_source: dict[str, list[Item]] = defaultdict(list)
    for item in hub.items:
        for name in dict.fromkeys((item.post.source, *(also.source for also in item.also))):
            by_source[name].append(item)
    for edition in editions(hub):
        yield _list(edition)
        for source in edition.sources.values():
            for sheet in sheets(by_source[source.name], hub.site.page_size):
                yield _source(edition, source, sheet)


def doors(edition: Backdrop) -> tuple[Door, ...]:
    """All sources whose items may be shown, in the order of sources.yaml."""
    return tuple(door(source, edition) for source in edition.sources.values())


def door(source: Source, edition: Backdrop) -> Door:
    """A source as a link to its page."""
    return Door(
        label=source.title or source.name,
        url=edition.at.source(source.name),
        mark=mark(source.kind, edition, source.name),
        network=network(source.kind, edition, source.name),
        ours=source.owner == "brand",
    )


def _list(edition: Edition) -> Page:
    title = str(edition.words.gettext("Sources"))
    return Page(
        kind="source",
        path=f"{edition.at.sources()}index.html",
        template="sources.html",
        title=title,
        language=edition.language,
        values=edition.frame(
            title=title,
            here=edition.at.sources(),
            alternates=edition.alternates(lambda at: at.sources()),
            sources=doors(edition),
            opml=SOURCE_LIST,
        ),
    )


def _owner(edition: Edition, source: Source, number: int) -> Ambassador | None:
    """Whose words a source's front shows, if they have a page; numbered pages stay as they are."""
    return next((person for person in edition.hub.ambassadors if person.slug == owner(source)), None) if not number else None


def _source(edition: Edition, source: Source, sheet: Sheet[Item]) -> Plan:
    title, person = heading(door(source, edition).label, sheet, edition), _owner(edition, source, sheet.number)
    return plan(
        _values,
        edition,
        title,
        source,
        sheet,
        nouns.link(person, edition) if person else None,
        told(of_person(person, edition.day(edition.hub.now)), edition) if person else (),
        kind="source",
        path=f"{edition.at.source(source.name, sheet.number)}index.html",
        template="source.html",
        title=title,
        language=edition.language,
        updated=last_change(sheet.items),
    )


def _values(edition: Backdrop, title: str, source: Source, sheet: Sheet[Item], person: Link | None, labels: tuple[str, ...]) -> Values:
    number, shown = sheet.number, door(source, edition)
    return edition.frame(
        title=title,
        here=edition.at.sources(),
        alternates=edition.alternates(lambda at: at.source(source.name, number)),
        feeds=edition.feeds_of(shown.label, lambda at: at.source(source.name)),
        json_ld=noun_data.collection(title, edition.at.source(source.name, number), edition),
        source=shown,
        person=person,
        labels=labels,
        days=days(sheet.items, edition),
        pager=pager(sheet, lambda other: edition.at.source(source.name, other)),
    )
