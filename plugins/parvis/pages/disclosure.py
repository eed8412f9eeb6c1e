"""Disclosure in words: what stands beside a name or a post, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from parvis.model.label import Label, Sign
from parvis.pages import days
from parvis.pages.backdrop import Backdrop


def told(labels: Iterable[Label], edition: Backdrop) -> tuple[str, ...]:
    """Each label in the words that law and custom know it by."""
    return tuple(_since(label.sign, label.since, edition) if label.since else _plain(label.sign, edition) for label in labels)


def _plain(sign: Sign, edition: Backdrop) -> str:
    gettext = edition.words.gettext
    return {
        "paid": str(gettext("Paid partnership")),
        "advertising": str(gettext("Advertisement")),
        "gift": str(gettext("Gift")),
        "affiliate": str(gettext("Affiliate link")),
        "employee": str(gettext("Employed by the brand")),
        "retouched": str(gettext("Retouched images")),
        "generated": str(gettext("Virtual images")),
    }[sign]


def _since(sign: Sign, since: date, edition: Backdrop) -> str:
    """The label of something older than what binds the person to the brand today."""
    gettext = edition.words.gettext
    sentence = {
        "paid": str(gettext("Paid partnership since %(day)s")),
        "advertising": str(gettext("Advertisement since %(day)s")),
        "gift": str(gettext("Gifts since %(day)s")),
        "affiliate": str(gettext("Affiliate links since %(day)s")),
        "employee": str(gettext("Employed by the brand since %(day)s")),
    }.get(sign)
    return sentence % {"day": days.written(since, edition.locale)} if sentence else _plain(sign, edition)
