"""Assembling the hub: every post with what becomes of it, the editors' words, and when a page would next change by itself."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import chain, islice

from parvis.curate import (
    ambassadors,
    challenges,
    contests,
    disclosure,
    duplicates,
    events,
    marks,
    offers,
    places,
    products,
    rights,
    spotlight,
    tags,
    together,
)
from parvis.curate import nouns as in_time
from parvis.curate.ambassadors import People
from parvis.curate.status import Choice, Desk, choices, choose, first_change, hiding
from parvis.curate.voices import Voices
from parvis.model.article import Article
from parvis.model.curated_review import Reviews
from parvis.model.curation import Curation
from parvis.model.hub import Hub, Item
from parvis.model.nouns import Nouns
from parvis.model.post import Post
from parvis.settings import Settings


def assemble(
    settings: Settings,
    archived: Mapping[str, tuple[Post, ...]],
    articles: Iterable[Article],
    written_pages: Iterable[Article],
    curation: Curation,
    now: datetime,
    nouns: Nouns | None = None,
    reviews: Reviews | None = None,
) -> Hub:
    """The hub at a moment (aware). `archived`: posts by the name of their source, those of sources that are gone included.

    `curation`: what content/curation/ says. `reviews`: decided for the same moment (see `curate.reviews`).
    """
    articles, zone = tuple(articles), settings.site.timezone
    nouns, reviews = nouns or Nouns(), reviews or Reviews()
    posts = [post for name in sorted(archived) for post in archived[name]]
    desk = Desk(curation, settings.sources, posts, zone)
    sources = {source.name: source for source in settings.sources}
    contests.refuse(nouns.contests, now, settings.site.languages)
    disclosure.refuse_hidden_owners(settings.sources, nouns.ambassadors)
    people = People(nouns.ambassadors, sources)
    items = _disclosed(_items(posts, desk, people, now), people, zone, now)
    published = tuple(item for item in items if item.status == "published")
    meetings = events.shown(in_time.due(nouns.events, now), published, settings.site, now)
    return Hub(
        site=settings.site,
        now=now,
        sources=settings.sources,
        items=published,
        withheld=tuple(item for item in items if item.status != "published"),
        articles=disclosure.of_articles(_newest_first(articles, now), nouns.ambassadors, zone, now),
        written_pages=tuple(sorted(written_pages, key=lambda page: (page.title, page.language, page.slug))),
        next_change=_earliest(
            _changes_of_posts(posts, desk, articles, now, frozenset(item.post.id for item in items if item.hidden_with)),
            _changes_of_nouns(nouns, zone, now),
            reviews.changes,
            events.changes(meetings, zone, now),
        ),
        ambassadors=ambassadors.shown(nouns.ambassadors, zone, now),
        spotlight=spotlight.spotlight(nouns.ambassadors, zone, now),
        contests=contests.shown(nouns.contests, now),
        products=in_time.due(nouns.products, now),
        places=in_time.due(nouns.places, now),
        events=meetings,
        offers=in_time.due(nouns.offers, now),
        challenges=in_time.due(nouns.challenges, now),
        reviews=reviews,
        rules=curation.rules,
        takedowns=curation.takedowns,
        rights_written=len(curation.rights),
        deciders=len(curation.deciders | reviews.answerers),
    )


def _disclosed(items: list[Item], people: People, zone: str, now: datetime) -> list[Item]:
    """Items with what has to be told of their authors. Raises PolicyError where a post of a contract's days lacks the contract's label."""
    if not people:
        return items
    told = [disclosure.disclosed(item, people, zone, now) for item in items]
    disclosure.refuse_unlabelled(told, people, zone)
    return told


def _items(posts: list[Post], desk: Desk, people: People, now: datetime) -> list[Item]:
    """All posts with their choice, newest first; ties by id."""
    # As they come from the archive, one source after the other, they lie side by side in memory: asked so, each answer comes sooner.
    chosen = [(post, choice, _tags(post, choice, desk)) for post, choice in choices(posts, desk, now)]
    held = desk.rights.of_each(posts, desk.sources, now)
    chosen.sort(key=lambda one: one[0].id)
    chosen.sort(key=lambda one: one[0].published, reverse=True)
    # What is withheld has no say in how a tag is written on the pages.
    spelling = tags.spellings(chain.from_iterable(own for _post, choice, own in chosen if choice.status == "published"))
    items = (
        Item(
            post=post,
            status=choice.status,
            reasons=choice.reasons,
            tags=tags.one_each(own, spelling),
            featured=choice.verdict.featured,
            stage=choice.stage,
            rule=choice.verdict.rule if choice.stage == "ruled" else "",
            ground=choice.ground,
        )
        for post, choice, own in chosen
    )
    decided = desk.decided
    marked = (marks.marked(item, decided, now) if item.post.id in decided.ids else item for item in items)
    voices = Voices(people, desk.sources)
    copies = decided.of_copies()

    def lay(some: Sequence[Item], leading: Collection[str]) -> duplicates.Sheet:
        return duplicates.Sheet.of(some, voices, copies, lambda item: (its := held.get(item.post.id)) is None or its.whole, leading)

    of_decided = ((post, hiding(post, choice, desk, now)) for post, choice, _own in chosen if post.id in decided.ids)
    hidings = {post.id: against for post, against in of_decided if against}
    once = together.folded(marked, decided, hidings, lay, is_own=lambda item: voices.is_brand(item.post))
    return [rights.shown(item, held.get(item.post.id)) for item in once]


def _tags(post: Post, choice: Choice, desk: Desk) -> tuple[str, ...]:
    """A post's own tags, then those that sources.yaml gives its source, then those of rules, then those that editors have given it."""
    source = desk.sources.get(post.source)
    given = marks.tags(post, desk.decided) if post.id in desk.decided.ids else ()
    # Most of them are empty, and then nothing is made anew.
    return post.tags + (source.tags if source else ()) + choice.verdict.tags + given


def _is_early(article: Article, now: datetime) -> bool:
    """Whether an editor has dated an article ahead: it waits for its moment, to the second."""
    return article.published is not None and article.published > now


def _newest_first(articles: Iterable[Article], now: datetime) -> tuple[Article, ...]:
    """Those whose moment has come; ties by slug and language; an article without a date is the oldest."""
    due = (article for article in articles if not _is_early(article, now))
    by_name = sorted(due, key=lambda article: (article.slug, article.language))
    return tuple(sorted(by_name, key=lambda article: article.published.timestamp() if article.published else float("-inf"), reverse=True))


def _earliest(*changes: Iterable[datetime]) -> datetime | None:
    """The first later moment at which a page would change though no file has."""
    return min(chain.from_iterable(changes), default=None)


def _changes_of_posts(
    posts: Sequence[Post], desk: Desk, articles: Iterable[Article], now: datetime, gone: Container[str]
) -> Iterator[datetime]:
    """`gone`: ids of copies that are hidden with something: neither a grant nor a pin of theirs shows."""
    first = first_change(posts, desk, now)
    if first:
        yield first
    coming: dict[datetime, list[Post]] = {}
    for post in posts if desk.decided.ends_within(now, first) or desk.rights.turns_within(now, first) else ():
        if post.id in gone:
            continue
        pins = marks.changes(post, desk.decided, now) if post.id in desk.decided.ids else ()
        for moment in (*pins, *rights.changes(post, desk.sources.get(post.source), desk.rights, now)):
            coming.setdefault(moment, []).append(post)
    # In time's order, so that few are asked.
    sooner = (moment for moment in sorted(coming) if first is None or moment < first)
    yield from islice((moment for moment in sooner if any(choose(post, desk, moment).status == "published" for post in coming[moment])), 1)
    for article in articles:
        if article.published and _is_early(article, now):
            yield article.published


def _changes_of_nouns(nouns: Nouns, timezone: str, now: datetime) -> Iterator[datetime]:
    yield from in_time.changes(nouns, now)
    yield from products.changes(nouns.products, timezone, now)
    yield from places.changes(nouns.places, timezone, now)
    yield from offers.changes(nouns.offers, now)
    yield from challenges.changes(nouns.challenges, now)
    yield from contests.changes(nouns.contests, now)
    yield from ambassadors.changes(nouns.ambassadors, timezone, now)
    yield from spotlight.changes(nouns.ambassadors, timezone, now)
