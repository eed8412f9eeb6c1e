"""An event's own screen, while it is ahead or under way: its date and its place, its dates, and what is posted of it."""

from __future__ import annotations

from collections.abc import Iterator

from parvis.curate import events as decided
from parvis.model.article import Article
from parvis.model.event import Event
from parvis.model.hub import Hub, Item
from parvis.model.page import Page
from parvis.pages import kiosk, moved, nouns
from parvis.pages.addresses import absolute
from parvis.pages.edition import Edition, editions
from parvis.pages.event_cards import card, day
from parvis.pages.kiosk import Slide
from parvis.pages.typography import spaced
from parvis.tidy import text

#: How many of its dates are read from four metres.
DATES = 4


def pages(hub: Hub) -> Iterator[Page]:
    """One screen for each event that is not over, in each language in which it is told."""
    for edition in editions(hub):
        for event in hub.events:
            if decided.ahead(event, edition.site.timezone, hub.now):
                for article in nouns.told(event, edition):
                    yield _screen(event, article, edition)


def _screen(event: Event, article: Article, edition: Edition) -> Page:
    title = f"{spaced(article.title, article.language)} · {edition.words.gettext('On the screen')}"
    return Page(
        kind="event-kiosk",
        path=f"{edition.at.kiosk(edition.url_of(article))}index.html",
        template="kiosk.html",
        title=title,
        language=edition.language,
        updated=article.updated or article.published,
        values=edition.frame(title=title, noindex=True, slides=tuple(_slides(event, article, edition))),
    )


def _slides(event: Event, article: Article, edition: Edition) -> Iterator[Slide]:
    """The event itself, its next dates where it has several, and the posts; each with the code of the event's page."""
    hub, address = edition.hub, absolute(edition.site, edition.url_of(article))
    shown = card(event, edition)
    yield Slide(kind="event", address=address, event=shown, text=text.one_line(shown.summary, kiosk.LONGEST), hashtag=event.hashtag)
    ahead = decided.ahead(event, edition.site.timezone, hub.now)[:DATES]
    if len(ahead) > 1:
        yield Slide(kind="dates", address=address, dates=tuple(day(event, one, edition) for one in ahead))
    for post in kiosk.legible(_said(event, hub), edition, kiosk.POSTS):
        yield Slide(kind="post", address=address, card=post)


def _said(event: Event, hub: Hub) -> tuple[Item, ...]:
    """What editors have put there, then what bears its hashtag."""
    put_here = moved.moved_to("event", event.slug, hub)
    return (*put_here, *(item for item in decided.tagged(event, hub.items) if item not in put_here))
