"""How much work curation does: counted, since seconds depend on the machine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Self

import pytest

from parvis.curate.rights import Rights
from parvis.curate.rules import NOTHING, Rules
from parvis.curate.status import Desk, choose
from parvis.model.curation import Curation
from parvis.model.post import Post
from parvis.model.right import Right
from parvis.model.rule import Comparison, Rule, Signal, When, WordLists
from parvis.model.source import Source

LISTS = WordLists(spam=(Signal("buy now", 0.9),), profanity=(Signal("drat", 0.6),))
BLOG = Source(name="blog", kind="feed", owner="brand")


class Counted(str):
    """A text that counts what is asked of it."""

    __slots__ = ("asked",)

    asked: Counter[str]

    def __new__(cls, text: str) -> Self:
        made = super().__new__(cls, text)
        made.asked = Counter()
        return made

    def encode(self, *how: Any) -> bytes:
        self.asked["walked over"] += 1
        return super().encode(*how)

    def split(self, *how: Any) -> list[str]:
        self.asked["taken apart"] += 1
        return super().split(*how)


def apply(post: Callable[..., Post], now: datetime, text: Counted, *conditions: When) -> str:
    rules = Rules([Rule(name=f"rule-{place}", when=when, outcome="hide") for place, when in enumerate(conditions)], LISTS, {"blog": BLOG})
    return rules.apply(post(text=text), BLOG, now).rule


def test_twenty_rules_walk_over_a_text_once(post: Callable[..., Post], now: datetime) -> None:
    text = Counted("Two macarons, please, and one for the dog.")
    words = [When(text=(f"word{number}",)) for number in range(18)]
    assert apply(post, now, text, *words, When(regex=("con.*est",)), When(spam=Comparison(">", 0.8))) == ""
    assert text.asked["walked over"] == 1


@pytest.mark.parametrize(
    "when", [When(source=("shop",), text=("macarons",)), When(media=True), When(links=Comparison(">", 3)), When(cap=3)]
)
def test_no_text_is_walked_over_where_no_rule_asks_for_words(post: Callable[..., Post], now: datetime, when: When) -> None:
    text = Counted("Two macarons, please.")
    assert apply(post, now, text, when) == ""
    assert not text.asked


@pytest.mark.parametrize(("more_than", "times"), [(0.8, 0), (0.3, 1)])
def test_repetition_is_looked_for_only_where_it_can_decide(post: Callable[..., Post], now: datetime, more_than: float, times: int) -> None:
    text = Counted("win " * 40)
    assert apply(post, now, text, When(spam=Comparison(">", more_than))) == ("rule-0" if times else "")
    assert bool(text.asked["taken apart"]) == bool(times)


def test_a_score_that_no_rule_asks_for_is_not_made(post: Callable[..., Post], now: datetime) -> None:
    text = Counted("Buy now! " * 20)
    assert apply(post, now, text, When(text=("macarons",))) == ""
    assert text.asked["taken apart"] == 0


def test_posts_that_nothing_is_said_of_share_one_choice(post: Callable[..., Post], now: datetime) -> None:
    desk = Desk(Curation(), [BLOG])
    assert choose(post("1"), desk, now) is choose(post("2"), desk, now)


@pytest.mark.parametrize(
    "fields",
    [
        {"held": "it is odd"},
        {"expires": datetime.fromisoformat("2026-06-01T00:00:00Z")},
        {"published": datetime.fromisoformat("2026-08-01T00:00:00Z")},
    ],
)
def test_a_post_that_a_stage_speaks_of_goes_through_all_of_them(post: Callable[..., Post], now: datetime, fields: dict[str, Any]) -> None:
    assert choose(post(**fields), Desk(Curation(), [BLOG]), now).status != "published"


def test_fields_are_walked_over_together_and_found_apart(post: Callable[..., Post], now: datetime) -> None:
    rules = Rules([Rule(name="it", when=When(regex=("macarons$",)), outcome="hide")], LISTS, {"blog": BLOG})
    found = rules.apply(post(title="Two macarons", titled=True, text="For the dog.", tags=("fr",)), BLOG, now)
    assert found.reasons == ("The rule `it` matched title (“macarons”): hide.",)


@pytest.mark.parametrize("pattern", [r"\Athe dog", r"macarons\z", "(?-m:^the dog)", "(?-m:macarons$)"])
def test_what_is_bound_to_the_ends_of_a_text_is_not_missed_in_one_of_several(
    post: Callable[..., Post], now: datetime, pattern: str
) -> None:
    rules = Rules([Rule(name="it", when=When(regex=(pattern,)), outcome="hide")], LISTS, {"blog": BLOG})
    assert rules.apply(post(title="Two macarons", text="the dog"), BLOG, now).rule == "it"


def test_many_posts_are_told_what_each_is_told_alone(post: Callable[..., Post], now: datetime) -> None:
    conditions = (
        When(text=("macarons",), no=When(handle=("@lou",))),
        When(any=(When(regex=("dog$",)), When(media=True)), language=("fr",)),
        When(spam=Comparison(">", 0.8)),
        When(shorter=9),
        When(cap=2),
    )
    rules = Rules([Rule(name=f"rule-{place}", when=when, outcome="wait") for place, when in enumerate(conditions)], LISTS, {"blog": BLOG})
    said = ("Two macarons.", "For the dog", "Buy now!", "Hello.", "It is a long way to the square.", "")
    posts = [post(str(number), text=said[number % 6], language=("fr", "en", None)[number % 5 % 3]) for number in range(60)]
    rules.count(posts)
    alone = {one.id: verdict for one in posts if (verdict := rules.apply(one, BLOG, now)) != NOTHING}
    assert rules.verdicts(posts, now) == alone
    assert {verdict.rule for verdict in alone.values()} == {f"rule-{place}" for place in range(5)}


def test_of_lines_that_never_end_no_turn_is_looked_for(now: datetime) -> None:
    def line(until: datetime | None) -> Right:
        return Right(source="blog", state="granted", by="Awa", at=now - timedelta(days=9), because="yes", until=until)

    assert not Rights([line(None)]).turns_within(now, None)
    assert Rights([line(now + timedelta(days=9))]).turns_within(now, None)
    assert not Rights([line(now + timedelta(days=9))]).turns_within(now, now + timedelta(days=1))
