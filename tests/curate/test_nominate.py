"""Nominations: fans to ask, and nobody who is bound to the brand already or wants to be left alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from parvis.curate import nominate
from parvis.curate.nominate import Candidate
from parvis.model.ambassador import Ambassador, Profile
from parvis.model.contact import Account
from parvis.model.decision import Decision
from parvis.model.hub import Site
from parvis.model.nouns import Nouns
from parvis.model.post import Author, Counts, Post
from parvis.model.source import Source

SITE = Site(name="Sucre Bleu", url="", language="fr", languages=("fr",))
SOURCES = (
    Source(name="blog", kind="feed"),
    Source(name="own", kind="feed", owner="brand"),
    Source(name="ada", kind="feed", owner="ambassador: ada"),
)
ODILE = Author(name="Odile", handle="@odile", url="https://odile.example/")
MakePost = Callable[..., Post]


def find(
    *posts: Post, decisions: tuple[Decision, ...] = (), people: tuple[Ambassador, ...] = (), site: Site = SITE
) -> tuple[Candidate, ...]:
    archived: dict[str, list[Post]] = {}
    for one in posts:
        archived.setdefault(one.source, []).append(one)
    return nominate.candidates(archived, SOURCES, Nouns(ambassadors=people), decisions, site)


def thanks(post: MakePost, native: str, author: Author = ODILE, **fields: Any) -> Post:
    return post(native, author=author, **({"text": "Merci pour la boîte !"} | fields))


def test_a_thankful_fan_is_named_with_reasons(post: MakePost) -> None:
    (found,) = find(thanks(post, "1"), thanks(post, "2", published=datetime(2026, 6, 11, tzinfo=UTC)))

    assert (found.name, found.handle, found.url, found.network) == ("Odile", "@odile", "https://odile.example/", "feed")
    assert found.reasons == ("2 posts, the latest on 2026-06-11", "2 posts with thanks or praise")


def test_one_post_is_no_habit_and_many_are_no_praise(post: MakePost) -> None:
    assert find(thanks(post, "1")) == ()
    assert find(post("1", author=ODILE, text="Passé devant."), post("2", author=ODILE, text="Repassé devant.")) == ()


@pytest.mark.parametrize("said", ["Merci !", "J’ADORE ce macaron", "Félicitations à tous", "So delicious", "We loved it", "Well done"])
def test_thanks_and_praise_are_heard(post: MakePost, said: str) -> None:
    assert find(thanks(post, "1", text=said), thanks(post, "2", text=said))[0].thankful == 2


@pytest.mark.parametrize("said", ["Mercier habite ici", "un adorateur", "thankless", "gloves"])
def test_words_within_words_are_no_praise(post: MakePost, said: str) -> None:
    assert find(thanks(post, "1", text=said), thanks(post, "2", text=said)) == ()


def test_liked_is_more_than_what_is_usual_there(post: MakePost) -> None:
    crowd = [post(f"c{number}", author=Author(name=f"n{number}"), counts=Counts(likes=10)) for number in range(5)]
    loved = [post(f"l{number}", author=ODILE, counts=Counts(likes=30)) for number in range(2)]

    (found,) = find(*crowd, *loved)
    assert (found.name, found.liked, found.likes) == ("Odile", 2, 60)
    assert "2 posts liked more than most of the source (60 likes in all)" in found.reasons


def test_approvals_count_most(post: MakePost) -> None:
    at = datetime(2026, 6, 12, tzinfo=UTC)
    other = Author(name="Zoé", url="https://zoe.example/")
    posts = (thanks(post, "1"), thanks(post, "2"), post("3", author=other), post("4", author=other))
    decisions = tuple(Decision(do="approve", item=f"blog:{number}", by="Awa", at=at, because="good") for number in (3, 4))

    found = find(*posts, decisions=decisions)
    assert [one.name for one in found] == ["Zoé", "Odile"]
    assert found[0].reasons[1] == "2 posts approved by hand"


def test_one_account_is_one_person_in_every_source(post: MakePost) -> None:
    (found,) = find(thanks(post, "1"), thanks(post, "2", Author(name="O.", url="https://ODILE.example")))

    assert found.posts == 2


def test_accounts_without_an_address_are_told_apart_by_network_and_handle(post: MakePost) -> None:
    bare = Author(name="Odile", handle="@odile")

    assert find(thanks(post, "1", bare), thanks(post, "2", bare, network="mastodon")) == ()
    assert len(find(thanks(post, "1", bare), thanks(post, "2", bare))) == 1


@pytest.mark.parametrize(
    "author",
    [
        Author(name="Odile", url="https://odile.example/", opted_out=True),
        Author(),
        Author(name="maude_sucrebleu"),
        Author(name="Maude", handle="@maude@sucre-bleu.example"),
        Author(name="Ada"),
        Author(name="A.", url="https://social.example/ada/"),
        Author(name="Brand", url="https://mamot.example/@brand"),
    ],
)
def test_nobody_is_named_who_is_not_to_be_asked(post: MakePost, make_ambassador: Callable[..., Ambassador], author: Author) -> None:
    ada = make_ambassador("ada", profiles=(Profile("Social", "https://social.example/ada"),))
    site = Site(
        name="Sucre Bleu",
        url="",
        language="fr",
        languages=("fr",),
        accounts=(Account(network="mastodon", handle="@brand", url="https://mamot.example/@brand"),),
    )

    assert find(thanks(post, "1", author), thanks(post, "2", author), people=(ada,), site=site) == ()


@pytest.mark.parametrize("source", ["own", "ada"])
def test_whoever_writes_in_the_brands_or_an_ambassadors_source_is_known_everywhere(post: MakePost, source: str) -> None:
    inside = post("0", source=source, author=Author(name="Maude", url="https://m.example/"))
    outside = [thanks(post, str(number), Author(name="Maude T.", url="https://m.example")) for number in (1, 2)]

    assert find(inside, *outside) == ()


def test_the_order_is_the_same_however_the_archive_lies(post: MakePost) -> None:
    posts = [thanks(post, f"{name}{number}", Author(name=name, url=f"https://{name}.example/")) for name in "cab" for number in (1, 2)]

    assert [one.name for one in find(*posts)] == [one.name for one in find(*posts[::-1])] == ["a", "b", "c"]
