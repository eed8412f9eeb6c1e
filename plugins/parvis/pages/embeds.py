"""What other sites may show in a frame: the wall, the reviews, a contest, as bare pages; and how to, for the brand's team."""

from __future__ import annotations

from collections.abc import Iterator

from parvis.model.contest import Contest
from parvis.model.hub import Hub, Item
from parvis.model.page import Page, Plan
from parvis.pages.addresses import EMBED_SCRIPT, absolute
from parvis.pages.backdrop import Backdrop
from parvis.pages.cards import cards, unplayed
from parvis.pages.contest.call import call, foremost
from parvis.pages.edition import Edition, editions
from parvis.pages.on_now import flavours
from parvis.pages.opinions import selection
from parvis.pages.plans import Values, plan
from parvis.pages.review_cards import cards as review_cards
from parvis.pages.review_figures import figures_value

#: How many posts and reviews a frame shows.
POSTS, REVIEWS = 12, 6


def pages(hub: Hub) -> Iterator[Page | Plan]:
    """In each language: `embed/`, `embed/wall/`, `embed/reviews/`, `embed/contest/SLUG/`; those of other languages below `embed/en/` and so on."""
    for edition in editions(hub):
        yield _how_to(hub, edition)
        yield _wall(edition, hub.items[:POSTS])
        if hub.reviews.published:
            yield _reviews(hub, edition)
        for contest in hub.contests:
            yield _contest(contest, edition)


def _path(edition: Edition, what: str = "") -> str:
    return f"{edition.at.embedded(what)}index.html"


def _wall(edition: Edition, items: tuple[Item, ...]) -> Plan:
    title = str(edition.words.gettext("Wall"))
    return plan(
        _posts,
        edition,
        title,
        items,
        kind="embed",
        path=_path(edition, "wall"),
        template="embed_wall.html",
        title=title,
        language=edition.language,
        indexed=False,
    )


def _posts(edition: Backdrop, title: str, items: tuple[Item, ...]) -> Values:
    return edition.frame(title=title, noindex=True, all=edition.at.wall(), cards=tuple(unplayed(one) for one in cards(items, edition)))


def _reviews(hub: Hub, edition: Edition) -> Page:
    found = hub.reviews.published
    title = str(edition.words.gettext("Reviews"))
    shown = review_cards(found[:REVIEWS], edition)
    return Page(
        kind="embed",
        path=_path(edition, "reviews"),
        template="embed_reviews.html",
        title=title,
        language=edition.language,
        values=edition.frame(
            title=title,
            noindex=True,
            all=edition.at.reviews(),
            cards=shown,
            figures=figures_value(found, edition),
            selection=selection(len(shown), len(found), edition),
            handling=edition.at.handling(),
        ),
    )


def _contest(contest: Contest, edition: Edition) -> Page:
    here = call(contest, edition)
    return Page(
        kind="embed",
        path=_path(edition, f"contest/{contest.slug}"),
        template="embed_contest.html",
        title=here.contest.label,
        language=edition.language,
        values=edition.frame(title=here.contest.label, noindex=True, all=here.contest.url, call=here, flavours=flavours(contest, edition)),
    )


def _how_to(hub: Hub, edition: Edition) -> Page:
    site = edition.site
    contest = foremost(hub) or next(iter(hub.contests), None)
    kinds = ["wall", *(["reviews"] if hub.reviews.published else []), *([f"contest/{contest.slug}"] if contest else [])]
    title = str(edition.words.gettext("On your own shop"))
    return Page(
        kind="embed",
        path=_path(edition),
        template="embed.html",
        title=title,
        language=edition.language,
        values=edition.frame(
            title=title,
            noindex=True,
            alternates=edition.alternates(lambda at: at.embedded()),
            script=absolute(site, EMBED_SCRIPT),
            host="/".join(site.url.split("/")[:3]),
            frames=tuple((kind, absolute(site, edition.at.embedded(kind))) for kind in kinds),
            product=next((one.review.product for one in hub.reviews.published if one.review.product), ""),
            contest=contest.slug if contest else "",
        ),
    )
