"""What other sites show of the hub as JSON, whole: the wall, topics, reviews and contests in each language, with all words that a card needs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from parvis.model.contest import Contest
from parvis.model.hub import Hub, Item
from parvis.model.page import Page, Plan
from parvis.pages import days, nouns, review_views
from parvis.pages.addresses import absolute
from parvis.pages.api import told
from parvis.pages.backdrop import Backdrop, direction
from parvis.pages.cards import card
from parvis.pages.contest.call import call, foremost
from parvis.pages.contest.values import IdeaCard
from parvis.pages.edition import Edition, editions
from parvis.pages.on_now import flavours
from parvis.pages.opinions import selection
from parvis.pages.plans import Values, plan
from parvis.pages.review_cards import cards as review_cards
from parvis.pages.review_figures import figures_value
from parvis.pages.review_values import ReviewCard
from parvis.pages.review_views import View, select
from parvis.pages.tags import Topic, topics
from parvis.tidy.text import one_line

#: How many posts and reviews a file holds, and of how many topics there is one: the most used.
POSTS, REVIEWS, TOPICS = 24, 12, 100
#: Characters of a review on somebody else's page; the whole is one click away.
LENGTH = 320


def pages(hub: Hub) -> Iterator[Page | Plan]:
    """`api/embed/index.json`, which names the languages; in `api/embed/LANGUAGE/` wall.json, topics/TAG.json, reviews.json, reviews/PRODUCT.json, contest.json, contest/SLUG.json."""
    languages = {"main": hub.site.language, "languages": list(hub.site.languages)}
    yield Page(kind="data", path="api/embed/index.json", template=None, values=languages)
    often = sorted(topics(hub), key=lambda topic: (-len(topic.items), topic.slug))[:TOPICS]
    for edition in editions(hub):
        yield _wall(edition, hub.items[:POSTS])
        for topic in often:
            yield _topic(edition, topic)
        yield from _reviews(hub, edition)
        yield from _contests(hub, edition)


def _wall(edition: Edition, items: tuple[Item, ...]) -> Plan:
    title = str(edition.words.gettext("Wall"))
    return plan(_posts, edition, title, edition.at.wall(), items, kind="data", path=edition.at.embed_data("wall"), template=None)


def _topic(edition: Edition, topic: Topic) -> Plan:
    path = edition.at.embed_data(f"topics/{topic.slug}")
    return plan(_posts, edition, topic.label, edition.at.topic(topic.slug), topic.items[:POSTS], kind="data", path=path, template=None)


def frame(edition: Backdrop, kind: str, title: str, url: str) -> Values:
    """What every file says of itself: what it is, whose, in which language, and where the whole is."""
    gettext = edition.words.gettext
    return {
        "kind": kind,
        "title": title,
        "language": edition.language,
        "direction": "rtl" if direction(edition.language) == "rtl" else "ltr",
        "hub": {"name": edition.site.name, "url": absolute(edition.site, edition.at.home())},
        "notice": edition.site.notice.get(edition.language) or edition.site.notice.get(edition.site.language) or None,
        "all": {"label": str(gettext("All of it at %(hub)s")) % {"hub": edition.site.name}, "url": absolute(edition.site, url)},
        "words": {
            "anonymous": str(gettext("Anonymous")),
            "more": str(gettext("Read on")),
            "sensitive": str(gettext("Sensitive content")),
            "stars": str(gettext("out of 5")),
        },
    }


def _posts(edition: Backdrop, title: str, url: str, items: tuple[Item, ...]) -> Values:
    return {**frame(edition, "wall", title, url), "items": [_post(item, edition) for item in items]}


def _post(item: Item, edition: Backdrop) -> dict[str, Any]:
    """A card: what the hub's own shows, and nothing more."""
    shown = card(item, edition)
    return {
        **told(item, edition),
        "network_name": shown.network,
        "place": shown.place,
        "name": shown.name,
        "titled": bool(shown.title) or shown.face == "bare",
        "direction": shown.direction,
        "date": days.written(edition.day(shown.published), edition.locale),
        "quotation": shown.quoted or None,
    }


def _reviews(hub: Hub, edition: Edition) -> Iterator[Page]:
    found = hub.reviews.published
    if not found:
        return
    yield _review_file(hub, edition, View(), "reviews")
    for product in review_views.products(found):
        yield _review_file(hub, edition, View(product=product), f"reviews/{product}")


def _review_file(hub: Hub, edition: Edition, view: View, name: str) -> Page:
    """The newest, whatever their rating, beside the figures of all: the average is never that of those that are shown."""
    chosen = select(hub.reviews.published, view)
    shown = review_cards(chosen[:REVIEWS], edition)
    figures = figures_value(chosen, edition, product=view.product)
    gettext = edition.words.gettext
    product = nouns.named(view.product, hub.products, edition) if view.product else None
    title = str(gettext("Reviews of %(product)s")) % {"product": product.label} if product else str(gettext("Reviews"))
    values = {
        **frame(edition, "reviews", title, review_views.address(view, edition)),
        "figures": {
            "count": figures.count,
            "rated": figures.rated,
            "average": figures.average or None,
            "stars": list(figures.stars),
            "words": figures.words,
            "distribution": [{"label": bar.label, "count": bar.count, "percent": bar.percent} for bar in figures.bars],
            "verified": figures.verified,
            "rewarded": figures.rewarded,
        },
        "selections": [selection(count, len(chosen), edition) or None for count in range(len(shown) + 1)],
        "handling": {"label": str(gettext("How we handle reviews")), "url": absolute(edition.site, edition.at.handling())},
        "items": [_review(one, edition) for one in shown],
    }
    return Page(kind="data", path=edition.at.embed_data(name), template=None, values=values)


def _review(shown: ReviewCard, edition: Edition) -> dict[str, Any]:
    answer = shown.replies[0] if shown.replies else shown.answer
    return {
        "url": absolute(edition.site, shown.permalink),
        "name": shown.name,
        "title": shown.title or None,
        "text": one_line(shown.text, LENGTH),
        "language": shown.language or None,
        "direction": shown.direction,
        "author": shown.author,
        "stars": list(shown.stars),
        "rating": shown.rating or None,
        "product": shown.product.label if shown.product else None,
        "date": days.written(edition.day(shown.published), edition.locale),
        "origin": shown.origin,
        "signs": [" · ".join(part for part in (sign.label, sign.told) if part) for sign in shown.signs],
        "answer": {"by": _answered(answer.by, edition), "text": one_line(answer.text, LENGTH)} if answer and answer.text else None,
    }


def _answered(name: str, edition: Edition) -> str:
    return str(edition.words.gettext("Answer from %(name)s")) % {"name": name}


def _contests(hub: Hub, edition: Edition) -> Iterator[Page]:
    first = foremost(hub) or next(iter(hub.contests), None)
    if first:
        yield _contest(first, edition, "contest")
    for contest in hub.contests:
        yield _contest(contest, edition, f"contest/{contest.slug}")


def _contest(contest: Contest, edition: Edition, name: str) -> Page:
    here = call(contest, edition)
    values = {
        **frame(edition, "contest", here.contest.label, here.contest.url),
        "phase": here.phase,
        "sign": here.sign,
        "headline": here.headline,
        "text": here.text,
        "closes": here.closes,
        "closed": here.closed if here.closes else None,
        "now": here.now,
        "actions": [{"label": action.label, "url": action.url} for action in here.actions],
        "items": [_idea(one, edition) for one in flavours(contest, edition)],
    }
    return Page(kind="data", path=edition.at.embed_data(name), template=None, values=values)


def _idea(shown: IdeaCard, edition: Edition) -> dict[str, Any]:
    picture = shown.swatch.picture
    return {
        "url": absolute(edition.site, shown.url),
        "title": shown.title,
        "language": shown.language or None,
        "direction": shown.direction,
        "picture": {"url": absolute(edition.site, picture), "alt": shown.swatch.alt} if picture else None,
        "colors": list(shown.swatch.colors),
    }
