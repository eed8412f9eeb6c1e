"""Personal data that a hub keeps besides what it shows: what it only reads, letters, leave, decisions, and what it has forgotten."""

from __future__ import annotations

from collections.abc import Iterator

from parvis.model.hub import Hub
from parvis.pages.data_rows import Row
from parvis.pages.edition import Edition
from parvis.pages.values import Link


def rows(hub: Hub, edition: Edition) -> Iterator[Row]:
    """A line for each sort of it that the hub has."""
    yield from _listening(hub, edition)
    yield from _letters(hub, edition)
    yield from _leaves(hub, edition)
    yield from _deciders(hub, edition)
    yield from _hashes(hub, edition)


def _listening(hub: Hub, edition: Edition) -> Iterator[Row]:
    """What is read and never shown: said openly, without saying where."""
    gettext, ngettext = edition.words.gettext, edition.words.ngettext
    count = sum(1 for source in hub.sources if source.publish == "listen")
    if count:
        yield Row(
            origin=Link(str(gettext("Public places that we only read")), ""),
            by=str(ngettext("%(count)d source", "%(count)d sources", count)) % {"count": count},
            whose=str(gettext("Whoever speaks of us there")),
            what=(str(gettext("name")), str(gettext("text and date"))),
            why=str(gettext("To answer questions and complaints; it is never shown")),
            basis=str(gettext("Legitimate interest, GDPR art. 6(1)(f)")),
            long=str(gettext("As long as it is public, or until you object")),
        )


def _letters(hub: Hub, edition: Edition) -> Iterator[Row]:
    gettext = edition.words.gettext
    if hub.site.help:
        yield Row(
            origin=Link(str(gettext("Letters to us")), edition.at.notice()),
            whose=str(gettext("Whoever writes to us")),
            what=(str(gettext("name")), str(gettext("e-mail address")), str(gettext("the letter"))),
            why=str(gettext("To answer, and to show that we did")),
            basis=str(gettext("Legal obligation, GDPR art. 6(1)(c); DSA art. 16 and 17")),
            long=str(gettext("As long as the answer can be contested")),
        )


def _leaves(hub: Hub, edition: Edition) -> Iterator[Row]:
    """What authors were asked and have answered, with the proofs: `content/curation/rights/`."""
    gettext, ngettext = edition.words.gettext, edition.words.ngettext
    if hub.rights_written:
        yield Row(
            origin=Link(str(gettext("Leave asked for and given")), ""),
            by=str(ngettext("%(count)d line", "%(count)d lines", hub.rights_written)) % {"count": hub.rights_written},
            whose=str(gettext("Authors whom we have asked")),
            what=(
                str(gettext("name or handle, the work")),
                str(gettext("question and answer, with their dates")),
                str(gettext("the letter that proves it")),
            ),
            why=str(gettext("To show works as their authors allow it, and to prove that they did")),
            basis=str(gettext("Legitimate interest, GDPR art. 6(1)(f); proof of an agreement, art. 7(1)")),
            long=str(gettext("As long as this site exists, or until you object")),
        )


def _deciders(hub: Hub, edition: Edition) -> Iterator[Row]:
    """Who has decided, answered or written down something: the names beside the lines of `content/curation/`."""
    gettext, ngettext = edition.words.gettext, edition.words.ngettext
    if hub.deciders:
        yield Row(
            origin=Link(str(gettext("Who decides and answers here")), edition.at.transparency()),
            whose=str(ngettext("%(count)d person", "%(count)d persons", hub.deciders)) % {"count": hub.deciders},
            what=(str(gettext("name")), str(gettext("their decisions and answers, with date and reason"))),
            why=str(gettext("So that each decision has somebody who answers for it")),
            basis=str(gettext("Legitimate interest, GDPR art. 6(1)(f)")),
            long=str(gettext("As long as this site exists")),
        )


def _hashes(hub: Hub, edition: Edition) -> Iterator[Row]:
    gettext = edition.words.gettext
    if hub.takedowns:
        yield Row(
            origin=Link(str(gettext("What we were asked to forget")), ""),
            whose=str(gettext("Whoever has asked for it")),
            what=(str(gettext("a salted hash, from which no name can be read")),),
            why=str(gettext("So that it does not come back by itself")),
            basis=str(gettext("Legal obligation, GDPR art. 6(1)(c) and 17")),
            long=str(gettext("As long as this site exists")),
        )
