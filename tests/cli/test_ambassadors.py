"""Ambassadors from file to page: collected from their own feed, labelled, gone at the moment, and never unlabelled."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]

FEED = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>Ada</title><link>https://ada.example/</link>
<item><title>Paid for</title><link>https://ada.example/2</link><pubDate>Mon, 01 Jun 2026 10:00:00 GMT</pubDate></item>
<item><title>Before</title><link>https://ada.example/1</link><pubDate>Mon, 01 Dec 2025 10:00:00 GMT</pubDate></item>
</channel></rss>"""
ADA = """\
---
title: Ada Lovelace
relationship: paid
contract: {from: 2026-01-01, until: 2026-06-30}
consent: {given: 2025-12-10, until: 2027-12-31, scope: [page, posts, spotlight]}
after: AFTER
sources:
  - {name: ada, kind: feed, url: content/recorded/ada.xml}
---
She writes about engines.
"""
DURING, LAST_SECOND, AFTER = "2026-06-12T10:00Z", "2026-06-30T23:59:59Z", "2026-07-01T00:00Z"


@pytest.fixture
def place(hub: Path) -> Path:
    """A hub whose only source is an ambassador's own."""
    (hub / "content" / "recorded" / "ada.xml").write_text(FEED, "utf-8")
    (hub / "content" / "sources.yaml").write_text("sources:\n", "utf-8")
    write(hub, "remove")
    return hub


def write(hub: Path, after: str) -> None:
    file = hub / "content" / "ambassadors" / "ada.md"
    file.parent.mkdir(exist_ok=True)
    file.write_text(ADA.replace("AFTER", after), "utf-8")


def labels(hub: Path) -> dict[str, list[str]]:
    """Labels of the wall's items by title."""
    items = json.loads((hub / "output" / "api" / "wall" / "latest.json").read_text("utf-8"))["items"]
    return {item["title"]: item["disclosure"] for item in items}


def ok(done: subprocess.CompletedProcess[str]) -> None:
    assert done.returncode == 0, done.stderr


def test_their_own_feed_is_collected_and_labelled(run: Run, place: Path) -> None:
    ok(run("collect", "--now", DURING, cwd=place))
    ok(run("build", "--now", DURING, cwd=place))

    assert labels(place) == {"Paid for": ["Paid partnership"], "Before": ["Paid partnership since January\u00a01, 2026"]}
    page = (place / "output" / "ambassadors" / "ada" / "index.html").read_text("utf-8")
    assert "She writes about engines." in page
    assert "Is paid by The Square. From January\u00a01, 2026 to June\u00a030, 2026." in page
    assert '"@type":"ProfilePage"' in page
    assert "Ambassador of the week" in (place / "output" / "index.html").read_text("utf-8")
    assert "Paid partnership · Paid for" in (place / "output" / "feed.xml").read_text("utf-8")


def test_a_contract_ends_at_its_second(run: Run, place: Path) -> None:
    ok(run("collect", "--now", DURING, cwd=place))
    page = place / "output" / "ambassadors" / "ada" / "index.html"
    ok(run("build", "--now", LAST_SECOND, cwd=place))
    assert page.exists()

    ok(run("build", "--now", AFTER, cwd=place))
    assert not page.exists()
    assert labels(place) == {"Paid for": ["Paid partnership"], "Before": []}
    assert "Ambassador of the week" not in (place / "output" / "index.html").read_text("utf-8")


def test_a_goodbye_stays(run: Run, place: Path) -> None:
    write(place, "goodbye")
    ok(run("build", "--now", AFTER, cwd=place))

    page = (place / "output" / "ambassadors" / "ada" / "index.html").read_text("utf-8")
    assert "Thank you, and goodbye." in page
    assert "Was paid by The Square." in page
    listed = json.loads((place / "output" / "api" / "index.json").read_text("utf-8"))["pages"]
    assert [page["url"].rsplit("/", 2)[1] for page in listed if page["kind"] == "ambassador"] == ["ada"]


def test_the_next_change_of_the_site_is_the_contracts_end(run: Run, place: Path) -> None:
    built = json.loads(run("build", "--now", DURING, "--json", cwd=place).stdout)

    assert built["next_change"] == "2026-07-01T00:00:00Z"


def test_check_and_build_refuse_whoever_is_not_explained(run: Run, place: Path) -> None:
    source = "sources:\n  - {name: bao, kind: feed, url: content/recorded/ada.xml, owner: 'ambassador: bao'}\n"
    (place / "content" / "sources.yaml").write_text(source, "utf-8")

    for verb in ("check", "build"):
        done = run(verb, cwd=place)
        assert done.returncode == 65, verb
        assert "content/sources.yaml:2: bao.owner: nobody can be told what binds 'bao' to the brand" in done.stderr, verb


def test_check_and_build_refuse_a_hidden_contract(run: Run, place: Path) -> None:
    file = place / "content" / "ambassadors" / "ada.md"
    file.write_text(file.read_text("utf-8").replace("contract: {from: 2026-01-01, until: 2026-06-30}\n", ""), "utf-8")

    for verb in ("check", "build"):
        done = run(verb, cwd=place)
        assert done.returncode == 65, verb
        assert "a paid person's posts carry a label from the first day of the contract, which is not given." in done.stderr, verb


def test_a_theme_without_labels_builds_nothing(run: Run, place: Path) -> None:
    ok(run("collect", "--now", DURING, cwd=place))
    parts = place / "theme" / "templates" / "parts"
    parts.mkdir(parents=True)
    (parts / "post_card.html").write_text(
        '{% macro post_card(card, size="", lazy=true, topics=true) -%}<h3>{{ card.name }}</h3>{%- endmacro %}', "utf-8"
    )
    conf = place / "pelican.conf.py"
    conf.write_text(conf.read_text("utf-8") + '\nTHEME = "theme"\n', "utf-8")

    done = run("build", "--now", DURING, cwd=place)
    assert done.returncode == 65
    assert "shows somebody's words and not what binds them to the brand: 'Paid partnership" in done.stderr
    assert not (place / "output" / "index.html").exists()
