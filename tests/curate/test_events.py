"""Events in time: dates of a rule, of a calendar, of both; what is over; what was said around it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.curate import events, occurrences
from parvis.curate.assemble import assemble
from parvis.model.curation import Curation
from parvis.model.event import Event, Occurrence
from parvis.model.hub import Item, Site
from parvis.model.nouns import Nouns
from parvis.model.post import Author, Occasion, Post
from parvis.model.source import Source
from parvis.settings import Settings
from parvis.tidy import repeats
from parvis.written import articles
from parvis.written import events as written
from parvis.written.articles import Reader

ZONE = "America/Montreal"
SITE_ZONE = ZoneInfo(ZONE)
NOW = datetime(2026, 6, 12, 14, tzinfo=UTC)
SITE = Site(name="Sucre Bleu", url="https://hub.example", language="fr", languages=("fr", "en"), timezone=ZONE)
MakePost = Callable[..., Post]


def event(fields: str, name: str = "atelier") -> Event:
    reader = Reader(timezone=ZONE, languages=("fr",))
    file = articles.read(f"---\ntitle: Atelier du dimanche\n{fields}\n---\n", f"content/events/{name}.md", "event", reader)
    return written.read([file], reader)[0]


def item(post: Post, *tags: str) -> Item:
    return Item(post=post, status="published", reasons=(), tags=tags)


@pytest.fixture
def dated(post: MakePost) -> Callable[..., Item]:
    """An item of the calendar `agenda`."""

    def made(
        native: str, start: Any, *, title: str = "Atelier", tags: tuple[str, ...] = (), author: Author | None = None, **fields: Any
    ) -> Item:
        occasion = Occasion(start=start, **fields)
        return item(post(native, "agenda", kind="event", title=title, slug="atelier", occasion=occasion, author=author or Author()), *tags)

    return made


def days(found: Event) -> list[int]:
    return [repeats.local_day(one.start, SITE_ZONE).day for one in found.occurrences]


def test_an_event_without_a_rule_has_one_date() -> None:
    found = events.shown([event("start: 2026-06-20 14:00\nend: 16:00")], [], SITE, NOW)[0]

    assert found.occurrences == (Occurrence(start=datetime(2026, 6, 20, 18, tzinfo=UTC), end=datetime(2026, 6, 20, 20, tzinfo=UTC)),)


def test_a_rule_gives_its_dates_with_what_is_different_on_some() -> None:
    fields = """start: 2026-06-07 10:00
end: 12:30
rule: FREQ=MONTHLY;BYDAY=1SU;COUNT=4
skipped: [2026-08-02]
exceptions:
  - {day: 2026-07-05, cancelled: true, because: Vacances.}
  - {day: 2026-09-06, start: 2026-09-13 11:00}"""
    found = events.shown([event(fields)], [], SITE, NOW)[0].occurrences

    assert [one.series for one in found] == ["20260607", "20260705", "20260906"]
    assert [(one.cancelled, one.moved) for one in found] == [(False, False), (True, False), (False, True)]
    assert found[1].because == {"fr": "Vacances."}
    assert (found[2].start, found[2].end) == (datetime(2026, 9, 13, 15, tzinfo=UTC), datetime(2026, 9, 13, 17, 30, tzinfo=UTC))


def test_a_cancelled_event_stays_with_all_its_dates() -> None:
    found = events.shown([event("start: 2026-06-07\nrule: FREQ=WEEKLY;COUNT=3\nstatus: cancelled\nbecause: Pluie.")], [], SITE, NOW)[0]

    assert [one.cancelled for one in found.occurrences] == [True, True, True]
    assert found.occurrences[0].because == {"fr": "Pluie."}


def test_a_rule_without_end_shows_so_many_dates_ahead_and_not_more() -> None:
    found = events.shown([event("start: 2010-01-01\nrule: FREQ=DAILY")], [], SITE, NOW)[0]

    assert len(events.ahead(found, ZONE, NOW)) == occurrences.AHEAD
    assert len(events.over(found, ZONE, NOW)) == occurrences.BEFORE
    assert events.ahead(found, ZONE, NOW)[0].start == date(2026, 6, 12)


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ("start: 2026-06-11", "past"),
        ("start: 2026-06-12", "now"),
        ("start: 2026-06-11\nend: 2026-06-12", "now"),
        ("start: 2026-06-13", "ahead"),
        ("start: 2026-06-12 09:00\nend: 10:00", "past"),
        ("start: 2026-06-12 09:00\nend: 10:01", "now"),
        ("start: 2026-06-12 08:00", "now"),
        ("start: 2026-06-12 10:01", "ahead"),
    ],
)
def test_a_date_is_over_when_it_has_ended_and_without_an_end_with_its_day(fields: str, state: str) -> None:
    found = events.shown([event(fields)], [], SITE, NOW)[0]

    assert occurrences.state(found.occurrences[0], ZONE, NOW) == state


def test_the_next_change_is_the_begin_or_the_end_of_a_date() -> None:
    found = events.shown([event("start: 2026-06-20 14:00\nend: 16:00"), event("start: 2026-06-12", "fete")], [], SITE, NOW)

    assert sorted(events.changes(found, ZONE, NOW)) == [
        datetime(2026, 6, 13, 4, tzinfo=UTC),
        datetime(2026, 6, 20, 18, tzinfo=UTC),
        datetime(2026, 6, 20, 20, tzinfo=UTC),
    ]


@given(count=st.integers(1, 40), days_ago=st.integers(-60, 60))
def test_nothing_changes_between_two_changes(count: int, days_ago: int) -> None:
    start = (NOW - timedelta(days=days_ago)).date()
    own = event(f"start: {start}\nrule: FREQ=WEEKLY;COUNT={count}")
    now = events.shown([own], [], SITE, NOW)
    moment = min(events.changes(now, ZONE, NOW), default=None)
    later = (moment - timedelta(seconds=1)) if moment else NOW + timedelta(days=3650)

    assert events.shown([own], [], SITE, later) == now
    states = [occurrences.state(one, ZONE, NOW) for one in now[0].occurrences]
    assert states == [occurrences.state(one, ZONE, later) for one in now[0].occurrences]
    if moment:
        assert states != [occurrences.state(one, ZONE, moment) for one in now[0].occurrences]


def test_the_main_date_is_the_next_that_takes_place() -> None:
    fields = "start: 2026-06-07\nrule: FREQ=WEEKLY;COUNT={}\nexceptions: [{{day: 2026-06-14, cancelled: true}}]"
    three, two = (events.shown([event(fields.format(count))], [], SITE, NOW)[0] for count in (3, 2))
    over = events.shown([event("start: 2026-05-01\nrule: FREQ=WEEKLY;COUNT=2")], [], SITE, NOW)[0]

    assert events.main_date(three, ZONE, NOW).start == date(2026, 6, 21)
    assert events.main_date(two, ZONE, NOW).start == date(2026, 6, 14)
    assert events.main_date(over, ZONE, NOW).start == date(2026, 5, 8)


def test_dates_of_one_series_are_one_event(dated: Callable[..., Item]) -> None:
    found = events.shown(
        [],
        [
            dated("a@cal/20260705T140000Z", datetime(2026, 7, 5, 14, tzinfo=UTC), cancelled=True, recurring=True, place="Parc"),
            dated("a@cal/20260607T140000Z", datetime(2026, 6, 7, 14, tzinfo=UTC), recurring=True, place="Boutique"),
            dated("b@cal", date(2026, 6, 20)),
        ],
        SITE,
        NOW,
    )

    assert [len(one.occurrences) for one in found] == [2, 1]
    assert [one.series for one in found[0].occurrences] == ["20260607T140000Z", "20260705T140000Z"]
    assert [one.cancelled for one in found[0].occurrences] == [False, True]
    assert not found[0].cancelled
    assert found[0].posts == ("agenda:a@cal/20260607T140000Z", "agenda:a@cal/20260705T140000Z")
    assert found[0].slug != found[1].slug


def test_an_address_with_a_slash_is_no_series(dated: Callable[..., Item]) -> None:
    items = [dated(f"https://cal.example/event/{number}", date(2026, 6, number)) for number in (20, 21)]

    assert len(events.shown([], items, SITE, NOW)) == 2


def test_the_address_of_a_calendars_event_stays_when_dates_come(dated: Callable[..., Item]) -> None:
    one = dated("a@cal/20260607T140000Z", datetime(2026, 6, 7, 14, tzinfo=UTC))
    more = dated("a@cal/20260705T140000Z", datetime(2026, 7, 5, 14, tzinfo=UTC), title="Renommé")

    assert events.shown([], [one], SITE, NOW)[0].slug == events.shown([], [more, one], SITE, NOW)[0].slug


def test_an_event_of_somebody_who_asked_not_to_be_shown_is_none(dated: Callable[..., Item]) -> None:
    assert events.shown([], [dated("a", date(2026, 6, 20), author=Author(name="A", opted_out=True))], SITE, NOW) == ()


def test_an_event_that_editor_and_calendar_have_is_the_editors(dated: Callable[..., Item]) -> None:
    own = event("start: 2026-06-07 10:00\nrule: FREQ=MONTHLY;BYDAY=1SU;COUNT=3")
    same = dated("a/20260705T140000Z", datetime(2026, 7, 5, 14, tzinfo=UTC), title="ATELIER du dimanche", cancelled=True)
    found = events.shown([own], [same, dated("b", date(2026, 7, 5), title="Autre chose")], SITE, NOW)

    assert found[0].slug == "atelier"
    assert len(found) == 2
    assert found[0].posts == (same.post.id,)
    assert [one.cancelled for one in found[0].occurrences] == [False, True, False]


def test_an_event_that_leads_to_the_same_page_is_the_same(post: MakePost) -> None:
    own = event("start: 2026-06-07\nlink: https://meet.example/e/1?utm_source=us")
    same = item(
        post("x", "agenda", title="Whatever", url="https://meet.example/e/1", occasion=Occasion(start=date(2026, 6, 9)), kind="event")
    )

    assert [one.slug for one in events.shown([own], [same], SITE, NOW)] == ["atelier"]


def test_a_recap_is_what_was_posted_with_the_hashtag_around_a_date(post: MakePost) -> None:
    own = event("start: 2026-06-07 10:00\nend: 12:00\nhashtag: AtelierBleu")
    inside = [item(post(str(day), published=datetime(2026, 6, day, 15, tzinfo=UTC)), "atelierbleu") for day in (8, 7)]
    early, late = (item(post(str(day), published=datetime(2026, 6, day, 15, tzinfo=UTC)), "atelierbleu") for day in (5, 9))
    other = item(post("other", published=datetime(2026, 6, 7, 15, tzinfo=UTC)), "macaron")
    found = events.shown([own], [], SITE, NOW)[0]

    assert events.recap(found, [late, *inside, early, other], ZONE, NOW) == tuple(inside)
    assert events.tagged(found, [late, *inside, early, other]) == (late, *inside, early)


def test_no_recap_before_the_end_of_a_cancelled_event_or_without_hashtag(post: MakePost) -> None:
    said = [item(post("1", published=datetime(2026, 6, 12, 13, tzinfo=UTC)), "bleu")]

    for fields in ("start: 2026-06-12\nhashtag: bleu", "start: 2026-06-11\nhashtag: bleu\nstatus: cancelled", "start: 2026-06-11"):
        assert events.recap(events.shown([event(fields)], [], SITE, NOW)[0], said, ZONE, NOW) == ()


def test_a_hub_has_its_events_and_changes_when_one_begins_or_ends(settings: Callable[..., Settings], now: datetime) -> None:
    soon, waiting = event("start: 2026-06-12 09:00\nend: 11:00"), event("start: 2026-06-12 08:30\ndate: 2026-06-13 00:00", "attend")
    hub = assemble(settings(), {}, (), (), Curation(), now, Nouns(events=(soon, waiting)))

    assert [one.slug for one in hub.events] == ["atelier"]
    assert hub.next_change == datetime(2026, 6, 12, 13, tzinfo=UTC)
    later = assemble(settings(), {}, (), (), Curation(), datetime(2026, 6, 12, 13, tzinfo=UTC), Nouns(events=(soon, waiting)))
    assert later.next_change == datetime(2026, 6, 12, 15, tzinfo=UTC)
    last = assemble(settings(), {}, (), (), Curation(), datetime(2026, 6, 12, 15, tzinfo=UTC), Nouns(events=(soon, waiting)))
    assert last.next_change == datetime(2026, 6, 13, 4, tzinfo=UTC)


def test_a_calendars_item_that_is_not_shown_makes_no_event(settings: Callable[..., Settings], post: MakePost, now: datetime) -> None:
    meeting = post("a", "agenda", kind="event", title="Fête", slug="fete", occasion=Occasion(start=date(2026, 7, 1)))
    shown, held = (
        assemble(settings(Source(name="agenda", kind="ical", publish=publish)), {"agenda": (meeting,)}, (), (), Curation(), now)
        for publish in ("auto", "review")
    )

    assert [one.name for one in shown.events] == ["Fête"]
    assert shown.next_change == datetime(2026, 7, 1, tzinfo=UTC)
    assert held.events == ()
