"""Challenges as their files tell of them, and the standing that lies beside them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from parvis.errors import ContentError
from parvis.model.challenge import Challenge, Milestone, Progress
from parvis.written import articles, challenges, nouns
from parvis.written.articles import Reader

READER = Reader(timezone="America/Montreal", languages=("fr", "en"))
LEAST = "unit: macarons\njoin: Au comptoir"


def read(fields: str) -> Challenge:
    text = f"---\nname: Cent\n{fields}\n---\nGoûtez.\n"
    return challenges.read([articles.read(text, "content/challenges/cent.md", "challenge", READER)], READER)[0]


def told(fields: str) -> str:
    with pytest.raises(ContentError) as caught:
        read(fields)
    return str(caught.value)


def progress(rows: str) -> tuple[Progress, ...]:
    return challenges.progress(f"name,amount,last\n{rows}", "content/challenges/cent.csv")


def test_a_challenge_has_its_facts() -> None:
    challenge = read(
        f"{LEAST}\ngoal: 100\ntogether: true\nfrom: 2026-06-01\nuntil: 2026-09-01\nlink: https://shop.example/\n"
        "milestones: [{at: 50, name: Moitié, reward: Un tablier}, {at: 10, name: {fr: Dix, en: Ten}}]"
    )

    assert (challenge.goal, challenge.together, challenge.link) == (100, True, "https://shop.example/")
    assert (challenge.starts, challenge.ends) == (datetime(2026, 6, 1, 4, tzinfo=UTC), datetime(2026, 9, 1, 4, tzinfo=UTC))
    assert challenge.milestones == (
        Milestone(at=10, name={"fr": "Dix", "en": "Ten"}),
        Milestone(at=50, name={"fr": "Moitié"}, reward={"fr": "Un tablier"}),
    )


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ("join: Au comptoir", "unit: this field is missing"),
        ("unit: macarons", "join: nobody is told how to take part"),
        (f"{LEAST}\ntogether: true", "goal: a goal that is reached together must be said"),
        (f"{LEAST}\nfrom: 2026-09-01\nuntil: 2026-06-01", "until: the challenge ends before it begins"),
        (f"{LEAST}\nmilestones: [{{name: Dix}}]", "milestones.0.at: this field is missing"),
        (f"{LEAST}\nmilestones: [{{at: 10}}]", "milestones.0.name: this field is missing"),
        (f"{LEAST}\ngoal: many", "goal: 'many' is no number"),
    ],
)
def test_what_is_wrong_with_a_challenge_is_told(fields: str, what: str) -> None:
    assert what in told(fields)


def test_the_farthest_comes_first() -> None:
    assert progress("Ada C.,2,\nNora B.,12,2026-06-01\nBea D.,2,2026-05-01\n") == (
        Progress(name="Nora B.", amount=12, last=date(2026, 6, 1)),
        Progress(name="Bea D.", amount=2, last=date(2026, 5, 1)),
        Progress(name="Ada C.", amount=2),
    )


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("Nora Bélanger,12,", "content/challenges/cent.csv:2: the name must be a first name and an initial, such as 'Nora B.'."),
        ("nora@x.example,12,", "the name must be a first name and an initial"),
        (",12,", "the name must be a first name and an initial, such as 'Nora B.'."),
        ("Nora B.,many,", "the amount must be a number"),
        ("Nora B.,-1,", "the amount must not be negative"),
        ("Nora B.,nan,", "the amount must not be negative"),
        ("Nora B.,12,yesterday", "the day such as 2026-06-12"),
        ("Nora B.,12", "this row has 2 columns of 3"),
    ],
)
def test_a_row_that_tells_too_much_or_nothing_is_refused(row: str, what: str) -> None:
    with pytest.raises(ContentError) as caught:
        progress(row)
    assert what in str(caught.value)


def test_a_standing_without_its_header_is_refused() -> None:
    with pytest.raises(ContentError, match="the first line must be `name,amount,last`"):
        challenges.progress("Nora B.,12,\n", "cent.csv")


def test_the_standing_beside_the_file_belongs_to_the_challenge(tmp_path: Path) -> None:
    folder = tmp_path / "content" / "challenges"
    folder.mkdir(parents=True)
    (folder / "cent.md").write_text(f"---\nname: Cent\n{LEAST}\n---\n", encoding="utf-8")
    (folder / "seul.md").write_text(f"---\nname: Seul\n{LEAST}\n---\n", encoding="utf-8")
    (folder / "cent.csv").write_text("name,amount,last\nNora B.,12,\n", encoding="utf-8")

    cent, seul = nouns.read(tmp_path / "content", READER)[1].challenges
    assert [one.name for one in cent.progress] == ["Nora B."]
    assert seul.progress == ()
