"""Review cards: what a list and a page show of each review, computed once, so that templates only place it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from babel.numbers import format_decimal

from parvis.curate.mentions import fold
from parvis.model.curated_review import CuratedReview
from parvis.model.reply import Reply
from parvis.model.review import BEST, Answer, Review
from parvis.pages import nouns
from parvis.pages.edition import Edition, direction
from parvis.pages.review_values import ReplyValue, ReviewCard, Sign, Snapshot, Star
from parvis.pages.typography import spaced
from parvis.pages.values import Link
from parvis.tidy import text

#: Characters of a review on a list; a little more is shown whole rather than cut.
LENGTH, PATIENCE = 600, 150
#: Up to so many characters a review is set large, and larger still.
LOUD, SHORT = 140, 60


def cards(reviews: Iterable[CuratedReview], edition: Edition) -> tuple[ReviewCard, ...]:
    """Cards of several reviews, in their order."""
    return tuple(card(one, edition) for one in reviews)


def card(curated: CuratedReview, edition: Edition, *, whole: bool = False, in_front: bool = False) -> ReviewCard:
    """A review as a list shows it; `whole`: as its own page does; `in_front`: before the others, if it is pinned, and so it says it."""
    review = curated.review
    cut = not whole and len(review.text) > LENGTH + PATIENCE
    language = review.language or ""
    said = text.one_line(review.text, LENGTH) if cut else review.text
    return ReviewCard(
        id=review.id,
        name=name(review, edition),
        permalink=edition.at.review(review.kind, review.id8),
        title="" if fold(review.title) == fold(review.text) else spaced(review.title, language),
        text=spaced(said, language),
        cut=cut,
        loud=0 < len(review.text) <= LOUD,
        short=0 < len(review.text) <= SHORT,
        language=language,
        direction=direction(review.language),
        author=review.author or str(edition.words.gettext("Anonymous")),
        published=review.published,
        dated=review.dated,
        experienced=_experienced(review, edition),
        updated=review.updated,
        stars=stars(review.rating),
        rating=rating(review.rating, edition),
        product=product(review, edition),
        colors=colors(review.product, edition),
        origin=review.origin or str(edition.words.gettext("Collected by us")),
        original=review.url or "",
        signs=tuple(_signs(review, edition)),
        helpful=review.helpful or 0,
        photos=tuple(Snapshot(photo.picture, photo.alt) for photo in review.photos if photo.picture),
        pinned=_pinned(edition) if curated.pinned and (whole or in_front) else "",
        answer=_answer(review.answer, edition) if review.answer else None,
        replies=tuple(_reply(reply, edition) for reply in curated.replies),
    )


def name(review: Review, edition: Edition) -> str:
    """What a review is called where it needs a name."""
    author = review.author or str(edition.words.gettext("Anonymous"))
    said = review.title or text.one_line(review.text, 60) or rating(review.rating, edition)
    return spaced(str(edition.words.gettext("“%(words)s”, %(author)s")) % {"words": said, "author": author}, edition.language)


def stars(given: float | None) -> tuple[Star, ...]:
    """Five stars for the eye: a quarter more counts as a half one, three quarters as a whole."""
    if given is None:
        return ()
    halves = round(given * 2)
    return tuple("full" if halves >= 2 * place else "half" if halves == 2 * place - 1 else "empty" for place in range(1, BEST + 1))


def rating(given: float | None, edition: Edition) -> str:
    """A rating in words; empty where there is none."""
    if given is None:
        return ""
    number = format_decimal(given, format="0.##", locale=edition.locale)
    return str(edition.words.ngettext("%(number)s star out of 5", "%(number)s stars out of 5", _counted(given))) % {"number": number}


def _counted(given: float) -> int:
    """1 for what takes the singular in the languages of the theme; 1.5 stars are several in English, one in French: as CLDR has it, several."""
    return 1 if given == 1 else 2


def product(review: Review, edition: Edition) -> Link | None:
    """What a review is about: the product's own page where the hub has one, else the list of its reviews."""
    if not review.product:
        return None
    found = nouns.named(review.product, edition.hub.products, edition)
    return found or Link(product_name(review.product, (review,)), edition.at.reviews(product=review.product))


def colors(slug: str | None, edition: Edition) -> tuple[str, ...]:
    """Of the product's shell and filling; none where the hub has no such product."""
    return next((one.colors for one in edition.hub.products if one.slug == slug), ())


def product_name(slug: str, reviews: Iterable[Review]) -> str:
    """What a product is called that the hub has no page of: as an export calls it, else as its slug reads."""
    told = next((review.product_name for review in reviews if review.product == slug and review.product_name), "")
    return text.one_line(told, 80) or slug.replace("-", " ").capitalize()


def _experienced(review: Review, edition: Edition) -> date | None:
    """The day that the author names. A platform's days begin elsewhere: its tomorrow is the hub's own day of publication."""
    published = edition.day(review.published)
    return published if review.experienced == published + timedelta(days=1) else review.experienced


def _signs(review: Review, edition: Edition) -> Iterable[Sign]:
    gettext, language = edition.words.gettext, edition.site.language
    if review.verified:
        yield Sign("verified", str(gettext("Verified")), spaced(review.proof, language), language)
    if review.incentive:
        yield Sign(
            "reward", str(gettext("Rewarded review")), "" if review.incentive == "yes" else spaced(review.incentive, language), language
        )
    if review.insider:
        yield Sign(
            "insider", str(gettext("Belongs to the brand")), "" if review.insider == "yes" else spaced(review.insider, language), language
        )


def _pinned(edition: Edition) -> str:
    return spaced(str(edition.words.gettext("Pinned by %(brand)s")) % {"brand": edition.site.name}, edition.language)


def _answer(answer: Answer, edition: Edition) -> ReplyValue:
    return ReplyValue(by=answer.by or edition.site.name, at=answer.at, text=answer.text, language="", changed=())


def _reply(reply: Reply, edition: Edition) -> ReplyValue:
    language = reply.language or edition.site.language
    changed = (link(reference, edition) for reference in reply.changed)
    return ReplyValue(
        by=reply.by,
        at=reply.at,
        text=spaced(reply.text, language),
        language=language,
        changed=tuple(found for found in changed if found is not None),
    )


def link(reference: str, edition: Edition) -> Link | None:
    """The page that a reference such as `post:the-new-box` names, in the edition's language if it is told in it; None while it is not out."""
    kind, _, slug = reference.partition(":")
    hub = edition.hub
    if kind in ("post", "page"):
        articles = [one for one in (*hub.articles, *hub.written_pages) if (one.kind, one.slug) == (kind, slug)]
        best = next((one for one in articles if one.language == edition.language), articles[0] if articles else None)
        return Link(spaced(best.title, best.language), edition.url_of(best)) if best else None
    return nouns.named(slug, getattr(hub, f"{kind}s", ()), edition)
