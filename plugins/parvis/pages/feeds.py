"""Feeds of the hub: Atom and JSON Feed of everything, Atom of each source and each topic, and the list of its sources as OPML.

Other people's posts are abridged: title, first words, link. The brand's own stand whole. Musts of Atom: RFC 4287, section 4.1.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from heapq import nlargest
from itertools import groupby
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

import msgspec

from parvis.model.article import Article
from parvis.model.hub import Hub, Item
from parvis.model.page import Body, Page, Plan
from parvis.pages.addresses import FEED, JSON_FEED, SOURCE_LIST, absolute
from parvis.pages.backdrop import Backdrop
from parvis.pages.cards import author, name, veil
from parvis.pages.disclosure import told as disclosed
from parvis.pages.edition import Edition, main_edition
from parvis.pages.networks import source_title
from parvis.pages.plans import Values, plan
from parvis.pages.sources import feed_of as source_feed
from parvis.pages.tags import feed_of as topic_feed
from parvis.pages.tags import topics
from parvis.tidy import text

#: A feed shows so many posts, and so much of one that is not the brand's.
LENGTH, ABRIDGED = 50, 280
#: `updated` of a feed without entries: Atom demands one, and the clock would change the file with each build.
NEVER: Final = datetime(1970, 1, 1, tzinfo=UTC)


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One post in a feed."""

    id: str  #: an IRI that never changes
    url: str  #: our page of it, absolute
    via: str  #: the original, absolute; empty for the editors' posts
    title: str
    author: str
    disclosure: tuple[str, ...] = ()  #: what readers must be told of the author; it stands in the title, too
    published: datetime
    updated: datetime
    language: str
    summary: str  #: plain text
    body: Body | None  #: the whole, where it is the brand's own
    tags: tuple[str, ...]


def pages(hub: Hub) -> Iterator[Page | Plan]:
    """All feeds, in the main language."""
    edition = main_edition(hub)
    whole = _newest(hub, edition)
    yield _atom(edition, FEED, edition.site.name, edition.at.home(), whole)
    yield _json_feed(edition, whole)
    yield _opml(edition)
    by_source = sorted(hub.items, key=lambda item: item.post.source)  # stable: newest first within a source
    found = {source: tuple(items)[:LENGTH] for source, items in groupby(by_source, lambda item: item.post.source)}
    for source in edition.sources.values():
        title, home = source_title(source.name, edition), edition.at.source(source.name)
        yield _feed_of_items(edition, source_feed(source.name, edition), title, home, found.get(source.name, ()))
    for topic in topics(hub):
        yield _feed_of_items(edition, topic_feed(topic.slug, edition), topic.label, edition.at.topic(topic.slug), topic.items[:LENGTH])


def _newest(hub: Hub, edition: Backdrop) -> list[Entry]:
    """Posts of the wall and of the journal in one row, newest first."""
    entries = [_of_item(item, edition) for item in hub.items[:LENGTH]]
    entries += [_of_article(article, article.published, edition) for article in hub.articles if article.published]
    return nlargest(LENGTH, entries, key=lambda entry: (entry.published, entry.id))


def _of_item(item: Item, edition: Backdrop) -> Entry:
    post = item.post
    bare = post.author.opted_out
    hidden = bare or veil(post) == "all"
    source = edition.sources.get(post.source)
    labels = disclosed(item.disclosure, edition)
    whole = not hidden and source is not None and source.owner == "brand" and bool(post.html)
    return Entry(
        id=_iri(edition, edition.at.item(post), f"item:{post.id}"),
        url=absolute(edition.site, edition.at.item(post)),
        via=post.url or "",
        title=" · ".join((*labels, name(post, edition))),
        disclosure=labels,
        author="" if bare else author(post) or source_title(post.source, edition),
        published=post.published,
        updated=_changed(item),
        language="" if bare else post.language or "",
        summary="" if hidden else text.one_line(post.text, ABRIDGED),
        body=Body(post.html, post.url or "") if whole else None,
        tags=() if bare else item.tags,
    )


def _of_article(article: Article, published: datetime, edition: Backdrop) -> Entry:
    url = edition.url_of(article)
    labels = disclosed(article.disclosure, edition)
    return Entry(
        id=_iri(edition, url, f"post:{article.language}:{article.slug}"),
        url=absolute(edition.site, url),
        via="",
        title=" · ".join((*labels, article.title)),
        disclosure=labels,
        author=article.author or edition.site.name,
        published=published,
        updated=article.updated or published,
        language=article.language,
        summary=article.summary,
        body=article.body,
        tags=article.tags,
    )


def _iri(edition: Backdrop, url: str, key: str) -> str:
    """An entry's id: its address, which stays for ever; a name made from its key where the site has no address yet."""
    return absolute(edition.site, url) if edition.site.url else uuid5(NAMESPACE_URL, f"parvis:{edition.site.name}:{key}").urn


def _atom(edition: Backdrop, path: str, title: str, home: str, entries: Sequence[Entry]) -> Page:
    return Page(
        kind="feed",
        path=path,
        template="feed.xml",
        title=title,
        language=edition.language,
        updated=_updated(entries),
        values=_values(edition, path, title, home, entries),
    )


def _feed_of_items(edition: Edition, path: str, about: str, home: str, items: tuple[Item, ...]) -> Plan:
    title = f"{about} · {edition.site.name}"
    return plan(
        _values_of_items,
        edition,
        path,
        title,
        home,
        items,
        kind="feed",
        path=path,
        template="feed.xml",
        title=title,
        language=edition.language,
        updated=max((_changed(item) for item in items), default=NEVER),
    )


def _values_of_items(edition: Backdrop, path: str, title: str, home: str, items: tuple[Item, ...]) -> Values:
    return _values(edition, path, title, home, [_of_item(item, edition) for item in items])


def _values(edition: Backdrop, path: str, title: str, home: str, entries: Sequence[Entry]) -> Values:
    return {
        "id": _iri(edition, path, f"feed:{path}"),
        "title": title,
        "language": edition.language,
        "self_url": absolute(edition.site, path),
        "home_url": absolute(edition.site, home),
        "author": edition.site.name,
        "updated": _updated(entries),
        "entries": tuple(entries),
    }


def _changed(item: Item) -> datetime:
    return max(item.post.published, item.post.updated or item.post.published)


def _updated(entries: Sequence[Entry]) -> datetime:
    return max((entry.updated for entry in entries), default=NEVER)


def _json_feed(edition: Backdrop, entries: Sequence[Entry]) -> Page:
    """JSON Feed 1.1, https://www.jsonfeed.org/version/1.1/."""
    site = edition.site
    return Page(
        kind="feed",
        path=JSON_FEED,
        template=None,
        language=edition.language,
        values={
            "version": "https://jsonfeed.org/version/1.1",
            "title": site.name,
            "home_page_url": absolute(site, edition.at.home()),
            "feed_url": absolute(site, JSON_FEED),
            "description": site.tagline.get(edition.language, ""),
            "language": edition.language,
            "authors": [{"name": site.name}],
            "items": [_json_entry(entry) for entry in entries],
        },
    )


def _json_entry(entry: Entry) -> dict[str, Any]:
    told = {
        "external_url": entry.via,
        "authors": [{"name": entry.author}] if entry.author else [],
        "language": entry.language,
        "summary": entry.summary,
        "tags": list(entry.tags),
        "_parvis": {"disclosure": list(entry.disclosure)} if entry.disclosure else None,
    }
    return {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "date_published": entry.published.isoformat(),
        "date_modified": entry.updated.isoformat(),
        **({"content_html": entry.body} if entry.body else {"content_text": entry.summary or entry.title}),
        **{key: value for key, value in told.items() if value},
    }


def _opml(edition: Edition) -> Plan:
    return plan(_values_of_opml, edition, kind="feed", path=SOURCE_LIST, template="sources.opml", language=edition.language)


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
