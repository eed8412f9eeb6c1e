"""What a contest wants of people now: the call on its page and on the home page."""

from __future__ import annotations

from collections.abc import Iterator

from parvis.curate.contests import phases
from parvis.model.contest import Contest
from parvis.model.hub import Hub
from parvis.pages import nouns
from parvis.pages.contest import story, words
from parvis.pages.contest.values import Action, Call, Stretch
from parvis.pages.edition import Edition


def current(hub: Hub, edition: Edition) -> Call | None:
    """The call that the home page shows."""
    first = foremost(hub)
    return call(first, edition) if first else None


def foremost(hub: Hub) -> Contest | None:
    """The contest in which something can be done, else the newest that is still on its way."""
    running = [contest for contest in hub.contests if not phases.has_reached(contest, "kept", hub.now)]
    return next((contest for contest in running if phases.is_open(contest, hub.now)), next(iter(running), None))


def call(contest: Contest, edition: Edition) -> Call:
    """What the contest wants now. It must have been announced."""
    now = edition.hub.now
    phase = phases.at(contest, now)
    assert phase is not None, "a contest that nobody knows of wants nothing"
    closes = phases.closes(contest, now)
    return Call(
        contest=nouns.link(contest, edition),
        phase=phase.name,
        sign=words.phase(phase.name, edition),
        headline=words.headline(phase.name, edition),
        text=words.text(phase.name, contest, edition),
        actions=tuple(_actions(contest, phase.name, edition)),
        closes=closes,
        closed=words.closed(phase.name, edition),
        now=now if edition.site.still else None,
    )


def timeline(contest: Contest, edition: Edition) -> tuple[Stretch, ...]:
    """Where the contest is, and what each phase has come to."""
    facts = story.facts(contest, edition)
    stages = phases.timeline(contest, edition.hub.now)
    days = [edition.day(stage.start) for stage in stages]
    return tuple(
        Stretch(
            name=stage.name,
            label=words.phase(stage.name, edition),
            start=stage.start,
            day=words.short_day(day, edition, year=day.year != before.year),
            state=stage.state,
            fact=facts.get(stage.name, ""),
        )
        for stage, day, before in zip(stages, days, days[:1] + days[:-1], strict=True)
    )


def _actions(contest: Contest, phase: str, edition: Edition) -> Iterator[Action]:
    gettext = edition.words.gettext
    if phase == "vote" and contest.vote.form:
        yield Action(str(gettext("Vote now")), contest.vote.form)
    if phase == "ideas":
        if contest.take_part.form:
            yield Action(str(gettext("Send an idea")), contest.take_part.form)
        if contest.take_part.email:
            yield Action(str(gettext("By e-mail")), f"mailto:{contest.take_part.email}")
