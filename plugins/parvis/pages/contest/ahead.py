"""What a visitor asks under a contest's call until the results are out: what comes next, who decides, and how to check it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from babel.numbers import format_decimal

from parvis.curate.contests import phases
from parvis.model.contest import Contest, PhaseName
from parvis.pages.contest import words
from parvis.pages.contest.gallery import rules_link
from parvis.pages.contest.values import Answer
from parvis.pages.edition import Edition
from parvis.pages.values import Link

#: Phases whose call says already what comes next.
_SAID: Final[frozenset[PhaseName]] = frozenset({"announced", "jury"})


def answers(contest: Contest, edition: Edition) -> tuple[Answer, ...]:
    """Three answers, or those that the contest's facts give; none once the results are out: the page itself answers then."""
    gettext, now = edition.words.gettext, edition.hub.now
    if phases.is_over(contest, now):
        return ()
    here = phases.at(contest, now)
    following = next((stage for stage in phases.timeline(contest, now) if stage.state == "ahead"), None)
    found = []
    if following and here and here.name not in _SAID:
        told = _next(following.name, edition) % {"moment": words.moment(following.start, edition)}
        found.append(Answer(str(gettext("What comes next")), told, None))
    judged = bool(contest.jury.members or contest.jury.criteria)
    jury = Link(str(gettext("Jury and criteria")), "#jury") if judged else None
    found.append(Answer(str(gettext("Who decides")), " ".join(_who(contest, edition)), jury))
    checked = str(gettext("The results will stand here with all that it takes to compute them again."))
    found.append(Answer(str(gettext("How to check it")), checked, rules_link(contest, edition)))
    return tuple(found)


def _next(name: PhaseName, edition: Edition) -> str:
    gettext = edition.words.gettext
    told: Mapping[PhaseName, str] = {
        "ideas": str(gettext("Your ideas, from %(moment)s on.")),
        "moderation": str(gettext("We read the ideas, from %(moment)s on.")),
        "vote": str(gettext("The vote, from %(moment)s on.")),
        "shortlist": str(gettext("The count of the votes, from %(moment)s on.")),
        "jury": str(gettext("The jury meets: %(moment)s.")),
    }
    return told.get(name) or str(gettext("The results: %(moment)s."))


def _who(contest: Contest, edition: Edition) -> Iterator[str]:
    gettext, ngettext = edition.words.gettext, edition.words.ngettext
    if contest.decision == "vote":
        yield str(gettext("The vote decides."))
        return
    size, judges = contest.shortlist.size, len(contest.jury.members)
    customers = sum(juror.customer for juror in contest.jury.members)
    if size and contest.starts("vote"):
        yield _with(ngettext("The vote keeps %(count)s idea.", "The vote keeps %(count)s ideas.", size), size, edition)
    if contest.decision == "draw":
        yield str(gettext("A draw decides, and anybody can draw it again."))
    elif judges > 1 and customers:
        mixed = ngettext(
            "A jury of %(count)s, %(customers)s of them a customer, decides.",
            "A jury of %(count)s, %(customers)s of them customers, decides.",
            customers,
        )
        yield _with(mixed, judges, edition, customers=format_decimal(customers, locale=edition.locale))
    elif judges:
        yield _with(ngettext("A jury of %(count)s person decides.", "A jury of %(count)s people decides.", judges), judges, edition)
    else:
        yield str(gettext("A jury decides."))


def _with(said: str, count: int, edition: Edition, **more: str) -> str:
    return str(said) % {"count": format_decimal(count, locale=edition.locale), **more}
