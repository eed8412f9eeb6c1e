"""`parvis nominate`: candidates from the archive, for people and for machines."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., subprocess.CompletedProcess[str]]

FEED = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Fans</title><link>https://fans.example/</link>
{items}</channel></rss>"""
ITEM = (
    "<item><title>{title}</title><link>https://fans.example/{number}</link><guid>https://fans.example/{number}</guid>"
    "<dc:creator>{author}</dc:creator><pubDate>Mon, 0{number} Jun 2026 10:00:00 GMT</pubDate>"
    "<description>Thank you for the box, it was delicious.</description></item>"
)


def fans(hub: Path, *authors: str) -> None:
    """A source whose posts thank the brand, one by each of the authors in turn."""
    items = "".join(ITEM.format(title=f"Post {number}", number=number, author=author) for number, author in enumerate(authors, 1))
    (hub / "content" / "recorded" / "fans.xml").write_text(FEED.format(items=items), "utf-8")
    (hub / "content" / "sources.yaml").write_text("sources:\n  - {name: fans, kind: feed, url: content/recorded/fans.xml}\n", "utf-8")


def test_fans_are_listed_with_their_reasons(run: Run, hub: Path) -> None:
    fans(hub, "Odile", "Zoe", "Odile")
    run("collect", cwd=hub)
    done = run("nominate", cwd=hub)

    assert done.returncode == 0
    assert done.stdout.splitlines()[1].split("\t") == ["Odile", "feed", "2 posts, the latest on 2026-06-03 · 2 posts with thanks or praise"]
    assert "Zoe" not in done.stdout


def test_machines_get_the_same_and_no_more_than_they_want(run: Run, hub: Path) -> None:
    fans(hub, "Odile", "Zoe", "Odile", "Zoe")
    run("collect", cwd=hub)

    found = json.loads(run("nominate", "--json", cwd=hub).stdout)["candidates"]
    (first,) = json.loads(run("nominate", "--top", "1", "--json", cwd=hub).stdout)["candidates"]
    assert [one["name"] for one in found] == ["Odile", "Zoe"]
    assert first == found[0]
    assert (first["posts"], first["thankful"], first["approved"], first["liked"]) == (2, 2, 0, 0)


def test_an_ambassador_is_not_asked_again(run: Run, hub: Path) -> None:
    fans(hub, "Odile", "Odile")
    run("collect", cwd=hub)
    file = hub / "content" / "ambassadors" / "odile.md"
    file.parent.mkdir(exist_ok=True)
    file.write_text("---\ntitle: Odile\nrelationship: none\nconsent: {given: 2026-01-01, scope: [page]}\n---\n", "utf-8")

    assert run("nominate", cwd=hub).stdout.startswith("Nobody yet")


def test_a_hub_without_fans_says_so(run: Run, hub: Path) -> None:
    done = run("nominate", cwd=hub)

    assert (done.returncode, done.stdout[:10]) == (0, "Nobody yet")


def test_top_is_a_number_from_one_on(run: Run, hub: Path) -> None:
    assert run("nominate", "--top", "0", cwd=hub).returncode == 2
