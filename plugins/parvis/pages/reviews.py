"""Reviews: all of them and every selection on static pages, each beside the figures of all; and one page for each review."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from babel.numbers import format_decimal

from parvis.model.curated_review import CuratedReview
from parvis.model.hub import Hub
from parvis.model.page import Page
from parvis.model.review import Review
from parvis.pages import json_ld, noun_data, nouns, related, review_views
from parvis.pages.addresses import absolute
from parvis.pages.edition import Edition, alternate, editions, main_edition
from parvis.pages.numbering import Sheet
from parvis.pages.review_cards import card, cards, colors, name, product_name, rating
from parvis.pages.review_figures import figures_value
from parvis.pages.review_handling import public
from parvis.pages.review_values import Choice, ReviewCard, ReviewList
from parvis.pages.review_views import View, address, select
from parvis.pages.typography import spaced
from parvis.pages.values import Alternate, Link
from parvis.tidy import text

#: How many products the bar of a list names.
PRODUCTS = 24


def pages(hub: Hub) -> Iterator[Page]:
    """Every view in every language, and the permalinks in the main one. A hub without reviews has no such pages."""
    found = hub.reviews.published
    if not found:
        return
    for edition in editions(hub):
        for view in review_views.views(hub):
            chosen = select(found, view)
            for sheet in review_views.cut(chosen, view, hub.site.page_size):
                yield _list(hub, edition, view, chosen, sheet)
    edition = main_edition(hub)
    for one in found:
        yield _review(one, edition)


def _list(hub: Hub, edition: Edition, view: View, chosen: Sequence[CuratedReview], sheet: Sheet[CuratedReview]) -> Page:
    title = _title(view, chosen, edition)
    heading = (
        title if not sheet.number else str(edition.words.gettext("%(title)s, page %(number)s")) % {"title": title, "number": sheet.number}
    )
    everything = hub.reviews.published if not view.product else chosen
    return Page(
        kind="reviews",
        path=f"{address(view, edition, sheet.number)}index.html",
        template="reviews.html",
        title=heading,
        language=edition.language,
        updated=max((one.review.updated or one.review.published for one in sheet.items), default=None),
        values=edition.frame(
            title=heading,
            here=edition.at.reviews(),
            alternates=tuple(_alternates(hub, view, sheet.number)),
            noindex=view.order != "date",
            feeds=edition.feeds_of(str(edition.words.gettext("Reviews")), lambda at: at.reviews()),
            cards=_cards(_in_front(hub, view, sheet), sheet, edition),
            figures=figures_value(everything, edition, product=view.product, here=view.stars),
            list=_beside(hub, edition, view, chosen, sheet),
            handling=edition.at.handling(),
            json_ld=_structured(view, chosen, sheet, heading, edition) if view.order == "date" else None,
        ),
    )


def _in_front(hub: Hub, view: View, sheet: Sheet[CuratedReview]) -> tuple[CuratedReview, ...]:
    """What the brand has pinned stands first on the front of the whole list, and nowhere else."""
    return hub.reviews.in_front if view == View() and not sheet.number else ()


def _cards(in_front: tuple[CuratedReview, ...], sheet: Sheet[CuratedReview], edition: Edition) -> tuple[ReviewCard, ...]:
    first = {one.review.id for one in in_front}
    rest = (one for one in sheet.items if one.review.id not in first)
    return (*(card(one, edition, in_front=True) for one in in_front), *cards(rest, edition))


def _alternates(hub: Hub, view: View, number: int) -> Iterator[Alternate]:
    return (alternate(other.language, address(view, other, number)) for other in editions(hub))


def _title(view: View, chosen: Sequence[CuratedReview], edition: Edition) -> str:
    gettext = edition.words.gettext
    if view.product:
        said = str(gettext("Reviews of %(product)s")) % {"product": _product_name(view.product, chosen, edition)}
    elif view.stars:
        said = str(gettext("Reviews with %(rating)s")) % {
            "rating": rating(view.stars, edition).replace(" ", "\u00a0", 1)
        }  # no heading ends in a number
    else:
        said = str(gettext("Reviews"))
    ordered = {"date": "", "rating": gettext("best rating first"), "helpful": gettext("most helpful first")}[view.order]
    return spaced(f"{said}, {ordered}" if ordered else said, edition.language)


def _product_name(slug: str, chosen: Sequence[CuratedReview], edition: Edition) -> str:
    found = nouns.named(slug, edition.hub.products, edition)
    return found.label if found else product_name(slug, (one.review for one in chosen))


def _beside(hub: Hub, edition: Edition, view: View, chosen: Sequence[CuratedReview], sheet: Sheet[CuratedReview]) -> ReviewList:
    found = hub.reviews.published
    ngettext = edition.words.ngettext
    number = partial(format_decimal, locale=edition.locale)
    shown = str(ngettext("%(shown)s review", "%(shown)s reviews", len(chosen))) % {"shown": number(len(chosen))}
    selected = bool(view.product or view.stars) and len(chosen) < len(found)
    selection = edition.words.gettext("A selection: %(number)s of %(count)s published reviews")
    whole = str(ngettext("The one published review", "The %(number)s published reviews", len(found))) % {"number": number(len(found))}
    return ReviewList(
        shown=spaced(f"{shown}, {_order(view, len(_in_front(hub, view, sheet)), edition)}", edition.language),
        selection=spaced(str(selection) % {"number": number(len(chosen)), "count": number(len(found))}, edition.language)
        if selected
        else "",
        whole=Link(whole, edition.at.reviews()) if selected else None,
        withheld=len([one for one in hub.reviews.withheld if one.status == "withheld"]),
        public=tuple(public(hub, edition)),
        orders=_orders(chosen, view, edition),
        products=_products(found, view, edition),
        pager=review_views.pager(sheet, view, edition),
        by_date=view.order == "date",
    )


def _order(view: View, pinned: int, edition: Edition) -> str:
    """In which order they stand, and what stands before it."""
    gettext, ngettext = edition.words.gettext, edition.words.ngettext
    if view.order == "rating":
        return str(gettext("best rating first"))
    if view.order == "helpful":
        return str(gettext("those first that most readers found helpful"))
    if not pinned:
        return str(gettext("newest first, the order in which they always stand at first"))
    said = ngettext(
        "newest first, after one that %(brand)s has pinned and that says so",
        "newest first, after %(number)s that %(brand)s has pinned and that say so",
        pinned,
    )
    return str(said) % {"number": pinned, "brand": edition.site.name}


def _orders(chosen: Sequence[CuratedReview], view: View, edition: Edition) -> tuple[Choice, ...]:
    gettext = edition.words.gettext
    labels = {"date": gettext("Date"), "rating": gettext("Rating"), "helpful": gettext("Helpfulness")}
    available = review_views.orders(chosen) if not view.stars else ("date",)
    if len(available) == 1:
        return ()
    return tuple(
        Choice(str(labels[order]), address(View(product=view.product, stars=view.stars, order=order), edition), order == view.order)
        for order in available
    )


def _products(found: Sequence[CuratedReview], view: View, edition: Edition) -> tuple[Choice, ...]:
    slugs = review_views.products(found)[:PRODUCTS]
    shown = (*slugs, *((view.product,) if view.product and view.product not in slugs else ()))
    return tuple(
        Choice(_product_name(slug, found, edition), address(View(product=slug), edition), slug == view.product, colors(slug, edition))
        for slug in shown
    )


def _structured(
    view: View, chosen: Sequence[CuratedReview], sheet: Sheet[CuratedReview], heading: str, edition: Edition
) -> Iterator[Mapping[str, Any]]:
    """The list, and on its front a product that the hub has no page of: else that page tells it, once."""
    yield noun_data.collection(heading, address(view, edition, sheet.number), edition)
    if sheet.number or not view.product or nouns.named(view.product, edition.hub.products, edition):
        return
    url = absolute(edition.site, address(view, edition))
    if found := json_ld.product(_product_name(view.product, chosen, edition), url, chosen, edition):
        yield found


def _reviewed(review: Review, edition: Edition) -> Link:
    """The product that a review is about, by its own page where it has one."""
    found = nouns.named(review.product, edition.hub.products, edition)
    return found or Link(product_name(review.product, (review,)), edition.at.reviews(product=review.product))


def _review(one: CuratedReview, edition: Edition) -> Page:
    review, reviewed = one.review, _reviewed(one.review, edition)
    return Page(
        kind="review",
        path=f"{edition.at.review(review.kind, review.id8)}index.html",
        template="review.html",
        title=name(review, edition),
        language=edition.language,
        updated=review.updated or review.published,
        values=edition.frame(
            title=name(review, edition),
            here=edition.at.reviews(),
            # What is copied from another site is not ours to be found by.
            noindex=not review.first_party,
            description=text.one_line(" · ".join(said for said in (rating(review.rating, edition), review.text) if said), 200),
            json_ld=json_ld.review(one, reviewed, edition),
            card=card(one, edition, whole=True),
            room=Link(str(edition.words.gettext("Reviews")), edition.at.reviews()),
            related=related.beyond(related.of_review(one, edition), [reviewed.url]),
            # No figures: else each new review would change every page.
            handling=edition.at.handling(),
            revisions=tuple(revision.replaced for revision in review.revisions),
        ),
    )
