"""Ambassadors in the assembled hub: whose words each item is, whose week it is, and when that changes by itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from parvis.curate.assemble import assemble
from parvis.errors import PolicyError
from parvis.model.ambassador import Ambassador, Consent, Period
from parvis.model.article import Article
from parvis.model.curation import Curation
from parvis.model.hub import Hub
from parvis.model.label import Label
from parvis.model.nouns import Nouns
from parvis.model.post import Author, Post
from parvis.model.source import Source
from parvis.settings import Settings

Make = Callable[..., Ambassador]
MakePost = Callable[..., Post]
MakeSettings = Callable[..., Settings]
ADAS = Source(name="blog", kind="feed", owner="ambassador: ada")
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
PAST = Period(date(2026, 1, 1), date(2026, 6, 5))


def hub_of(settings: Settings, posts: list[Post], people: list[Ambassador], now: datetime) -> Hub:
    return assemble(settings, {"blog": tuple(posts)}, (), (), Curation(), now, Nouns(ambassadors=tuple(people)))


def test_items_of_a_paid_person_are_theirs_and_say_so(settings: MakeSettings, post: MakePost, make_ambassador: Make, now: datetime) -> None:
    ada = make_ambassador(relationship="paid", contract=YEAR)
    (item,) = hub_of(settings(ADAS), [post()], [ada], now).items

    assert (item.ambassador, item.disclosure) == ("ada", (Label("paid"),))


def test_withheld_items_are_labelled_too(settings: MakeSettings, post: MakePost, make_ambassador: Make, now: datetime) -> None:
    ada = make_ambassador(relationship="paid", contract=YEAR)
    (item,) = hub_of(settings(ADAS), [post(held="first post")], [ada], now).withheld

    assert item.disclosure == (Label("paid"),)


def test_whoever_is_gone_leaves_their_labels_behind(settings: MakeSettings, post: MakePost, make_ambassador: Make, now: datetime) -> None:
    gone = make_ambassador(relationship="paid", contract=PAST)
    old = post("old", published=datetime(2025, 12, 1, tzinfo=UTC))
    hub = hub_of(settings(ADAS), [post(), old], [gone], now)

    assert hub.ambassadors == ()
    assert [item.disclosure for item in hub.items] == [(Label("paid"),), ()]


def test_nobody_is_led_from_a_bare_link_to_its_author(settings: MakeSettings, post: MakePost, make_ambassador: Make, now: datetime) -> None:
    ada = make_ambassador(relationship="paid", contract=YEAR)
    (item,) = hub_of(settings(ADAS), [post(author=Author(name="Ada", opted_out=True))], [ada], now).items

    assert (item.ambassador, item.disclosure) == ("", (Label("paid"),))


def test_items_of_others_are_nobodys(settings: MakeSettings, post: MakePost, make_ambassador: Make, now: datetime) -> None:
    (item,) = hub_of(settings(Source(name="blog", kind="feed")), [post()], [make_ambassador(relationship="paid", contract=YEAR)], now).items

    assert (item.ambassador, item.disclosure) == ("", ())


def test_a_source_of_somebody_without_a_file_builds_nothing(settings: MakeSettings, post: MakePost, now: datetime) -> None:
    with pytest.raises(PolicyError, match="nobody can be told what binds 'ada' to the brand"):
        hub_of(settings(ADAS), [post()], [], now)


def test_the_hub_knows_whose_week_it_is(settings: MakeSettings, make_ambassador: Make, now: datetime) -> None:
    people = [make_ambassador("ada"), make_ambassador("bao")]
    hub = hub_of(settings(), [], people, now)
    later = hub_of(settings(), [], people, hub.next_change or now)

    assert hub.spotlight in people
    assert later.spotlight in people
    assert later.spotlight is not hub.spotlight


def test_the_next_change_is_the_next_monday(settings: MakeSettings, make_ambassador: Make, now: datetime) -> None:
    hub = hub_of(settings(), [], [make_ambassador("ada"), make_ambassador("bao")], now)

    assert hub.next_change == datetime(2026, 6, 15, tzinfo=UTC)


def test_the_next_change_is_the_contracts_end(settings: MakeSettings, make_ambassador: Make, now: datetime) -> None:
    ada = make_ambassador(relationship="paid", contract=Period(date(2026, 1, 1), now.date()))
    hub = hub_of(settings(), [], [ada], now)
    assert hub.next_change is not None

    assert hub.next_change == datetime(2026, 6, 13, tzinfo=UTC)
    assert hub_of(settings(), [], [ada], hub.next_change - timedelta(seconds=1)).ambassadors == (ada,)
    after = hub_of(settings(), [], [ada], hub.next_change)
    assert (after.ambassadors, after.spotlight, after.next_change) == ((), None, None)


def test_one_alone_for_ever_changes_nothing(settings: MakeSettings, make_ambassador: Make, now: datetime) -> None:
    assert hub_of(settings(), [], [make_ambassador()], now).next_change is None


def test_whoever_said_goodbye_stays_in_the_hub(settings: MakeSettings, make_ambassador: Make, now: datetime) -> None:
    ended = Consent(period=Period(date(2024, 12, 1), date(2026, 1, 31)), scope=("page", "spotlight"))
    hub = hub_of(settings(), [], [make_ambassador("old", consent=ended, after="goodbye"), make_ambassador("gone", consent=ended)], now)

    assert [person.slug for person in hub.ambassadors] == ["old"]
    assert hub.spotlight is None


def test_a_post_that_an_ambassador_writes_for_the_journal_says_what_binds_them(
    settings: MakeSettings, make_ambassador: Make, make_article: Callable[..., Article], now: datetime
) -> None:
    ada = make_ambassador(relationship="paid", contract=YEAR)
    theirs, other = make_article(slug="a", author="ada", published=now), make_article(slug="b", author="Bea", published=now)
    hub = assemble(settings(ADAS), {}, (theirs, other), (), Curation(), now, Nouns(ambassadors=(ada,)))

    assert {article.slug: article.disclosure for article in hub.articles} == {"a": (Label("paid"),), "b": ()}
