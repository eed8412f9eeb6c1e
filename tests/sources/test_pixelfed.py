"""Pixelfed: the Atom feed to photos; accounts to addresses."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from parvis.errors import ReadError
from parvis.sources.pixelfed import PROVEN, Options, read, recognise

ANY = Options(account="rosalie@pixelfed.example")


def entry(title: str, inside: str) -> bytes:
    page = "https://pixelfed.example/p/rosalie/6"
    body = f"<id>{page}</id><title>{title}</title><updated>2026-05-02T10:00:00Z</updated>{inside}<link rel='alternate' href='{page}'/>"
    head = "<title>rosalie on Pixelfed</title><author><name>rosalie</name><uri>https://pixelfed.example/rosalie</uri></author>"
    return (
        f"<feed xmlns='http://www.w3.org/2005/Atom' xmlns:media='http://search.yahoo.com/mrss/'>{head}<entry>{body}</entry></feed>".encode()
    )


def test_a_title_that_is_the_caption_once_more_is_none() -> None:
    only = next(
        iter(
            read(
                entry(
                    "Encore tiède. #macaron",
                    "<summary>Encore tiède. &lt;a href=&quot;https://x.example/&quot;&gt;#macaron&lt;/a&gt;</summary>",
                ),
                ANY,
            )
        )
    )

    assert only.title is None
    assert only.html == 'Encore tiède. <a href="https://x.example/">#macaron</a>'


def test_a_title_of_its_own_stays() -> None:
    only = next(iter(read(entry("Un titre", "<summary>Autre chose.</summary>"), ANY)))

    assert only.title == "Un titre"


def test_no_caption_is_no_text() -> None:
    only = next(iter(read(entry("No caption", "<summary></summary>"), ANY)))

    assert (only.title, only.html, only.text) == (None, None, None)


@pytest.mark.parametrize(("file", "kind"), [("a.jpg", "image"), ("a.mp4", "video")])
def test_a_file_is_what_its_name_says_though_all_are_declared_png(file: str, kind: str) -> None:
    only = next(iter(read(entry("t", f"<media:content url='https://pixelfed.example/{file}' type='image/png' medium='image'/>"), ANY)))

    assert [one.kind for one in only.media] == [kind]
    assert only.kind == ("photo" if kind == "image" else "video")


def test_the_author_is_known_by_a_handle_of_the_fediverse() -> None:
    only = next(iter(read(entry("t", ""), ANY)))

    assert (only.author.name, only.author.handle) == ("rosalie", "@rosalie@pixelfed.example")


def test_a_page_in_the_feeds_place_is_said_so() -> None:
    with pytest.raises(ReadError, match="web page"):
        list(read(b"<!doctype html><html></html>", ANY))


def test_it_says_that_it_is_not_proven() -> None:
    assert PROVEN is False


@pytest.mark.parametrize(
    ("options", "asked"),
    [
        (Options(account="@rosalie@pixelfed.example"), "https://pixelfed.example/users/rosalie.atom"),
        (Options(account="rosalie", host="http://127.0.0.1:9000"), "http://127.0.0.1:9000/users/rosalie.atom"),
        (Options(url="content/recorded/x.atom"), "content/recorded/x.atom"),
    ],
)
def test_options_become_the_feeds_address(options: Options, asked: str) -> None:
    assert options.address() == asked


def test_the_feeds_address_is_recognised_and_a_profile_is_left_to_discovery() -> None:
    assert recognise("https://pixelfed.example/users/rosalie.atom") == Options(account="rosalie", host="https://pixelfed.example")
    assert recognise("https://pixelfed.example/rosalie") is None


@pytest.mark.parametrize(
    ("options", "sentence"),
    [({}, "give `account` or `url`"), ({"account": "rosalie"}, "say where the account lives"), ({"account": "a b"}, "is no account")],
)
def test_a_mistake_in_the_options_is_a_sentence(options: dict[str, str], sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        Options.model_validate(options)
