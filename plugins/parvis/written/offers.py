"""Offers: content/offers/NAME.md."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Final

from parvis.errors import Mistake
from parvis.model.nouns import Nouns
from parvis.model.offer import Offer
from parvis.written.articles import Reader, Written
from parvis.written.facts import Facts, each, shared

KINDS: Final = ("offer",)

_NEVER: Final = datetime.max.replace(tzinfo=UTC)


def read(documents: Iterable[Written], reader: Reader) -> tuple[Offer, ...]:
    """The offers by slug. ContentError lists every mistake of every file."""
    return tuple(sorted(each(documents, reader, _offer), key=lambda offer: offer.slug))


def refer(nouns: Nouns) -> Iterator[Mistake]:
    """Places and products that an offer names and that nobody has written of."""
    known = {"places": {place.slug for place in nouns.places}, "products": {product.slug for product in nouns.products}}
    for offer in nouns.offers:
        for field, slugs in (("places", offer.places), ("products", offer.products)):
            for slug in slugs:
                if slug not in known[field]:
                    remedy = f"Write content/{field}/{slug}.md, or take it out."
                    yield Mistake(offer.file, offer.line(field), field, f"there is no '{slug}' among the {field}.", remedy)


def _offer(written: Written, facts: Facts) -> Offer:
    offer = Offer(
        **shared(written),
        benefit=facts.told("benefit", need="2 + 1"),
        code=facts.text("code", limit=40),
        starts=facts.moment("from"),
        ends=facts.moment("until", need="2026-06-30 23:59") or _NEVER,
        conditions=facts.all_told("conditions", need="One a person and day"),
        places=facts.slugs("places"),
        products=facts.slugs("products"),
        shop=facts.link("shop"),
    )
    if offer.starts and offer.ends <= offer.starts:
        facts.wrong("until", "the offer ends before it begins.", "Write the later moment here.")
    if not offer.places and not offer.shop:
        facts.wrong("places", "nobody is told where the offer holds.", "Name `places:`, or the online shop as `shop: https://…`.")
    return offer
