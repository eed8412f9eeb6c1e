"""Every mistake that a person can make in a hub, with the message that it must get.

Each folder of broken_hubs/ is a hub with one kind of mistake (two have many), and expected.txt the exact lines of its message.
"""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import pytest

from parvis import pelican_plugin, settings
from parvis.cli import main
from parvis.errors import ContentError, ListedError, Mistake, SettingsError

NOW = datetime(2026, 6, 12, 12, tzinfo=UTC)
HUBS = sorted(path for path in (Path(__file__).parent / "broken_hubs").iterdir() if path.is_dir())

#: The rules of law and of networks that a build can break, each with the hubs that break it.
LAW: Final = {
    "personal data: no address, no whole name is kept": (
        "contest_ballots_with_addresses",
        "contest_ballots_with_names",
        "contest_entry_with_an_address",
        "standing_with_whole_names",
    ),
    "minors: no picture without a guardian": (
        "ambassador_minor_without_guardian",
        "ambassador_source_of_a_minor",
        "contest_picture_of_a_minor",
        "contest_portrait_of_a_minor",
        "contest_without_age",
    ),
    "rights and consent of the people shown": (
        "ambassador_consent_without_date",
        "ambassador_portrait_without_rights",
        "ambassador_posts_without_consent",
        "ambassador_without_consent",
    ),
    "copyright: a grant has its proof": ("right_with_wrong_fields", "right_without_proof"),
    "reviews, France: checks, dates, contact, reasons of refusal": ("review_verified_without_proof", "wrong_review_policy"),
    "reviews, EU: neither altered nor called verified without proof": (
        "review_rating_changed",
        "review_text_changed",
        "review_verified_without_proof",
        "written_review_changed",
    ),
    "reviews, US: none withheld unsaid": ("page_claims_all_reviews", "review_hidden_by_rating", "reviews_hidden_by_rating_rule"),
    "paid endorsement: what binds a person to the brand is said": (
        "ambassador_contract_for_nothing",
        "ambassador_paid_without_contract",
        "ambassador_source_without_file",
        "ambassador_with_unknown_relationship",
        "ambassador_without_relationship",
    ),
    "contests, France: rules with every clause, sealed, with their change log": (
        "contest_prize_without_value",
        "contest_rules_changed_unsaid",
        "contest_rules_of_another_version",
        "contest_rules_without_change_log",
        "contest_with_an_unfinished_clause",
        "contest_without_a_clause",
        "contest_without_eligibility",
        "contest_without_organiser",
        "contest_without_results_day",
        "contest_without_rules",
    ),
    "contests, Québec: French first, a skill question": ("contest_draw_without_skill_question", "contest_rules_not_in_french"),
    "the networks' terms: no like, follow or share to enter, no hashtag alone": (
        "contest_by_a_hashtag_alone",
        "contest_entered_by_following",
    ),
    "votes: provable, popular vote alone names no winner": (
        "contest_refused_entry_unsaid",
        "contest_result_that_does_not_agree",
        "contest_set_aside_unsaid",
        "contest_vote_alone_decides",
        "contest_winner_by_votes_alone",
        "contest_winner_that_others_beat",
        "contest_winner_without_result",
    ),
    "promises: what is late says why": ("contest_late_unsaid", "product_late_without_reason"),
    "offers: validity and conditions": ("offer_without_conditions", "offer_without_end"),
    "what a network lets nobody take": ("refused_address", "refused_kind"),
}


def expected(hub: Path) -> str:
    return (hub / "expected.txt").read_text(encoding="utf-8").rstrip("\n")


def breaks_the_settings(root: Path) -> bool:
    """Whether pelican.conf.py, sources.yaml or rules.yaml is wrong."""
    try:
        settings.curation(settings.read(root).content)
    except SettingsError:
        return True
    except ContentError:
        return False
    return False


def check(root: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """What `parvis check` has to say."""
    code = main(["--root", str(root), "check", "--json", "--now", NOW.isoformat()])
    said: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert said["exitcode"] == code
    return said


@pytest.mark.parametrize("hub", HUBS, ids=lambda path: path.name)
def test_a_broken_hub_gets_its_message(hub: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = shutil.copytree(hub, tmp_path / "hub")
    said = check(root, capsys)

    told = [str(Mistake(**mistake)) for mistake in said["mistakes"]]
    assert sorted(told) == sorted(expected(hub).splitlines())
    assert said["exitcode"] == (78 if breaks_the_settings(root) else 65)


@pytest.mark.parametrize("hub", HUBS, ids=lambda path: path.name)
def test_a_broken_hub_is_not_built(hub: Path, tmp_path: Path) -> None:
    root = shutil.copytree(hub, tmp_path / "hub")
    with (root / "pelican.conf.py").open("a", encoding="utf-8") as conf:
        conf.write('\nPLUGINS = ["parvis"]\n')

    with pytest.raises(ListedError) as caught:
        pelican_plugin.build(settings.read(root), NOW)

    assert set(map(str, caught.value.mistakes)) <= set(expected(hub).splitlines())
    assert not list(root.glob("output/**/*.html"))


def test_every_rule_has_hubs_that_break_it() -> None:
    names = {hub.name for hub in HUBS}

    assert {name for broken in LAW.values() for name in broken} <= names
    assert {name for name in names if name.startswith("contest_")} <= {name for broken in LAW.values() for name in broken}


@pytest.mark.parametrize("hub", HUBS, ids=lambda path: path.name)
def test_a_message_names_file_and_line_and_ends_as_a_sentence(hub: Path) -> None:
    lines = (hub / "expected.txt").read_text(encoding="utf-8").splitlines()

    assert lines
    for line in lines:
        assert line.startswith(("pelican.conf.py:", "content/"))
        assert line.split(":")[1].isdigit()
        assert line.endswith((".", "?"))


def test_there_are_broken_hubs_of_every_sort() -> None:
    assert len(HUBS) >= 25


def test_a_token_in_clear_is_never_told_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = shutil.copytree(next(hub for hub in HUBS if hub.name == "token_in_clear"), tmp_path / "hub")

    assert "AIzaSy" not in json.dumps(check(root, capsys))
    with pytest.raises(SettingsError) as caught:
        settings.read(root)
    assert "AIzaSy" not in repr(caught.value) + str(caught.value.mistakes)
