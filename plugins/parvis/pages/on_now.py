"""What is on now: it has the first screen of the home page, with one living sentence."""

from __future__ import annotations

import msgspec

from parvis.curate.contests import phases
from parvis.curate.contests.merge import ideas
from parvis.model.contest import Contest
from parvis.model.hub import Hub
from parvis.pages.ambassadors import AmbassadorCard
from parvis.pages.ambassadors import card as ambassador
from parvis.pages.contest import gallery
from parvis.pages.contest import words as contest_words
from parvis.pages.contest.call import call, foremost
from parvis.pages.contest.values import Bouquet, Call, IdeaCard
from parvis.pages.edition import Edition
from parvis.pages.event_cards import EventCard
from parvis.pages.events import coming
from parvis.pages.typography import spaced

#: Flavours drawn beside a contest's call.
FLAVOURS = 8


class OnNow(msgspec.Struct, frozen=True, kw_only=True):
    """One of three, or none: a contest on its way, the next event, the ambassador of the week."""

    sentence: str = ""  #: what is on, in one living sentence
    contest: Call | None = None
    flavours: tuple[IdeaCard, ...] = ()  #: what the contest is about: its winners, its ballot, or its newest ideas
    event: EventCard | None = None
    spotlight: AmbassadorCard | None = None


def on_now(hub: Hub, edition: Edition) -> OnNow:
    """What the first screen shows."""
    contest = foremost(hub)
    if contest:
        return OnNow(sentence=_of_contest(contest, edition), contest=call(contest, edition), flavours=flavours(contest, edition))
    event = next((one for one in coming(edition) if not one.date.cancelled), None)
    if event:
        return OnNow(event=event)
    return OnNow(spotlight=ambassador(hub.spotlight, edition) if hub.spotlight else None)


def flavours(contest: Contest, edition: Edition) -> tuple[IdeaCard, ...]:
    """What the contest is about: its winners, its ballot, or its newest ideas."""
    if phases.is_over(contest, edition.hub.now):
        won = {winner.entry for winner in contest.outcome.winners} if contest.outcome else set()
        return tuple(gallery.card(idea, contest, edition) for idea in ideas(contest) if idea.id in won)[:FLAVOURS]
    ballot = gallery.on_ballot(contest, edition) if phases.has_reached(contest, "vote", edition.hub.now) else ()
    if ballot:
        return tuple(poster.card for poster in ballot[:FLAVOURS])
    return tuple(gallery.card(idea, contest, edition) for idea in reversed(ideas(contest)[-FLAVOURS:]))


def bouquet(contest: Contest, edition: Edition) -> Bouquet:
    """What the contest is about, as a picture: while ideas are wanted, with a place for the next one."""
    phase, shown = phases.at(contest, edition.hub.now), flavours(contest, edition)
    wanted = phase is not None and phase.name in {"announced", "ideas"}
    vacant = max(1, FLAVOURS - len(shown)) if wanted else 0
    return Bouquet(tuple(one.swatch for one in shown[: FLAVOURS - vacant]), vacant)


def _of_contest(contest: Contest, edition: Edition) -> str:
    """Such as `The vote is open: 8 finalists, 3 days left`."""
    phase = phases.at(contest, edition.hub.now)
    assert phase is not None, "a contest that nobody knows of is not on"
    headline = contest_words.headline(phase.name, edition)
    facts = [fact for fact in (_count(contest, edition), _left(contest, edition)) if fact]
    if not facts:
        return headline
    said = str(edition.words.gettext("%(headline)s: %(facts)s")) % {"headline": headline, "facts": ", ".join(facts)}
    return spaced(said, edition.language)


def _count(contest: Contest, edition: Edition) -> str:
    """How many there are to choose from, or were sent; empty once it is decided."""
    ngettext, now = edition.words.ngettext, edition.hub.now
    if phases.is_over(contest, now):
        return ""
    ballot = gallery.on_ballot(contest, edition) if phases.has_reached(contest, "vote", now) else ()
    if ballot:
        return str(ngettext("%(count)s finalist", "%(count)s finalists", len(ballot))) % {"count": len(ballot)}
    sent = len(ideas(contest))
    return str(ngettext("%(count)s idea", "%(count)s ideas", sent)) % {"count": sent} if sent else ""


def _left(contest: Contest, edition: Edition) -> str:
    """How many whole days people still have; that it is the last one; empty where nothing closes."""
    days = phases.days_left(contest, edition.hub.now)
    if days is None:
        return ""
    if days == 0:
        return str(edition.words.gettext("the last hours"))
    return str(edition.words.ngettext("%(count)s day left", "%(count)s days left", days)) % {"count": days}
