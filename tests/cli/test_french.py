"""The command in French: every sentence has its translation, and real commands speak it."""

from __future__ import annotations

import importlib
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from parvis.cli.messages import DOMAIN, LOCALE, book
from parvis.cli.spoken import language
from parvis.errors import ContentError, Mistake
from parvis.serve.error_page import error_page
from parvis.tidy import phrases

ROOT = Path(__file__).resolve().parents[2]
BROKEN = ROOT / "tests" / "broken_hubs"
CATALOGUE = LOCALE / "fr" / "LC_MESSAGES" / f"{DOMAIN}.po"
FRENCH = {"LANG": "fr_CA.UTF-8"}

Run = Callable[..., subprocess.CompletedProcess[str]]


@cache
def _french() -> dict[str, str]:
    return phrases.read(CATALOGUE)


def _places(sentence: str) -> list[str]:
    return sorted(set(re.findall(r"\{\d+\}", sentence)))


def test_every_sentence_of_the_command_has_its_french(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT / "scripts")
    found = importlib.import_module("sentences").sentences(ROOT / "plugins" / "parvis")
    missing = [sentence for sentence in found if sentence not in _french()]

    assert missing == [], "run `python scripts/messages.py`, then write the French of these into " + CATALOGUE.name


def test_french_has_the_places_of_the_english() -> None:
    assert [one for one, said in _french().items() if _places(one) != _places(said)] == []


def test_commands_fields_and_settings_are_the_same_in_french() -> None:
    """What stands between backticks is code; `key` and `field` alone are words for what a person chooses."""
    fixed = re.compile(r"`(parvis [a-z]+|(?!key:|field:|champ:|clé:)[a-z_]+:|--[a-z-]+)")
    lost = [one for one, said in _french().items() if sorted(fixed.findall(one)) != sorted(fixed.findall(said))]

    assert lost == []


def test_french_signs_stand_behind_no_break_spaces() -> None:
    loose = [said for said in _french().values() if re.search(r"« | »| [;?!](?= |$)| :(?= |$)", said)]

    assert loose == []


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("1 files written, 0 deleted, 12 unchanged.", "1 fichier écrit, 0 supprimé, 12 inchangés."),
        ("5 files written, 2 deleted, 1 unchanged.", "5 fichiers écrits, 2 supprimés, 1 inchangé."),
        ("journal: 1 new, 2 edited, 1 pictures", "journal\N{NO-BREAK SPACE}: 1 nouveau, 2 modifiés, 1 image"),
        (
            "1 post liked more than most of the source (3 likes in all)",
            "1 publication plus aimée que la plupart de la source (3 mentions «\N{NO-BREAK SPACE}j’aime\N{NO-BREAK SPACE}» en tout)",
        ),
        ("journal: unchanged", "journal\N{NO-BREAK SPACE}: inchangée"),
    ],
)
def test_words_agree_with_their_numbers(english: str, french: str) -> None:
    assert book("fr").line(english) == french


def test_babel_reads_the_catalogue_as_we_do() -> None:
    with CATALOGUE.open("rb") as file:
        found = {str(one.id): str(one.string) for one in read_po(file) if one.id and one.string}

    assert found == _french()


@given(st.data())
def test_what_was_put_into_a_sentence_is_in_its_french(data: st.DataObject) -> None:
    sentence = data.draw(st.sampled_from(sorted(one for one in _french() if "{0}" in one)))
    parts = [f"{data.draw(st.integers(10, 99))}-{place}x{number}" for number, place in enumerate(_places(sentence))]
    line = re.sub(r"\{(\d+)\}", lambda place: parts[int(place[1])], sentence)

    said = book("fr").line(line)
    assert [part for part in parts if part not in said] == []
    assert said == book("fr").line(line)


@pytest.mark.parametrize(
    ("environment", "code"),
    [
        ({}, ""),
        ({"LANG": "C.UTF-8"}, ""),
        ({"LANG": "en_CA.UTF-8"}, ""),
        ({"LANG": "fr_CA.UTF-8"}, "fr"),
        ({"LANG": "fr"}, "fr"),
        ({"LANG": "fr_FR", "LC_MESSAGES": "en_US"}, ""),
        ({"LANG": "en_US", "LC_ALL": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "en_US", "LANGUAGE": "de:fr:en"}, "fr"),
        ({"LANG": "fr_FR", "LANGUAGE": "en:fr"}, ""),
        ({"LANG": "frr_DE"}, ""),
    ],
)
def test_language_is_found_as_gettext_finds_it(environment: dict[str, str], code: str) -> None:
    assert language(environment) == code


def test_help_is_in_french(run: Run) -> None:
    shown = run("--help", env=FRENCH).stdout

    assert "Verbes\N{NO-BREAK SPACE}:" in shown
    assert "Affiche cette aide" in shown
    assert "Construit le site dans output/." in shown
    assert "par défaut\N{NO-BREAK SPACE}: 30d" in run("rights", "--help", env=FRENCH).stdout


def test_unknown_verb_is_told_in_french(run: Run) -> None:
    done = run("biuld", env=FRENCH)

    assert done.returncode == 2
    assert "Erreur\N{NO-BREAK SPACE}: Le verbe «\N{NO-BREAK SPACE}biuld\N{NO-BREAK SPACE}» n’existe pas." in done.stderr
    assert "Vouliez-vous dire «\N{NO-BREAK SPACE}build\N{NO-BREAK SPACE}»" in done.stderr


def test_unknown_option_is_told_in_french(run: Run) -> None:
    assert "L’option «\N{NO-BREAK SPACE}--nwo\N{NO-BREAK SPACE}» n’existe pas." in run("build", "--nwo", env=FRENCH).stderr


def test_folder_that_is_no_hub_is_told_in_french(run: Run) -> None:
    done = run("check", env=FRENCH)

    assert done.returncode == 2
    assert "n’est pas un hub" in done.stderr
    assert "`parvis init DIR`" in done.stderr


def test_new_hub_is_made_checked_extended_and_built_in_french(run: Run, tmp_path: Path) -> None:
    assert "fichiers écrits dans" in run("init", "place", env=FRENCH).stdout
    hub = tmp_path / "place"
    assert "Tout est en ordre." in run("check", cwd=hub, env=FRENCH).stdout
    assert "Ajouté à content/sources.yaml" in run("add", "https://www.youtube.com/channel/UC" + "a" * 22, cwd=hub, env=FRENCH).stdout
    assert "Déjà là" in run("add", "https://www.youtube.com/channel/UC" + "a" * 22, cwd=hub, env=FRENCH).stdout
    assert "fichiers écrits" in run("build", cwd=hub, env=FRENCH).stdout


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("sources_key_misspelt", "ce fichier n’a pas de «\N{NO-BREAK SPACE}source\N{NO-BREAK SPACE}». Vouliez-vous dire"),
        ("decision_without_reason", "ceci manque"),
        ("offer_that_ends_before_it_begins", "l’offre finit avant de commencer."),
        ("sources_with_tab", "Une tabulation se trouve là où il faut des espaces."),
    ],
)
def test_mistakes_of_a_broken_hub_are_told_in_french(run: Run, tmp_path: Path, name: str, told: str) -> None:
    hub = tmp_path / name
    shutil.copytree(BROKEN / name, hub)
    done = run("check", cwd=hub, env=FRENCH)

    assert done.returncode in {65, 78}
    assert told in done.stderr
    assert re.search(r"\d+ erreurs?\.", done.stderr)


def test_every_mistake_that_a_broken_hub_can_make_is_said_in_french() -> None:
    """Of the sentence that says what is wrong, nothing stays English."""
    english = re.compile(r"\b(is|are|was|were|there|this|must|cannot|nobody|needs?|has|have|the)\b(?![-.:/])")
    left = []
    for file in sorted(BROKEN.glob("*/expected.txt")):
        for line in file.read_text(encoding="utf-8").splitlines():
            said = re.sub(r"`[^`]*`|'[^']*'|«[^»]*»", "", book("fr").line(line))
            left += [said] if len(english.findall(said)) > 1 else []

    assert left == []


def test_json_stays_what_machines_know(run: Run, tmp_path: Path) -> None:
    shutil.copytree(BROKEN / "sources_key_misspelt", tmp_path / "hub")

    answers = [json.loads(run("check", "--json", cwd=tmp_path / "hub", env=env).stdout) for env in ({}, FRENCH)]
    assert answers[0] == answers[1]
    assert "this file has no" in answers[0]["mistakes"][0]["what"]


def test_english_stays_english_and_reads_no_catalogue(run: Run) -> None:
    done = run("biuld", env={"LANG": "en_CA.UTF-8"})

    assert "No verb 'biuld'. Did you mean 'build'?" in done.stderr


def test_page_of_a_broken_site_is_in_french() -> None:
    error = ContentError([Mistake("content/posts/a.md", 3, "title", "the title is missing.", "Close it.")])

    shown = error_page(error, book("fr").line, "fr")
    assert '<html lang="fr">' in shown
    assert "le titre manque." in shown
    assert "Le site n’a pas pu être construit" in shown
