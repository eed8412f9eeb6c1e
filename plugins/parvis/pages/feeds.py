"""Feeds, each as Atom and as JSON Feed: of the hub, of each page kind, source, topic, person and contest; and its sources as OPML.

Other people's posts are abridged: title, first words, link. The brand's own stand whole, and so does what was granted for feeds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from heapq import nlargest
from itertools import chain
from typing import Final

from parvis.curate.disclosure import wrote
from parvis.model.article import Article, Kind
from parvis.model.hub import Hub, Item
from parvis.model.page import Page, Plan
from parvis.pages import feed_formats, nouns
from parvis.pages.addresses import SOURCE_LIST
from parvis.pages.backdrop import Backdrop
from parvis.pages.edition import Edition, editions, main_edition
from parvis.pages.feed_entries import Entry, changed, of_article, of_item, of_noun, of_phases, of_review
from parvis.pages.journal import posts_of
from parvis.pages.networks import source_title
from parvis.pages.plans import Values, plan
from parvis.pages.tags import topics

#: A feed shows so many entries.
LENGTH: Final = 50
#: Kinds of nouns whose lists have a feed, and what each list is called.
_LISTS: Final[tuple[tuple[Kind, str], ...]] = (
    ("ambassador", "Ambassadors"),
    ("challenge", "Challenges"),
    ("event", "Events"),
    ("offer", "Offers"),
    ("place", "Places"),
    ("product", "Products"),
)


def pages(hub: Hub) -> Iterator[Page | Plan]:
    """All feeds: the hub's own in each language, all others in the main one."""
    main = main_edition(hub)
    for edition in editions(hub):
        yield feed_formats.sheet(edition)
        yield from _written(hub, edition)
    yield from _items(hub, main)
    yield from _nouns(hub, main)
    yield plan(_values_of_opml, main, kind="feed", path=SOURCE_LIST, template="sources.opml", language=main.language)


def _written(hub: Hub, edition: Edition) -> Iterator[Page]:
    """Posts of the wall and of the journal in one row; in the main language, the journal alone besides."""
    gettext = edition.words.gettext
    articles = [of_article(article, article.published, edition) for article in posts_of(hub, edition) if article.published]
    newest = [of_item(item, edition) for item in hub.items[:LENGTH]]
    yield from _feed(edition, edition.site.name, edition.at.home(), chain(newest, articles))
    if edition.main:
        yield from _feed(edition, str(gettext("Journal")), edition.at.journal(), articles)


def _items(hub: Hub, edition: Edition) -> Iterator[Plan]:
    """The wall, its films, each source, each topic and each ambassador."""
    gettext = edition.words.gettext
    found: dict[str, list[Item]] = defaultdict(list)
    for item in hub.items:  # newest first: each list fills with the newest
        for home in _homes(item, edition):
            if len(found[home]) < LENGTH:
                found[home].append(item)
    yield from _feed_of_items(edition, str(gettext("Wall")), edition.at.wall(), hub.items[:LENGTH])
    yield from _feed_of_items(edition, str(gettext("Videos")), edition.at.videos(), tuple(found[edition.at.videos()]))
    for source in edition.sources.values():
        home = edition.at.source(source.name)
        yield from _feed_of_items(edition, source_title(source.name, edition), home, tuple(found[home]))
    for topic in topics(hub):
        yield from _feed_of_items(edition, topic.label, edition.at.topic(topic.slug), topic.items[:LENGTH])
    for person in hub.ambassadors:
        home, theirs = nouns.url(person, edition), tuple(one for one in posts_of(hub, edition) if wrote(person, one))
        yield from _feed_of_items(edition, nouns.link(person, edition).label, home, tuple(found[home]), theirs)


def _homes(item: Item, edition: Edition) -> Iterator[str]:
    """The lists that a post stands on, beside the wall and its topics."""
    yield from (edition.at.source(name) for name in dict.fromkeys((item.post.source, *(also.source for also in item.also))))
    if item.post.kind == "video":
        yield edition.at.videos()
    if item.ambassador:
        yield from (nouns.url(person, edition) for person in edition.hub.ambassadors if person.slug == item.ambassador)


def _nouns(hub: Hub, edition: Edition) -> Iterator[Page]:
    """Reviews, contests as they go on, and what has come of every other kind."""
    gettext = edition.words.gettext
    newest = (of_review(one, edition) for one in hub.reviews.published[:LENGTH])
    yield from _feed(edition, str(gettext("Reviews")), edition.at.reviews(), newest)
    phases = {contest.slug: of_phases(contest, edition) for contest in hub.contests}
    for contest in hub.contests:
        yield from _feed(edition, nouns.link(contest, edition).label, nouns.url(contest, edition), phases[contest.slug])
    if phases:
        yield from _feed(edition, str(gettext("Contests")), edition.at.list_of("contest"), chain.from_iterable(phases.values()))
    for kind, title in _LISTS:
        if found := getattr(hub, f"{kind}s"):
            entries = (entry for noun in found if (entry := of_noun(noun, edition)))
            yield from _feed(edition, str(gettext(title)), edition.at.list_of(kind), entries)


def _feed(edition: Edition, about: str, home: str, entries: Iterable[Entry]) -> Iterator[Page]:
    newest = nlargest(LENGTH, entries, key=lambda entry: (entry.published, entry.id))
    title = about if about == edition.site.name else f"{about} · {edition.site.name}"
    for template, name, values in feed_formats.both(edition, title, home, newest):
        yield Page(
            kind="feed",
            path=f"{home}{name}",
            template=template,
            title=title,
            language=edition.language,
            updated=feed_formats.updated(newest),
            values=values,
        )


def _feed_of_items(edition: Edition, about: str, home: str, items: tuple[Item, ...], articles: tuple[Article, ...] = ()) -> Iterator[Plan]:
    title = f"{about} · {edition.site.name}"
    moments = chain((changed(item) for item in items), (_moment(article) for article in articles))
    last = max(moments, default=feed_formats.NEVER)
    for number, (template, name) in enumerate(feed_formats.FORMATS):
        yield plan(
            _values_of_items,
            edition,
            number,
            title,
            home,
            items,
            articles,
            kind="feed",
            path=f"{home}{name}",
            template=template,
            title=title,
            language=edition.language,
            updated=last,
        )


def _values_of_items(
    edition: Backdrop, number: int, title: str, home: str, items: tuple[Item, ...], articles: tuple[Article, ...]
) -> Values:
    entries = chain((of_item(item, edition) for item in items), (of_article(one, _moment(one), edition) for one in articles))
    newest: Sequence[Entry] = nlargest(LENGTH, entries, key=lambda entry: (entry.published, entry.id))
    return feed_formats.one(number, edition, title, home, newest)


def _moment(article: Article) -> datetime:
    return article.published or feed_formats.NEVER


def _values_of_opml(edition: Backdrop) -> Values:
    """The sources that anybody may read, as OPML 2.0 (http://opml.org/spec2.opml)."""
    # What knows all kinds of sources takes a tenth of a second to import.
    from parvis.pages.public_feeds import public_address

    return {
        "title": edition.site.name,
        "sources": tuple(
            {"title": source_title(source.name, edition), "feed": public_address(source)} for source in edition.sources.values()
        ),
    }
