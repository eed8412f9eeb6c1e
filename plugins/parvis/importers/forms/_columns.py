"""Which column of a form's export is what: by what a person has said, by the tool's own names, by the words of the question."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import msgspec

from parvis.errors import ContentError, Mistake
from parvis.importers import _dates, _table
from parvis.model.raw_review import BadRow
from parvis.model.raw_submission import RawIdea, RawScore, RawVote, Unread, Wanted
from parvis.tidy.yaml import did_you_mean

if TYPE_CHECKING:
    from parvis.importers.forms import Export, Row

#: Words of the header that tell what a field is, the surest first; each must be there as a whole word. English and French.
WORDS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "at": (
            *("submit date utc", "submitted at", "created at", "created_at", "submit date", "horodateur", "timestamp", "horodatage"),
            *("date de soumission", "envoye le", "created", "submitted", "date", "heure", "at"),
        ),
        "email": ("email address", "adresse e mail", "adresse de courriel", "adresse courriel", "e mail", "email", "courriel", "mail"),
        "native": ("submission id", "response id", "token", "#", "number", "id", "numero"),
        "voter": (
            *("voter hash", "voter", "votant", "votante", "jeton", "bulletin", "user id", "network id", "username", "utilisateur"),
            *("telephone", "phone", "joueur", "player", "submitter id", "submitter", "pseudo", "token"),
        ),
        "choice": ("choice", "choix", "vote", "votre vote", "favori", "favorite", "favourite", "preferee", "prefere", "coup de coeur"),
        "juror": ("juror", "jure", "juree", "jury", "judge", "juge", "membre", "member"),
        "entry": ("entry", "entree", "idee", "idea", "finaliste", "finalist", "saveur", "flavour", "flavor"),
        "criterion": ("criterion", "critere", "criteria"),
        "points": ("score", "points", "note", "mark", "rating"),
        "author": (
            *("display name", "full name", "nom complet", "votre nom", "your name", "prenom et nom", "prenom", "first name"),
            *("author", "auteur", "autrice", "submitter screen name", "name", "nom", "pseudo", "username", "joueur", "player"),
        ),
        "title": (
            *("submission title", "nom de la saveur", "nom de votre saveur", "name of your flavour", "votre saveur", "your flavour"),
            *(
                "titre",
                "title",
                "saveur",
                "flavour",
                "flavor",
                "idee",
                "idea",
                "proposition",
                "proposal",
                "nom de l idee",
                "subject",
                "sujet",
            ),
        ),
        "text": (
            *(
                "plain description",
                "description",
                "pourquoi",
                "why",
                "histoire",
                "story",
                "racontez",
                "tell us",
                "texte",
                "text",
                "message",
            ),
            *("definition", "comment", "comments", "commentaire", "details", "detail", "body", "explication"),
        ),
        "language": ("language", "langue", "lang", "locale"),
        "link": ("submission url", "permalink", "url", "link", "lien"),
        "tags": ("tags", "mots cles", "mot clic", "categorie", "category"),
        "minor": ("moins de 18 ans", "mineur", "mineure", "minor", "under 18"),
        "guardian": ("accord parental", "parent ou tuteur", "tuteur", "guardian", "parental consent"),
        "shell": ("shell", "couleur de la coque", "shell colour", "shell color", "colour of the shell", "color of the shell"),
        "filling": (
            *("filling", "couleur du coeur", "couleur de la garniture", "filling colour", "filling color"),
            *("colour of the filling", "color of the filling"),
        ),
    }
)
#: Fields of each thing that can be taken, and those of them without which nothing can.
FIELDS: Final[Mapping[Wanted, tuple[str, ...]]] = MappingProxyType(
    {
        "ideas": ("shell", "filling", "at", "native", "title", "text", "author", "language", "link", "tags", "minor", "guardian"),
        "ballots": ("at", "email", "voter", "choice"),
        "scores": ("juror", "entry", "criterion", "points"),
    }
)
NEEDED: Final[Mapping[Wanted, tuple[str, ...]]] = MappingProxyType(
    {"ideas": ("title",), "ballots": ("choice", "at"), "scores": ("juror", "entry", "criterion", "points")}
)
EMAIL: Final = re.compile(r"\s*[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+\s*")
_IP: Final = re.compile(r"\s*(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-fA-F]{0,4}(?::[0-9a-fA-F]{0,4}){3,7})\s*")
#: Fields whose header is one of the names as a whole: a question about a table's number is no id, one about a filling no colour.
_EXACT: Final = frozenset({"native", "shell", "filling"})
#: Headers of what is never an answer.
_NEVER: Final = frozenset({"ip", "ip address", "adresse ip", "user agent", "referrer", "start date utc", "stage date utc", "score total"})


class Record(msgspec.Struct, frozen=True):
    """One row, as texts by header."""

    cells: Mapping[str, str]
    line: int = 0
    number: int = 0


def of_table(export: Export, wanted: Wanted, own: Mapping[str, tuple[str, ...]]) -> Iterator[Row]:
    """The rows of a table."""
    table = _table.read(export.body, export.file)
    headers = [" ".join(header.split()) for header in table.header.cells]
    records: list[Record | Unread] = []
    for number, row in enumerate(table.rows(), start=1):
        if isinstance(row, BadRow):
            records.append(Unread(line=row.line, number=number, what=row.what))
        else:
            records.append(Record(dict(zip(headers, row.cells, strict=False)), row.line, number))
    return of_records(export, wanted, own, records, headers, table.header.line)


def of_records(
    export: Export,
    wanted: Wanted,
    own: Mapping[str, tuple[str, ...]],
    records: Sequence[Record | Unread],
    headers: Sequence[str],
    line: int = 0,
) -> Iterator[Row]:
    """The rows of records by header. `own`: the tool's own names of fields. ContentError where a needed column is not found."""
    read = [record for record in records if isinstance(record, Record)]
    places = _places(export, wanted, own, headers, read, line)
    order = "" if export.dates else _dates.order(record.cells.get(places.get("at", ""), "") for record in read)
    first = order or ("month" if "Timestamp" in headers else "day")  # Google Forms of an American sheet; elsewhere the day comes first
    for record in records:
        if isinstance(record, Unread):
            yield record
        else:
            said = {field: record.cells.get(header, "").strip() for field, header in places.items()}
            if said.get("at"):
                said["at"] = _dates.iso(said["at"], first, export.dates)
            yield _row(wanted, said, record)


def _row(wanted: Wanted, said: Mapping[str, str], record: Record) -> Row:
    if wanted == "ballots":
        voter = said.get("email") or said.get("voter", "")
        return RawVote(line=record.line, number=record.number, voter=voter, choice=said["choice"], at=said["at"])
    if wanted == "scores":
        return RawScore(line=record.line, number=record.number, **{field: said[field] for field in FIELDS["scores"]})
    tags = tuple(tag.strip() for tag in re.split(r"[;,|]", said.get("tags", "")) if tag.strip())
    fields = {field: said.get(field, "") for field in FIELDS["ideas"] if field != "tags"}
    return RawIdea(line=record.line, number=record.number, tags=tags, **fields)  # type: ignore[arg-type]  # texts all of them


def _places(
    export: Export, wanted: Wanted, own: Mapping[str, tuple[str, ...]], headers: Sequence[str], records: Sequence[Record], line: int
) -> dict[str, str]:
    """The header of each field. Columns that hold addresses of persons are none of an idea's, whatever they are called."""
    private = {header for header in headers if _is_private(header, [record.cells.get(header, "") for record in records])}
    found = dict(_said(export, headers, line))
    free = [header for header in headers if header and header not in found.values()]
    for field in FIELDS[wanted]:
        allowed = [header for header in free if (header in private) == (field == "email") and _spelled(header) not in _NEVER]
        loosely = field not in _EXACT
        header = None if field in found else _best(own.get(field, ()), allowed) or _best(WORDS[field], allowed, loosely=loosely)
        if header:
            found[field] = header
            free.remove(header)
    if wanted == "ideas" and "title" not in found and "text" in found:
        found["title"] = found["text"]  # a form with one question: the idea is its answer
    missing = [field for field in NEEDED[wanted] if field not in found]
    if wanted == "ballots" and not {"email", "voter"} & found.keys():
        missing.append("voter")
    if missing:
        raise ContentError(_missing(export, field, headers, line) for field in missing)
    return found


def _said(export: Export, headers: Sequence[str], line: int) -> Iterator[tuple[str, str]]:
    for field, header in export.columns.items():
        if field not in WORDS:
            what = f"there is no field '{field}'."
            raise ContentError([Mistake(export.file, line, field, what, did_you_mean(field, tuple(WORDS)))])
        same = next((one for one in headers if _spelled(one) == _spelled(header)), None)
        if same is None:
            what = f"there is no column '{header}'."
            raise ContentError([Mistake(export.file, line, field, what, did_you_mean(header, _shown(headers)))])
        yield field, same


def _best(names: Iterable[str], headers: Sequence[str], *, loosely: bool = True) -> str | None:
    """The header that is one of the names, else (`loosely`) that holds one as whole words; the surest name wins."""
    spelled = {header: f" {_spelled(header)} " for header in headers}
    for name in names:
        exact = next((header for header in headers if spelled[header].strip() == name), None)
        if exact:
            return exact
    if not loosely:
        return None
    return next((header for name in names if len(name) > 2 for header in headers if f" {name} " in spelled[header]), None)  # noqa: PLR2004 (`id`, `at` and `#` are no words of a question)


def _is_private(header: str, cells: Sequence[str]) -> bool:
    """Whether a column holds e-mail or IP addresses."""
    if _spelled(header) in WORDS["email"]:
        return True
    filled = [cell for cell in cells if cell.strip()]
    hits = sum(bool(EMAIL.fullmatch(cell) or _IP.fullmatch(cell)) for cell in filled)
    return bool(filled) and hits * 2 >= len(filled)


def _missing(export: Export, field: str, headers: Sequence[str], line: int) -> Mistake:
    what = f"no column of this file is the {field}; its columns are: {', '.join(_shown(headers))}."
    return Mistake(export.file, line, field, what, f'Say which one is: `--column {field}="…"`.')


def _shown(headers: Sequence[str]) -> tuple[str, ...]:
    return tuple(header[:60] for header in headers if header)[:40]


def _spelled(header: str) -> str:
    """Small letters without accents, words parted by single spaces."""
    plain = unicodedata.normalize("NFKD", header.casefold().replace("œ", "oe"))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[a-z0-9#]+", plain))
