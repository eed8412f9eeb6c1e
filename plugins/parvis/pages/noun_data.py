"""Ideas, offers, challenges and lists as structured data (schema.org)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from parvis.curate.contests.merge import Idea
from parvis.model.article import Article
from parvis.model.challenge import Challenge
from parvis.model.offer import Offer
from parvis.pages.addresses import absolute
from parvis.pages.backdrop import Backdrop
from parvis.pages.site_data import CONTEXT, organisation
from parvis.pages.values import Link

_SCHEMA: Final = "https://schema.org/"


def idea(idea: Idea, url: str, contest: Link, edition: Backdrop, *, hidden: bool) -> dict[str, Any]:
    """What somebody has thought of (https://schema.org/CreativeWork), and who; `hidden`: as long as its authors are not told."""
    entry, site = idea.entry, edition.site
    authors = [] if hidden else [{"@type": "Person", "name": name} for name in idea.authors]
    return {
        "@context": CONTEXT,
        "@type": "CreativeWork",
        "name": idea.title,
        "url": absolute(site, url),
        **({"text": entry.text} if entry.text else {}),
        **({"dateCreated": edition.day(entry.at).isoformat()} if entry.at else {}),
        **({"author": authors} if authors else {}),
        **({"inLanguage": entry.language} if entry.language else {}),
        "isPartOf": {"@type": "CreativeWork", "name": contest.label, "url": absolute(site, contest.url)},
    }


def offer(offer: Offer, article: Article, benefit: str, places: Sequence[Link], edition: Backdrop) -> dict[str, Any]:
    """What can be had (https://schema.org/Offer), until when and where. No price: an offer tells what one gets, not what it costs."""
    site = edition.site
    return {
        "@context": CONTEXT,
        "@type": "Offer",
        "name": article.title,
        "description": benefit,
        "url": absolute(site, edition.url_of(article)),
        **({"validFrom": offer.starts.isoformat()} if offer.starts else {}),
        "validThrough": offer.ends.isoformat(),
        **({"availableAtOrFrom": [_place(place, edition) for place in places]} if places else {}),
        "offeredBy": organisation(site),
    }


def challenge(challenge: Challenge, article: Article, edition: Backdrop) -> dict[str, Any]:
    """Something to take part in between two days (https://schema.org/Event); one without days is a page that tells of it."""
    site = edition.site
    url = absolute(site, edition.url_of(article))
    told = {
        "@context": CONTEXT,
        "name": article.title,
        "url": url,
        **({"description": article.summary} if article.summary else {}),
        "inLanguage": article.language,
    }
    if challenge.starts is None or challenge.ends is None:
        return {"@type": "WebPage", **told, "publisher": organisation(site)}
    return {
        "@type": "Event",
        **told,
        "startDate": challenge.starts.isoformat(),
        "endDate": challenge.ends.isoformat(),
        "eventStatus": f"{_SCHEMA}EventScheduled",
        "eventAttendanceMode": f"{_SCHEMA}OnlineEventAttendanceMode",
        "location": {"@type": "VirtualLocation", "url": challenge.link or url},
        "organizer": organisation(site),
    }


def collection(title: str, url: str, edition: Backdrop) -> Mapping[str, Any]:
    """A list of things (https://schema.org/CollectionPage): what each of them is, its own page tells."""
    return {
        "@context": CONTEXT,
        "@type": "CollectionPage",
        "name": title,
        "url": absolute(edition.site, url),
        "inLanguage": edition.language,
        "isPartOf": {"@type": "WebSite", "name": edition.site.name, "url": absolute(edition.site, edition.at.home())},
    }


def _place(place: Link, edition: Backdrop) -> dict[str, Any]:
    return {"@type": "Place", "name": place.label, "url": absolute(edition.site, place.url)}
