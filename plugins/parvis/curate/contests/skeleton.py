"""A first wording of a contest's rules, with every clause that the law asks for: what the contest says is filled in, the rest left blank."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final, Literal
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time, get_timezone_name

from parvis.curate.contests.clauses import BLANKS, CLAUSES, Clause
from parvis.model.contest import Contest, Law, PhaseName, Told

Language = Literal["fr", "en"]

_PHASES: Final[Mapping[str, Mapping[PhaseName, str]]] = MappingProxyType(
    {
        "fr": {
            "announced": "Annonce",
            "ideas": "Début de la réception des idées",
            "moderation": "Fin de la réception des idées",
            "vote": "Ouverture du vote",
            "shortlist": "Clôture du vote",
            "jury": "Réunion du jury",
            "results": "Résultats",
            "launch": "Lancement",
            "kept": "Bilan",
        },
        "en": {
            "announced": "Announcement",
            "ideas": "Ideas are received from",
            "moderation": "No more ideas after",
            "vote": "The vote opens",
            "shortlist": "The vote closes",
            "jury": "The jury meets",
            "results": "Results",
            "launch": "Launch",
            "kept": "Review",
        },
    }
)
_AUTHORITY: Final[Mapping[str, Mapping[Law, str]]] = MappingProxyType(
    {
        "fr": {
            "quebec": "Au Québec, la Commission d’accès à l’information reçoit les plaintes.",
            "france": "En France, vous pouvez saisir la CNIL ; la base du traitement est [À COMPLÉTER : consentement ou intérêt légitime].",
        },
        "en": {
            "quebec": "In Québec, complaints can be made to the Commission d’accès à l’information.",
            "france": "In France, complaints can be made to the CNIL; the lawful basis is [TO COMPLETE: consent or legitimate interest].",
        },
    }
)
_DISPUTES: Final[Mapping[str, Mapping[Law, str]]] = MappingProxyType(
    {
        "fr": {
            "quebec": "Les lois du Québec et du Canada s’appliquent.",
            "france": "Le droit français s’applique ; une médiation gratuite est proposée avant tout procès : [À COMPLÉTER : médiateur].",
        },
        "en": {
            "quebec": "The laws of Québec and Canada apply.",
            "france": "French law applies; free mediation is offered before any lawsuit: [TO COMPLETE: mediator].",
        },
    }
)


def skeleton(contest: Contest, language: Language) -> str:
    """The text of the rules as Markdown, without front matter: each clause under a heading that names it."""
    filled = _facts(contest, language)
    return "\n\n".join(_section(clause, language, filled) for clause in CLAUSES if clause.needed(contest) or _is_common(clause)) + "\n"


def _is_common(clause: Clause) -> bool:
    """Whether the clause stands in every contest's rules though none must have it."""
    return clause.name in {"rights", "complaints", "changes"}


def _section(clause: Clause, language: Language, facts: Mapping[str, str]) -> str:
    return f"## {clause.title[language]} {{#{clause.name}}}\n\n{clause.text[language].format_map(facts)}"


def _facts(contest: Contest, language: Language) -> dict[str, str]:
    organiser = contest.organiser
    blank = _Blank(language)
    return {
        "organiser": (organiser and organiser.name) or blank("nom de la société", "name of the company"),
        "address": (organiser and organiser.address) or blank("adresse", "address"),
        "contact": (organiser and organiser.contact) or blank("adresse de courriel", "e-mail address"),
        "dates": _dates(contest, language),
        "timezone": f"{get_timezone_name(ZoneInfo(contest.timezone), width='long', locale=language)} ({contest.timezone})",
        "eligibility": _eligibility(contest, language, blank),
        "prizes": _prizes(contest, language, blank),
        "selection": _selection(contest, language),
        "commitment": contest.draw.commitment or blank("empreinte SHA-256", "SHA-256"),
        "number": _said(contest.draw.number, language) or blank("quel nombre, et quand", "which number, and when"),
        "authority": " ".join(_AUTHORITY[language][law] for law in contest.law),
        "disputes": " ".join(_DISPUTES[language][law] for law in contest.law) or blank("droit applicable", "which law applies"),
    }


class _Blank:
    """What a person must still write."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def __call__(self, french: str, english: str) -> str:
        colon = " : " if self._language == "fr" else ": "
        return f"{BLANKS[self._language]}{colon}{french if self._language == 'fr' else english}]"


def _dates(contest: Contest, language: Language) -> str:
    zone = ZoneInfo(contest.timezone)
    lines = (
        f"- {_PHASES[language][phase.name]}{' : ' if language == 'fr' else ': '}"
        f"{_moment(phase.start.astimezone(zone), language, ends=phase.name in _ENDS)}"
        for phase in contest.phases
    )
    return "\n".join(lines)


#: Phases that begin with the end of what people can do: midnight is then the end of the day before.
_ENDS: Final = frozenset({"moderation", "shortlist"})


def _moment(clock: datetime, language: Language, *, ends: bool) -> str:
    """Day and time as a sentence has them; of midnight the day alone, or the end of the day before."""
    midnight = (clock.hour, clock.minute) == (0, 0)
    day = clock.date() - timedelta(days=midnight and ends)
    written = str(format_date(day, "long", locale=language))
    if language == "fr" and day.day == 1:
        written = written.replace("1 ", "1er\u00a0", 1)
    if midnight:
        return written + ((", à la fin de la journée" if language == "fr" else ", at the end of the day") if ends else "")
    time = format_time(clock, "short", locale=language)
    return f"{written} à {time}" if language == "fr" else f"{written}, {time}"


def _eligibility(contest: Contest, language: Language, blank: _Blank) -> str:
    said = _said(contest.eligibility, language) or blank("qui, où, et qui est exclu", "who, where, and who is excluded")
    if contest.minimum_age is None:
        return said
    age = f"Il faut avoir {contest.minimum_age} ans." if language == "fr" else f"You must be {contest.minimum_age} or older."
    return f"{said}\n\n{age}"


def _prizes(contest: Contest, language: Language, blank: _Blank) -> str:
    approximate = "valeur approximative" if language == "fr" else "approximate value"
    lines = (
        f"- {prize.count or blank('nombre', 'number')} × {_said(prize.what, language)}"
        f" ({approximate}{' : ' if language == 'fr' else ': '}{prize.value or blank('valeur', 'value')})"
        for prize in contest.prizes
    )
    return "\n".join(lines) or f"- {blank('nombre, nature et valeur approximative', 'number, kind and approximate value')}"


def _selection(contest: Contest, language: Language) -> str:
    french = language == "fr"
    said = []
    if contest.starts("vote") is not None and contest.decision != "vote":
        size = contest.shortlist.size or BLANKS[language] + "]"
        said.append(
            f"Le vote du public choisit {size} finalistes." if french else f"The popular vote chooses a shortlist of {size}.",
        )
    if contest.shortlist.ties:
        said.append(_TIES[language][contest.shortlist.ties])
    if contest.decision == "jury":
        members, customers = len(contest.jury.members), sum(juror.customer for juror in contest.jury.members)
        said.append(
            f"Un jury de {members} personnes, dont {customers} clientes ou clients, les note ; qui a un lien avec une idée se récuse."
            if french
            else f"A jury of {members}, of whom {customers} are customers, judges them; whoever has a bond with an idea stands aside."
        )
        said.append(", ".join(f"{_said(one.name, language)} ×\u00a0{one.weight}" for one in contest.jury.criteria) + ".")
    if contest.decision == "draw":
        said.append("Les gagnants sont tirés au sort." if french else "Winners are drawn by lot.")
    return " ".join(said) or f"{BLANKS[language]}]"


_TIES: Final = MappingProxyType(
    {
        "fr": {
            "all": "En cas d’égalité à la dernière place, toutes les idées à égalité sont retenues.",
            "earliest": "En cas d’égalité à la dernière place, l’idée reçue la première est retenue.",
            "draw": "En cas d’égalité à la dernière place, le sort décide.",
        },
        "en": {
            "all": "Ideas that share the last place all go on.",
            "earliest": "Of ideas that share the last place, the one that came first goes on.",
            "draw": "Lots are drawn among ideas that share the last place.",
        },
    }
)


def _said(told: Told, language: str) -> str:
    return told.get(language) or next(iter(told.values()), "")
