"""Forgetting: whom or what a person means, what goes along, and what is criticism."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from parvis.curate.forgetting import find, ground_of, is_criticism, joined
from parvis.errors import UsageError
from parvis.model.post import Author, Post
from parvis.model.review import Review, digest
from parvis.model.takedown import GROUNDS

MOMENT = datetime(2026, 6, 1, tzinfo=UTC)
LONG = "Three macarons of eight were cracked when the box came, and nobody answered."


def post(name: str, *, source: str = "blog", url: str | None = None, text: str = "", handle: str = "@ada@a.example", **more: str) -> Post:
    return Post(
        id=f"{source}:{name}",
        source=source,
        network=source,
        url=url,
        text=text,
        author=Author(name="Ada L.", handle=handle, url=f"https://a.example/{handle}"),
        published=MOMENT,
        collected=MOMENT,
        **more,  # type: ignore[arg-type]  # the tests' own fields
    )


def review(name: str, rating: float, text: str = "Good.", author: str = "Zoé B.") -> Review:
    sealed = digest(rating, "", text)
    common = {"source": "reviews-judgeme", "kind": "judgeme", "published": MOMENT, "collected": MOMENT}
    return Review(id=f"judgeme:{name}", author=author, rating=rating, text=text, digest=sealed, **common)  # type: ignore[arg-type]  # the same of all


KEPT: list[Post | Review] = [
    post("1", url="https://a.example/1?utm_source=x", text=LONG),
    post("2", url="https://a.example/2"),
    post("9", source="masto", url="https://m.example/9", text=LONG.upper(), handle="@other@m.example"),
    post("8", source="masto", url="https://m.example/8", repost_of="https://a.example/1", handle="@third@m.example"),
    review("5", 1.0),
    review("6", 5.0, author="Max"),
]


@pytest.mark.parametrize("what", ["blog:1", "https://a.example/1", f"https://hub.example/wall/blog/x-{KEPT[0].id8}/"])
def test_an_item_goes_with_whatever_only_repeats_it_and_what_says_the_same_is_named(what: str) -> None:
    wanted = find(what, KEPT)

    assert wanted.kind == "item"
    assert wanted.ids == {"blog:1", "masto:8"}
    assert [one.id for one in wanted.remaining] == ["masto:9"]
    assert ("link", "https://a.example/1") in wanted.keys
    assert not {of for of, _key in wanted.keys} & {"account", "profile", "name"}


def test_also_takes_what_says_the_same() -> None:
    wanted = joined(find("blog:1", KEPT), KEPT)

    assert wanted.ids == {"blog:1", "masto:8", "masto:9"}
    assert wanted.remaining == ()


@pytest.mark.parametrize("what", ["@ADA@a.example", "https://a.example/@ada@a.example"])
def test_an_author_goes_with_all_items_by_handle_and_profile(what: str) -> None:
    wanted = find(what, KEPT)

    assert wanted.kind == "author"
    assert {"blog:1", "blog:2"} <= wanted.ids
    assert ("account", "blog\nada@a.example") in wanted.keys
    assert ("profile", "https://a.example/@ada@a.example") in wanted.keys


def test_a_reviews_author_is_meant_by_the_name_that_is_shown() -> None:
    wanted = find("zoé b.", KEPT)

    assert wanted.kind == "author"
    assert wanted.ids == {"judgeme:5"}
    assert ("name", "judgeme\nzoé b.") in wanted.keys


def test_a_name_that_several_accounts_have_is_refused() -> None:
    with pytest.raises(UsageError, match=r"Several people may be meant: ada@a\.example on blog, other@m\.example on masto"):
        find("Ada L.", KEPT)


def test_an_address_that_several_items_share_tells_none_of_them() -> None:
    meetings = [post("1", url="https://shop.example/events/#a"), post("2", url="https://shop.example/events/#b")]
    wanted = find("blog:1", meetings)

    assert wanted.ids == {"blog:1"}
    assert "link" not in {of for of, _key in wanted.keys}
    assert find("https://shop.example/events/#b", meetings).ids == {"blog:2"}
    with pytest.raises(UsageError, match="Several items have the address"):
        find("https://shop.example/events/", meetings)


@pytest.mark.parametrize(
    ("what", "said"), [("nobody", "Nothing in the archive is 'nobody'"), ("judgeme:", "fits 2 items"), ("https://x.example/", "Nothing")]
)
def test_what_is_unclear_is_refused(what: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        find(what, KEPT)


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("erasure", "erasure"),
        ("erasure: she asked on 3 June", "erasure"),
        ("GDPR art. 17", "erasure"),
        ("RGPD article 21", "objection"),
        ("court order of 3 June 2026", "court"),
        ("droit à l’image", "image"),
        ("diffamation (LCEN)", "defamation"),
        ("the mother of a minor has asked", "minor"),
        ("we do not like it", "other"),
    ],
)
def test_a_ground_is_known_by_its_word_or_by_a_sentence(said: str, key: str) -> None:
    assert ground_of(said) == key
    assert bool(GROUNDS[key].law) == (key != "other")


def test_criticism_is_told_by_stars_and_by_words() -> None:
    assert is_criticism(find("judgeme:5", KEPT))
    assert not is_criticism(find("judgeme:6", KEPT))
    assert is_criticism(find("blog:7", [post("7", text="Très déçue, jamais plus.")]))
    assert not is_criticism(find("blog:7", [post("7", text="Délicieux, merci !")]))
