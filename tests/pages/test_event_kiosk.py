"""An event's own screen: where it takes place, while it is ahead or under way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import msgspec
import pytest

from parvis import pages
from parvis.curate.events import shown
from parvis.model.event import Event, Venue
from parvis.model.hub import Hub
from parvis.model.post import Author, Media, Post

PICTURE = Media(kind="image", url="https://x.example/1", local="ab/c.webp", width=400, height=300, alt="Un macaron")
TOMORROW = datetime(2026, 6, 13, 18, tzinfo=UTC)

Meet = Callable[..., Hub]


@pytest.fixture
def meet(make_hub: Callable[..., Hub], make_noun: Callable[..., Any]) -> Meet:
    """A hub with posts and one event, told in French and English."""

    def made(posts: tuple[Post, ...] = (), **facts: Any) -> Hub:
        hub = make_hub(posts)
        event = make_noun(Event, "fete", **({"timezone": "America/Montreal", "languages": ("fr", "en")} | facts))
        return msgspec.structs.replace(hub, events=shown([event], hub.items, hub.site, hub.now))

    return made


def _screens(hub: Hub) -> dict[str, dict[str, Any]]:
    return {page.url: page.values for page in pages.every(hub) if page.kind == "event-kiosk"}


def test_an_event_has_a_screen_of_its_own_below_its_page_in_each_language(meet: Meet) -> None:
    hub = meet(start=TOMORROW, venue=Venue(name="Ruelle des Érables"), hashtag="fete")
    screens = _screens(hub)
    (slide,) = screens["evenements/fete/kiosque/"]["slides"]

    assert set(screens) == {"evenements/fete/kiosque/", "en/events/fete/kiosk/"}
    assert (slide.kind, slide.event.name, slide.event.date.clock, slide.event.place, slide.hashtag) == (
        "event",
        "Fete",
        "14:00",
        "Ruelle des Érables",
        "fete",
    )
    assert slide.address == "https://sucre.example/evenements/fete/"


def test_a_screen_is_not_to_be_found(meet: Meet) -> None:
    hub = meet(start=TOMORROW)

    assert [values["noindex"] for values in _screens(hub).values()] == [True, True]
    listed = [one.url for page in pages.every(hub) if page.path == "sitemap.xml" for one in page.values["listed"]]
    assert any(url.endswith("/evenements/fete/") for url in listed)
    assert not any("/kiosque/" in url for url in listed)


@pytest.mark.parametrize(("start", "end", "there"), [((2026, 6, 11), (2026, 6, 14), True), ((2026, 6, 10), (2026, 6, 11), False)])
def test_it_is_there_while_the_event_is_on_and_not_when_it_is_over(
    meet: Meet, start: tuple[int, int, int], end: tuple[int, int, int], there: bool
) -> None:
    assert bool(_screens(meet(start=date(*start), end=date(*end)))) is there


def test_a_repeated_event_says_its_next_dates(meet: Meet) -> None:
    slides = _screens(meet(start=TOMORROW, rule="FREQ=WEEKLY;COUNT=9"))["evenements/fete/kiosque/"]["slides"]

    assert [slide.kind for slide in slides] == ["event", "dates"]
    assert [one.day.day for one in slides[1].dates] == [13, 20, 27, 4]


def test_what_is_posted_of_it_follows_what_editors_have_put_there(meet: Meet, make_post: Callable[..., Post]) -> None:
    posts = (
        make_post(0, tags=("fete",), media=(PICTURE,)),
        make_post(1, media=(PICTURE,)),
        make_post(2, tags=("Fête",), media=(PICTURE,)),
        make_post(3, tags=("autre",), media=(PICTURE,)),
        make_post(4, tags=("fete",), sensitive=True, media=(PICTURE,)),
        make_post(5, tags=("fete",), author=Author(opted_out=True)),
    )
    hub = meet(posts, start=TOMORROW, hashtag="fete")
    moved = tuple(msgspec.structs.replace(item, moved="event:fete") if item.post.id == posts[1].id else item for item in hub.items)
    slides = _screens(msgspec.structs.replace(hub, items=moved))["evenements/fete/kiosque/"]["slides"]

    assert [slide.card.name for slide in slides if slide.card] == ["Post 1", "Post 0"]
    assert {slide.address for slide in slides} == {"https://sucre.example/evenements/fete/"}
