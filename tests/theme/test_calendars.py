"""Calendar files as they are drawn: text and no HTML, line by line as the standard has it."""

from __future__ import annotations

import icalendar

HOSTILE = """"><script>alert(1)</script><img src=x onerror=alert(1)>' & ]]> {{ 7 * 7 }}"""


def test_calendar_files_are_text_with_the_standards_lines(drawn: dict[str, str]) -> None:
    files = {path: text for path, text in drawn.items() if path.endswith(".ics") and "evenements" in path}

    assert {"evenements/events.ics", "evenements/tout/event.ics", "evenements/serie/event.ics"} <= files.keys()
    for path, text in files.items():
        assert text.endswith("END:VCALENDAR\r\n"), path
        assert "\n" not in text.replace("\r\n", ""), path
        assert all(len(line.encode()) <= 75 for line in text.split("\r\n")), path
        assert "&amp;" not in text, path


def test_words_come_back_from_a_calendar_file_as_they_were(drawn: dict[str, str]) -> None:
    (event,) = icalendar.Calendar.from_ical(drawn["evenements/tout/event.ics"]).walk("VEVENT")

    assert str(event["SUMMARY"]) == HOSTILE
    assert str(event["LOCATION"]) == f"{HOSTILE}, {HOSTILE}"


def test_event_pages_link_to_their_files(html_pages: dict[str, str]) -> None:
    assert 'href="/evenements/tout/event.ics"' in html_pages["evenements/tout/index.html"]
    assert 'href="/evenements/events.ics"' in html_pages["evenements/index.html"]


def test_a_printed_page_has_its_code_and_its_address(html_pages: dict[str, str]) -> None:
    page = html_pages["evenements/tout/index.html"]

    assert '<p class="qr-card__address">https://sucre.example/evenements/tout/</p>' in page
    assert 'href="/theme/css/parts/qr_card.css' in page
