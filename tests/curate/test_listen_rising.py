"""Words that rise: against their own past, by people and not by posts, and never by chance of order."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from parvis.curate.listen_rising import ENOUGH, Utterance, rising

NOW = datetime(2026, 6, 12, 12, tzinfo=UTC)
WEEK = timedelta(days=7)
SINCE = NOW - WEEK


def said(text: str, *, days: float, who: str, source: str = "forum") -> Utterance:
    return Utterance(id=f"{source}:{who}{days}", source=source, who=who, at=NOW - timedelta(days=days), text=text)


def past(text: str = "Les macarons du samedi", *, weeks: int = 8, people: int = 3) -> list[Utterance]:
    return [said(text, days=7 * week + 1 + person / 10, who=f"p{person}") for week in range(1, weeks + 1) for person in range(people)]


def now(text: str, people: int = 3) -> list[Utterance]:
    return [said(text, days=1 + person / 10, who=f"n{person}") for person in range(people)]


def words(given: list[Utterance]) -> list[str]:
    return [one.word for one in rising(given, SINCE, NOW).rising]


def test_a_word_that_nobody_said_before_rises_when_three_people_say_it() -> None:
    (found,) = rising([*past(), *now("Du yuzu !")], SINCE, NOW).rising

    assert (found.word, found.people, found.usual) == ("yuzu", 3, 0)
    assert found.ids == ("forum:n01.0", "forum:n11.1", "forum:n21.2")
    assert words([*past(), *now("Du yuzu !", people=2)]) == []


def test_one_person_makes_no_word_rise_however_often_they_say_it() -> None:
    loud = [said("Du yuzu !", days=1 + place / 10, who="loud") for place in range(9)]

    assert words([*past(), *loud]) == []


def test_a_word_that_is_always_said_does_not_rise() -> None:
    assert words([*past("Encore du yuzu"), *now("Toujours du yuzu")]) == []


def test_one_loud_week_of_the_past_hides_no_rise_and_a_regular_one_does() -> None:
    loud = [said("Du yuzu", days=15 + person / 100, who=f"l{person}") for person in range(20)]
    always = [said("Du yuzu", days=7 * week + 2 + person / 100, who=f"a{person}") for week in range(1, 9) for person in range(5)]

    assert words([*past(), *loud, *now("Du yuzu", people=4)]) == ["yuzu"]
    assert words([*past(), *always, *now("Du yuzu", people=6)]) == []


def test_more_people_than_usual_make_no_word_rise_by_themselves() -> None:
    few = past("On parle du chocolat", people=2)
    # Ten times as many people, who say what was always said in the same share.
    many = now("On parle du chocolat", people=20)

    assert words([*few, *many]) == []


def test_a_source_that_is_new_has_no_past_to_be_compared_with() -> None:
    new = [said("Du sureau", days=1 + person / 10, who=f"s{person}", source="new") for person in range(6)]

    assert words([*past(), *new]) == []
    assert words([*past(), said("Bonjour", days=20, who="first", source="new"), *new]) == ["sureau"]


def test_too_short_a_past_tells_nothing() -> None:
    short = rising([*past(weeks=ENOUGH - 1), *now("Du yuzu")], SINCE, NOW)

    assert (short.rising, short.windows) == ((), ENOUGH - 1)
    assert words([*past(weeks=ENOUGH), *now("Du yuzu")]) == ["yuzu"]


def test_plurals_elisions_accents_and_stop_words_are_no_words_of_their_own() -> None:
    given = [said("L'érable", days=1, who="a"), said("des Érables", days=1.1, who="b"), said("d’erable", days=1.2, who="c")]

    assert words([*past(), *given]) == ["erable"]
    assert words([*past(), *now("avec toujours they would have 2026 https://x.example/yuzu")]) == []


def test_the_brands_own_name_is_no_news() -> None:
    given = [*past(), *now("Chez Sucre Bleu on goûte du yuzu")]

    assert {one.word for one in rising(given, SINCE, NOW).rising} == {"sucre", "bleu", "goûte", "yuzu"}
    assert {one.word for one in rising(given, SINCE, NOW, "Sucre Bleu").rising} == {"goûte", "yuzu"}


def test_the_order_of_what_is_given_does_not_matter() -> None:
    given = [*past(), *now("Du yuzu et du sureau"), *now("Du cassis")]
    mixed = list(given)
    random.Random(4).shuffle(mixed)

    assert rising(given, SINCE, NOW) == rising(mixed, SINCE, NOW)
    assert len(words(given)) >= 2


def test_what_is_dated_ahead_is_not_heard_yet() -> None:
    ahead = [said("Du yuzu", days=-1, who=f"n{person}") for person in range(5)]

    assert words([*past(), *ahead]) == []


def test_the_edges_of_the_windows_belong_to_the_later_one() -> None:
    at_the_edge = [said("Du yuzu", days=7, who=f"e{person}") for person in range(3)]

    assert words([*past(), *at_the_edge]) == ["yuzu"]
