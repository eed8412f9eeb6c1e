"""content/curation/rules.yaml: what a rule may say, and what of it is a mistake."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from parvis.errors import SettingsError
from parvis.model.rule import Comparison, Rule, When
from parvis.settings import curation, rules_yaml


def read(tmp_path: Path, text: str) -> tuple[Rule, ...]:
    path = tmp_path / "rules.yaml"
    path.write_text(text, encoding="utf-8")
    return rules_yaml.read(path, "rules.yaml")


def wrong(tmp_path: Path, text: str) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        read(tmp_path, text)
    assert caught.value.exitcode == 78
    return [str(mistake) for mistake in caught.value.mistakes]


def test_every_key_is_read(tmp_path: Path) -> None:
    keys = """
rules:
  - name: everything
    when:
      text: [giveaway, raffle*]
      regex: "win \\\\d+"
      source: forum
      network: [reddit, mastodon]
      handle: "@x"
      language: fr
      media: true
      reply: false
      repost: false
      sensitive: false
      older: 30d
      newer: 2y
      longer: 20
      shorter: 500
      links: ">3"
      cap: 5
      spam: ">0.8"
      profanity: ">=0.5"
      any: [{text: a}, {text: b}]
      all: [{text: c}]
      not: {media: true}
    then: [wait, {tag: "#concours"}, feature]
    continue: true
"""
    (rule,) = read(tmp_path, keys)

    assert rule.when == When(
        text=("giveaway", "raffle*"),
        regex=(r"win \d+",),
        source=("forum",),
        network=("reddit", "mastodon"),
        handle=("@x",),
        language=("fr",),
        media=True,
        reply=False,
        repost=False,
        sensitive=False,
        older=timedelta(days=30),
        newer=timedelta(days=730),
        longer=20,
        shorter=500,
        links=Comparison(">", 3),
        cap=5,
        spam=Comparison(">", 0.8),
        profanity=Comparison(">=", 0.5),
        any=(When(text=("a",)), When(text=("b",))),
        all=(When(text=("c",)),),
        no=When(media=True),
    )
    assert (rule.outcome, rule.tags, rule.feature, rule.goes_on, rule.line) == ("wait", ("concours",), True, True, 3)
    assert rule.does == "wait, tag concours, feature"


@pytest.mark.parametrize(
    ("then", "does"),
    [
        *((word, (word, (), False)) for word in ("publish", "wait", "hide", "listen")),
        ("feature", (None, (), True)),
        ("{tag: x}", (None, ("x",), False)),
        ("[hide, continue]", ("hide", (), False)),
    ],
)
def test_a_rule_does_one_of_these(tmp_path: Path, then: str, does: tuple[str | None, tuple[str, ...], bool]) -> None:
    (rule,) = read(tmp_path, f"name: one\nwhen: {{media: true}}\nthen: {then}\n")

    assert (rule.outcome, rule.tags, rule.feature) == does
    assert rule.goes_on == ("continue" in then)


def test_an_unknown_key_gets_the_nearest_name_however_deep_it_stands(tmp_path: Path) -> None:
    said = wrong(tmp_path, "rules:\n- name: a\n  when:\n    any:\n    - not: {lnks: 3}\n    sorce: x\n  then: hide\n  whan: 1\n")

    assert said == [
        "rules.yaml:5: rules.0.when.any.0.not: unknown key 'lnks'. Did you mean 'links'?",
        "rules.yaml:6: rules.0.when: unknown key 'sorce'. Did you mean 'source'?",
        "rules.yaml:8: rules.0: unknown key 'whan'. Did you mean 'when'?",
    ]


@pytest.mark.parametrize(
    ("when", "what"),
    [
        (r"{regex: '(a)\1'}", "A back reference such as"),
        ("{regex: '(?=a)b'}", "Looking ahead or back"),
        ("{regex: '*a'}", "Put something before"),
        ("{regex: '[a'}", "Close the square bracket"),
        ("{regex: 'a{2000}'}", "Repeat at most 1000 times"),
        ("{regex: []}", "a word or a list of words is needed"),
        ("{text: ' '}", "a word or a list of words is needed"),
        ("{text: '***'}", "write it as a `regex:`"),
        ("{older: 0d}", "is no length of time"),
        ("{longer: '20'}", "must be a whole number"),
        ("{links: '> many'}", "compares with nothing"),
        ("{any: {text: a}}", "a list of maps is needed"),
        ("{any: []}", "a list of maps is needed"),
        ("{not: [{text: a}]}", "a map of conditions is needed"),
        ("{not: {}}", "would hold for every item"),
        ("text", "a map of conditions is needed"),
    ],
)
def test_what_cannot_be_asked_is_told_with_what_to_do(tmp_path: Path, when: str, what: str) -> None:
    said = wrong(tmp_path, f"rules:\n- name: a\n  when: {when}\n  then: hide\n")

    assert len(said) == 1
    assert said[0].startswith("rules.yaml:3: rules.0.when")
    assert what in said[0]


@pytest.mark.parametrize("tag", ["[one, two]", "true", '" "', "null"])
def test_a_tag_that_is_no_word_is_told_so_and_not_to_be_called_a_tag(tmp_path: Path, tag: str) -> None:
    found = wrong(tmp_path, f"rules:\n  - name: a\n    when: {{media: true}}\n    then: {{tag: {tag}}}\n")

    assert len(found) == 1
    assert found[0].startswith("rules.yaml:4: rules.0.then: a rule cannot do {'tag': ")
    assert found[0].endswith("A tag is one word or phrase: write each as its own {tag: word}.")


def test_a_hub_without_rules_has_none(tmp_path: Path) -> None:
    (tmp_path / "content/curation").mkdir(parents=True)

    assert curation(tmp_path / "content").rules == ()
    (tmp_path / "content/curation/rules.yaml").write_text("# none yet\n", encoding="utf-8")
    assert curation(tmp_path / "content").rules == ()


def test_mistakes_of_rules_come_with_all_others_and_count_as_settings(tmp_path: Path) -> None:
    folder = tmp_path / "content/curation"
    (folder / "words").mkdir(parents=True)
    (folder / "rules.yaml").write_text("rules: 1\n", encoding="utf-8")
    (folder / "words/spam.txt").write_text("-no such phrase\n", encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        curation(tmp_path / "content")

    assert [mistake.file for mistake in caught.value.mistakes] == ["content/curation/rules.yaml", "content/curation/words/spam.txt"]
