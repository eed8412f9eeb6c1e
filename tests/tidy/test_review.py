"""Raw reviews made into reviews, and a later row into a later state."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest

from parvis.model.raw_review import RawReply, RawReview
from parvis.model.review import Review, digest, find
from parvis.tidy.renewed import renewed
from parvis.tidy.review import LONGEST, Terms, Tidied, tidy

NOW = datetime(2026, 6, 12, 14, tzinfo=UTC)
Make = Callable[..., Tidied]


def terms(**fields: Any) -> Terms:
    given: dict[str, Any] = {"kind": "judgeme", "origin": "Judge.me", "first_party": True, "now": NOW}
    return Terms(**given | fields)


def raw(**fields: Any) -> RawReview:
    given = {"native": "1", "author": "Zoë Roy", "rating": "4", "title": "Bon", "text": "Très bon", "published": "2026-03-14 10:00"}
    return RawReview(**given | fields)


def made(said: Terms | None = None, **fields: Any) -> Review:
    mistakes: list[tuple[str, str]] = []
    tidied = tidy(raw(**fields), said or terms(), lambda field, what: mistakes.append((field, what)))
    assert tidied is not None, mistakes
    return tidied.review


def wrong(**fields: Any) -> list[tuple[str, str]]:
    mistakes: list[tuple[str, str]] = []
    assert tidy(raw(**fields), terms(), lambda field, what: mistakes.append((field, what))) is None
    return mistakes


def test_a_row_becomes_a_review() -> None:
    review = made(product="https://shop.example/products/la-camerise?x=1", language="fr_ca", helpful="3", url="https://shop.example/r/1")

    assert (review.id, review.source, review.author, review.rating) == ("judgeme:1", "reviews-judgeme", "Zoë R.", 4.0)
    assert review.published == datetime(2026, 3, 14, 10, tzinfo=UTC)
    assert (review.product, review.language, review.helpful) == ("la-camerise", "fr-CA", 3)
    assert review.digest == digest(4.0, "Bon", "Très bon")
    assert review.whole


def test_dates_without_a_zone_are_the_hubs_own() -> None:
    assert made(terms(zone=ZoneInfo("America/Montreal"))).published == datetime(2026, 3, 14, 14, tzinfo=UTC)


def test_a_day_of_experience_stays_that_day_in_every_zone() -> None:
    review = made(terms(zone=ZoneInfo("America/Montreal")), experienced="2026-03-01T00:00:00.000Z")

    assert review.experienced == date(2026, 3, 1)


@pytest.mark.parametrize(
    ("fields", "mistakes"),
    [
        ({"rating": "neuf"}, [("rating", "'neuf' is no number.")]),
        ({"rating": ""}, [("rating", "is missing.")]),
        ({"published": ""}, [("published", "is missing.")]),
        ({"published": "yesterday"}, [("published", "'yesterday' is no date.")]),
        ({"published": "2030-01-01"}, [("published", "'2030-01-01' lies in the future.")]),
        ({"rating": "6", "published": "x"}, [("rating", "'6' is not between 1 and 5."), ("published", "'x' is no date.")]),
        ({"rated": False, "title": "", "text": " "}, [("", "there is neither a rating nor a text.")]),
    ],
)
def test_what_is_no_review_is_told_field_by_field(fields: dict[str, Any], mistakes: list[tuple[str, str]]) -> None:
    assert wrong(**fields) == mistakes


def test_a_date_with_two_readings_says_how_to_tell() -> None:
    ((field, what),) = wrong(published="03/09/2022")

    assert field == "published"
    assert "two readings" in what
    assert "dates: '%d/%m/%Y'" in what


def test_a_text_longer_than_any_review_is_refused_rather_than_cut() -> None:
    ((field, _what),) = wrong(text="x" * (LONGEST + 1))

    assert field == "text"


def test_a_rating_alone_is_a_review() -> None:
    assert made(title="", text="").rating == 4.0


def test_a_review_without_a_rating_is_one_where_its_tool_has_none() -> None:
    assert made(rated=False, rating="").rating is None


def test_without_dates_the_import_dates_it() -> None:
    review = made(dated=False, published="")

    assert (review.published, review.dated) == (NOW, False)


@pytest.mark.parametrize("cell", ["=cmd|'/c calc'!A1", "+1+1", "@SUM(1)", "-2+3"])
def test_a_cell_that_looks_like_a_formula_stays_text(cell: str) -> None:
    assert made(text=cell, title=cell).text == cell
    assert made(title=cell).title == cell


def test_markup_in_a_text_stays_text_and_html_becomes_text() -> None:
    assert made(text="</script><svg onload=alert(1)>").text == "</script><svg onload=alert(1)>"
    assert made(html=True, text="<p>Un <b>régal</b></p><p>Merci</p>").text == "Un régal\n\nMerci"
    assert made(text="Un régal<br>Merci").text == "Un régal\nMerci"


def test_addresses_in_the_words_are_taken_out() -> None:
    review = made(text="Écrivez-moi: jan@example.com", title="jan@example.com")

    assert (review.text, review.title) == ("Écrivez-moi: [e-mail]", "[e-mail]")


def test_full_names_stay_only_when_asked_for() -> None:
    assert made(terms(full_names=True)).author == "Zoë Roy"


def test_a_product_for_all_wins() -> None:
    assert made(terms(product="camerise"), product="autre").product == "camerise"


@pytest.mark.parametrize(
    ("product", "name", "slug"),
    [
        ("Bleuet Citron", "", "bleuet-citron"),
        ("8423", "La camerise", "la-camerise"),
        ("8423", "", "8423"),
        ("", "La camerise", "la-camerise"),
        ("../../../etc/passwd", "", "passwd"),
        ("", "", ""),
        ("!!!", "", ""),
    ],
)
def test_a_product_is_named_by_a_slug(product: str, name: str, slug: str) -> None:
    assert made(product=product, product_name=name).product == slug


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "-2+3", ""])
def test_unsafe_addresses_are_dropped(url: str) -> None:
    review = made(url=url, pictures=(url, "https://cdn.example/1.jpg"))

    assert review.url is None
    assert [photo.url for photo in review.photos] == ["https://cdn.example/1.jpg"]


@pytest.mark.parametrize(
    ("fields", "proof", "verified"),
    [
        ({"verified": "true"}, "", False),
        ({"verified": "true"}, "matched with orders", True),
        ({"verified": "verified-purchase"}, "matched with orders", True),
        ({"verified": "false"}, "matched with orders", False),
        ({"verified": "not-verified"}, "matched with orders", False),
        ({"marks": False}, "matched with orders", True),
        ({"marks": False}, "", False),
        ({"verified": "yes", "proof": "order 12"}, "", True),
    ],
)
def test_verified_is_said_with_a_proof_alone(fields: dict[str, Any], proof: str, verified: bool) -> None:
    review = made(terms(proof=proof), **fields)

    assert review.verified == verified
    assert bool(review.proof) == verified


@pytest.mark.parametrize(("given", "told"), [("", ""), ("no", ""), ("true", "yes"), ("a free box", "a free box")])
def test_rewards_and_insiders_are_kept(given: str, told: str) -> None:
    review = made(incentive=given, insider=given)

    assert (review.incentive, review.insider) == (told, told)


def test_what_the_tool_hides_is_held() -> None:
    assert made(hidden="spam").held == "Judge.me: spam"


def test_the_brands_answer_comes_with_it() -> None:
    review = made(reply=RawReply(text="<p>Merci</p>", by="Awa Diop", at="2026-03-15"))

    assert review.answer is not None
    assert (review.answer.text, review.answer.by, review.answer.at) == ("Merci", "Awa Diop", datetime(2026, 3, 15, tzinfo=UTC))


def test_a_row_without_an_id_is_named_by_who_when_and_what() -> None:
    one, other = made(native=""), made(native="", text="Autre chose")

    assert one.id == other.id
    assert one.id != made(native="", author="Léo Roy").id
    assert "roy" not in one.id.lower()


def test_ids_of_two_shops_do_not_meet() -> None:
    assert made(terms(shop="boutique")).id == "judgeme:boutique-1"


def test_what_could_be_done_without_is_noted() -> None:
    notes = tidy(raw(experienced="un jour"), terms(), lambda *_: None)

    assert notes is not None
    assert notes.notes == (("experienced", "'un jour' is no date; it was left out."),)


LATER = NOW + timedelta(days=3)


def test_the_same_row_changes_nothing() -> None:
    review = made()

    assert renewed(review, made(terms(now=LATER)), LATER) == (review, "unchanged")


def test_new_words_leave_the_earlier_hash_and_both_dates() -> None:
    old, new = made(), made(terms(now=LATER), text="Moins bon")

    result, outcome = renewed(old, new, LATER)

    assert outcome == "edited"
    (revision,) = result.revisions
    assert (revision.digest, revision.written, revision.replaced) == (old.digest, old.published, LATER)
    assert (result.text, result.updated, result.collected, result.imported) == ("Moins bon", LATER, old.collected, LATER)
    assert result.whole


def test_the_day_of_the_edit_is_the_tools_where_it_tells() -> None:
    result, _ = renewed(made(), made(terms(now=LATER), text="Moins bon", updated="2026-05-01T08:00:00Z"), LATER)

    assert result.updated == datetime(2026, 5, 1, 8, tzinfo=UTC)


def test_a_new_rating_is_an_edit_too() -> None:
    assert renewed(made(), made(rating="1"), LATER)[1] == "edited"


def test_other_facts_are_updated_without_a_revision() -> None:
    result, outcome = renewed(made(), made(helpful="9"), LATER)

    assert (outcome, result.helpful, result.revisions, result.updated) == ("updated", 9, (), None)


def test_an_older_export_changes_nothing() -> None:
    first, second = made(), made(text="Moins bon")
    now, _ = renewed(first, second, LATER)

    assert renewed(now, first, LATER + timedelta(days=1)) == (now, "older")


def test_an_author_may_go_back_to_earlier_words_where_the_tool_says_when() -> None:
    now, _ = renewed(made(), made(text="Moins bon", updated="2026-05-01T08:00:00Z"), LATER)

    result, outcome = renewed(now, made(updated="2026-05-02T08:00:00Z"), LATER + timedelta(days=1))

    assert outcome == "edited"
    assert (result.text, len(result.revisions)) == ("Très bon", 2)


def test_tampered_words_are_mended_by_the_next_import() -> None:
    whole = made()
    tampered = msgspec.structs.replace(whole, text="Parfait")

    result, _ = renewed(tampered, made(), LATER)

    assert not tampered.whole
    assert (result.text, result.revisions) == ("Très bon", ())


@pytest.mark.parametrize(
    ("wanted", "found"),
    [("judgeme:1", ("judgeme:1",)), ("1", ("judgeme:1", "yotpo:1")), ("2", ("yotpo:2",)), ("9", ())],
)
def test_a_review_is_found_by_its_id_or_the_part_behind_the_colon(wanted: str, found: tuple[str, ...]) -> None:
    assert find(wanted, ("judgeme:1", "yotpo:1", "yotpo:2")) == found


def test_halves_count_below() -> None:
    assert [made(rating=rating).stars for rating in ("4,5", "5", "1")] == [4, 5, 1]
    assert [made(rating=rating).negative for rating in ("2.9", "3", "1")] == [True, False, True]
