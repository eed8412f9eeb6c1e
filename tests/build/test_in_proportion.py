"""Work in proportion to what is new: counted, never timed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from parvis import settings
from parvis.archive import write
from parvis.curate.status import Desk, changes, first_change
from parvis.model.build_report import BuildReport
from parvis.model.curation import Curation
from parvis.model.post import Author, Post
from parvis.model.source import Source

#: Files that show the newest posts whatever hub there is: home, wall, topics, its source, the feeds and data of each, in two languages.
FRONTS = 60


def _post(number: int, source: str = "square", **fields: object) -> Post:
    moment = datetime(2026, 6, 12, 13, tzinfo=UTC) - timedelta(hours=number)
    known: dict[str, object] = {
        "id": f"{source}:{number}",
        "source": source,
        "network": "mastodon",
        "url": f"https://square.example/{number}",
        "slug": f"post-{number}",
        "published": moment,
        "collected": moment,
        "title": f"Post {number}",
        "titled": False,
        "text": f"Post {number}",
    }
    return Post(**(known | fields))  # type: ignore[arg-type]  # fields by name


def test_one_new_item_draws_the_fronts_and_its_own_page_however_many_there_are(hub: Path, build: Callable[..., BuildReport]) -> None:
    archive = settings.read(hub).archive
    write.keep(archive, "square", [_post(number) for number in range(1, 121)])
    whole = build()
    write.keep(archive, "square", [_post(0)])
    one = build()

    assert whole.pages > 2 * FRONTS
    assert 0 < one.rendered <= FRONTS
    assert not build().rendered


def test_a_copy_that_comes_later_has_a_page_that_leads_to_the_card(hub: Path, build: Callable[..., BuildReport]) -> None:
    archive = settings.read(hub).archive
    said = "Une place, deux réseaux et les mêmes mots du premier au dernier."
    write.keep(archive, "square", [_post(1, text=said, url="https://square.example/one", author=_lou())])
    build()
    write.keep(archive, "shop", [_post(2, "shop", text=said, url="https://square.example/one", author=_lou())])
    build()
    pages = [path.read_text("utf-8") for path in hub.glob("output/mur/*/post-*/index.html")]
    leading = [page for page in pages if 'http-equiv="refresh"' in page]

    assert len(leading) == 1
    assert "<script" not in leading[0].replace('<script type="application/ld+json"', "")
    assert 'rel="canonical" href="https://place.example/hub/mur/shop/' in leading[0]


def _lou() -> Author:
    return Author(name="Lou Bélanger", url="https://square.example/@lou")


def test_the_next_change_of_many_posts_is_the_first_of_all_changes() -> None:
    source = Source(name="square", kind="mastodon", keep=timedelta(days=9))
    posts = [_post(number, held="x" if number % 3 == 0 else None) for number in range(0, 200, 7)]
    desk, now = Desk(Curation(), [source]), datetime(2026, 6, 12, 14, tzinfo=UTC)

    assert first_change(posts, desk, now) == min(moment for post in posts for moment in changes(post, desk, now))
    assert first_change([], desk, now) is None
