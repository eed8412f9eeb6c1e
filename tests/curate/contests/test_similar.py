"""Ideas that say the same are found, and those that only share something are not."""

from __future__ import annotations

import csv
import time
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.curate.contests import similar
from parvis.curate.contests.food import lexicon
from parvis.curate.contests.words import are_cognates, is_misspelt, stem, words
from parvis.model.contest import Entry


def entries(*titles: str) -> list[Entry]:
    return [Entry(id=str(number), title=title) for number, title in enumerate(titles, start=1)]


def together(*titles: str) -> bool:
    return [group.ids for group in similar.groups(entries(*titles))] == [tuple(str(number) for number in range(1, len(titles) + 1))]


@pytest.fixture(scope="module")
def labelled(samples: Path) -> tuple[list[Entry], set[tuple[str, str]]]:
    with (samples / "contest" / "ideas-300.csv").open(encoding="utf-8", newline="") as file:
        ideas = [Entry(id=row["id"], title=row["title"], text=row["text"]) for row in csv.DictReader(file)]
    with (samples / "contest" / "pairs-60.csv").open(encoding="utf-8", newline="") as file:
        pairs = {(row["one"], row["other"]) for row in csv.DictReader(file)}
    return ideas, pairs


def test_duplicates_are_found_on_the_labelled_list(labelled: tuple[list[Entry], set[tuple[str, str]]]) -> None:
    ideas, planted = labelled
    proposed = {pair for group in similar.groups(ideas) for pair in combinations(group.ids, 2)}

    assert (len(ideas), len(planted)) == (300, 60)
    assert len(proposed & planted) / len(planted) >= 0.8
    assert len(proposed - planted) / len(proposed) <= 0.2


def test_the_measure_holds_for_each_half_of_the_list(labelled: tuple[list[Entry], set[tuple[str, str]]]) -> None:
    """What a contest has seen so far must not decide whether two ideas are alike."""
    ideas, planted = labelled
    for half in (ideas[:150], ideas[150:]):
        ids = {idea.id for idea in half}
        wanted = {pair for pair in planted if set(pair) <= ids}
        proposed = {pair for group in similar.groups(half) for pair in combinations(group.ids, 2)}

        assert len(proposed & wanted) / len(wanted) >= 0.7


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Beurre d'arachide-confiture", "PB&J"),
        ("PB&J", "arachides et confitures"),
        ("Érable et bacon", "BACON À L’ÉRABLE"),
        ("erable et bacon", "Maple bacon"),
        ("Thé au jasmin", "Jasmine tea"),
        ("Bleuets et lavande", "lavande, bleuet"),
        ("Pistache", "Pistaches !"),
        ("Rose et cardamome", "Rose et cardamone"),
        ("Macaron au citron", "citron"),
    ],
)
def test_ideas_that_say_the_same_are_found(one: str, other: str) -> None:
    assert together(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bleuet et citron", "Bleuet et basilic"),
        ("Cassis", "Framboise"),
        ("Sésame noir", "Sésame blanc"),
        ("Poire et gingembre", "Poivre et gingembre"),
        ("Chocolat noir", "Chocolat blanc"),
        ("", "!!!"),
    ],
)
def test_ideas_that_only_share_something_are_not(one: str, other: str) -> None:
    assert similar.groups(entries(one, other)) == ()


def test_a_text_explains_a_title_that_names_nothing_to_eat() -> None:
    ideas = [Entry(id="1", title="La tasse de ma tante", text="Un thé au jasmin très parfumé."), Entry(id="2", title="Jasmine tea")]

    assert [group.ids for group in similar.groups(ideas)] == [("1", "2")]


def test_seven_names_of_one_idea_are_one_proposal() -> None:
    titles = (
        "PB&J",
        "pb & j",
        "Peanut butter and jelly",
        "Beurre d'arachide et confiture",
        "arachides-confitures",
        "Confiture et cacahuètes",
        "Peanut jam",
    )

    assert together(*titles)


def test_a_group_says_what_its_ideas_share() -> None:
    (group,) = similar.groups(entries("Citron vert et noix de coco", "Coconut lime"))

    assert group.shared == ("coconut", "lime")
    assert group.score == 1.0


@given(
    st.lists(st.sampled_from(["PB&J", "Arachide et confiture", "Érable", "Maple", "Café", "Thé", "Coconut lime", "Rose"]), max_size=12),
    st.randoms(),
)
def test_the_order_of_the_ideas_does_not_decide_who_is_alike(titles: list[str], random: object) -> None:
    ideas = entries(*titles)
    shuffled = list(ideas)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis' own Random

    assert {frozenset(group.ids) for group in similar.groups(ideas)} == {frozenset(group.ids) for group in similar.groups(shuffled)}


@given(st.lists(st.text(max_size=30), max_size=8))
def test_any_text_can_be_an_idea_and_nobody_is_in_two_groups(titles: list[str]) -> None:
    members = [id_ for group in similar.groups(entries(*titles)) for id_ in group.ids]

    assert len(members) == len(set(members))


def test_thousands_of_ideas_take_seconds() -> None:
    names = [" ".join(phrase) for phrase in sorted(lexicon().phrases)]
    ideas = entries(*(f"{names[number % len(names)]} et {names[number * 7 % len(names)]}" for number in range(4000)))
    start = time.perf_counter()
    similar.groups(ideas)

    assert time.perf_counter() - start < 20


def test_thousands_of_equal_ideas_take_no_longer() -> None:
    start = time.perf_counter()
    (group,) = similar.groups(entries(*["PB&J"] * 3000))

    assert len(group.ids) == 3000
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Bleuet et citron", ("citrus", "fruit")),
        ("PB&J", ("nut", "sweet")),
        ("La surprise", ()),
        ("Thé vert et riz soufflé", ("garden", "tea")),
    ],
)
def test_families_are_told_for_filters(title: str, expected: tuple[str, ...]) -> None:
    assert similar.families(Entry(id="1", title=title)) == expected


@pytest.mark.parametrize(("one", "other"), [("bleuets", "bleuet"), ("cherries", "cherry"), ("épicées", "epice"), ("pommes", "pomme")])
def test_plural_and_accent_make_no_difference(one: str, other: str) -> None:
    assert [stem(word) for word in words(one)] == [stem(word) for word in words(other)]


def test_an_accent_tells_tea_from_an_article_and_maize_from_but() -> None:
    assert words("Thé et maïs") == ["tea", "et", "corn"]
    assert words("The mais") == ["the", "mais"]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("cardamome", "cardamone", True),
        ("pamplemouse", "pamplemousse", True),
        ("framobise", "framboise", True),
        ("rose", "ose", False),
        ("cassis", "massis", False),
        ("citron", "citrouille", False),
    ],
)
def test_one_letter_is_a_misspelling(one: str, other: str, *, expected: bool) -> None:
    assert is_misspelt(one, other) is expected
    assert is_misspelt(other, one) is expected


def test_cognates_begin_alike() -> None:
    assert are_cognates("vietnamien", "vietnames")
    assert not are_cognates("citron", "citrouille")
