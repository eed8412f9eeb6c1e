"""What an editor has hidden takes its copies along, whatever becomes of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from parvis.curate.assemble import assemble
from parvis.model.curation import Curation
from parvis.model.decision import Decision
from parvis.model.hub import Hub, Item
from parvis.model.post import Author, Post
from parvis.model.right import Right
from parvis.model.rule import Rule, When
from parvis.model.source import Source
from parvis.settings import Settings

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WORDS = "The blackcurrant macaron is back in the shop, with more fruit and less sugar than last year."
LOU = Author(name="Lou Marchand", handle="loumarchand")

MakeHub = Callable[..., Hub]


@pytest.fixture
def say(now: datetime) -> Callable[..., Decision]:
    def made(do: Any, item: str = "blog:1", hours: float = -5, **fields: Any) -> Decision:
        return Decision(item=item, do=do, by="Ada", at=now + hours * HOUR, because="it is so", **fields)

    return made


@pytest.fixture
def grant(now: datetime) -> Callable[..., Right]:
    def made(item: str, until: datetime | None = None) -> Right:
        return Right(item=item, state="granted", at=now - 10 * DAY, by="Ada", because="asked", proof="mail", scope=("site",), until=until)

    return made


@pytest.fixture
def hub(post: Callable[..., Post], source: Callable[..., Source], settings: Callable[..., Settings], now: datetime) -> MakeHub:
    """A hub in which the same is said by `blog:1` and, an hour later, by `photos:9`."""

    def made(
        *decisions: Decision,
        at: datetime = now,
        owner: str = "brand",
        rights: tuple[Right, ...] = (),
        rules: tuple[Rule, ...] = (),
        further: tuple[Post, ...] = (),
        first: dict[str, Any] | None = None,
        of_blog: dict[str, Any] | None = None,
        of_photos: dict[str, Any] | None = None,
    ) -> Hub:
        fields: dict[str, Any] = {"text": WORDS, "author": LOU}
        one = post("1", url="https://blog.example/1", **{**fields, **(first or {})})
        other = post("9", source="photos", network="instagram", url="https://photos.example/9", published=one.published + HOUR, **fields)
        sources = (
            source("blog", **{"owner": owner, **(of_blog or {})}),
            source("photos", **{"owner": owner, **(of_photos or {})}),
            source("notes", owner=owner),
        )
        archived = {"blog": (one,), "photos": (other,), "notes": further}
        return assemble(settings(*sources), archived, (), (), Curation(decisions=decisions, rights=rights, rules=rules), at)

    return made


def shown(hub: Hub) -> dict[str, list[str]]:
    return {item.post.id: [also.url for also in item.also] for item in hub.items}


def item(hub: Hub, name: str) -> Item:
    return next(one for one in (*hub.items, *hub.withheld) if one.post.id == name)


Say = Callable[..., Decision]
Grant = Callable[..., Right]


def test_whichever_copy_is_hidden_all_of_them_are(hub: MakeHub, say: Say) -> None:
    assert shown(hub()) == {"blog:1": ["https://photos.example/9"]}
    assert shown(hub(say("hide"))) == {}
    assert shown(hub(say("hide", "photos:9"))) == {}


def test_a_copy_says_with_what_it_was_hidden_and_by_whom(hub: MakeHub, say: Say) -> None:
    copy = item(hub(say("hide", ground="privacy")), "photos:9")
    lead = item(hub(say("hide", "photos:9")), "blog:1")

    assert (copy.status, copy.stage, copy.ground, copy.hidden_with, copy.same_as) == ("hidden", "hidden", "privacy", "blog:1", "")
    assert copy.reasons[-2:] == ("The same as blog:1 (text 1.00).", "Decision of 2026-06-12 by Ada: it is so")
    assert (lead.hidden_with, lead.reasons[-1]) == ("photos:9", "Decision of 2026-06-12 by Ada: it is so")


def test_a_grant_that_ends_brings_no_copy_of_the_hidden_item_back(hub: MakeHub, say: Say, grant: Grant, now: datetime) -> None:
    grants = (grant("blog:1", now + HOUR), grant("photos:9"))
    before = hub(owner="community", rights=grants)
    hidden = [hub(say("hide"), owner="community", rights=grants, at=now + hours * HOUR) for hours in (0, 1, 2)]

    assert (list(shown(before)), before.next_change) == (["blog:1"], now + HOUR)
    assert list(shown(hub(owner="community", rights=grants, at=now + HOUR))) == ["photos:9"]
    assert [shown(one) for one in hidden] == [{}, {}, {}]
    assert hidden[0].next_change is None


def test_a_grant_of_the_copy_brings_it_not_back(hub: MakeHub, say: Say, grant: Grant) -> None:
    assert shown(hub(say("hide"), owner="community", rights=(grant("photos:9"),))) == {}


def test_neither_pin_nor_choice_brings_a_copy_back(hub: MakeHub, say: Say, now: datetime) -> None:
    pinned = hub(say("hide"), say("pin", "photos:9", hours=-1, until=now + HOUR), say("feature", "photos:9", hours=-1))
    ended = hub(say("pin", until=now - HOUR, hours=-9), say("hide", hours=-8), say("pin", "photos:9", hours=-1))

    assert (shown(pinned), pinned.next_change) == ({}, None)
    assert shown(ended) == {}


def test_a_term_that_ends_brings_no_copy_of_the_hidden_item_back(hub: MakeHub, say: Say, now: datetime) -> None:
    at_the_end = hub(say("hide"), first={"expires": now - HOUR})
    kept = hub(say("hide"), of_blog={"keep": timedelta(seconds=1)})

    assert (item(at_the_end, "blog:1").stage, shown(at_the_end)) == ("ended", {})
    assert (item(kept, "blog:1").stage, shown(kept)) == ("ended", {})


def test_a_source_that_is_only_listened_to_from_now_on_lets_no_copy_out(hub: MakeHub, say: Say) -> None:
    assert shown(hub(say("hide"), of_blog={"publish": "listen"})) == {}


def test_what_is_like_the_hidden_one_alone_goes_too_whatever_leads(
    hub: MakeHub, post: Callable[..., Post], say: Say, grant: Grant, now: datetime
) -> None:
    sooner = post("5", source="notes", network="threads", text=WORDS, author=LOU, published=now - 13 * DAY + HOUR / 2)
    grants = (grant("photos:9"), grant("notes:5"))

    assert list(shown(hub(say("hide", hours=-1), say("split"), owner="community", further=(sooner,)))) == ["photos:9", "notes:5"]
    assert shown(hub(say("hide"), owner="community", further=(sooner,), rights=grants)) == {}


def test_an_approval_since_then_lets_the_copy_out_and_an_older_one_does_not(hub: MakeHub, say: Say) -> None:
    assert shown(hub(say("hide"), say("approve", "photos:9", hours=-1))) == {"photos:9": []}
    assert shown(hub(say("approve", "photos:9", hours=-9), say("hide"))) == {}
    assert shown(hub(say("hide", "photos:9"), say("approve", hours=-1))) == {"blog:1": []}


def test_two_copies_that_were_approved_since_are_one_card(hub: MakeHub, post: Callable[..., Post], say: Say, now: datetime) -> None:
    third = post("5", source="notes", network="threads", text=WORDS, author=LOU, url="https://notes.example/5", published=now - 10 * DAY)
    approved = (say("approve", "photos:9", hours=-1), say("approve", "notes:5", hours=-1))

    assert len(hub(say("hide"), further=(third,)).items) == 0
    assert [len(one.also) for one in hub(say("hide"), *approved, further=(third,)).items] == [1]


def test_a_split_takes_a_copy_out(hub: MakeHub, say: Say) -> None:
    assert shown(hub(say("hide"), say("split", "photos:9", to="blog:1"))) == {"photos:9": []}
    assert shown(hub(say("hide"), say("split"))) == {"photos:9": []}


def test_what_was_refused_as_a_second_copy_leaves_the_approved_one_and_the_brands_own(hub: MakeHub, say: Say) -> None:
    review, community = {"publish": "review", "owner": "community"}, {"owner": "community"}
    refused = say("hide", "photos:9")

    assert item(hub(refused, of_photos=review), "photos:9").status == "refused"
    assert shown(hub(refused, say("approve", hours=-9), of_blog=review, of_photos=review)) == {"blog:1": []}
    assert shown(hub(refused, say("hide", hours=-9), of_blog=review, of_photos=review)) == {}
    assert shown(hub(refused, of_photos=review, of_blog=community)) == {}


def test_the_brands_own_stays_when_somebodys_copy_of_it_is_refused(hub: MakeHub, post: Callable[..., Post], say: Say) -> None:
    address = {"url": "https://blog.example/1"}
    theirs = post("5", source="notes", network="hackernews", text=WORDS, author=Author(name="Noor"), held="too many at once", **address)

    assert list(shown(hub(say("hide", "notes:5"), further=(theirs,)))) == ["blog:1"]


def test_an_original_stays_when_what_repeats_it_is_hidden_and_goes_the_other_way(hub: MakeHub, post: Callable[..., Post], say: Say) -> None:
    again = post("5", source="notes", network="blog", text=WORDS, author=Author(name="Noor"), repost_of="https://blog.example/1")

    assert sorted(shown(hub(further=(again,)))["blog:1"]) == ["", "https://photos.example/9"]
    assert list(shown(hub(say("hide", "notes:5"), further=(again,)))) == ["blog:1"]
    assert shown(hub(say("hide"), further=(again,))) == {}


def test_what_a_rule_hides_takes_nothing_along(hub: MakeHub) -> None:
    assert list(shown(hub(rules=(Rule(name="there", when=When(source=("blog",)), outcome="hide"),)))) == ["photos:9"]
