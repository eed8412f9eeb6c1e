"""What binds an ambassador to the brand, as a sentence: stated on their page, as calm as the rest of it."""

from __future__ import annotations

from datetime import date

import msgspec

from parvis.curate.ambassadors import state
from parvis.model.ambassador import Ambassador, Relationship
from parvis.pages import days
from parvis.pages.edition import Edition


class Bond(msgspec.Struct, frozen=True):
    """What somebody gets from the brand, or got."""

    sentence: str
    dates: str  #: from when to when; empty where there are no dates
    over: bool


def bond(person: Ambassador, edition: Edition) -> Bond:
    """What there is to state of a person today."""
    today = edition.day(edition.hub.now)
    over = person.contract.ended(today) or state(person, today) == "alumni"
    sentences = _was(edition) if over else _is(edition)
    return Bond(sentences[person.relationship] % {"brand": edition.site.name}, _dates(person, edition), over)


def _is(edition: Edition) -> dict[Relationship, str]:
    gettext = edition.words.gettext
    return {
        "none": str(gettext("Gets nothing from %(brand)s.")),
        "gift": str(gettext("Gets products from %(brand)s as gifts, and no money.")),
        "paid": str(gettext("Is paid by %(brand)s.")),
        "affiliate": str(gettext("Gets a part of the price of what is bought at %(brand)s through a link or a code of theirs.")),
        "employee": str(gettext("Works for %(brand)s.")),
    }


def _was(edition: Edition) -> dict[Relationship, str]:
    gettext = edition.words.gettext
    return {
        "none": str(gettext("Gets nothing from %(brand)s.")),
        "gift": str(gettext("Got products from %(brand)s as gifts, and no money.")),
        "paid": str(gettext("Was paid by %(brand)s.")),
        "affiliate": str(gettext("Got a part of the price of what was bought at %(brand)s through a link or a code of theirs.")),
        "employee": str(gettext("Worked for %(brand)s.")),
    }


def _dates(person: Ambassador, edition: Edition) -> str:
    gettext, contract = edition.words.gettext, person.contract
    if contract.start and contract.end:
        return str(gettext("From %(first)s to %(last)s")) % {"first": _day(contract.start, edition), "last": _day(contract.end, edition)}
    if contract.start:
        return str(gettext("Since %(day)s")) % {"day": _day(contract.start, edition)}
    return str(gettext("Until %(day)s")) % {"day": _day(contract.end, edition)} if contract.end else ""


def _day(day: date, edition: Edition) -> str:
    return days.written(day, edition.locale)
