"""Shops as structured data (schema.org `LocalBusiness`): where and when, and never a star: a business may not show its own reviews so."""

from __future__ import annotations

from typing import Any, Final

from parvis.model.article import Article
from parvis.model.place import Exceptional, Place, Span
from parvis.pages.addresses import absolute
from parvis.pages.edition import Edition
from parvis.pages.site_data import CONTEXT

_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def shop(place: Place, article: Article, edition: Edition, exceptions: tuple[Exceptional, ...]) -> dict[str, Any] | None:
    """A shop with its address, coordinates and hours; None for a place that is none. `exceptions`: the days to come."""
    if place.role != "shop":
        return None
    return {
        "@context": CONTEXT,
        "@type": "LocalBusiness",
        "name": article.title,
        "url": absolute(edition.site, edition.url_of(article)),
        **({"image": absolute(edition.site, article.picture)} if article.picture else {}),
        **_where(place),
        **({"telephone": place.phone} if place.phone else {}),
        **({"email": place.email} if place.email else {}),
        **({"openingHoursSpecification": hours} if (hours := [*_week(place), *_days(exceptions)]) else {}),
    }


def _where(place: Place) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if place.address:
        told = {
            "streetAddress": place.address.street,
            "addressLocality": place.address.locality,
            "addressRegion": place.address.region,
            "postalCode": place.address.postal_code,
            "addressCountry": place.address.country,
        }
        found["address"] = {"@type": "PostalAddress"} | {name: value for name, value in told.items() if value}
    if place.coordinates:
        found["geo"] = {"@type": "GeoCoordinates", "latitude": place.coordinates[0], "longitude": place.coordinates[1]}
    return found


def _week(place: Place) -> list[dict[str, Any]]:
    return [{**_open(span), "dayOfWeek": _DAYS[day]} for day, spans in enumerate(place.week) for span in spans]


def _days(exceptions: tuple[Exceptional, ...]) -> list[dict[str, Any]]:
    """Closed all day is written as open from midnight to midnight (Google's guidelines for opening hours)."""
    found = []
    for one in exceptions:
        between = {"validFrom": one.first.isoformat(), "validThrough": one.last.isoformat()}
        if one.spans:
            found += [_open(span) | between for span in one.spans]
        else:
            found.append({"@type": "OpeningHoursSpecification", "opens": "00:00", "closes": "00:00"} | between)
    return found


def _open(span: Span) -> dict[str, Any]:
    opens, closes = (moment.isoformat(timespec="minutes") for moment in span)
    return {"@type": "OpeningHoursSpecification", "opens": opens, "closes": "23:59" if closes == "00:00" else closes}
