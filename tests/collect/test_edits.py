"""What counts as an edit of an item that is known."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest

from parvis.collect.edits import address_key, update
from parvis.model.post import Author, Counts, Media, Poll, Post

NOW = datetime(2026, 6, 12, 10, 0, tzinfo=UTC)
SEEN = NOW - timedelta(days=30)
DAY = timedelta(days=1)


def known(**fields: Any) -> Post:
    return Post(
        **{
            "version": 1,
            "id": "brand:1",
            "source": "brand",
            "network": "feed",
            "url": "https://brand.example/1",
            "slug": "first-title",
            "published": SEEN - DAY,
            "collected": SEEN,
            "title": "First title",
            "html": "<p>Words</p>",
            "text": "Words",
            "cleaner": "1",
            **fields,
        }
    )


def fresh(**fields: Any) -> Post:
    return known(**{"collected": NOW, "slug": "another-slug", **fields})


def test_nothing_new_is_no_change() -> None:
    assert update(known(), fresh(), NOW) == (None, known())


@pytest.mark.parametrize("field", ["title", "html", "text", "warning", "licence"])
def test_content_is_updated_in_place(field: str) -> None:
    change, after = update(known(), fresh(**{field: "something else"}), NOW)

    assert change == "edited"
    assert getattr(after, field) == "something else"
    assert (after.id, after.slug, after.collected) == ("brand:1", "first-title", SEEN)


def test_a_hold_and_other_ids_stay_through_an_edit() -> None:
    before = known(held="100 new items at once", aka=("old",))

    assert update(before, fresh(title="New"), NOW)[1].held == "100 new items at once"
    assert update(before, fresh(title="New"), NOW)[1].aka == ("old",)


def test_another_cleaner_alone_is_no_edit() -> None:
    assert update(known(), fresh(cleaner="2"), NOW)[0] is None


def test_the_moment_of_an_update_alone_is_no_edit() -> None:
    assert update(known(), fresh(updated=NOW), NOW)[0] is None


def test_an_undated_item_keeps_the_moment_it_was_first_seen() -> None:
    before = known(dated=False, published=SEEN)

    assert update(before, fresh(dated=False, published=NOW), NOW) == (None, before)
    assert update(before, fresh(dated=False, published=NOW, title="New"), NOW)[1].published == SEEN


def test_an_item_that_gets_a_date_takes_it() -> None:
    change, after = update(known(dated=False, published=SEEN), fresh(published=SEEN - 9 * DAY), NOW)

    assert (change, after.dated, after.published) == ("edited", True, SEEN - 9 * DAY)


def test_a_corrected_date_is_an_edit() -> None:
    assert update(known(), fresh(published=SEEN - 9 * DAY), NOW)[1].published == SEEN - 9 * DAY


def test_a_date_after_it_was_first_seen_is_not_believed() -> None:
    assert update(known(), fresh(published=NOW), NOW) == (None, known())


def test_a_planned_item_may_be_planned_anew() -> None:
    before = known(published=NOW + 2 * DAY)

    assert update(before, fresh(published=NOW + 9 * DAY), NOW)[1].published == NOW + 9 * DAY


def test_campaign_parameters_of_its_link_are_no_edit() -> None:
    assert update(known(), fresh(url="https://brand.example/1?utm_source=rss"), NOW) == (None, known())


def test_a_new_link_is_an_edit() -> None:
    assert update(known(), fresh(url="https://brand.example/one"), NOW)[1].url == "https://brand.example/one"


PICTURE = Media(kind="image", url="https://cdn1.example/a/b.jpg?oh=1&oe=2", local="aa/aa.jpg", width=100, height=50, color="#112233")


def test_a_picture_signed_anew_is_no_edit_and_keeps_its_copy() -> None:
    before = known(media=(PICTURE,))
    again = Media(kind="image", url="https://cdn2.example/a/b.jpg?oh=3&oe=4", width=4000, height=2000)

    assert update(before, fresh(media=(again,)), NOW) == (None, before)


def test_the_copy_of_a_picture_stays_through_an_edit() -> None:
    again = Media(kind="image", url="https://cdn1.example/a/b.jpg?oh=1&oe=2", alt="A macaron")
    _change, after = update(known(media=(PICTURE,)), fresh(media=(again,)), NOW)

    assert after.media == (msgspec.structs.replace(PICTURE, alt="A macaron"),)


def test_another_picture_is_an_edit_without_a_copy() -> None:
    again = Media(kind="image", url="https://cdn1.example/a/c.jpg")

    assert update(known(media=(PICTURE,)), fresh(media=(again,)), NOW) == ("edited", known(media=(again,)))


def test_a_picture_is_told_by_its_path_and_what_is_no_signature() -> None:
    assert address_key("https://i1.example/p?id=3&X-Amz-Signature=abc&expires=1") == address_key("https://i2.example/p?id=3&expires=2")
    assert address_key("https://i1.example/p?id=3") != address_key("https://i1.example/p?id=4")


def test_an_avatar_signed_anew_is_no_edit() -> None:
    before = known(author=Author(name="Ada", avatar="https://a.example/x.png?e=1&sig=2"))

    assert update(before, fresh(author=Author(name="Ada", avatar="https://b.example/x.png?e=3&sig=4")), NOW)[0] is None


def test_figures_alone_are_no_edit() -> None:
    before = known(counts=Counts(likes=10, at=NOW - 6 * DAY))

    assert update(before, fresh(counts=Counts(likes=1000, at=NOW)), NOW) == (None, before)


@pytest.mark.parametrize(
    ("age", "likes", "change"), [(7, 111, "counted"), (7, 110, None), (6, 900, None), (30, 89, "counted"), (30, 91, None)]
)
def test_figures_are_written_when_they_are_old_and_have_moved(age: int, likes: int, change: str | None) -> None:
    before = known(counts=Counts(likes=100, at=NOW - age * DAY))

    assert update(before, fresh(counts=Counts(likes=likes, at=NOW)), NOW)[0] == change


def test_figures_come_along_with_an_edit() -> None:
    before = known(counts=Counts(likes=100, at=NOW - DAY))

    assert update(before, fresh(title="New", counts=Counts(likes=101, at=NOW)), NOW)[1].counts == Counts(likes=101, at=NOW)


def test_votes_are_figures_and_the_end_of_a_poll_is_an_edit() -> None:
    before = known(poll=Poll(options=(("Pistachio", 3), ("Rose", 4))), counts=Counts(likes=1, at=NOW - DAY))
    more = Poll(options=(("Pistachio", 30), ("Rose", 40)))
    ended = msgspec.structs.replace(more, closed=True)

    assert update(before, fresh(poll=more, counts=Counts(likes=1, at=NOW)), NOW)[0] is None
    assert update(before, fresh(poll=ended), NOW) == ("edited", known(poll=ended))


@pytest.mark.parametrize(("left", "change"), [(16, None), (15, None), (14, "refreshed"), (-3, "refreshed")])
def test_a_retention_clock_is_set_anew_when_half_of_it_has_run(left: int, change: str | None) -> None:
    before = known(expires=NOW + left * DAY)
    found, after = update(before, fresh(expires=NOW + 30 * DAY), NOW)

    assert found == change
    assert after.expires == (NOW + 30 * DAY if change else before.expires)
