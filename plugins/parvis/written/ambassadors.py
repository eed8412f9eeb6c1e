"""Ambassadors: content/ambassadors/NAME.md, and the rules of law that such a file alone can break.

    ---
    title: Rosalie Vadnais
    relationship: paid                what they get: none, gift, paid, affiliate or employee
    contract: {from: 2026-01-01, until: 2026-12-31}
    consent: {given: 2025-12-10, until: 2027-12-31, scope: [page, portrait, posts, spotlight]}
    after: goodbye                    when either has ended: the page says goodbye; otherwise it is removed
    role: {fr: Chroniqueuse, en: Columnist}
    place: Villeray, Montréal
    picture: images/rosalie.jpg       without one, a portrait is drawn (`drawn:` says how)
    portrait: {rights: contract of December 2025, credit: A. Roy, until: 2027-12-31}
    links: [{label: Le carnet de Rosalie, url: https://rosalie.example/}]
    sources: [{name: rosalie, kind: feed, url: https://rosalie.example/feed/}]
    favourites: [camerise]
    code: {text: ROSALIE10, gives: 10 % off, from: 2026-05-01, until: 2026-06-30}
    ---
    Their story.

`sources` holds entries as those of sources.yaml; `settings.ambassador_sources` reads them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, get_args

from parvis.errors import Mistake
from parvis.model.ambassador import (
    Afterwards,
    Ambassador,
    Bust,
    Code,
    Consent,
    Guardian,
    Hair,
    Images,
    Period,
    Portrait,
    Profile,
    Relationship,
    Scope,
)
from parvis.model.nouns import Nouns
from parvis.tidy.yaml import did_you_mean
from parvis.written.articles import Reader, Written
from parvis.written.facts import Facts, each, shared

KINDS: Final = ("ambassador",)

_COLOR: Final = re.compile(r"#[0-9a-f]{6}", re.ASCII)
_SCOPES: Final = get_args(Scope)
#: Stands in for a missing date, which is a mistake of its own.
_NEVER: Final = date(1970, 1, 1)


def read(documents: Iterable[Written], reader: Reader) -> tuple[Ambassador, ...]:
    """The ambassadors by slug. ContentError lists every mistake of every file."""
    return tuple(sorted(each(documents, reader, _ambassador), key=lambda person: person.slug))


def refer(nouns: Nouns) -> Iterator[Mistake]:
    """Favourites that are no products of the hub."""
    known = [product.slug for product in nouns.products]
    for person in nouns.ambassadors:
        for slug in person.favourites:
            if slug not in known:
                what = f"there is no product '{slug}'."
                remedy = did_you_mean(slug, known) or "Write content/products/ first, or take the line out."
                yield Mistake(person.file, person.line("favourites"), "favourites", what, remedy)


def _ambassador(written: Written, facts: Facts) -> Ambassador:
    contract, advertising = _contract(facts.group("contract"))
    consent = _consent(facts.group("consent", need="{given: 2026-01-10, until: 2027-12-31, scope: [page, portrait, posts, spotlight]}"))
    person = Ambassador(
        **shared(written),
        first_name=facts.text("first_name") or (written.title.split() or [""])[0],
        relationship=facts.choice("relationship", get_args(Relationship), "none", need="none"),  # type: ignore[arg-type]  # one of them
        contract=contract,
        advertising=advertising,
        images=facts.choice("images", [known for known in get_args(Images) if known]),  # type: ignore[arg-type]  # one of them
        consent=consent,
        after=facts.choice("after", get_args(Afterwards), "remove"),  # type: ignore[arg-type]  # one of them
        since=facts.day("since") or min(contract.start or date.max, consent.period.start or date.max),
        role=facts.told("role") or facts.told("tier"),
        place=facts.told("place"),
        quote=facts.told("quote"),
        farewell=facts.told("farewell"),
        topics=facts.texts("topics"),
        profiles=tuple(_profile(one) for one in facts.groups("links")),
        favourites=facts.slugs("favourites"),
        code=_code(facts.group("code")),
        has_sources=bool(facts.raw("sources")),
        portrait=_portrait(facts.group("portrait")),
        drawn=_bust(facts.group("drawn")),
        minor=facts.switch("minor"),
        guardian=_guardian(facts.group("guardian_consent")),
    )
    _refuse_hidden_contract(person, facts, said=str(written.more.get("relationship")))
    _refuse_what_nobody_agreed_to(person, facts, pictured=bool(written.picture))
    _refuse_picture_without_right(person, facts, pictured=bool(written.picture))
    return person


def _contract(facts: Facts | None) -> tuple[Period, bool]:
    if facts is None:
        return Period(), False
    period = _period(facts)
    advertising = facts.choice("called", ("collaboration", "advertising"), "collaboration") == "advertising"
    facts.done()
    return period, advertising


def _period(facts: Facts, start: str = "from", *, need: str = "") -> Period:
    period = Period(facts.day(start, need=need), facts.day("until"))
    if period.start and period.end and period.end < period.start:
        facts.wrong("until", f"it ends on {period.end}, before it begins on {period.start}.", f"Mend `{start}` or `until`.")
    return period


def _consent(facts: Facts | None) -> Consent:
    if facts is None:
        return Consent(period=Period(_NEVER), scope=_SCOPES)
    period = _period(facts, "given", need="2026-01-10")
    said = facts.texts("scope", need="[page, portrait, posts, spotlight]")
    for word in said:
        if word not in _SCOPES:
            facts.wrong("scope", f"'{word}' is not known here.", did_you_mean(word, _SCOPES))
    facts.done()
    known = tuple(scope for scope in _SCOPES if scope in said)
    return Consent(period=period, scope=known or _SCOPES)


def _profile(facts: Facts) -> Profile:
    profile = Profile(facts.text("label", need="Instagram"), facts.link("url", need="https://social.example/name"))
    facts.done()
    return profile


def _code(facts: Facts | None) -> Code | None:
    if facts is None:
        return None
    code = Code(text=facts.text("text", need="NAME10"), period=_period(facts), gives=facts.told("gives"), url=facts.link("url"))
    facts.done()
    return code


def _portrait(facts: Facts | None) -> Portrait | None:
    if facts is None:
        return None
    portrait = Portrait(
        rights=facts.text("rights", need="contract of January 2026, web only"), credit=facts.text("credit"), until=facts.day("until")
    )
    facts.done()
    return portrait


def _bust(facts: Facts | None) -> Bust:
    if facts is None:
        return Bust()
    bust = Bust(
        hair=facts.choice("hair", get_args(Hair)),  # type: ignore[arg-type]  # one of them
        hair_color=_color(facts, "hair_color"),
        skin=_color(facts, "skin"),
        clothes=_color(facts, "clothes"),
        ground=_color(facts, "ground"),
        glasses=facts.switch("glasses"),
        beard=facts.switch("beard"),
    )
    facts.done()
    return bust


def _color(facts: Facts, field: str) -> str:
    said = facts.text(field).lower()
    if said and not _COLOR.fullmatch(said):
        facts.wrong(field, f"'{said}' is no colour.", f'Write it as `{field}: "#f0c7a2"`.')
        return ""
    return said


def _guardian(facts: Facts | None) -> Guardian | None:
    if facts is None:
        return None
    guardian = Guardian(name=facts.text("by", need="Louise Roy, mother"), given=facts.day("given", need="2026-01-10") or _NEVER)
    facts.done()
    return guardian


def _refuse_hidden_contract(person: Ambassador, facts: Facts, *, said: str) -> None:
    """What is paid is labelled by the days of its contract: without them nobody could tell which posts are."""
    if person.relationship == "paid" and person.contract.start is None:
        what = "a paid person's posts carry a label from the first day of the contract, which is not given."
        facts.wrong("contract", what, "Add a line such as `contract: {from: 2026-01-01, until: 2026-12-31}`.")
    if said.strip().lower() == "none" and "contract" in person.lines:
        what = "there is a contract, and the relationship is called none."
        facts.wrong("relationship", what, "Write what they get: gift, paid, affiliate or employee.")


def _refuse_what_nobody_agreed_to(person: Ambassador, facts: Facts, *, pictured: bool) -> None:
    """Consent has a scope: what it does not name is not shown."""
    shown = (("page", True), ("portrait", pictured), ("posts", person.has_sources))
    for scope, needed in shown:
        if needed and scope not in person.consent.scope:
            what = f"the person has not agreed to this: the consent does not cover '{scope}'."
            facts.wrong("consent.scope", what, f"Ask them and add `{scope}`, or take {_SHOWN[scope]}.")


_SHOWN: Final = {"page": "the file out", "portrait": "the picture out", "posts": "`sources` out"}


def _refuse_picture_without_right(person: Ambassador, facts: Facts, *, pictured: bool) -> None:
    if pictured and person.portrait is None:
        what = "the picture is shown without saying by what right."
        facts.wrong("picture", what, "Add a line such as `portrait: {rights: contract of January 2026, web only}`.")
    if person.portrait and not pictured:
        facts.wrong("portrait", "there are rights to a picture, and no picture.", "Add a line such as `picture: images/name.jpg`.")
    if person.minor and person.guardian is None:
        remedy = "Add a line such as `guardian_consent: {by: Louise Roy (mother), given: 2026-01-10}`, or take it out."
        if pictured:
            facts.wrong("picture", "a minor's picture is shown, and no guardian has agreed.", remedy)
        if person.has_sources:
            facts.wrong("sources", "a minor's own posts show pictures, and no guardian has agreed.", remedy)
