"""The kiosk: a screen in the shop or at an event, one thing at a time, each with its code to take along."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, zip_longest
from typing import Any

import msgspec

from parvis.model.hub import Hub, Item
from parvis.model.page import Page
from parvis.pages.addresses import absolute
from parvis.pages.ambassadors import AmbassadorCard
from parvis.pages.ambassadors import card as ambassador
from parvis.pages.cards import card, unplayed
from parvis.pages.contest.values import Call, IdeaCard
from parvis.pages.edition import Edition, editions
from parvis.pages.event_cards import EventCard, EventDate
from parvis.pages.events import coming
from parvis.pages.on_now import on_now
from parvis.pages.opinions import selection
from parvis.pages.review_cards import card as review_card
from parvis.pages.review_figures import figures_value
from parvis.pages.review_values import FiguresValue, ReviewCard
from parvis.pages.values import Card

#: How many of each the screen shows.
POSTS, REVIEWS, EVENTS = 6, 3, 2
#: Characters that are read from four metres.
LONGEST = 160
#: Among so many of the newest posts those with a picture are looked for.
NEWEST = 60


class Slide(msgspec.Struct, frozen=True, kw_only=True):
    """One thing on the screen: exactly one of call, review, card, person, event and dates is there."""

    kind: str  #: contest, review, post, person, event or dates
    address: str  #: absolute: what the code in the corner says
    sentence: str = ""  #: of a contest: what is on
    call: Call | None = None
    flavours: tuple[IdeaCard, ...] = ()
    review: ReviewCard | None = None
    figures: FiguresValue | None = None  #: of all published reviews, beside each one that is shown
    selection: str = ""  #: that the reviews shown are a selection
    card: Card | None = None
    person: AmbassadorCard | None = None
    event: EventCard | None = None
    text: str = ""  #: of an event on its own screen: what it is
    hashtag: str = ""  #: of an event on its own screen, without '#'
    dates: tuple[EventDate, ...] = ()  #: those of one event


def pages(hub: Hub) -> Iterator[Page]:
    """One screen for each language."""
    for edition in editions(hub):
        title = str(edition.words.gettext("On the screen"))
        yield Page(
            kind="kiosk",
            path=f"{edition.at.kiosk()}index.html",
            template="kiosk.html",
            title=title,
            language=edition.language,
            updated=hub.items[0].post.published if hub.items else None,
            values=edition.frame(
                title=title,
                noindex=True,
                alternates=edition.alternates(lambda at: at.kiosk()),
                slides=tuple(slides(hub, edition)),
                address=absolute(edition.site, edition.at.home()),
            ),
        )


def slides(hub: Hub, edition: Edition) -> Iterator[Slide]:
    """What is on comes first; then posts, and between them everything else in turn."""
    yield from _contest(hub, edition)
    others = chain.from_iterable(zip_longest(_reviews(hub, edition), (*_events(edition), *_person(hub, edition))))
    for post, other in zip_longest(_posts(hub, edition), (slide for slide in others if slide)):
        yield from (slide for slide in (post, other) if slide)


def _slide(edition: Edition, kind: str, url: str, **fields: Any) -> Slide:
    return Slide(kind=kind, address=absolute(edition.site, url), **fields)


def _contest(hub: Hub, edition: Edition) -> Iterator[Slide]:
    now = on_now(hub, edition)
    if now.contest:
        url = now.contest.contest.url
        yield _slide(edition, "contest", url, sentence=now.sentence, call=now.contest, flavours=now.flavours)


def _posts(hub: Hub, edition: Edition) -> Iterator[Slide]:
    for shown in legible(hub.items[:NEWEST], edition, POSTS):
        yield _slide(edition, "post", shown.permalink, card=shown)


def legible(items: Iterable[Item], edition: Edition, most: int) -> tuple[Card, ...]:
    """The first with a picture that everybody may see, in their order; where there are too few, words that are read at a glance."""
    found = [known for known in (card(item, edition) for item in items) if not known.veil and known.face != "bare"]
    chosen = [known for known in found if known.picture][:most]
    chosen += [known for known in found if known.face == "loud"][: most - len(chosen)]
    order = {known.permalink: number for number, known in enumerate(found)}
    return tuple(unplayed(known) for known in sorted(chosen, key=lambda known: order[known.permalink]))


def _reviews(hub: Hub, edition: Edition) -> Iterator[Slide]:
    """The newest that are short enough, in the reader's language first, never by their rating; beside each the average of all."""
    found = hub.reviews.published
    short = [one for one in found if 0 < len(one.review.text) <= LONGEST]
    chosen = sorted(short, key=lambda one: one.review.language != edition.language)[:REVIEWS]  # stable: the newest first
    figures = figures_value(found, edition)
    said = selection(len(chosen), len(found), edition)
    for one in chosen:
        shown = review_card(one, edition)
        yield _slide(edition, "review", shown.permalink, review=shown, figures=figures, selection=said)


def _events(edition: Edition) -> tuple[Slide, ...]:
    ahead = [event for event in coming(edition) if not event.date.cancelled][:EVENTS]
    return tuple(_slide(edition, "event", event.url, event=event) for event in ahead)


def _person(hub: Hub, edition: Edition) -> tuple[Slide, ...]:
    if hub.spotlight is None:
        return ()
    shown = ambassador(hub.spotlight, edition)
    return (_slide(edition, "person", shown.url, person=shown),)
