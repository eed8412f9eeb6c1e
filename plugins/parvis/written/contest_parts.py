"""The parts of a contest's front matter: its phases, the ways in, the vote, the jury, the draw."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from types import MappingProxyType
from typing import Final, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from parvis.model.contest import (
    PHASES,
    Cap,
    Conflict,
    Criterion,
    DrawPlan,
    Juror,
    Jury,
    Law,
    Organiser,
    Phase,
    Prize,
    Shortlist,
    TakePart,
    TieRule,
    Vote,
)
from parvis.tidy import dates
from parvis.tidy import text as words
from parvis.tidy.yaml import did_you_mean
from parvis.written.articles import Reader
from parvis.written.facts import Facts

_SPAN: Final = re.compile(r"([0-9]{1,3})\s*([hdw])")
_HOURS: Final = MappingProxyType({"h": 1, "d": 24, "w": 7 * 24})
_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def zone(facts: Facts, reader: Reader) -> ZoneInfo:
    """The contest's time zone: its own, else the hub's."""
    said = facts.text("timezone")
    try:
        return ZoneInfo(said or reader.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        facts.wrong("timezone", f"'{said}' is no time zone.", "Write one such as America/Toronto or Europe/Paris.")
        return ZoneInfo(reader.timezone)


def phases(facts: Facts | None, zone: ZoneInfo) -> tuple[Phase, ...]:
    """The phases in their order, each with the moment at which it begins, in the contest's own time zone."""
    if facts is None:
        return ()
    found: list[Phase] = []
    for name in PHASES:
        value = facts.raw(name)
        moment = dates.read(str(value), zone) if value is not None else None
        if value is not None and moment is None:
            facts.wrong(name, f"'{value}' is no moment.", f"Write it as `{name}: 2026-06-01 09:00`.")
        if moment is None:
            continue
        if found and moment <= found[-1].start:
            what = f"this phase begins before or with '{found[-1].name}', which comes first."
            facts.wrong(name, what, f"The phases follow each other in this order: {', '.join(PHASES)}.")
        found.append(Phase(name, moment))
    facts.done()
    return tuple(found)


def laws(facts: Facts) -> Iterator[Law]:
    """Whose law holds, of those that Parvis knows."""
    known = get_args(Law)
    for said in facts.texts("law"):
        if said.lower() in known:
            yield said.lower()  # type: ignore[misc]  # one of them
        else:
            facts.wrong("law", f"'{said}' is not known here.", did_you_mean(said, known))


def organiser(facts: Facts | None) -> Organiser | None:
    """Who is responsible."""
    if facts is None:
        return None
    organiser = Organiser(name=facts.text("name", need="Sucre Bleu inc."), address=facts.text("address"), contact=facts.text("contact"))
    facts.done()
    return organiser


def prize(facts: Facts) -> Prize:
    """What can be won."""
    prize = Prize(what=facts.told("what", need="A box of 24"), count=facts.whole("count", least=1), value=facts.text("value"))
    facts.done()
    return prize


def take_part(facts: Facts | None) -> TakePart:
    """The ways in."""
    if facts is None:
        return TakePart()
    ways = TakePart(
        form=facts.link("form"),
        email=facts.text("email"),
        hashtag=facts.text("hashtag").lstrip("#"),
        shop=facts.told("shop"),
        requires=facts.texts("requires"),
    )
    facts.done()
    return ways


def vote(facts: Facts | None) -> Vote:
    """How people vote."""
    if facts is None:
        return Vote()
    caps = tuple(_cap(one) for one in facts.groups("caps"))
    vote = Vote(
        how=facts.told("how"),
        form=facts.link("form"),
        options=facts.texts("options"),
        caps=caps or (Cap(),),
        counts=facts.choice("counts", ("first", "last"), "first"),  # type: ignore[arg-type]  # one of them
        hide_authors=facts.switch("hide_authors"),
    )
    facts.done()
    return vote


def _cap(facts: Facts) -> Cap:
    said = facts.text("every")
    span = _SPAN.fullmatch(said)
    hours = int(span[1]) * _HOURS[span[2]] if span else 0
    if said and not hours:
        facts.wrong("every", f"'{said}' is no length of time.", "Write it such as `every: 1d` or `every: 6h`.")
    cap = Cap(facts.whole("ballots", least=1) or 1, timedelta(hours=hours) if hours else None)
    facts.done()
    return cap


def shortlist(facts: Facts | None) -> Shortlist:
    """How the vote leads to the shortlist."""
    if facts is None:
        return Shortlist()
    size = facts.whole("size", least=1)
    ties = facts.choice("ties", get_args(TieRule)) or None
    facts.done()
    return Shortlist(size=size, ties=ties)  # type: ignore[arg-type]  # one of them


def jury(facts: Facts | None) -> Jury:
    """Members, criteria and what parts equals."""
    if facts is None:
        return Jury()
    jury = Jury(
        members=tuple(_juror(one) for one in facts.groups("members")),
        criteria=tuple(_criterion(one) for one in facts.groups("criteria")),
        best=facts.whole("best", least=1, most=1000) or 10,
        ties=facts.texts("ties"),
    )
    known = {"votes", "draw", *(criterion.id for criterion in jury.criteria)}
    for rule in jury.ties:
        if rule not in known:
            facts.wrong("ties", f"'{rule}' is no criterion.", f"Known: {', '.join(sorted(known))}.")
    for field, ids in (("members", [one.id for one in jury.members]), ("criteria", [one.id for one in jury.criteria])):
        for double in sorted({id_ for id_ in ids if ids.count(id_) > 1}):
            facts.wrong(field, f"two of them are called '{double}'.", "Give one of them an `id:` of its own.")
    facts.done()
    return jury


def _juror(facts: Facts) -> Juror:
    name = facts.text("name", need="Ghislaine P.")
    juror = Juror(
        id=_id(facts, name),
        name=name,
        role=facts.told("role"),
        customer=facts.switch("customer"),
        conflicts=tuple(_conflict(one) for one in facts.groups("conflicts")),
        portrait=facts.text("portrait"),
        minor=facts.switch("minor"),
        guardian=facts.switch("guardian_consent"),
    )
    facts.done()
    return juror


def _conflict(facts: Facts) -> Conflict:
    conflict = Conflict(facts.text("entry", need="12"), facts.told("why"))
    facts.done()
    return conflict


def _criterion(facts: Facts) -> Criterion:
    name = facts.told("name", need="Taste")
    criterion = Criterion(
        id=_id(facts, next(iter(name.values()), "")),
        name=name,
        weight=facts.whole("weight", least=1, most=1000) or 1,
        about=facts.told("about"),
    )
    facts.done()
    return criterion


def _id(facts: Facts, name: str) -> str:
    said = facts.text("id")
    if said and not _ID.fullmatch(said):
        facts.wrong("id", f"'{said}' is no short name.", f"Write it such as `id: {words.slug(said)}`.")
    return said or words.slug(name)


def draw(facts: Facts | None) -> DrawPlan:
    """What is published before a draw."""
    if facts is None:
        return DrawPlan()
    commitment = facts.text("commitment").lower()
    if commitment and not _SHA256.fullmatch(commitment):
        facts.wrong("commitment", "this is no SHA-256: 64 hexadecimal digits.", "Make it with `printf %s SECRET | sha256sum`.")
    of = facts.choice("of", ("shortlist", "entries", "ballots"), "shortlist")
    plan = DrawPlan(commitment=commitment, number=facts.told("number"), of=of, winners=facts.whole("winners", least=1) or 1)  # type: ignore[arg-type]
    facts.done()
    return plan
