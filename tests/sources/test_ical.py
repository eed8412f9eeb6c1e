"""Calendars: dates, zones, repetitions and what is malformed in them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from pydantic import ValidationError

from parvis.errors import ReadError
from parvis.model.raw_post import RawOccasion, RawPost
from parvis.sources.ical import Options, read, recognise

Captured = Callable[[str], bytes]
ANY = Options(url="https://c.example/c.ics")
#: Captured calendar → its items: each event, each date of a repeated one (at most 30 of one without end).
ITEMS = {
    "jours_feries_metropole_fr.ics": 121,
    "fablab_cottbus_de_rrule.ics": 27 + 30,
    "machbar_public_google.ics": 372,
    "paris_tzid_as_number.ics": 2,
    "meetup_group.ics": 1,
    "lanyrd_conferences.ics": 9,
    "discourse_events_no_dtend.ics": 4,
}


def events(body: bytes | str, options: Options = ANY) -> list[RawPost]:
    return list(read(body.encode() if isinstance(body, str) else body, options))


def calendar(*lines: str, head: tuple[str, ...] = ()) -> str:
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *head, "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR", ""])


def occasion(body: str, options: Options = ANY) -> RawOccasion:
    found = events(body, options)[0].occasion
    assert found is not None
    return found


@pytest.mark.parametrize(("name", "count"), ITEMS.items())
def test_every_captured_calendar_gives_all_its_dates(captured: Captured, name: str, count: int) -> None:
    found = events(captured(f"events-ics/{name}"))

    assert len(found) == count
    assert len({post.native for post in found}) == count
    assert all(post.kind == "event" and post.title for post in found)


def test_a_captured_meeting_has_place_position_page_and_host(captured: Captured) -> None:
    only = events(captured("events-ics/meetup_group.ics"))[0]

    assert only.occasion == RawOccasion(
        start="2011-11-09T19:00:00-07:00",
        end="2011-11-09T21:00:00-07:00",
        place="Open Source Project Tempe (1415 E University Dr. #103A, Tempe, AZ 85281)",
        latitude=33.56,
        longitude=-111.9,
    )
    assert only.url == "http://www.meetup.com/Phoenix-Drupal-User-Group/events/33627272/"
    assert only.author.name == "My Meetups"
    assert only.published == "2010-06-30T08:30:23+00:00"
    assert "Wednesday, November 9 at 7:00 PM\n" in (only.text or "")


def test_a_zone_that_is_called_by_a_number_is_found(captured: Captured) -> None:
    second = events(captured("events-ics/paris_tzid_as_number.ics"))[1]

    assert second.occasion
    assert second.occasion.start == "2024-01-08T11:00:00+01:00"
    assert second.links == ("https://visio-agents.education.fr/",)
    assert second.language == "fr-FR"
    assert "j'espère que ce dernier créneau" in (second.text or "")


def test_an_event_without_an_end_has_none(captured: Captured) -> None:
    first = events(captured("events-ics/discourse_events_no_dtend.ics"))[0]

    assert first.occasion
    assert (first.occasion.start, first.occasion.end) == ("2019-01-17T18:00:25+01:00", None)


def test_whole_days_stay_days_and_an_end_on_the_same_day_is_none(captured: Captured) -> None:
    first = events(captured("events-ics/jours_feries_metropole_fr.ics"))[0]

    assert first.occasion == RawOccasion(start="2025-05-29")


def test_an_event_at_a_time_that_is_no_date_is_kept_without_occasion(captured: Captured) -> None:
    last = events(captured("events-ics/lanyrd_conferences.ics"))[-1]

    assert (last.title, last.occasion) == ("Foobar", None)


def test_a_date_that_ends_a_moment_is_read_in_its_zone(captured: Captured) -> None:
    first = events(captured("events-ics/lanyrd_conferences.ics"))[0]

    assert first.occasion
    assert first.occasion.end == "2011-03-14T00:00:00+00:00"


def test_a_stamp_that_all_events_share_is_the_export_and_no_date_of_theirs(captured: Captured) -> None:
    assert {post.published for post in events(captured("events-ics/fablab_cottbus_de_rrule.ics"))} == {None}


def test_a_moved_date_of_a_captured_series_keeps_its_place_in_it(captured: Captured) -> None:
    natives = {post.native: post for post in events(captured("events-ics/machbar_public_google.ics"))}
    moved = [
        post for post in natives.values() if post.occasion and post.native and "/" in post.native and _day(post.native) not in _start(post)
    ]

    assert len(natives) == 372
    assert moved


def _day(native: str) -> str:
    place = native.rpartition("/")[2]
    return f"{place[:4]}-{place[4:6]}-{place[6:8]}"


def _start(post: RawPost) -> str:
    return post.occasion.start if post.occasion else ""


def test_a_rule_with_an_end_gives_all_its_dates_but_the_excepted() -> None:
    body = calendar(
        "UID:a",
        "DTSTAMP:20260101T000000Z",
        "DTSTART;TZID=Europe/Paris:20260323T190000",
        "DURATION:PT2H",
        "SUMMARY:s",
        "RRULE:FREQ=WEEKLY;COUNT=4",
        "EXDATE;TZID=Europe/Paris:20260330T190000",
    )

    found = [post.occasion for post in events(body) if post.occasion]

    assert [(one.start, one.end) for one in found] == [
        ("2026-03-23T19:00:00+01:00", "2026-03-23T21:00:00+01:00"),
        ("2026-04-06T19:00:00+02:00", "2026-04-06T21:00:00+02:00"),
        ("2026-04-13T19:00:00+02:00", "2026-04-13T21:00:00+02:00"),
    ]
    assert all(one.recurring for one in found)


def test_a_rule_without_end_gives_dates_from_a_month_before_the_files_own_moment() -> None:
    body = calendar("UID:a", "DTSTAMP:20260612T000000Z", "DTSTART:20150105T180000Z", "SUMMARY:s", "RRULE:FREQ=WEEKLY")

    found = [_start(post)[:10] for post in events(body)]

    assert len(found) == 30
    assert (found[0], found[1]) == ("2026-05-18", "2026-05-25")


def test_the_hub_may_say_from_when_on_and_how_many() -> None:
    body = calendar("UID:a", "DTSTAMP:20160612T000000Z", "DTSTART:20150105T180000Z", "SUMMARY:s", "RRULE:FREQ=WEEKLY")

    found = events(body, Options(url="x.ics", since=date(2026, 6, 1), occurrences=2))

    assert [post.native for post in found] == ["a/20260601T180000Z", "a/20260608T180000Z"]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=MINUTELY;COUNT=100000",
        "FREQ=DAILY;BYHOUR=nonsense",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "nonsense",
        "COUNT=3",
    ],
)
def test_a_rule_that_makes_no_sense_or_no_end_stops_nothing(rule: str) -> None:
    body = calendar("UID:a", "DTSTAMP:20260612T000000Z", "DTSTART:20260601T180000Z", "SUMMARY:s", f"RRULE:{rule}")

    assert len(events(body)) <= 2


def test_one_cancelled_date_stays_and_is_marked() -> None:
    body = calendar("UID:a", "DTSTAMP:20260612T000000Z", "DTSTART:20260601T180000Z", "SUMMARY:s", "RRULE:FREQ=DAILY;COUNT=2").replace(
        "END:VCALENDAR",
        "BEGIN:VEVENT\r\nUID:a\r\nRECURRENCE-ID:20260602T180000Z\r\nDTSTART:20260602T190000Z\r\nSTATUS:CANCELLED\r\nSUMMARY:s\r\nEND:VEVENT\r\nEND:VCALENDAR",
    )

    found = [(post.native, post.occasion.cancelled, post.occasion.start) for post in events(body) if post.occasion]

    assert found == [("a/20260601T180000Z", False, "2026-06-01T18:00:00+00:00"), ("a/20260602T180000Z", True, "2026-06-02T19:00:00+00:00")]


def test_a_cancelled_event_stays_and_is_marked() -> None:
    assert occasion(calendar("UID:a", "DTSTART:20260601T180000Z", "SUMMARY:s", "STATUS:CANCELLED")).cancelled


def test_a_time_without_zone_is_in_the_calendars_own() -> None:
    body = calendar("UID:a", "DTSTART:20260601T180000", "SUMMARY:s", head=("X-WR-TIMEZONE:America/Montreal",))

    assert occasion(body).start == "2026-06-01T18:00:00-04:00"


def test_a_private_event_is_left_out() -> None:
    assert events(calendar("UID:a", "DTSTART:20260601T180000Z", "SUMMARY:s", "CLASS:CONFIDENTIAL")) == []


def test_an_organiser_is_a_name_and_never_a_mail_address() -> None:
    body = calendar(
        "UID:a", "DTSTART:20260601T180000Z", "SUMMARY:s", 'ORGANIZER;CN="ada@c.example":mailto:ada@c.example', head=("X-WR-CALNAME:Agenda",)
    )

    assert events(body)[0].author.name == "Agenda"


def test_escapes_folds_and_html_in_a_description_are_read() -> None:
    plain = calendar("UID:a", "SUMMARY:x\\, y\\; z", "DTSTART:20260601T180000Z", "DESCRIPTION:one\\ntwo\\, th", " ree")
    rich = calendar("UID:a", "SUMMARY:s", "DTSTART:20260601T180000Z", "DESCRIPTION:<b>one</b>\\ntwo")

    assert events(plain)[0].title == "x, y; z"
    assert events(plain)[0].text == "one\ntwo, three"
    assert events(rich)[0].html == "<b>one</b><br>\ntwo"


def test_malformed_lines_do_not_stop_the_file() -> None:
    body = calendar(
        "UID:a",
        "SUMMARY:s",
        "no line at all",
        ";:",
        "GEO:nonsense",
        "DTSTART:20260601T180000Z",
        "DTEND:soon",
        "URL:javascript:alert(1)",
        "CREATED:x",
    )

    only = events(body)[0]

    assert only.occasion == RawOccasion(start="2026-06-01T18:00:00+00:00")
    assert only.url is None


def test_a_truncated_calendar_keeps_the_events_before_the_break(captured: Captured) -> None:
    whole = captured("events-ics/jours_feries_metropole_fr.ics")

    found = events(whole[: len(whole) // 2])

    assert 50 < len(found) < 70
    assert found == events(whole)[: len(found)]


def test_a_picture_of_an_event_is_kept() -> None:
    body = calendar(
        "UID:a",
        "SUMMARY:s",
        "DTSTART:20260601T180000Z",
        "IMAGE;VALUE=URI;FMTTYPE=image/png:https://c.example/a.png",
        "ATTACH:https://c.example/b.pdf",
    )

    assert [one.url for one in events(body)[0].media] == ["https://c.example/a.png"]


@pytest.mark.parametrize("body", ["", "BEGIN:VCARD\r\nEND:VCARD", "<html></html>", '{"a": 1}'])
def test_what_is_no_calendar_is_refused(body: str) -> None:
    with pytest.raises(ReadError):
        events(body)


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("https://c.example/agenda.ics", "https://c.example/agenda.ics"),
        ("webcal://c.example/agenda", "https://c.example/agenda"),
        ("https://c.example/group/events/ical/", "https://c.example/group/events/ical/"),
        ("https://www.meetup.com/Phoenix-Drupal-User-Group/", "https://www.meetup.com/Phoenix-Drupal-User-Group/events/ical/"),
        (
            "https://calendar.google.com/calendar/embed?src=brand%40group.calendar.google.com",
            "https://calendar.google.com/calendar/ical/brand@group.calendar.google.com/public/basic.ics",
        ),
    ],
)
def test_addresses_of_calendars_are_recognised(url: str, asked: str) -> None:
    found = recognise(url)

    assert found
    assert found.address() == asked


@pytest.mark.parametrize("url", ["https://c.example/", "https://www.meetup.com/find/", "https://c.example/music.icsx"])
def test_other_pages_are_not(url: str) -> None:
    assert recognise(url) is None


@pytest.mark.parametrize("options", [{}, {"url": "x.ics", "occurrences": 0}, {"url": "x.ics", "since": "soon"}])
def test_a_mistake_in_the_options_is_refused(options: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Options.model_validate(options)
