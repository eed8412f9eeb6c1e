"""Letters of a takedown: the confirmation of receipt and the statement of reasons, from a template for each language."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from string import Template
from types import MappingProxyType
from typing import Final

import msgspec

from parvis.errors import UsageError
from parvis.model.forgetting import Wanted
from parvis.model.takedown import GROUNDS
from parvis.settings import Settings

#: Languages that there are templates of.
LANGUAGES: Final = ("fr", "en")
_LETTERS: Final = ("receipt", "reasons")
#: What the templates say of numbers and kinds; each is a sentence or a part of one.
_WORDS: Final = MappingProxyType(
    {
        "fr": MappingProxyType(
            {
                "item": "une publication",
                "author": "les publications d’un compte",
                "review": "un avis",
                "facts": "Nous avons donné suite à un signalement ou à une demande, ou agi de notre propre initiative.",
                "law": " ({law}).",
                "contact": "Pour nous répondre\u00a0: {address}",
                "one": "{count} enregistrement",
                "many": "{count} enregistrements",
            }
        ),
        "en": MappingProxyType(
            {
                "item": "one publication",
                "author": "the publications of one account",
                "review": "one review",
                "facts": "We have followed a notice or a request, or acted on our own initiative.",
                "law": " ({law}).",
                "contact": "To answer us: {address}",
                "one": "{count} record",
                "many": "{count} records",
            }
        ),
    }
)


_NAMES: Final = MappingProxyType(
    {
        "GDPR": "RGPD",
        "regulation (EU)": "règlement (UE)",
        "2001/29/EC": "2001/29/CE",
        "2011/93/EU": "2011/93/UE",
        "court order": "décision de justice",
        "order of an authority": "injonction d’une autorité",
        "terms of the network": "conditions du réseau",
        " and ": " et ",
    }
)
_FRENCH: Final = re.compile("|".join(map(re.escape, _NAMES)))


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """What the letters are about."""

    wanted: Wanted
    ground: str  #: key of GROUNDS
    said: str  #: the ground as the person wrote it
    by: str
    at: datetime
    reference: str  #: tells nothing of whom it is about


def folder(settings: Settings, given: Path | None) -> Path:
    """Where letters go: outside of what is published and of what is committed. UsageError for a folder that is not."""
    place = (given or settings.state / "letters").absolute()
    for closed in (settings.output, settings.content):
        if place.resolve().is_relative_to(closed.resolve()):
            raise UsageError(f"Letters hold personal data and may not lie in {closed.name}/, which is published or committed.")
    return place


def language_of(case_language: str | None, wanted: Wanted, settings: Settings) -> str:
    """The language asked for, else that of the thing, else the hub's: the first that there are templates of."""
    said = [case_language, *(one.language for one in wanted.kept), settings.site.language]
    found = ((one or "").partition("-")[0].lower() for one in said)
    return next((one for one in found if one in LANGUAGES), LANGUAGES[-1])


def write(into: Path, case: Case, settings: Settings, language: str) -> tuple[Path, ...]:
    """Write the letters of a takedown, readable by their owner alone; the files. OSError where they cannot be written."""
    into.mkdir(parents=True, exist_ok=True)
    values = _values(case, settings, language)
    written = []
    for letter in _LETTERS:
        template = Template((Path(__file__).parent / f"{letter}.{language}.txt").read_text(encoding="utf-8"))
        path = into / f"{case.reference}-{letter}.{language}.txt"
        path.write_text(template.substitute(values), encoding="utf-8")
        path.chmod(0o600)
        written.append(path)
    return tuple(written)


def _values(case: Case, settings: Settings, language: str) -> dict[str, str]:
    from parvis.pages import days

    words, ground, help_ = _WORDS[language], GROUNDS[case.ground], settings.site.help
    links = [one.url for one in case.wanted.kept if one.url]
    what = words[case.wanted.kind] + (f", {links[0]}" if len(links) == 1 else "")
    address = (help_.email or help_.url) if help_ else ""
    return {
        "day": days.written(case.at.date(), language),
        "site": settings.site.name,
        "url": settings.site.url,
        "reference": case.reference,
        "what": what,
        "ground": ground.name[language]
        + (f" — {case.said}" if case.said.casefold() not in {"", case.ground, ground.law.casefold()} else ""),
        "law": words["law"].format(law=_in(language, ground.law)) if ground.law else ".",
        "facts": words["facts"],
        "items": words["one" if case.wanted.count == 1 else "many"].format(count=case.wanted.count),
        "by": case.by,
        "contact": words["contact"].format(address=address) if address else "",
    }


def _in(language: str, law: str) -> str:
    """A law's name as the language writes it."""
    return law if language != "fr" else _FRENCH.sub(lambda found: _NAMES[found[0]], law)
