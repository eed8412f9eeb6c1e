"""The word lists: ours, and what a hub adds to them or takes out."""

from __future__ import annotations

from pathlib import Path

import pytest

from parvis.errors import ContentError
from parvis.model.rule import WordLists
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
