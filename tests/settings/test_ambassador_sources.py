"""Feeds that an ambassador's own file names: they become sources like any other, owned by that person."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from parvis import settings
from parvis.errors import SettingsError
from parvis.model.source import Source

Hub = Callable[..., Path]

FILE = """\
---
title: Rosalie Vadnais
relationship: none
sources:
  - name: rosalie
    kind: feed
    url: https://rosalie.example/feed/
    tags: [atelier]
---
"""


def write(root: Path, text: str = FILE, name: str = "Rosalie Vadnais.md") -> Path:
    file = root / "content" / "ambassadors" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def mistakes(root: Path) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        settings.read(root)
    return str(caught.value).splitlines()


def test_a_persons_feeds_become_sources_of_theirs(hub: Hub) -> None:
    root = hub(sources="- {name: blog, kind: feed, url: 'https://blog.example/feed.xml'}")
    write(root)

    first, source = settings.read(root).sources
    assert (first.name, first.file) == ("blog", "content/sources.yaml")
    assert source == Source(
        name="rosalie",
        kind="feed",
        title="Rosalie Vadnais",
        options={"url": "https://rosalie.example/feed/"},
        owner="ambassador: rosalie-vadnais",
        tags=("atelier",),
        file="content/ambassadors/Rosalie Vadnais.md",
        line=5,
    )


def test_a_hub_without_ambassadors_or_feeds_has_no_more_sources(hub: Hub) -> None:
    root = hub()
    assert settings.read(root).sources == ()

    write(root, "---\ntitle: A\n---\n")
    write(root, "No front matter", "b.md")
    write(root, FILE, ".hidden.md")
    assert settings.read(root).sources == ()


def test_a_drafts_feeds_are_not_asked_yet(hub: Hub) -> None:
    write(root := hub(), FILE.replace("relationship", "draft: true\nrelationship"))

    assert settings.read(root).sources == ()


def test_what_was_remembered_is_forgotten_with_the_file(hub: Hub) -> None:
    root = hub()
    assert settings.read(root).sources == ()

    file = write(root)
    assert [source.name for source in settings.read(root).sources] == ["rosalie"]
    file.rename(file.with_name("rosa.md"))
    assert [source.owner for source in settings.read(root).sources] == ["ambassador: rosa"]
    file.with_name("rosa.md").unlink()
    assert settings.read(root).sources == ()


def test_every_mistake_has_its_line(hub: Hub) -> None:
    root = hub(sources="- {name: blog, kind: fed}")
    write(root, FILE.replace("name: rosalie", "name: Rosalie!").replace("tags", "tag"))

    assert [line.partition(": ")[0] for line in mistakes(root)] == [
        "content/ambassadors/Rosalie Vadnais.md:5",
        "content/ambassadors/Rosalie Vadnais.md:8",
        "content/sources.yaml:1",
    ]
    assert "sources.0.tag: a source of kind 'feed' has no 'tag'. Did you mean 'tags'?" in mistakes(root)[1]


def test_a_name_may_stand_once(hub: Hub) -> None:
    root = hub(sources="- {name: rosalie, kind: feed, url: 'https://blog.example/feed.xml'}")
    write(root)

    (told,) = mistakes(root)
    assert told == (
        "content/ambassadors/Rosalie Vadnais.md:5: sources.name: the source of content/sources.yaml:1 is called 'rosalie' too. "
        "Give each its own name."
    )


def test_the_owner_is_not_to_be_chosen(hub: Hub) -> None:
    write(root := hub(), FILE.replace("tags: [atelier]", "owner: brand"))

    (told,) = mistakes(root)
    assert told == (
        "content/ambassadors/Rosalie Vadnais.md:8: sources.0.owner: the sources of this file belong to the person that it is about. "
        "Take the line out, or write the source in content/sources.yaml."
    )


def test_sources_are_a_list(hub: Hub) -> None:
    write(root := hub(), "---\ntitle: A\nsources: https://a.example/feed\n---\n")

    assert mistakes(root) == ["content/ambassadors/Rosalie Vadnais.md:3: sources: a list is needed. Begin each source with `- name:`."]
