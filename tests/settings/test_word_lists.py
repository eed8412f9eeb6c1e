"""The word lists: ours, and what a hub adds to them or takes out."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from parvis.curate.rules import Rules
from parvis.errors import ContentError
from parvis.model.post import Post
from parvis.model.rule import Comparison, Rule, When, WordLists
from parvis.settings import word_lists as module
from parvis.settings.word_lists import word_lists

OURS = Path(module.__file__).parent / "words"


def read(tmp_path: Path, text: str, name: str = "spam.txt") -> WordLists:
    folder = tmp_path / "content/curation/words"
    folder.mkdir(parents=True)
    (folder / name).write_text(text, encoding="utf-8")
    return word_lists(tmp_path / "content")


def test_there_is_a_list_of_each_kind_in_french_and_english(tmp_path: Path) -> None:
    found = word_lists(tmp_path)

    assert sorted(path.relative_to(OURS).as_posix() for path in OURS.rglob("*.txt")) == [
        "en/profanity.txt",
        "en/spam.txt",
        "fr/profanity.txt",
        "fr/spam.txt",
    ]
    assert len(found.spam) > 100
    assert len(found.profanity) > 100


def test_no_phrase_stands_twice_in_our_lists() -> None:
    for kind in ("spam", "profanity"):
        for path in OURS.glob(f"*/{kind}.txt"):
            phrases = [phrase for line in path.read_text(encoding="utf-8").splitlines() for _, phrase, _ in module._parsed(line)]
            assert len(phrases) == len(set(phrases)), path


def test_a_line_adds_a_phrase_another_takes_one_out_a_third_weighs_one_anew(tmp_path: Path) -> None:
    found = {one.phrase: one.weight for one in read(tmp_path, "# ours\nMacaron gratuit\n-casino\nlien en bio = 0.05 # we say so\n").spam}

    assert found["macaron gratuit"] == 0.5
    assert "casino" not in found
    assert found["lien en bio"] == 0.05


def test_accents_and_case_make_no_difference_to_what_is_taken_out(tmp_path: Path) -> None:
    assert "enfoire" not in {one.phrase for one in read(tmp_path, "-CÂLISSE*\n", "profanity.txt").profanity}


@pytest.mark.parametrize("line", ["x = 0", "x = 1.5", "x = much", "!!!", "-nothing of ours"])
def test_a_line_that_says_nothing_is_told_with_its_number(tmp_path: Path, line: str) -> None:
    with pytest.raises(ContentError) as caught:
        read(tmp_path, f"good phrase\n{line}\n")

    assert [(mistake.file, mistake.line) for mistake in caught.value.mistakes] == [("content/curation/words/spam.txt", 2)]


def away(tmp_path: Path, text: str) -> str:
    """The name of the rule that takes a text off the wall, or lets it wait; empty where none does."""
    rules = (
        Rule(name="spam", when=When(spam=Comparison(">", 0.8)), outcome="hide"),
        Rule(name="hard words", when=When(profanity=Comparison(">=", 0.5)), outcome="wait"),
    )
    now = datetime(2026, 6, 12, tzinfo=UTC)
    post = Post(id="blog:1", source="blog", network="feed", published=now, collected=now, text=text)
    return Rules(rules, word_lists(tmp_path), {}).apply(post, None, now).rule


@pytest.mark.parametrize(
    "text",
    [
        "Votre boîte est arrivée ouverte, douze coques cassées, et personne ne répond !!! Je veux mon remboursement : +33 6 12 34 56 78.",
        "C'EST INADMISSIBLE, JE NE REVIENDRAI JAMAIS. Le code promo de l'offre exclusive ne marche pas.",
        "Ce concours est truqué, j'ai cliqué sur le lien trois fois et je n'ai rien gagné.",
        "My box arrived crushed!!! I paid $$$ for it. Total scam, I want my money back. Call me: +1 514 555 0199.",
        "The free gift you promised never came, the link in bio is dead. THIS IS UNACCEPTABLE.",
        "Cette boîte va te faire fondre, et il en reste un gros tas. Les raclures de ganache sont pour moi.",
        "La salopette de la vendeuse, le piédestal, le caramel salé, arôme noisette.",
        "A pedestrian street, a Pakistani bakery, and a Negroni shell. They plotted it all winter.",
        "C'est dégueulasse, j'ai trouvé un cheveu. Service nul, à fuir.",
    ],
)
def test_complaints_and_ordinary_words_are_neither_spam_nor_insults(tmp_path: Path, text: str) -> None:
    assert away(tmp_path, text) == ""


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Make money online! Click here, claim your gift, DM me on Telegram.", "spam"),
        ("Gagnez de l'argent facile, cliquez ici, contactez-moi sur WhatsApp.", "spam"),
        ("Bande de salopes.", "hard words"),
        ("Va te faire voir.", "hard words"),
        ("Sale noir.", "hard words"),
    ],
)
def test_spam_and_insults_are_seen(tmp_path: Path, text: str, rule: str) -> None:
    assert away(tmp_path, text) == rule
