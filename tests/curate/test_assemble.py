"""What the hub holds, in which order, and when it would next change."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from parvis.curate.assemble import assemble
from parvis.model.article import Article
from parvis.model.curation import Curation
from parvis.model.decision import Decision
from parvis.model.hub import Hub
from parvis.model.page import Body
from parvis.model.post import Post
from parvis.model.right import Right
from parvis.model.source import Source
from parvis.settings import Settings

MakePost = Callable[..., Post]
MakeSource = Callable[..., Source]
MakeSettings = Callable[..., Settings]

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


def article(slug: str, published: datetime | None, language: str = "fr", title: str = "") -> Article:
    return Article(kind="post", slug=slug, language=language, title=title or slug, body=Body("", "", written=True), published=published)


def test_items_come_newest_first_and_ties_by_id(post: MakePost, source: MakeSource, settings: MakeSettings, now: datetime) -> None:
    posts = (post("old", published=now - 2 * DAY), post("b"), post("a"), post("new", published=now))
    others = (post("a", source="aaa"),)

    hub = assemble(settings(source("blog"), source("aaa")), {"blog": posts, "aaa": others}, (), (), Curation(), now)

    assert [item.post.id for item in hub.items] == ["blog:new", "blog:old", "aaa:a", "blog:a", "blog:b"]


def test_every_post_is_shown_or_withheld_with_a_reason(post: MakePost, source: MakeSource, settings: MakeSettings, now: datetime) -> None:
    archived = {"blog": (post("1"), post("2", held="x")), "gone": (post("3", source="gone"),), "quiet": (post("4", source="quiet"),)}

    hub = assemble(settings(source("blog"), source("quiet", publish="listen")), archived, (), (), Curation(), now)

    assert [item.post.id for item in hub.items] == ["blog:1"]
    assert [(item.post.id, item.status) for item in hub.withheld] == [("blog:2", "waiting"), ("gone:3", "hidden"), ("quiet:4", "listening")]
    assert all(item.reasons for item in (*hub.items, *hub.withheld))


def test_the_hub_knows_its_site_its_sources_and_its_moment(source: MakeSource, settings: MakeSettings, now: datetime) -> None:
    known = settings(source("zoe"), source("ada"))

    hub = assemble(known, {}, (), (), Curation(), now)

    assert (hub.site, hub.now, [one.name for one in hub.sources]) == (known.site, now, ["zoe", "ada"])
    assert (hub.items, hub.withheld, hub.next_change) == ((), (), None)


def test_the_hub_counts_what_was_asked_of_authors_and_who_decides(settings: MakeSettings, now: datetime) -> None:
    rights = (
        Right(item="blog:1", state="requested", by="Awa", at=now, because="by mail"),
        Right(item="blog:1", state="declined", by="Ed", at=now, because="no"),
    )
    decision = Decision(source="blog", do="approve", by="Awa", at=now, because="read")

    hub = assemble(settings(), {}, (), (), Curation(decisions=(decision,), rights=rights), now)

    assert (hub.rights_written, hub.deciders) == (2, 2)


def test_an_approval_is_heeded(post: MakePost, source: MakeSource, settings: MakeSettings, now: datetime) -> None:
    given = Decision(do="approve", item="blog:1", by="Ada", at=now, because="ours")

    hub = assemble(settings(source()), {"blog": (post(held="x"),)}, (), (), Curation(decisions=(given,)), now)

    assert [item.status for item in hub.items] == ["published"]


def test_a_tag_has_the_spelling_that_is_written_most_often(
    post: MakePost, source: MakeSource, settings: MakeSettings, now: datetime
) -> None:
    posts = (post("1", tags=("Macarons",)), post("2", tags=("macarons", "MACARONS")), post("3", tags=("Macarons", "Été")))

    hub = assemble(settings(source(tags=("été", "Boutique"))), {"blog": posts}, (), (), Curation(), now)

    assert {item.post.id: item.tags for item in hub.items} == {
        "blog:1": ("Macarons", "été", "Boutique"),
        "blog:2": ("Macarons", "été", "Boutique"),
        "blog:3": ("Macarons", "été", "Boutique"),
    }


def test_tags_keep_their_order(post: MakePost, source: MakeSource, settings: MakeSettings, now: datetime) -> None:
    hub = assemble(settings(source(tags=("b", "z"))), {"blog": (post(tags=("c", "a", "b", "a")),)}, (), (), Curation(), now)

    assert hub.items[0].tags == ("c", "a", "b", "z")


def test_of_equally_frequent_spellings_the_first_in_the_alphabet_is_taken(
    post: MakePost, source: MakeSource, settings: MakeSettings, now: datetime
) -> None:
    for first, second in (("news", "News"), ("News", "news")):
        posts = (post("1", tags=(first,)), post("2", tags=(second,)))

        hub = assemble(settings(source()), {"blog": posts}, (), (), Curation(), now)

        assert {item.tags for item in hub.items} == {("News",)}


def test_what_is_withheld_has_no_say_in_the_spelling(post: MakePost, source: MakeSource, settings: MakeSettings, now: datetime) -> None:
    posts = (post("1", tags=("news",)), post("2", tags=("NEWS", "Only"), held="x"), post("3", tags=("NEWS",), held="x"))

    hub = assemble(settings(source()), {"blog": posts}, (), (), Curation(), now)

    assert hub.items[0].tags == ("news",)
    assert {item.tags for item in hub.withheld} == {("news", "Only"), ("news",)}


def test_composed_and_decomposed_letters_make_one_tag(post: MakePost, source: MakeSource, settings: MakeSettings, now: datetime) -> None:
    posts = (post("1", tags=("caf\u00e9",)), post("2", tags=("cafe\u0301",)), post("3", tags=("caf\u00e9",)))

    hub = assemble(settings(source()), {"blog": posts}, (), (), Curation(), now)

    assert {item.tags for item in hub.items} == {("caf\u00e9",)}


def test_articles_come_newest_first_and_wait_for_their_moment(settings: MakeSettings, now: datetime) -> None:
    articles = (
        article("b", now - DAY),
        article("a", now - DAY, "fr"),
        article("a", now - DAY, "en"),
        article("now", now),
        article("soon", now + SECOND),
        article("draft", None),
    )

    hub = assemble(settings(), {}, articles, (), Curation(), now)

    assert [(one.slug, one.language) for one in hub.articles] == [("now", "fr"), ("a", "en"), ("a", "fr"), ("b", "fr"), ("draft", "fr")]
    assert hub.next_change == now + SECOND


def test_written_pages_come_by_title(settings: MakeSettings, now: datetime) -> None:
    pages = (article("x", None, title="Nous"), article("y", None, title="Contact"))

    assert [page.title for page in assemble(settings(), {}, (), pages, Curation(), now).written_pages] == ["Contact", "Nous"]


def test_the_next_change_is_the_first_of_all(post: MakePost, source: MakeSource, settings: MakeSettings, now: datetime) -> None:
    posts = (
        post("1", published=now + 5 * DAY),
        post("2", expires=now + 3 * DAY),
        post("3", held="x", expires=now + 4 * DAY),
        post("4", expires=now - DAY),
    )
    articles = (article("later", now + 8 * DAY),)

    hub = assemble(settings(source(keep=30 * DAY)), {"blog": posts}, articles, (), Curation(), now)

    assert hub.next_change == now + 3 * DAY


def test_the_order_of_the_archive_does_not_matter(post: MakePost, source: MakeSource, settings: MakeSettings, now: datetime) -> None:
    posts = [
        post(str(number), published=now - number % 3 * DAY, tags=(f"t{number % 4}", "X" if number % 2 else "x")) for number in range(40)
    ]
    shuffled = random.Random(7).sample(posts, len(posts))
    known = settings(source())

    assert assemble(known, {"blog": tuple(posts)}, (), (), Curation(), now) == assemble(
        known, {"blog": tuple(shuffled)}, (), (), Curation(), now
    )


def shown(hub: Hub) -> tuple[object, ...]:
    """What the pages are made from; why others are not shown is counted."""
    counted = sorted((item.status, item.stage) for item in hub.withheld)
    return [item.post.id for item in hub.items], [one.slug for one in hub.articles], counted


MOMENTS = st.integers(-20, 20)


@given(
    st.lists(st.tuples(MOMENTS, st.none() | MOMENTS, st.booleans(), st.booleans()), max_size=6),
    st.none() | st.integers(1, 10),
    st.lists(MOMENTS, max_size=2),
)
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_nothing_changes_before_the_next_change_and_something_does_then(
    post: MakePost,
    source: MakeSource,
    settings: MakeSettings,
    posts: list[tuple[int, int | None, bool, bool]],
    keep: int | None,
    articles: list[int],
) -> None:
    start = datetime(2026, 6, 12, tzinfo=UTC)

    def day(offset: int) -> datetime:
        return start + offset * DAY

    known = settings(source("blog", keep=keep * DAY if keep else None), source("news", publish="review"))
    archived = {
        name: tuple(
            post(
                str(place),
                source=name,
                published=day(published),
                expires=None if expires is None else day(expires),
                held="x" if held else None,
            )
            for place, (published, expires, held, reviewed) in enumerate(posts)
            if reviewed == (name == "news")
        )
        for name in ("blog", "news")
    }
    written = tuple(article(str(place), day(offset)) for place, offset in enumerate(articles))
    curation = Curation(decisions=(Decision(do="approve", item="news:0", by="Ada", at=start, because="ours"),))

    def at(moment: datetime) -> Hub:
        return assemble(known, archived, written, (), curation, moment)

    hub = at(start)
    end = hub.next_change or day(60)

    for offset in range(1, (end - start).days):
        assert shown(at(day(offset))) == shown(hub)
    assert shown(at(end - SECOND)) == shown(hub)
    assert (shown(at(end)) != shown(hub)) == (hub.next_change is not None)


def test_ten_thousand_posts_are_assembled_in_a_moment(post: MakePost, source: MakeSource, settings: MakeSettings, now: datetime) -> None:
    posts = tuple(
        post(
            str(number),
            published=now - number * timedelta(hours=2),
            tags=("a", f"tag {number % 50}"),
            expires=now + DAY * number if number % 5 == 0 else None,
        )
        for number in range(10_000)
    )

    started = time.process_time()
    hub = assemble(settings(source(keep=365 * DAY)), {"blog": posts}, (), (), Curation(), now)

    assert time.process_time() - started < 1
    assert len(hub.items) + len(hub.withheld) == 10_000
