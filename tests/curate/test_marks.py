"""What editors put on an item, and until when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import permutations
from typing import Any

import pytest

from parvis.curate.assemble import assemble
from parvis.model.curation import Curation
from parvis.model.decision import Decision
from parvis.model.hub import Hub, Item
from parvis.model.post import Media, Post
from parvis.model.rule import Rule, When
from parvis.model.source import Source
from parvis.settings import Settings

MakePost = Callable[..., Post]
MakeSource = Callable[..., Source]
MakeSettings = Callable[..., Settings]
HOUR = timedelta(hours=1)
PICTURES = tuple(Media(kind="image", url=f"https://blog.example/{name}.jpg", alt=name) for name in ("a", "b"))


@pytest.fixture
def hub(post: MakePost, source: MakeSource, settings: MakeSettings, now: datetime) -> Callable[..., Hub]:
    """A hub with two posts, `blog:1` decided of."""

    def made(*decisions: Decision, at: datetime = now, publish: str = "auto", rules: tuple[Rule, ...] = (), **fields: Any) -> Hub:
        posts = (post("1", media=PICTURES, tags=("news",), **fields), post("2", text="Something else altogether, of another day."))
        return assemble(
            settings(source("blog", publish=publish, owner="brand")),
            {"blog": posts},
            (),
            (),
            Curation(decisions=decisions, rules=rules),
            at,
        )

    return made


@pytest.fixture
def say(now: datetime) -> Callable[..., Decision]:
    def made(do: Any, hours: float = -1, **fields: Any) -> Decision:
        return Decision(item="blog:1", do=do, by="Ada", at=now + hours * HOUR, because="it is so", **fields)

    return made


def first(hub: Hub) -> Item:
    return next(item for item in (*hub.items, *hub.withheld) if item.post.id == "blog:1")


Say = Callable[..., Decision]
MakeHub = Callable[..., Hub]


def test_an_item_of_which_nobody_has_decided_has_no_marks(hub: MakeHub) -> None:
    item = first(hub())

    assert (item.pinned, item.featured, item.answer, item.moved, item.tags) == (None, False, "", "", ("news",))


def test_a_pin_holds_to_its_last_second_and_ends_by_itself(hub: MakeHub, say: Say, now: datetime) -> None:
    pin = say("pin", until=now + HOUR)

    assert first(hub(pin)).pinned == pin.at
    assert hub(pin).next_change == now + HOUR
    assert first(hub(pin, at=now + HOUR - timedelta(seconds=1))).pinned == pin.at
    assert first(hub(pin, at=now + HOUR)).pinned is None
    assert hub(pin, at=now + HOUR).next_change is None


def test_the_end_of_a_pin_on_what_is_hidden_changes_no_page(hub: MakeHub, say: Say, now: datetime) -> None:
    assert hub(say("pin", until=now + HOUR), say("hide")).next_change is None


def test_a_pin_is_taken_out_by_a_later_one_that_has_ended(hub: MakeHub, say: Say, now: datetime) -> None:
    assert first(hub(say("pin", hours=-3), say("pin", hours=-2, until=now - HOUR))).pinned is None


def test_tags_are_added_and_spelled_as_others_spell_them(hub: MakeHub, say: Say) -> None:
    assert first(hub(say("tag", tag="Cassis"), say("tag", tag="cassis"), say("tag", tag="News"))).tags == ("News", "Cassis")


def test_the_alternative_text_of_one_picture_is_corrected(hub: MakeHub, say: Say) -> None:
    item = first(hub(say("alt", alt="An open box", media=2), say("alt", hours=-2, alt="A box", media=2)))

    assert [media.alt for media in item.post.media] == ["a", "An open box"]


def test_of_several_words_on_one_topic_the_latest_holds_in_any_order(hub: MakeHub, say: Say) -> None:
    answers = (say("needs-answer", hours=-3), say("thank", hours=-2), say("needs-answer", hours=-1))
    places = (say("event", hours=-2, to="fete"), say("contest", hours=-1, to="saveurs"))

    for order in permutations(answers):
        item = first(hub(*order, *places))
        assert (item.answer, item.moved) == ("needed", "contest:saveurs")


def test_of_two_words_of_one_moment_the_later_line_holds(hub: MakeHub, say: Say) -> None:
    one, other = say("hide", file="a", line=1), say("approve", file="a", line=2)

    assert first(hub(other, one)).status == "published"


def test_what_was_shown_is_hidden_and_what_only_waited_is_refused(hub: MakeHub, say: Say) -> None:
    assert first(hub(say("hide"))).status == "hidden"
    assert first(hub(say("hide"), publish="review")).status == "refused"
    assert first(hub(say("hide"), held="too many at once")).status == "refused"
    assert first(hub(say("approve", hours=-2), say("hide"), publish="review")).status == "hidden"


def test_what_a_rule_let_wait_is_refused_and_what_one_had_published_is_hidden(hub: MakeHub, say: Say) -> None:
    waits, shows = (Rule(name="pictures", when=When(media=True), outcome=outcome) for outcome in ("wait", "publish"))

    refused = first(hub(say("hide"), rules=(waits,)))
    assert (refused.status, refused.reasons[0]) == ("refused", "The rule `pictures` matched media: wait.")
    assert first(hub(say("approve", hours=-2), say("hide"), rules=(waits,))).status == "hidden"
    assert first(hub(say("hide"), rules=(shows,), publish="review")).status == "hidden"
    assert first(hub(say("hide"), rules=(shows,), held="too many at once")).status == "refused"


def test_a_hidden_item_says_who_hid_it_when_and_why(hub: MakeHub, say: Say) -> None:
    assert first(hub(say("hide"))).reasons[-1] == "Decision of 2026-06-12 by Ada: it is so"


def test_an_approval_takes_back_a_decision_to_hide(hub: MakeHub, say: Say) -> None:
    item = first(hub(say("hide", hours=-2), say("approve"), publish="review"))

    assert item.status == "published"
    assert item.reasons[-1] == "Approved by Ada on 2026-06-12: it is so"
