"""Entries of feeds: one for each post, article, review, noun and phase of a contest, with what its rights let out of the house."""

from __future__ import annotations

from datetime import date, datetime
from uuid import NAMESPACE_URL, uuid5

import msgspec

from parvis.curate.contests import phases
from parvis.curate.nouns import midnight
from parvis.model.ambassador import Ambassador
from parvis.model.article import Article
from parvis.model.challenge import Challenge
from parvis.model.contest import Contest
from parvis.model.curated_review import CuratedReview
from parvis.model.event import Event
from parvis.model.hub import Item
from parvis.model.noun import Noun
from parvis.model.offer import Offer
from parvis.model.page import Body
from parvis.model.product import Product
from parvis.pages import nouns, review_cards
from parvis.pages.addresses import absolute
from parvis.pages.backdrop import Backdrop
from parvis.pages.cards import author, card, name, veil
from parvis.pages.contest import words as contest_words
from parvis.pages.disclosure import told as disclosed
from parvis.pages.edition import Edition
from parvis.pages.networks import source_title
from parvis.pages.typography import spaced
from parvis.pages.values import Elsewhere
from parvis.tidy import text

#: So much is told of what is not the brand's own.
ABRIDGED = 280


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One thing in a feed."""

    id: str  #: an IRI that never changes
    url: str  #: our page of it, absolute
    via: str = ""  #: the original, absolute; empty for what stands here alone
    title: str
    author: str = ""
    disclosure: tuple[str, ...] = ()  #: what readers must be told of the author; it stands in the title, too
    published: datetime
    updated: datetime
    language: str
    summary: str = ""  #: plain text
    body: Body | None = None  #: the whole, where it is the brand's own or was granted for feeds
    tags: tuple[str, ...] = ()
    also: tuple[Elsewhere, ...] = ()  #: where the same was posted, too


def of_item(item: Item, edition: Backdrop) -> Entry:
    """A post of the wall: the brand's own and what was granted for feeds whole, all others abridged."""
    post = item.post
    bare = post.author.opted_out
    hidden = bare or veil(post) == "all"
    source = edition.sources.get(post.source)
    labels = disclosed(item.disclosure, edition)
    ours = source is not None and source.owner == "brand" and not item.rights
    whole = not hidden and not item.quoted and bool(post.html) and (ours or "feeds" in item.uses)
    return Entry(
        id=iri(edition, edition.at.item(post), f"item:{post.id}"),
        url=absolute(edition.site, edition.at.item(post)),
        via=post.url or "",
        title=" · ".join((*labels, name(post, edition))),
        disclosure=labels,
        author="" if bare else author(post) or source_title(post.source, edition),
        published=post.published,
        updated=changed(item),
        language="" if bare else post.language or "",
        summary="" if hidden else text.one_line(post.text, ABRIDGED),
        body=Body(post.html, post.url or "") if whole else None,
        tags=() if bare else item.tags,
        also=card(item, edition).also,
    )


def of_article(article: Article, published: datetime, edition: Backdrop) -> Entry:
    """A post of the editors, whole."""
    url = edition.url_of(article)
    labels = disclosed(article.disclosure, edition)
    return Entry(
        id=iri(edition, url, f"post:{article.language}:{article.slug}"),
        url=absolute(edition.site, url),
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


def of_review(curated: CuratedReview, edition: Edition) -> Entry:
    """A review, with its stars in words and whether it was rewarded."""
    review, card = curated.review, review_cards.card(curated, edition)
    signs = tuple(sign.label for sign in card.signs if sign.kind != "verified")
    return Entry(
        id=iri(edition, card.permalink, f"review:{review.id}"),
        url=absolute(edition.site, card.permalink),
        via=card.original,
        title=" · ".join((*signs, *([card.rating] if card.rating else []), card.name)),
        disclosure=signs,
        author=card.author,
        published=review.published,
        updated=max([review.published, *([review.updated] if review.updated else []), *(reply.at for reply in curated.replies)]),
        language=card.language,
        summary=text.one_line(card.text, ABRIDGED),
    )


def of_noun(noun: Noun, edition: Edition) -> Entry | None:
    """An ambassador, event, offer, product … by the day on which it came; None where no day is known."""
    article = nouns.words(noun, edition)
    published = noun.published or article.published or _came(noun, edition)
    if published is None:
        return None
    url = edition.url_of(article)
    link = nouns.link(noun, edition)
    return Entry(
        id=iri(edition, url, f"{article.kind}:{article.language}:{noun.slug}"),
        url=absolute(edition.site, url),
        title=link.label,
        author=edition.site.name,
        published=published,
        updated=max(article.updated or published, published),
        language=article.language,
        summary=article.summary if link.label == spaced(article.title, article.language) else "",
        tags=noun.tags,
    )


def of_phases(contest: Contest, edition: Edition) -> tuple[Entry, ...]:
    """What has happened in a contest: each of its phases that has begun, the latest first."""
    article = nouns.words(contest, edition)
    url = edition.url_of(article)
    begun = [stage for stage in phases.timeline(contest, edition.hub.now) if stage.state != "ahead"]
    return tuple(
        Entry(
            id=iri(edition, f"{url}#{stage.name}", f"contest:{contest.slug}:{stage.name}"),
            url=absolute(edition.site, url),
            title=f"{contest_words.headline(stage.name, edition)} · {spaced(article.title, article.language)}",
            author=edition.site.name,
            published=stage.start,
            updated=stage.start,
            language=edition.language,
            summary=contest_words.text(stage.name, contest, edition),
        )
        for stage in reversed(begun)
    )


def changed(item: Item) -> datetime:
    """When a post was last made or edited."""
    return max(item.post.published, item.post.updated or item.post.published)


def iri(edition: Backdrop, url: str, key: str) -> str:
    """An entry's id: its address, which stays for ever; a name made from its key where the site has no address yet."""
    return absolute(edition.site, url) if edition.site.url else uuid5(NAMESPACE_URL, f"parvis:{edition.site.name}:{key}").urn


def _came(noun: Noun, edition: Edition) -> datetime | None:
    """The moment that the noun's own facts tell."""
    day: date | None
    match noun:
        case Ambassador():
            day = noun.since
        case Product():
            day = noun.launched if noun.launched and noun.launched <= edition.day(edition.hub.now) else None
        case Offer() | Challenge():
            return noun.starts
        case Event():
            start = noun.start
            if isinstance(start, datetime):
                return start
            day = start
        case _:
            return None
    return midnight(day, edition.site.timezone) if day else None
