"""Ambassadors: a portrait with a first name set large, what binds the person to the brand, their story, their own wall."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import msgspec

from parvis.curate import ambassadors as decided
from parvis.curate import disclosure as disclosed
from parvis.curate.mentions import Speech, terms
from parvis.model.ambassador import Ambassador, Profile
from parvis.model.article import Article
from parvis.model.hub import Hub, Item
from parvis.model.page import Body, Page
from parvis.pages import days, nouns, products, related, review_cards, tags
from parvis.pages.addresses import absolute, tag_slug
from parvis.pages.bonds import bond
from parvis.pages.cards import cards
from parvis.pages.disclosure import told
from parvis.pages.edition import Edition, editions
from parvis.pages.journal import teaser
from parvis.pages.portraits import Portrait, portrait
from parvis.pages.review_values import ReviewCard
from parvis.pages.site_data import CONTEXT
from parvis.pages.typography import spaced
from parvis.pages.values import Link
from parvis.tidy import person as names

#: How many of their posts, and of the journal's about them, a page shows.
POSTS, ARTICLES = 12, 3


class AmbassadorCard(msgspec.Struct, frozen=True, kw_only=True):
    """An ambassador as a list shows them. Every text is plain."""

    first_name: str
    rest: str  #: what stands beside the first name to make the whole name; empty where there is no more
    name: str
    url: str
    language: str
    role: str
    place: str
    quote: str
    summary: str
    portrait: Portrait
    disclosure: tuple[str, ...]  #: what readers must be told of the person
    alumni: bool
    time: str  #: since when, or from when to when


class Voucher(msgspec.Struct, frozen=True, kw_only=True):
    """A code of theirs that is valid now."""

    text: str
    gives: str
    until: str  #: its last day in words; empty where it has none
    url: str


def pages(hub: Hub) -> Iterator[Page]:
    """The list in each language, and each person's page in each language in which it is told."""
    if not hub.ambassadors:
        return
    by_person: dict[str, list[Item]] = defaultdict(list)
    for item in hub.items:
        by_person[item.ambassador].append(item)
    speech, known = Speech((), hub.articles), {topic.slug for topic in tags.topics(hub)}
    for edition in editions(hub):
        yield _list(hub, edition)
        for person in hub.ambassadors:
            for article in nouns.told(person, edition):
                yield _page(person, article, edition, tuple(by_person[person.slug]), _articles(person, edition, speech), known)


def card(person: Ambassador, edition: Edition) -> AmbassadorCard:
    """An ambassador as a list shows them; of one whose consent has ended, nothing but the first name."""
    today = edition.day(edition.hub.now)
    article = _agreed_words(person, nouns.words(person, edition), edition)
    agreed = decided.agreed(person, today)
    return AmbassadorCard(
        first_name=person.first_name,
        rest=_rest(person) if agreed else "",
        name=spaced(article.title, article.language),
        url=edition.url_of(article),
        language=article.language,
        role=nouns.said(person.role, edition) if agreed else "",
        place=nouns.said(person.place, edition) if agreed else "",
        quote=nouns.said(person.quote, edition) if agreed else "",
        summary=spaced(article.summary, article.language),
        portrait=portrait(person, article, edition),
        disclosure=told(disclosed.of_person(person, today), edition),
        alumni=decided.state(person, today) == "alumni",
        time=_time(person, edition),
    )


def _rest(person: Ambassador) -> str:
    """`Castilloux` of Noémie Castilloux; the whole name where it does not begin with what the person is called."""
    rest = person.name.removeprefix(person.first_name)
    return rest.strip() if rest != person.name and rest[:1] in ("", " ") else person.name


def _list(hub: Hub, edition: Edition) -> Page:
    shown = [(person, card(person, edition)) for person in hub.ambassadors]
    return nouns.list_page(
        "ambassador",
        edition,
        title=str(edition.words.gettext("Our ambassadors")),
        lead=next((one for person, one in shown if person is hub.spotlight), None),
        cards=tuple(one for person, one in shown if person is not hub.spotlight and not one.alumni),
        alumni=tuple(one for _, one in shown if one.alumni),
    )


def _page(
    person: Ambassador, article: Article, edition: Edition, posts: tuple[Item, ...], articles: tuple[Article, ...], known: set[str]
) -> Page:
    today = edition.day(edition.hub.now)
    agreed = decided.agreed(person, today)
    words = _agreed_words(person, article, edition)
    return nouns.page(
        person,
        words,
        edition,
        room=str(edition.words.gettext("Our ambassadors")),
        related=related.of("ambassador", person.slug, edition),
        card=card(person, edition),
        bond=bond(person, edition),
        farewell=nouns.said(person.farewell, edition),
        profiles=tuple(_profile(profile) for profile in person.profiles) if agreed else (),
        voucher=_voucher(person, edition),
        topics=tuple(_topic(topic, edition, known) for topic in person.topics) if agreed else (),
        favourites=_favourites(person, edition) if agreed else (),
        occasions=_occasions(person, edition) if agreed else (),
        posts=cards(posts[:POSTS], edition),
        more=_sources(person, edition) if len(posts) > POSTS else (),
        reviews=_reviews(person, edition) if agreed else (),
        articles=tuple(teaser(one, edition) for one in articles[:ARTICLES]) if agreed else (),
        json_ld=_structured(person, words, edition) if agreed else None,
    )


def _agreed_words(person: Ambassador, article: Article, edition: Edition) -> Article:
    """What may be told of them: after the end of their consent, their first name."""
    if decided.agreed(person, edition.day(edition.hub.now)):
        return article
    return msgspec.structs.replace(
        article, title=person.first_name, summary="", body=Body("", origin="", written=True), picture=None, picture_alt=""
    )


def _time(person: Ambassador, edition: Edition) -> str:
    gettext = edition.words.gettext
    first, end = _day(person.since, edition), decided.last_day(person)
    if decided.state(person, edition.day(edition.hub.now)) == "alumni" and end:
        return str(gettext("With us from %(first)s to %(last)s")) % {"first": first, "last": _day(end, edition)}
    return str(gettext("With us since %(day)s")) % {"day": first}


def _day(day: date, edition: Edition) -> str:
    return days.written(day, edition.locale)


def _profile(profile: Profile) -> Link:
    return Link(profile.label, profile.url)


def _topic(topic: str, edition: Edition, known: set[str]) -> Link:
    slug = tag_slug(topic)
    return Link(topic, edition.at.topic(slug) if slug in known else "")


def _voucher(person: Ambassador, edition: Edition) -> Voucher | None:
    code = decided.code(person, edition.day(edition.hub.now))
    if code is None:
        return None
    until = _day(code.period.end, edition) if code.period.end else ""
    return Voucher(text=code.text, gives=nouns.said(code.gives, edition), until=until, url=code.url)


def _favourites(person: Ambassador, edition: Edition) -> tuple[products.ProductCard, ...]:
    by_slug = {product.slug: product for product in edition.hub.products}
    return tuple(products.card(by_slug[slug], edition) for slug in person.favourites if slug in by_slug)


def _occasions(person: Ambassador, edition: Edition) -> tuple[Link, ...]:
    """Events that they run, and contests in whose jury they sit."""
    hub = edition.hub
    run = [nouns.link(event, edition) for event in hub.events if event.organiser == person.name]
    judged = [
        nouns.link(contest, edition) for contest in hub.contests if any(member.name == person.name for member in contest.jury.members)
    ]
    return (*run, *judged)


def _reviews(person: Ambassador, edition: Edition) -> tuple[ReviewCard, ...]:
    """What they wrote as reviews: those of somebody who says to belong to the brand, under their name."""
    own = {person.name, names.short(person.name)}
    return review_cards.cards((one for one in edition.hub.reviews.published if one.review.insider and one.review.author in own), edition)


def _articles(person: Ambassador, edition: Edition, speech: Speech) -> tuple[Article, ...]:
    """The journal's posts about them, each once: in the edition's language where it is written in it."""
    found = speech.articles(terms(person), (edition.url_of(words) for words in person.told))
    own = {article.slug for article in found if article.language == edition.language}
    return tuple(article for article in found if article.language == edition.language or article.slug not in own)


def _sources(person: Ambassador, edition: Edition) -> tuple[Link, ...]:
    """Where all of their posts are."""
    own = (source for source in edition.sources.values() if decided.owner(source) == person.slug)
    return tuple(Link(source.title or source.name, edition.at.source(source.name)) for source in own)


def _structured(person: Ambassador, article: Article, edition: Edition) -> Mapping[str, Any]:
    """The person for search engines (https://schema.org/ProfilePage)."""
    site, shown = edition.site, portrait(person, article, edition)
    about = {
        "description": article.summary,
        "jobTitle": nouns.said(person.role, edition),
        "image": absolute(site, shown.picture) if shown.picture else "",
        "sameAs": [profile.url for profile in person.profiles],
        "knowsAbout": list(person.topics),
    }
    return {
        "@context": CONTEXT,
        "@type": "ProfilePage",
        "url": absolute(site, edition.url_of(article)),
        "inLanguage": article.language,
        "mainEntity": {
            "@type": "Person",
            "name": person.name,
            "url": absolute(site, edition.url_of(article)),
            **{name: value for name, value in about.items() if value},
        },
    }
