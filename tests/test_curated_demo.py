"""The demo as its editors decided: `why` tells the truth of each of its items, and what is hidden is in no file of the next build."""

from __future__ import annotations

import gzip
import re
import shutil
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pytest

from parvis import pelican_plugin
from parvis import settings as hub_settings
from parvis.build import reasons, standing
from parvis.cli import main
from parvis.cli.item import find, posts
from parvis.model.hub import Hub
from parvis.pages.addresses import addresses
from parvis.settings.watch_list import watch_list

ROOT: Final = Path(__file__).resolve().parents[1]
#: PARVIS_NOW of the demo.
NOW: Final = datetime(2026, 6, 12, 14, tzinfo=UTC)
#: A drawing with words that nothing else says, a picture of its own, featured on the home page.
DRAWING: Final = "shell-game:702141609388"
WORDS: Final = "Gouache on a napkin"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the demo, built on Monday."""
    root = tmp_path_factory.mktemp("demo")
    shutil.copy(ROOT / "pelican.conf.py", root)
    shutil.copytree(ROOT / "content", root / "content")
    (root / "theme").symlink_to(ROOT / "theme")
    for drawn in ("pictures", "social"):  # what an earlier build has drawn, if there was one, spares minutes that prove nothing
        with suppress(OSError):
            shutil.copytree(ROOT / ".parvis" / drawn, root / ".parvis" / drawn)
    pelican_plugin.build(hub_settings.read(root), NOW)
    return root


@pytest.fixture(scope="module")
def hub(demo: Path) -> Hub:
    return standing.hub(hub_settings.read(demo), NOW)


def files(output: Path) -> Iterator[tuple[str, bytes]]:
    """Every file of a site: its path, and all that is in it; what is packed is unpacked."""
    for path in sorted(output.rglob("*")):
        if path.is_file():
            held = path.read_bytes()
            yield path.relative_to(output).as_posix(), gzip.decompress(held) if held[:2] == b"\x1f\x8b" else held


def test_why_tells_of_each_item_what_the_site_shows(demo: Path, hub: Hub) -> None:
    settings = hub_settings.read(demo)
    desk, archived = standing.desk(settings), {post.id: post for post in posts(settings)}
    at = addresses(hub.site, hub.site.language)
    items = (*hub.items, *hub.withheld)

    assert {item.post.id for item in items} == set(archived)
    for item in items:
        chain = reasons.of_item(item, archived[item.post.id], hub, desk)
        page = at.item(archived[item.post.id])
        assert chain.reasons, chain.id
        # The address of a copy leads to the card that stands for it.
        has_page = chain.status == "published" or bool(item.same_as)
        assert has_page == (demo / "output" / page / "index.html").is_file(), (chain.id, chain.status)
        assert chain.page == (f"{hub.site.url}/{page}" if chain.status == "published" else "")


def test_why_tells_of_each_review_what_the_site_shows(demo: Path, hub: Hub) -> None:
    settings, at = hub_settings.read(demo), addresses(hub.site, hub.site.language)
    everything = (*hub.reviews.published, *hub.reviews.withheld)

    assert len(everything) > 200
    for one in (*everything[:3], *hub.reviews.withheld):
        chain = reasons.of(settings, one.review, NOW)
        assert (chain.status == "published") == (demo / "output" / at.review(one.review.kind, one.review.id8) / "index.html").is_file()
        assert chain.reasons


def test_each_decision_of_the_demo_is_in_the_chain_of_its_item(demo: Path, hub: Hub) -> None:
    settings = hub_settings.read(demo)
    desk, archived = standing.desk(settings), {post.id: post for post in posts(settings)}
    items = {item.post.id: item for item in (*hub.items, *hub.withheld)}
    decided = hub_settings.every_decision(demo / "content")
    everything = [one.review for one in (*hub.reviews.published, *hub.reviews.withheld)]

    assert {decision.do for decision in decided} >= {"hide", "approve", "pin", "feature", "tag", "alt", "contest", "event", "thank"}
    for decision in decided:
        if decision.item in archived:
            chain = reasons.of_item(items[decision.item], archived[decision.item], hub, desk)
        else:
            chain = reasons.of(settings, find(everything, decision.item), NOW)
        steps = {step.name: step.said for step in chain.steps}
        assert any(decision.because in line for line in steps["decisions"])
        if decision.do == "hide" and chain.status in {"hidden", "refused"}:
            assert any(decision.because in reason for reason in chain.reasons)


def test_nothing_of_what_the_demo_hides_is_in_its_site(demo: Path, hub: Hub) -> None:
    hidden = [item.post for item in hub.withheld if not item.same_as]
    needles = [needle.encode() for post in hidden for needle in (post.id, post.id8, post.url or post.id)]

    assert needles
    for path, held in files(demo / "output"):
        assert not [needle for needle in needles if needle in held or needle.decode() in path], path


def test_nothing_that_was_only_listened_to_is_in_the_site(demo: Path, hub: Hub, tmp_path: Path) -> None:
    digest = tmp_path / "digest.html"
    assert main(["--root", str(demo), "listen", "--since", "90d", "--html", str(digest), "--now", NOW.isoformat()]) == 0
    pelican_plugin.build(hub_settings.read(demo), NOW)

    listened = [item.post for item in hub.withheld if item.status == "listening"]
    watched = watch_list(demo / "content")
    told = digest.read_text("utf-8")
    assert listened
    assert all(name.name in told for name in watched if name.kind in {"rumour", "competitor"})
    # Words that nothing else of the hub says, as an index of words would have them.
    own = {"boite.example", "boite-a-idees", "Yolaine", "bike rack", "Philomène", "wheelchair height", "quatre coques en miettes"}
    assert all(any(word in repr(post) for post in listened) for word in own)
    names = {name.name for name in watched if name.kind in {"rumour", "competitor"}}
    digests = {"listened to; ", "Complaints without answer", "Names on the watch list"}
    needles = {post.id for post in listened} | {post.id8 for post in listened} | {post.text for post in listened}
    needles |= own | names | digests
    for path, held in files(demo / "output"):
        text = held.lower()
        assert not [needle for needle in sorted(needles) if needle.lower().encode() in text or needle.lower() in path], path


def test_what_is_hidden_on_monday_is_in_no_file_on_tuesday(demo: Path, hub: Hub) -> None:
    item = next(item for item in hub.items if item.post.id == DRAWING)
    post, page = item.post, addresses(hub.site, hub.site.language).item(item.post)
    monday = dict(files(demo / "output"))
    pictures = set(re.findall(rb"/media/([0-9a-zA-Z_./-]+)", monday[f"{page}index.html"]))
    others = b"".join(held for path, held in monday.items() if path.startswith("mur/") and path.endswith(".html") and post.id8 not in path)
    own = {picture for picture in pictures if picture.rpartition(b".")[0] not in others or b"shell-game" in picture}
    needles = [WORDS.encode(), (post.url or "").encode(), post.id.encode(), post.id8.encode()]
    assert sum(WORDS.encode() in held for held in monday.values()) > 3
    assert pictures

    assert main(["--root", str(demo), "hide", f"/{page}", "--because", "the artist asked us to", "--by", "Ada"]) == 0
    pelican_plugin.build(hub_settings.read(demo), NOW)

    tuesday = dict(files(demo / "output"))
    assert f"{page}index.html" not in tuesday
    for path, held in tuesday.items():
        assert not [needle for needle in needles if needle in held or needle.decode() in path], path
    names = b"\n".join(path.encode() for path in tuesday)
    assert not [picture for picture in own if picture in names]
