"""Every mistake that a person can make in a hub, with the message that it must get.

Each folder of broken_hubs/ is a hub with one kind of mistake (two have many), and expected.txt the exact lines of its message.
"""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from parvis import settings
from parvis.build import review_files
from parvis.curate import disclosure
from parvis.errors import ContentError, ListedError, Mistake, SettingsError
from parvis.written import nouns
from parvis.written.articles import Reader

NOW = datetime(2026, 6, 12, 12, tzinfo=UTC)
HUBS = sorted(path for path in (Path(__file__).parent / "broken_hubs").iterdir() if path.is_dir())


def check(root: Path) -> None:
    """What every command asks before it builds: the settings, then all that editors have written."""
    hub = settings.read(root)
    reader = Reader(timezone=hub.site.timezone, languages=hub.site.languages)
    mistakes: list[Mistake] = []
    for content_check in (
        lambda: nouns.check(hub.content, hub.site.timezone, hub.site.languages),
        lambda: settings.approvals(hub.content),
        lambda: review_files.check(hub, NOW),
        lambda: disclosure.refuse_hidden_owners(hub.sources, nouns.read(hub.content, reader)[1].ambassadors),
    ):
        try:
            content_check()
        except ListedError as error:
            mistakes += error.mistakes
    if mistakes:
        raise ContentError(mistakes)


@pytest.mark.parametrize("hub", HUBS, ids=lambda path: path.name)
def test_a_broken_hub_gets_its_message(hub: Path, tmp_path: Path) -> None:
    root = shutil.copytree(hub, tmp_path / "hub")
    expected = (root / "expected.txt").read_text(encoding="utf-8").rstrip("\n")

    with pytest.raises((SettingsError, ContentError)) as caught:
        check(root)

    assert str(caught.value) == expected
    assert caught.value.exitcode == (78 if isinstance(caught.value, SettingsError) else 65)


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


def test_a_token_in_clear_is_never_told_again(tmp_path: Path) -> None:
    root = shutil.copytree(next(hub for hub in HUBS if hub.name == "token_in_clear"), tmp_path / "hub")

    with pytest.raises(SettingsError) as caught:
        check(root)

    assert "AIzaSy" not in repr(caught.value) + str(caught.value.mistakes)
