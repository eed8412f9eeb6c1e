"""Grade D: the networks whose terms leave no lawful way to collect from them, each with its reason and the nearest one that is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import SplitResult, urlsplit

import msgspec


class Refusal(msgspec.Struct, frozen=True, kw_only=True):
    """Why a network is not collected from, and what to do instead."""

    network: str  #: as people call it
    reason: str  #: one sentence
    instead: str  #: one sentence in the imperative

    def __str__(self) -> str:
        """Both sentences, for `add` and `check`."""
        return f"{self.reason} {self.instead}"


_LINK = "write the post by hand as a source of kind `link`"

#: Names that a person might give as `kind` in sources.yaml, and what each is refused with.
REFUSED_KINDS: Mapping[str, Refusal] = MappingProxyType(
    {
        "linkedin": Refusal(
            network="LinkedIn",
            reason="LinkedIn lets nobody export posts or data of its members, and opens company pages to approved partners alone.",
            instead=f"To show a LinkedIn post, {_LINK}.",
        ),
        "google_places": Refusal(
            network="Google Places",
            reason="Google's terms forbid to store or copy reviews of Google Maps and Places; only the place's id may be kept.",
            instead="Link to the place with a source of kind `link`, or ask the customers for a review on your own site.",
        ),
        "tripadvisor": Refusal(
            network="Tripadvisor",
            reason="Tripadvisor's terms forbid to keep anything of its content but the location's id.",
            instead="Link to the page with a source of kind `link`.",
        ),
        "telegram": Refusal(
            network="Telegram",
            reason="Telegram has no public interface for channels, and reading the pages of t.me would be scraping.",
            instead=f"Ask the channel's owner for a feed, or {_LINK}.",
        ),
        "yelp": Refusal(
            network="Yelp",
            reason="Yelp lets nobody keep its reviews for longer than 24 hours, so a static site cannot show them.",
            instead="Link to the page with a source of kind `link`.",
        ),
        "scrape": Refusal(
            network="scraping",
            reason="Parvis never takes a page apart that was made for people: such a page promises nothing, and most terms forbid it.",
            instead=f"Give the address of a feed or of the network's interface, or {_LINK}.",
        ),
    }
)

#: Other words under which the same networks are asked for.
_ALSO: Mapping[str, str] = MappingProxyType(
    {
        "google": "google_places",
        "google_maps": "google_places",
        "google_reviews": "google_places",
        "googleplaces": "google_places",
        "places": "google_places",
        "html": "scrape",
        "page": "scrape",
        "scraper": "scrape",
        "scraping": "scrape",
        "web": "scrape",
        "t_me": "telegram",
        "trip_advisor": "tripadvisor",
    }
)

_COUNTRY = r"(?:[a-z]{2,3}|com?\.[a-z]{2})"
_HOSTS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?:.+\.)?(?:linkedin\.com|lnkd\.in)"), "linkedin"),
    (re.compile(rf"(?:.+\.)?tripadvisor\.{_COUNTRY}"), "tripadvisor"),
    (re.compile(rf"(?:.+\.)?yelp\.{_COUNTRY}"), "yelp"),
    (re.compile(r"(?:.+\.)?(?:t\.me|telegram\.me|telegram\.dog)"), "telegram"),
    (re.compile(rf"maps\.google\.{_COUNTRY}|maps\.app\.goo\.gl|g\.page|search\.google\.com|places\.googleapis\.com"), "google_places"),
)
_GOOGLE = re.compile(rf"(?:www\.)?google\.{_COUNTRY}|goo\.gl|maps\.googleapis\.com")


def refused_kind(name: str) -> Refusal | None:
    """What a `kind` of sources.yaml is refused with, whatever its case and hyphens; None for any other word."""
    word = name.strip().lower().replace("-", "_").replace(" ", "_").replace(".", "_")
    return REFUSED_KINDS.get(_ALSO.get(word, word))


def refusal(url: str) -> Refusal | None:
    """What an address is refused with, or None when it belongs to none of these networks."""
    try:
        parts = urlsplit(url.strip() if "//" in url else f"//{url.strip()}")
        host = (parts.hostname or "").removesuffix(".")
    except ValueError:  # an address no better than `http://[`: somebody else says so
        return None
    for pattern, name in _HOSTS:
        if pattern.fullmatch(host):
            return REFUSED_KINDS[name]
    return REFUSED_KINDS["google_places"] if _GOOGLE.fullmatch(host) and _is_place(parts) else None


def _is_place(parts: SplitResult) -> bool:
    return parts.path == "/maps" or parts.path.startswith(("/maps/", "/localservices/"))
