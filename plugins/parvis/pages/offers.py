"""Offers: what one gets, with which code, where, under which conditions, and until which minute."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

import msgspec

from parvis.curate import offers as decided
from parvis.curate.offers import State
from parvis.model.article import Article
from parvis.model.hub import Hub
from parvis.model.noun import Noun
from parvis.model.offer import Offer
from parvis.model.page import Page
from parvis.pages import noun_data, nouns, related
from parvis.pages.edition import Edition, editions
from parvis.pages.products import swatch
from parvis.pages.typography import spaced
from parvis.pages.values import Link, Swatch


class OfferCard(msgspec.Struct, frozen=True, kw_only=True):
    """An offer as a list shows it."""

    name: str
    url: str
    language: str
    benefit: str
    state: State
    starts: datetime | None
    ends: datetime
    code: str  #: empty before it begins and after it has ended
    picture: str  #: path in the output, or empty
    picture_alt: str
    swatch: Swatch | None  #: of the first product that it is about, where it has no picture


def pages(hub: Hub) -> Iterator[Page]:
    """The list in each language, and each offer's page in each language in which it is told; of an ended one, that it has ended."""
    if not hub.offers:
        return
    for edition in editions(hub):
        yield _list(hub, edition)
        for offer in hub.offers:
            for article in nouns.told(offer, edition):
                yield _offer(hub, offer, article, edition)


def card(offer: Offer, edition: Edition) -> OfferCard:
    """An offer as a list shows it."""
    article = nouns.words(offer, edition)
    state = decided.state(offer, edition.hub.now)
    return OfferCard(
        name=spaced(article.title, article.language),
        url=edition.url_of(article),
        language=article.language,
        benefit=nouns.said(offer.benefit, edition),
        state=state,
        starts=offer.starts,
        ends=offer.ends,
        code=offer.code if state == "running" else "",
        picture=article.picture or "",
        picture_alt=article.picture_alt,
        swatch=None if article.picture else _swatch(offer, edition),
    )


def _swatch(offer: Offer, edition: Edition) -> Swatch | None:
    known = {product.slug: product for product in edition.hub.products}
    return next((swatch(known[slug], nouns.words(known[slug], edition)) for slug in offer.products if slug in known), None)


def _list(hub: Hub, edition: Edition) -> Page:
    by_end = sorted(hub.offers, key=lambda offer: (offer.ends, offer.slug))
    cards = tuple(card(offer, edition) for offer in by_end)
    return nouns.list_page(
        "offer",
        edition,
        title=str(edition.words.gettext("Offers")),
        running=tuple(one for one in cards if one.state == "running"),
        coming=tuple(one for one in cards if one.state == "coming"),
        ended=tuple(reversed([one for one in cards if one.state == "ended"])),
    )


def _offer(hub: Hub, offer: Offer, article: Article, edition: Edition) -> Page:
    shown = card(offer, edition)
    places, products = _links(hub.places, offer.places, edition), _links(hub.products, offer.products, edition)
    return nouns.page(
        offer,
        article,
        edition,
        room=str(edition.words.gettext("Offers")),
        related=related.beyond(related.of("offer", offer.slug, edition), (link.url for link in (*places, *products))),
        card=shown,
        noindex=shown.state == "ended",
        conditions=tuple(nouns.said(condition, edition) for condition in offer.conditions),
        places=places,
        products=products,
        shop=offer.shop if shown.state == "running" else "",
        json_ld=noun_data.offer(offer, article, shown.benefit, places, edition) if shown.state != "ended" else None,
    )


def _links(known: Iterable[Noun], slugs: tuple[str, ...], edition: Edition) -> tuple[Link, ...]:
    """Those that are shown, in the order in which the offer names them."""
    found = (nouns.named(slug, known, edition) for slug in slugs)
    return tuple(link for link in found if link)
