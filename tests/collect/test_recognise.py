"""Which items of an answer are known, and which are held."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest

from parvis.collect.archived import Archived
from parvis.collect.jobs import Found
from parvis.collect.recognise import Decision, Rest, decide
from parvis.collect.worker import found as tidied
from parvis.model.post import Post
from parvis.model.raw_post import RawAuthor, RawPost
from parvis.model.source import Source

NOW = datetime(2026, 6, 12, 10, 0, tzinfo=UTC)
SOURCE = Source(name="brand", kind="feed")
ORIGIN = "https://brand.example/feed.xml"


def item(number: int | str, host: str = "brand.example", **fields: Any) -> RawPost:
    return RawPost(
        **{
            "native": f"id-{number}",
            "url": f"https://{host}/posts/{number}",
            "title": f"Title {number}",
            "text": f"The words of item {number}.",
            "published": "2026-06-01T10:00:00Z",
            **fields,
        }
    )


def document(*raws: RawPost, now: datetime = NOW) -> list[Found]:
    return [tidied(raw, SOURCE, ORIGIN, now) for raw in raws]


class Archive:
    """What a source's archive would hold after each run."""

    def __init__(self, *raws: RawPost) -> None:
        self.posts: dict[str, Post] = {}
        self.approved: set[str] = set()
        self.now = NOW
        if raws:
            self.run(*raws)

    def run(self, *raws: RawPost, limit: int = 500, rest: Rest | None = None, documents: list[list[Found]] | None = None) -> Decision:
        self.now += timedelta(hours=1)
        archived = Archived("brand", tuple(self.posts.values()), self.approved)
        answer = documents if documents is not None else [document(*raws, now=self.now)]
        decision = decide(archived, answer, now=self.now, limit=limit, rest=rest)
        for post in (*decision.new, *decision.edited, *decision.refreshed, *decision.counted):
            self.posts[post.id] = msgspec.structs.replace(post, version=1)
        return decision

    @property
    def ids(self) -> list[str]:
        return sorted(self.posts)


def test_an_item_is_kept_by_its_own_id() -> None:
    assert Archive(item(1)).ids == ["brand:id-1"]


def test_an_item_without_id_is_kept_by_its_canonical_link() -> None:
    archive = Archive(item(1, native=None, url="https://Brand.example:443/posts/1?utm_source=feed#top"))

    assert archive.ids == ["brand:https://brand.example/posts/1"]


def test_an_item_without_id_and_link_is_kept_by_a_hash_of_title_date_and_text() -> None:
    others = [item(number) for number in range(10, 20)]
    archive = Archive(item(1, native=None, url=None), *others)
    before = archive.ids

    assert archive.run(item(1, native=None, url=None), *others).new == ()
    assert len(archive.run(item(1, native=None, url=None, published="2026-06-02T10:00:00Z"), *others).new) == 1
    assert len(before[0]) == len("brand:") + 32


def test_an_id_that_different_entries_share_is_no_key() -> None:
    archive = Archive(item(1, native="same"), item(2, native="same"))

    assert archive.ids == ["brand:https://brand.example/posts/1", "brand:https://brand.example/posts/2"]


def test_a_link_that_different_entries_share_is_no_key_either() -> None:
    archive = Archive(item(1, native="same", url="https://brand.example/"), item(2, native="same", url="https://brand.example/"))

    assert len(archive.ids) == 2
    assert all(len(key) == len("brand:") + 32 for key in archive.ids)


def test_exact_repetitions_count_once() -> None:
    archive = Archive()
    decision = archive.run(item(1), item(1), item(1, native="other"))

    assert decision.found == 1
    assert archive.ids == ["brand:id-1"]


def test_pages_that_overlap_count_an_item_once() -> None:
    archive = Archive()
    decision = archive.run(documents=[document(item(1), item(2)), document(item(2), item(3))])

    assert decision.found == 3
    assert len(decision.new) == 3


def test_a_known_id_is_the_same_item_even_with_a_new_link() -> None:
    archive = Archive(item(1))
    decision = archive.run(item(1, url="https://brand.example/new-address"))

    assert decision.new == ()
    assert [post.url for post in decision.edited] == ["https://brand.example/new-address"]


def test_items_that_shared_an_id_are_found_again_when_one_of_them_is_left() -> None:
    archive = Archive(item(1, native="same"), item(2, native="same"))

    assert archive.run(item(2, native="same")).new == ()
    assert archive.run(item(1, native="same")).new == ()
    assert archive.run(item(1, native="same"), item(2, native="same")).new == ()


def test_an_item_is_found_again_when_its_id_comes_to_be_shared() -> None:
    archive = Archive(item(1, native="same"))
    decision = archive.run(item(1, native="same"), item(2, native="same"))

    assert [post.url for post in decision.new] == ["https://brand.example/posts/2"]


def test_an_item_without_link_is_found_again_when_its_id_comes_to_be_shared() -> None:
    archive = Archive(item(1, native="same", url=None))
    decision = archive.run(item(1, native="same", url=None), item(2, native="same", url=None))

    assert [post.title for post in decision.new] == ["Title 2"]


def test_an_item_kept_by_its_link_is_found_again_though_another_has_the_same_link() -> None:
    archive = Archive(item(1, native=None), *(item(number) for number in range(2, 9)))
    archive.run(item("other", url="https://brand.example/posts/1"), *(item(number) for number in range(2, 9)))

    assert archive.run(item(1, native=None)).new == ()


def test_items_that_return_under_new_ids_are_the_same() -> None:
    archive = Archive(*(item(number) for number in range(10)))
    decision = archive.run(*(item(number, native=f"new-{number}") for number in range(10)))

    assert decision.new == ()
    assert archive.posts["brand:id-3"].aka == ("new-3",)
    assert archive.run(*(item(number, native=f"new-{number}", url=None) for number in range(10))).new == ()


def test_items_that_return_on_a_new_host_are_the_same_and_not_held() -> None:
    def moved(number: int) -> RawPost:
        return item(number, native=f"https://new.example/posts/{number}", url=f"https://new.example/posts/{number}")

    archive = Archive(
        *(item(number, native=f"http://old.example/posts/{number}", url=f"http://old.example/posts/{number}") for number in range(10))
    )
    decision = archive.run(*(moved(number) for number in range(10)), moved(11))

    assert [post.held for post in decision.new] == [None]
    assert archive.posts["brand:http://old.example/posts/3"].url == "https://new.example/posts/3"
    assert archive.run(*(moved(number) for number in range(10))).edited == ()


def test_items_that_return_with_the_same_words_are_the_same() -> None:
    archive = Archive(*(item(number) for number in range(4)))
    decision = archive.run(*(item(number, native=f"n{number}", url=f"https://brand.example/?p={number + 900}") for number in range(4)))

    assert decision.new == ()
    assert len(archive.ids) == 4


def test_half_of_them_are_enough_and_fewer_are_not() -> None:
    def renamed(number: int) -> RawPost:
        return item(number, native=f"new-{number}", published="2026-06-02T10:00:00Z")

    half = Archive(*(item(number) for number in range(10)))
    fewer = Archive(*(item(number) for number in range(10)))

    assert half.run(*(renamed(number) for number in range(5)), *(item(number) for number in range(20, 25))).found == 10
    assert len(half.ids) == 15
    assert len(fewer.run(*(renamed(number) for number in range(4)), *(item(number) for number in range(20, 26))).new) == 10


def test_a_window_onto_a_large_archive_is_enough() -> None:
    archive = Archive(*(item(number) for number in range(200)))
    decision = archive.run(*(item(number, native=f"new-{number}") for number in range(190, 200)))

    assert decision.new == ()


def test_one_item_with_a_known_link_is_a_new_one_in_a_large_archive() -> None:
    archive = Archive(item(0, url="https://brand.example/live"), *(item(number) for number in range(1, 30)))
    decision = archive.run(item("today", url="https://brand.example/live"))

    assert [post.id for post in decision.new] == ["brand:id-today"]
    assert archive.posts["brand:id-0"].title == "Title 0"


def test_the_very_same_item_under_a_new_id_is_no_new_one() -> None:
    archive = Archive(*(item(number) for number in range(20)))

    assert archive.run(item(3, native="renamed")).new == ()


def test_a_first_collection_is_never_held() -> None:
    decision = Archive().run(*(item(number) for number in range(300)))

    assert len(decision.new) == 300
    assert decision.held == ""


def test_a_hundred_new_items_at_once_are_held() -> None:
    archive = Archive(item("first"))
    decision = archive.run(item("first"), *(item(number) for number in range(100)))

    assert decision.held == "100 new items at once"
    assert {post.held for post in decision.new} == {"100 new items at once"}


def test_ninety_nine_new_items_are_not() -> None:
    archive = Archive(item("first"))

    assert archive.run(item("first"), *(item(number) for number in range(99))).held == ""


def test_an_answer_that_is_new_and_from_elsewhere_is_held() -> None:
    archive = Archive(*(item(number) for number in range(10)))
    decision = archive.run(*(item(f"casino-{number}", host="casino.example") for number in range(9)), item(1))

    assert decision.held == "90 % of the answer is new and on a domain never seen in this source (casino.example)"
    assert all(post.held for post in decision.new)


def test_what_is_held_makes_no_domain_known() -> None:
    archive = Archive(*(item(number) for number in range(10)))
    taken_over = [item(f"casino-{number}", host="casino.example") for number in range(10)]
    archive.run(*taken_over)
    decision = archive.run(*taken_over[1:], item("casino-next", host="casino.example"))

    assert [bool(post.held) for post in decision.new] == [True]


def test_an_approved_hold_makes_its_domain_known() -> None:
    archive = Archive(*(item(number) for number in range(10)))
    moved = [item(f"shop-{number}", host="shop.example") for number in range(10)]
    archive.run(*moved)
    archive.approved = {post.id for post in archive.posts.values() if post.held}
    decision = archive.run(*(item(f"more-{number}", host="shop.example") for number in range(10)))

    assert [post.held for post in decision.new] == [None] * 10


def test_fewer_than_nine_of_ten_from_elsewhere_are_not_held() -> None:
    archive = Archive(*(item(number) for number in range(10)))

    assert archive.run(*(item(f"link-{number}", host="friend.example") for number in range(8)), item(1), item(2)).held == ""


@pytest.mark.parametrize("host", ["www.brand.example", "blog.brand.example", "brand.example"])
def test_a_whole_new_answer_from_a_known_domain_is_not_held(host: str) -> None:
    archive = Archive(*(item(number) for number in range(10)))

    assert archive.run(*(item(f"next-{number}", host=host) for number in range(10))).held == ""


def test_the_limit_keeps_the_newest_and_leaves_the_rest() -> None:
    archive = Archive()
    raws = [item(number, published=f"2026-05-{number:02d}T10:00:00Z") for number in range(1, 11)]
    decision = archive.run(*raws, limit=4)

    assert [post.id for post in decision.new] == ["brand:id-10", "brand:id-9", "brand:id-8", "brand:id-7"]
    assert decision.left == 6


def test_the_rest_of_a_large_first_collection_is_not_held_afterwards() -> None:
    raws = [item(number, published=f"20{10 + number // 12:02d}-{1 + number % 12:02d}-01T10:00:00Z") for number in range(190)]
    archive = Archive()
    first = archive.run(*raws, limit=80)
    second = archive.run(*raws, limit=500, rest=first.rest)

    assert (first.left, len(second.new), second.held) == (110, 110, "")
    assert len(archive.ids) == 190


def test_the_rest_of_what_was_held_is_held_too() -> None:
    archive = Archive(item("first"))
    many = [item(number, published=f"20{10 + number // 12:02d}-{1 + number % 12:02d}-01T10:00:00Z") for number in range(150)]
    first = archive.run(*many, limit=100)
    second = archive.run(*many, limit=100, rest=first.rest)

    assert first.held == "150 new items at once"
    assert [post.held for post in second.new] == ["150 new items at once"] * 50


def test_newer_items_are_no_rest_of_an_earlier_run() -> None:
    archive = Archive(item("first"))
    rest = Rest(datetime(2026, 1, 1, tzinfo=UTC))

    assert archive.run(*(item(number) for number in range(100)), rest=rest).held == "100 new items at once"


def test_who_opts_out_is_reduced_in_place_and_in_the_archive() -> None:
    ada = RawAuthor(name="Ada", handle="@ada@m.example")
    archive = Archive(item(1, author=ada), item(2, author=ada), item(3))
    gone = RawAuthor(name="Ada", handle="@ada@m.example", opted_out=True)
    decision = archive.run(item(1, author=gone))

    assert sorted(post.id for post in decision.edited) == ["brand:id-1", "brand:id-2"]
    assert all(
        archive.posts[key].author.name == archive.posts[key].title == archive.posts[key].text == "" for key in ("brand:id-1", "brand:id-2")
    )
    assert archive.posts["brand:id-1"].url == "https://brand.example/posts/1"
    assert archive.posts["brand:id-3"].title == "Title 3"
    assert archive.run(item(1, author=gone)).edited == ()


def test_recognising_the_same_answer_again_decides_nothing() -> None:
    raws = [
        item(1),
        item(2, native=None),
        item(3, native=None, url=None),
        item(4, published=None),
        item(5, native="x"),
        item(6, native="x"),
    ]
    archive = Archive(*raws)
    decision = archive.run(*raws)

    assert (decision.new, decision.edited, decision.refreshed, decision.counted) == ((), (), (), ())
    assert decision.found == 6
