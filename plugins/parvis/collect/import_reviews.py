"""Importing reviews: a file that another tool has exported, row by row, into the archive."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import msgspec

from parvis import importers
from parvis.archive import cleared, read, write
from parvis.archive.lock import locked
from parvis.curate.suppressed import Suppressions
from parvis.errors import ContentError, Mistake
from parvis.importers import Export
from parvis.model.import_report import ImportReport
from parvis.model.raw_review import BadRow, RawReview
from parvis.model.review import Review
from parvis.settings import Settings
from parvis.settings.suppressions import suppressions as lines
from parvis.tidy import language
from parvis.tidy import review as reviews
from parvis.tidy.renewed import renewed
from parvis.tidy.review import Terms, Tidied

#: Texts whose language is guessed in one import; of more it is left open, as the guess takes longer than all the rest.
_GUESSED: Final = 3_000
#: How many rows, notes and names a report lists one by one.
_MOST_MISTAKES, _MOST_NOTES, _MOST_NAMES = 1_000, 20, 5


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """What a person wants imported, and how."""

    file: Path
    named: str  #: the file as they named it, for messages
    kind: str  #: a file in importers/
    product: str = ""  #: all rows are about this one
    proof: str = ""  #: how the export's verified reviews were checked
    mapping: importers.Mapping = importers.Mapping()
    full_names: bool = False


class _Rows(msgspec.Struct):
    """What the rows of a file came to."""

    found: list[Tidied]
    mistakes: list[Mistake]
    notes: list[str]
    left_out: int = 0


def import_reviews(settings: Settings, wish: Wish, now: datetime, products: Collection[str]) -> ImportReport:
    """Read the file, tidy its rows and merge them into `content/archive/reviews-KIND/`. `products`: the slugs that the hub knows.

    Importing the same file again changes nothing; a newer export updates. ContentError where the file as a whole cannot be read;
    its bad rows are in the report. OSError where it cannot be opened.
    """
    kind = importers.kind(wish.kind)
    export = Export(body=wish.file.read_bytes(), file=wish.named, mapping=wish.mapping)
    rows = _tidied(kind.read(export), wish, _terms(kind, wish, settings, now))
    if not rows.found and not rows.mistakes:
        raise ContentError([Mistake(wish.named, 0, "", "there is no review in this file.", "Export it again, with its reviews.")])
    with locked(settings.state):
        known = {review.id: review for review in read.reviews(settings.archive, f"reviews-{wish.kind}", whole=False)}
        different = tell_apart(rows.found, known)
        told_apart = _not_forgotten(different, settings)
        outcomes, changed = _compared(told_apart, known, now)
        written = write.keep(settings.archive, f"reviews-{wish.kind}", changed)
    return ImportReport(
        file=wish.named,
        kind=wish.kind,
        new=outcomes["new"],
        edited=outcomes["edited"],
        updated=outcomes["updated"],
        unchanged=outcomes["unchanged"] + outcomes["older"],
        repeated=len(rows.found) - len(different),
        suppressed=len(different) - len(told_apart),
        absent=_absent(known, told_apart),
        mistakes=tuple(rows.mistakes),
        left_out=rows.left_out,
        warnings=(*_warnings(kind, told_apart, outcomes, products), *rows.notes),
        written=tuple(path.relative_to(settings.root).as_posix() for path in written),
    )


def _terms(kind: importers.Kind, wish: Wish, settings: Settings, now: datetime) -> Terms:
    first_party = wish.mapping.first_party
    return Terms(
        kind=wish.kind,
        origin=wish.mapping.name or kind.NAME,
        first_party=kind.FIRST_PARTY if first_party is None else first_party,
        now=now,
        zone=ZoneInfo(settings.site.timezone),
        product=wish.product,
        proof=wish.proof,
        full_names=wish.full_names,
        shop=importers.mapping_slug(wish.mapping) if wish.kind == "csv" else "",
    )


def _tidied(raws: Iterator[RawReview | BadRow], wish: Wish, terms: Terms) -> _Rows:
    rows = _Rows([], [], [])
    for raw in raws:
        wrong: list[tuple[str, str]] = []
        tidied = None
        if isinstance(raw, BadRow):
            wrong.append((raw.field, raw.what))
        else:
            tidied = reviews.tidy(raw, terms, lambda field, what, wrong=wrong: wrong.append((field, what)))  # type: ignore[misc]  # binds this row's list
        rows.left_out += bool(wrong)
        if len(rows.mistakes) < _MOST_MISTAKES:
            rows.mistakes += [_mistake(wish.named, raw, field, what) for field, what in wrong]
        if tidied is not None:
            rows.found.append(tidied)
            if tidied.notes and len(rows.notes) < _MOST_NOTES:
                rows.notes += [str(_mistake(wish.named, raw, field, what)) for field, what in tidied.notes]
    return rows


def _mistake(file: str, raw: RawReview | BadRow, field: str, what: str) -> Mistake:
    place = "" if raw.line or not raw.number else f"(review {raw.number} of the list)"
    return Mistake(file, raw.line, field, what, place)


def _not_forgotten(found: list[Tidied], settings: Settings) -> list[Tidied]:
    """Without what somebody has had forgotten."""
    suppressions = Suppressions(lines(settings.content), cleared.recall(settings.state))
    if not suppressions:
        return found
    staying = [tidied for tidied in found if suppressions.holds(tidied.review) is None]
    cleared.add(settings.state, suppressions.cleared())
    return staying


def tell_apart(found: list[Tidied], known: Mapping[str, Review]) -> list[Tidied]:
    """Each review once. Of rows with the tool's own id the latest stays; of rows without, those with different words are different reviews.

    A row without an id is named by who said it when about what. Where several of a file share that, the archive decides which of them
    had the name first; the others get a part of their words' hash behind it, so that their order in the file does not matter.
    """
    groups: dict[str, list[Tidied]] = {}
    for tidied in found:
        groups.setdefault(tidied.review.id, []).append(tidied)
    return [one for group in groups.values() for one in (_latest(group) if group[0].native else _different(group, known))]


def _latest(group: list[Tidied]) -> list[Tidied]:
    newest = group[0]
    for other in group[1:]:
        if (other.review.updated or other.review.published) >= (newest.review.updated or newest.review.published):
            newest = other
    return [newest]


def _different(group: list[Tidied], known: Mapping[str, Review]) -> list[Tidied]:
    by_words = {tidied.review.digest: tidied for tidied in group}
    first = known.get(group[0].review.id)
    if len(by_words) == 1:
        (only,) = by_words.values()
        longer = _longer(only)
        return [longer if longer.review.id in known else only]
    return [tidied if first and first.digest == words else _longer(tidied) for words, tidied in by_words.items()]


def _longer(tidied: Tidied) -> Tidied:
    review = tidied.review
    return msgspec.structs.replace(tidied, review=msgspec.structs.replace(review, id=f"{review.id}-{review.digest[:8]}"))


def _compared(found: list[Tidied], known: Mapping[str, Review], now: datetime) -> tuple[Counter[str], list[Review]]:
    """How many rows came to what, and the records to write."""
    outcomes: Counter[str] = Counter()
    changed: list[Review] = []
    guesses = _GUESSED
    for tidied in found:
        old, new = known.get(tidied.review.id), tidied.review
        if old and tidied.claimed and old.verified and not new.verified:
            new = msgspec.structs.replace(new, verified=True, proof=old.proof)  # the proof was given once
        if new.language is None and (old is None or old.digest != new.digest) and guesses:
            guesses -= 1
            new = msgspec.structs.replace(new, language=language.detect(new.text))
        result, outcome = (new, "new") if old is None else renewed(old, new, now)
        outcomes[outcome] += 1
        if outcome in ("new", "edited", "updated") or (old and not old.whole):
            changed.append(result)
    return outcomes, changed


def _absent(known: Mapping[str, Review], found: list[Tidied]) -> int:
    """How many reviews of the same place the archive has beside those of the file."""
    origins = {tidied.review.origin for tidied in found}
    told = {tidied.review.id for tidied in found}
    return sum(1 for key, review in known.items() if key not in told and review.origin in origins)


def _warnings(kind: importers.Kind, found: list[Tidied], outcomes: Counter[str], products: Collection[str]) -> Iterator[str]:
    claims = sum(1 for tidied in found if tidied.claimed and not tidied.review.verified)
    held = sum(1 for tidied in found if tidied.review.held)
    unknown = sorted({tidied.review.product for tidied in found} - {"", *products})
    if unknown:
        listed = ", ".join(unknown[:_MOST_NAMES]) + (", …" if len(unknown) > _MOST_NAMES else "")
        yield f"the hub knows no product called {listed}: the reviews are kept, and shown without a product's page."
    if claims:
        yield f"called verified by the export alone: {claims}. Say how that is known with --proof, or they are shown without the mark."
    if held:
        yield f"not shown by the tool that they come from: {held}. They stay withheld until a decision approves them."
    if outcomes["older"]:
        yield f"with earlier words than the archive has: {outcomes['older']}. They changed nothing."
    if any(not tidied.review.dated for tidied in found):
        yield "the file does not say when its reviews were published: they are dated by their first import."
    if not kind.PROVEN:
        yield f"{kind.NAME} was written from its documented columns, without a real export at hand: look at the result."
