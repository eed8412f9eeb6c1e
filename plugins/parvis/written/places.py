"""Places: content/places/NAME.md."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final, get_args

from parvis.model.place import Address, Place, Role
from parvis.written import hours
from parvis.written.articles import Reader, Written
from parvis.written.facts import Facts, each, shared

KINDS: Final = ("place",)

_EMAIL: Final = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@.]+")
_PHONE: Final = re.compile(r"\+?[\d\s().-]{6,24}")
_COUNTRY: Final = re.compile(r"[A-Z]{2}")
_FAR: Final = (90.0, 180.0)


def read(documents: Iterable[Written], reader: Reader) -> tuple[Place, ...]:
    """The places by slug. ContentError lists every mistake of every file."""
    return tuple(sorted(each(documents, reader, _place), key=lambda place: place.slug))


def _place(written: Written, facts: Facts) -> Place:
    return Place(
        **shared(written),
        role=facts.choice("role", get_args(Role), "shop"),  # type: ignore[arg-type]  # one of them
        address=_address(facts.group("address")),
        coordinates=_coordinates(facts.raw("coordinates"), facts),
        week=hours.week(facts.group("hours")),
        exceptions=tuple(sorted((hours.exception(one) for one in facts.groups("exceptions")), key=lambda one: one.first)),
        phone=_like(_PHONE, "phone", facts, "is no telephone number.", "Write it such as `phone: +1 514 555 0100`."),
        email=_like(_EMAIL, "email", facts, "is no e-mail address.", "Write it such as `email: bonjour@shop.example`."),
        website=facts.link("website"),
        access=facts.told("access"),
    )


def _address(facts: Facts | None) -> Address | None:
    if facts is None:
        return None
    address = Address(
        street=facts.text("street", need="12 rue de la Paix"),
        locality=facts.text("locality", need="Montréal"),
        region=facts.text("region"),
        postal_code=facts.text("postal_code"),
        country=_like(_COUNTRY, "country", facts, "is no country's code.", "Write its two letters, such as `country: CA`."),
    )
    facts.done()
    return address


def _coordinates(value: Any, facts: Facts) -> tuple[float, float] | None:
    if value is None:
        return None
    listed = value if isinstance(value, list) else str(value).split(",")
    try:
        latitude, longitude = (float(part) for part in listed)
    except (TypeError, ValueError):
        latitude = longitude = float("nan")
    if not (abs(latitude) <= _FAR[0] and abs(longitude) <= _FAR[1]):
        what = f"'{value}' is no place on Earth." if not isinstance(value, list) else "this is no place on Earth."
        facts.wrong("coordinates", what, "Write latitude and longitude in degrees, such as `coordinates: [45.5247, -73.5954]`.")
        return None
    return latitude, longitude


def _like(pattern: re.Pattern[str], field: str, facts: Facts, what: str, remedy: str) -> str:
    said = facts.text(field)
    if said and not pattern.fullmatch(said):
        facts.wrong(field, f"'{said}' {what}", remedy)
        return ""
    return said
