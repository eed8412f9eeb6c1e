"""Redacting recorded documents: what is forgotten is out of them, and everything else stays as it was."""

from __future__ import annotations

import json

import pytest

from parvis.archive.redact import redact
from parvis.model.forgetting import Trace

TRACE = Trace(
    natives=frozenset({"t3_1k13542", "topic-4259"}),
    links=frozenset({"https://a.example/notes/1"}),
    handles=frozenset({"ada@a.example"}),
    needles=("https://a.example/notes/1", "Something that was said", "t3_1k13542"),
)


def test_an_entry_of_a_json_list_goes_and_the_others_keep_their_form() -> None:
    body = json.dumps({"items": [{"id": 1, "url": "https://a.example/notes/1"}, {"id": 2, "text": "Été"}]}, ensure_ascii=False).encode()
    redacted = redact(body, ".json", TRACE)

    assert redacted.body == '{"items": [{"id": 2, "text": "Été"}]}'.encode()
    assert (redacted.taken, redacted.left) == (1, "")


def test_an_answer_to_it_stays_without_the_words_that_it_quotes() -> None:
    body = json.dumps([{"id": "9", "in_reply_to_id": "t3_1k13542x", "in-reply-to": "https://a.example/notes/1", "text": "Yes"}]).encode()
    (answer,) = json.loads(redact(body, ".json", TRACE).body)

    assert answer["text"] == "Yes"
    assert answer["in-reply-to"] == ""


def test_a_number_that_the_network_puts_a_word_before_is_found() -> None:
    body = b'{"topics": [{"id": 4259, "title": "x"}, {"id": 4260, "likes": 4259}]}'

    assert json.loads(redact(body, ".json", TRACE).body) == {"topics": [{"id": 4260, "likes": 4259}]}


@pytest.mark.parametrize(
    "link", ["<guid>t3_1k13542</guid>", "<link>https://a.example/notes/1?utm_source=x</link>", '<link href="https://a.example/notes/1"/>']
)
def test_an_item_of_a_feed_goes_byte_by_byte(link: str) -> None:
    head, other, tail = "<rss><channel>\n", "  <item><guid>2</guid></item>\n", "</channel></rss>\n"
    feed = f"{head}  <item>{link}<title>A &amp; B</title></item>\n{other}{tail}"

    assert redact(feed.encode(), ".xml", TRACE).body.decode() == head + other + tail


def test_a_meeting_of_a_calendar_goes() -> None:
    other = "BEGIN:VEVENT\r\nUID:2\r\nEND:VEVENT\r\n"
    calendar = f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:t3_1k\r\n 13542\r\nEND:VEVENT\r\n{other}END:VCALENDAR\r\n"

    assert redact(calendar.encode(), ".ics", TRACE).body.decode() == f"BEGIN:VCALENDAR\r\n{other}END:VCALENDAR\r\n"


def test_a_row_of_a_table_goes_and_the_others_keep_quotes_and_encoding() -> None:
    head, other = "id;nom;texte\r\n", '"2";Zoé;"a;\r\nb"\r\n'
    table = f'{head}1;"@Ada@a.example";"x\r\ny"\r\n{other}'.encode("cp1252")

    assert redact(table, ".csv", TRACE).body.decode("cp1252") == head + other


def test_what_cannot_be_redacted_stays_and_is_told() -> None:
    page = b"<p>Something that was said</p>"
    redacted = redact(page, ".html", TRACE)

    assert redacted.body == page
    assert "cannot be redacted safely" in redacted.left


def test_a_document_without_it_stays_as_it_is() -> None:
    body = b'{ "items" :[] }'

    assert redact(body, ".json", TRACE) == redact(body, ".txt", TRACE)
    assert redact(b"{broken", ".json", TRACE).left == ""
