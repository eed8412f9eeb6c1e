"""content/curation/watch.yaml: names to listen for, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from parvis.errors import ContentError
from parvis.settings import curation
from parvis.settings.watch_list import file, watch_list


def written(content: Path, text: str) -> Path:
    file(content).parent.mkdir(parents=True)
    file(content).write_text(text, encoding="utf-8")
    return content


def test_a_hub_without_the_file_watches_nobody(tmp_path: Path) -> None:
    assert watch_list(tmp_path / "content") == ()


@pytest.mark.parametrize("text", ["", "# nobody yet\n", "watch: []\n"])
def test_an_empty_list_watches_nobody(tmp_path: Path, text: str) -> None:
    assert watch_list(written(tmp_path / "content", text)) == ()


def test_names_keep_their_order_their_words_and_their_line(tmp_path: Path) -> None:
    text = "watch:\n  - name: The closing\n    words: [closing down, 'ferme pour de b*']\n    kind: rumour\n"
    text += "  - {name: Ada, words: [ada], kind: person}\n"
    closing, ada = watch_list(written(tmp_path / "content", text))

    assert (closing.name, closing.words, closing.kind, closing.line) == ("The closing", ("closing down", "ferme pour de b*"), "rumour", 2)
    assert (ada.name, ada.kind, ada.line, ada.file) == ("Ada", "person", 5, "content/curation/watch.yaml")


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        ("- name: x\n", 1, "a map with `watch:` is needed"),
        ("watch:\n  - {name: x, words: [x], kind: foe}\n", 2, "unknown kind 'foe'"),
        ("watch:\n  - {name: x, words: ['!'], kind: person}\n", 2, "no letter or digit"),
        ("watch:\n  - {name: x, words: ['ferm* pour de bon'], kind: rumour}\n", 2, "has a star within"),
        ("watch:\n  - {name: x, words: [x], kind: person}\n  - {name: X, words: [y], kind: person}\n", 3, "stands on line 2 already"),
        ("watch:\n  - {name: x, words: [x], kind: person, to: y}\n", 2, "unknown key 'to'"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, text: str, line: int, sentence: str) -> None:
    with pytest.raises(ContentError) as caught:
        watch_list(written(tmp_path / "content", text))

    (mistake,) = caught.value.mistakes
    assert (mistake.file, mistake.line) == ("content/curation/watch.yaml", line)
    assert sentence in mistake.what


def test_what_pages_are_made_from_is_refused_with_a_broken_list_and_holds_nothing_of_a_good_one(tmp_path: Path) -> None:
    content = written(tmp_path / "content", "watch:\n  - {name: Zephyrine, words: [zephyrine], kind: person}\n")
    assert "Zephyrine" not in repr(curation(content))

    file(content).write_text("watch: nobody\n", encoding="utf-8")
    with pytest.raises(ContentError, match=r"watch\.yaml"):
        curation(content)
