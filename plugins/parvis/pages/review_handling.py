"""How we handle reviews: the page that the law asks for beside every list, made from what the hub does and says.

Code de la consommation L.111-7-2 and D.111-16 to 19 (France), directive (EU) 2019/2161, 16 CFR 465 (United States).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Final

import msgspec
from babel.dates import format_timedelta
from babel.units import format_unit

from parvis.model.curated_review import CuratedReview, figures
from parvis.model.hub import Hub
from parvis.model.page import Page
from parvis.model.review_policy import Ground
from parvis.pages.edition import Edition, editions
from parvis.pages.typography import spaced
from parvis.pages.values import Link

#: From here on one speaks of months and years.
_COUNTED: Final = timedelta(days=60)


class Collected(msgspec.Struct, frozen=True, kw_only=True):
    """One place where reviews come from."""

    name: str
    count: int
    verified: int
    first_party: bool
    proofs: tuple[str, ...]  #: how its verified ones were checked


class Refused(msgspec.Struct, frozen=True):
    """One reason for which a review is refused, and how many are."""

    reason: str
    count: int


def pages(hub: Hub) -> Iterator[Page]:
    """The page in each language, where the hub has reviews at all."""
    if hub.reviews.published or hub.reviews.withheld:
        for edition in editions(hub):
            yield _page(hub, edition)


def _page(hub: Hub, edition: Edition) -> Page:
    gettext = edition.words.gettext
    policy, published = hub.reviews.policy, hub.reviews.published
    withheld = tuple(one for one in hub.reviews.withheld if one.status == "withheld")
    title = str(gettext("How we handle reviews"))
    told = figures(published)
    complaints = tuple(one for one in published if one.review.negative)
    return Page(
        kind="reviews",
        path=f"{edition.at.handling()}index.html",
        template="review_handling.html",
        title=title,
        language=edition.language,
        values=edition.frame(
            title=title,
            here=edition.at.reviews(),
            alternates=edition.alternates(lambda at: at.handling()),
            room=Link(str(gettext("Reviews")), edition.at.reviews()),
            brand=edition.site.name,
            checked=_said(policy.checked, edition),
            collected=tuple(_collected(published, edition)),
            figures=told,
            pinned=len(hub.reviews.in_front),
            incentives=_said(policy.incentives, edition),
            insiders=sum(1 for one in published if one.review.insider),
            edited=sum(1 for one in published if one.review.revisions),
            publication=_length(policy.publication, edition),
            retention=_length(policy.retention, edition),
            reply_within=_length(edition.site.reply_within, edition),
            complaints=len(complaints),
            answered=sum(1 for one in complaints if one.answered),
            changes=policy.changes,
            refused=tuple(_refused(withheld, hub, edition)),
            withheld=len(withheld),
            public=tuple(public(hub, edition)),
            contact=policy.contact,
            contact_url=policy.contact if policy.contact.startswith("https://") or not policy.contact else f"mailto:{policy.contact}",
        ),
    )


def _said(texts: dict[str, str], edition: Edition) -> str:
    """A text in the edition's language, else in the main one; one given without a language serves all."""
    language = edition.language if texts.get(edition.language) else edition.site.language
    return spaced(texts.get(language) or texts.get("", ""), language)


def _length(time: timedelta | None, edition: Edition) -> str:
    """`7 days`, `5 years`: days as long as one would count them."""
    if time is None:
        return ""
    if timedelta(days=1) <= time < _COUNTED:
        return str(format_unit(time.days, "duration-day", locale=edition.locale))
    return format_timedelta(time, threshold=1, locale=edition.locale)


def _collected(published: tuple[CuratedReview, ...], edition: Edition) -> Iterator[Collected]:
    own = str(edition.words.gettext("Collected by us"))
    by_origin: dict[str, list[CuratedReview]] = {}
    for one in published:
        by_origin.setdefault(one.review.origin or own, []).append(one)
    for name in sorted(by_origin, key=lambda name: (-len(by_origin[name]), name)):
        found = by_origin[name]
        yield Collected(
            name=name,
            count=len(found),
            verified=sum(1 for one in found if one.review.verified),
            first_party=name == own or all(one.review.first_party for one in found),
            proofs=tuple(sorted({spaced(one.review.proof, edition.site.language) for one in found if one.review.verified}))[:12],
        )


def _refused(withheld: tuple[CuratedReview, ...], hub: Hub, edition: Edition) -> Iterator[Refused]:
    """Every reason that the hub names, and those that it has used."""
    used = Counter(one.ground for one in withheld if one.ground)
    sentences = grounds(edition)
    for ground in dict.fromkeys((*hub.reviews.policy.grounds, *sorted(used))):
        yield Refused(sentences[ground], used.get(ground, 0))
    elsewhere = sum(1 for one in withheld if one.review.held and one.ground is None)
    if elsewhere:
        yield Refused(str(edition.words.gettext("the tool that collected it does not show it")), elsewhere)


def grounds(edition: Edition) -> dict[Ground, str]:
    """Each reason for which something is not shown, in words."""
    gettext = edition.words.gettext
    return {
        "illegal": str(gettext("it breaks the law")),
        "insult": str(gettext("it insults or threatens somebody")),
        "personal_data": str(gettext("it gives away personal data")),
        "fake": str(gettext("its author has not used what it is about")),
        "conflict_of_interest": str(gettext("its author has an interest that it does not name")),
        "advertising": str(gettext("it advertises something else")),
        "off_topic": str(gettext("it is not about our products or our service")),
        "duplicate": str(gettext("it stands here already")),
        "other": str(gettext("another reason, told to its author")),
    }


def public(hub: Hub, edition: Edition) -> Iterator[str]:
    """What the brand says of reviews that it withholds by a rule or a decision, each sentence once."""
    said = [_said(rule.public, edition) for rule in hub.reviews.policy.rules]
    said += [spaced(one.public, edition.language) for one in hub.reviews.withheld]
    yield from dict.fromkeys(sentence for sentence in said if sentence)
