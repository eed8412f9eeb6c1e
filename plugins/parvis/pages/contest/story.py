"""A contest's story in numbers, a phase at a time: so many ideas, so many after merging, so many on the ballot, so many in the shop."""

from __future__ import annotations

from collections.abc import Iterator

from babel.numbers import format_decimal

from parvis.curate.contests import phases, votes
from parvis.curate.contests.merge import ideas
from parvis.model.contest import Contest, PhaseName
from parvis.pages.edition import Edition


def facts(contest: Contest, edition: Edition) -> dict[PhaseName, str]:
    """What each phase has come to so far, in two or three words, or what is settled about it before."""
    return dict((*_gathered(contest, edition), *_settled(contest, edition), *_decided(contest, edition)))


def _gathered(contest: Contest, edition: Edition) -> Iterator[tuple[PhaseName, str]]:
    """The ideas that came, how many remained once the same ones were merged, and how many are voted on."""
    now, found, ngettext = edition.hub.now, ideas(contest), edition.words.ngettext
    sent = sum(1 + len(idea.also) for idea in found)
    if sent and phases.has_reached(contest, "ideas", now):
        yield "ideas", _with(ngettext("%(count)s idea", "%(count)s ideas", sent), sent, edition)
    if len(found) < sent and phases.has_reached(contest, "moderation", now):
        yield "moderation", _with(edition.words.gettext("merged into %(count)s"), len(found), edition)
    if contest.vote.options and phases.has_reached(contest, "vote", now):
        ballot = len(votes.on_ballot(contest))
        yield "vote", _with(ngettext("%(count)s on the ballot", "%(count)s on the ballot", ballot), ballot, edition)


def _settled(contest: Contest, edition: Edition) -> Iterator[tuple[PhaseName, str]]:
    """What the rules have fixed from the first day."""
    ngettext, size, judges = edition.words.ngettext, contest.shortlist.size, len(contest.jury.members)
    if size:
        yield "shortlist", _with(ngettext("%(count)s goes on", "%(count)s go on", size), size, edition)
    if judges:
        yield "jury", _with(ngettext("%(count)s person", "%(count)s people", judges), judges, edition)


def _decided(contest: Contest, edition: Edition) -> Iterator[tuple[PhaseName, str]]:
    """The ballots that counted and the ideas that won, once the results are out; those that can be bought."""
    now, ngettext = edition.hub.now, edition.words.ngettext
    if not phases.is_over(contest, now):
        return
    tally = contest.result.step("tally") if contest.result else None
    counted = tally.counts.get("counted", 0) if tally else 0
    if counted:
        yield "vote", _with(ngettext("%(count)s vote", "%(count)s votes", counted), counted, edition)
    won = contest.outcome.winners if contest.outcome else ()
    if won:
        yield "results", _with(ngettext("%(count)s chosen", "%(count)s chosen", len(won)), len(won), edition)
    kept = sum(phases.promise(winner, contest, now) in {"kept", "kept_late"} for winner in won)
    if kept:
        yield "launch", _with(ngettext("%(count)s in the shop", "%(count)s in the shop", kept), kept, edition)


def _with(said: str, count: int, edition: Edition) -> str:
    return str(said) % {"count": format_decimal(count, locale=edition.locale)}
