"""Taking in what people have sent: ideas get a number and lose what is nobody's business, ballots become salted hashes."""

from __future__ import annotations

import hmac
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from hashlib import blake2b, sha256
from typing import Final, Generic, TypeVar
from zoneinfo import ZoneInfo

import msgspec

from parvis.curate.contests.finding import Finder
from parvis.errors import Mistake
from parvis.model.contest import Ballot, Contest, Entry, Score
from parvis.model.raw_submission import RawIdea, RawScore, RawVote, Unread
from parvis.tidy import dates, language, person
from parvis.tidy import text as words
from parvis.tidy.links import absolute

#: Characters of the longest name of an idea, and of the longest text about it.
LONGEST_TITLE, LONGEST_TEXT = 140, 2000
#: Characters of a voter's hash: 128 bits.
_HASH: Final = 32
_DOTLESS: Final = frozenset({"gmail.com", "googlemail.com"})
_YES: Final = frozenset({"yes", "y", "true", "1", "oui", "x"})
_COLOR: Final = re.compile(r"#[0-9a-f]{6}")
_RECUSED: Final = frozenset({"recused", "récusé", "récusée", "recuse", "r"})

Model = TypeVar("Model")


class Taken(msgspec.Struct, Generic[Model], frozen=True, kw_only=True):
    """What an import comes to."""

    rows: tuple[Model, ...]  #: everything that the contest has then
    new: int = 0
    known: int = 0  #: rows that it had before
    mistakes: tuple[Mistake, ...] = ()  #: rows that were left out, and why

    @property
    def kept(self) -> int:
        """Rows of the file that the contest has now, whether it had them before or not."""
        return self.new + self.known


class Terms(msgspec.Struct, frozen=True, kw_only=True):
    """What is the same for all rows of a file."""

    file: str  #: as the user named it, for messages
    source: str  #: the kind of export; `hashtag:SOURCE` of items that were found by a hashtag
    full_names: bool = False


def ideas(rows: Iterable[RawIdea | Unread], contest: Contest, terms: Terms) -> Taken[Entry]:
    """The contest's entries with those of a file. One that is there already stays as editors have made it: the same file twice changes nothing."""
    zone = ZoneInfo(contest.timezone)
    known = {entry.key for entry in contest.entries if entry.key}
    number = max((int(entry.id) for entry in contest.entries if entry.id.isdigit()), default=0)
    found: list[Entry] = []
    mistakes: list[Mistake] = []
    again = 0
    for row in rows:
        entry = _idea(row, terms, zone, mistakes)
        if entry is None:
            continue
        if entry.key in known:
            again += 1
            continue
        number += 1
        known.add(entry.key)
        found.append(msgspec.structs.replace(entry, id=str(number)))
    return Taken(rows=(*contest.entries, *found), new=len(found), known=again, mistakes=tuple(mistakes))


def _idea(row: RawIdea | Unread, terms: Terms, zone: tzinfo, mistakes: list[Mistake]) -> Entry | None:
    """An entry without its number; None where the row is none."""
    if isinstance(row, Unread):
        mistakes.append(Mistake(terms.file, row.line, row.field, row.what))
        return None
    title, text = _said(row)
    at = dates.read(row.at, zone) if row.at else None
    if not title:
        mistakes.append(Mistake(terms.file, row.line, "title", "the idea has no words."))
        return None
    if row.at and at is None:
        mistakes.append(Mistake(terms.file, row.line, "at", f"'{words.one_line(row.at, 40)}' is no date."))
        return None
    author = person.whole(row.author) if terms.full_names else person.short(row.author)
    return Entry(
        id="",
        slug=words.slug(title),
        title=title,
        text=text,
        author=author,
        at=at,
        language=row.language or language.detect(f"{title}. {text}") or "",
        link=absolute(row.link, None) or "",
        tags=row.tags,
        shell=_color(row.shell),
        filling=_color(row.filling),
        source=terms.source,
        key=_key(terms.source, row.native, row.at, *(() if row.native else (author, title))),
        minor=row.minor.lower() in _YES,
        guardian=row.guardian.lower() in _YES,
    )


def _said(row: RawIdea) -> tuple[str, str]:
    """The idea's name and what is told of it, without addresses of persons. An answer too long for a name is both."""
    plain = words.plain if row.html else words.lines
    title, text = (person.without_email(plain(said)) for said in (row.title, row.text))
    name = words.one_line(title, LONGEST_TITLE)
    told = (title if name != words.one_line(title) else "", "" if text == title else text)
    return name, "\n\n".join(filter(None, told))[:LONGEST_TEXT]


def _color(said: str) -> str:
    """A colour that was chosen; empty where it was told in words or not at all: the flavour's own is drawn then."""
    color = said.strip().lower()
    return color if _COLOR.fullmatch(color) else ""


def _key(*parts: str) -> str:
    """What an entry is known by when it comes again: nothing that names its author can be read from it."""
    return blake2b("\x1f".join(parts).encode(), digest_size=6).hexdigest()


def ballots(rows: Iterable[RawVote | Unread], contest: Contest, salt: str, terms: Terms) -> Taken[Ballot]:
    """The contest's ballots with those of a file, each voter a salted hash; the same file twice changes nothing, a poll's newer state replaces it."""
    finder = Finder(contest)
    mistakes: list[Mistake] = []
    found: list[Ballot] = []
    numbers: dict[str, int] = {}
    for row in rows:
        found += _ballots(row, contest, salt, terms, finder, numbers, mistakes)
    polls = {prefix for ballot in found if (prefix := _poll_of(ballot.voter))}
    before = [ballot for ballot in contest.ballots if _poll_of(ballot.voter) not in polls]
    had = {(ballot.voter, ballot.choice, ballot.at) for ballot in contest.ballots}
    there = {(ballot.voter, ballot.choice, ballot.at) for ballot in before}
    new = list({(one.voter, one.choice, one.at): one for one in found if (one.voter, one.choice, one.at) not in there}.values())
    really_new = sum((one.voter, one.choice, one.at) not in had for one in new)
    return Taken(rows=(*before, *new), new=really_new, known=len(found) - really_new, mistakes=tuple(mistakes))


def voter_hash(contest: Contest, identity: str, salt: str) -> str:
    """Who voted, as nobody without the salt can find out; another contest gives another hash."""
    message = f"{contest.slug}\n{_same_person(identity)}".encode()
    return hmac.new(salt.encode(), message, sha256).hexdigest()[:_HASH]


def _same_person(identity: str) -> str:
    """One spelling of what identifies a person: `Ada+vote@Example.org` is `ada@example.org`, and dots mean nothing to Gmail."""
    spelled = words.one_line(identity).casefold().lstrip("@")
    local, at, host = spelled.rpartition("@")
    if not at or not local:
        return spelled
    local = local.partition("+")[0] or local
    return f"{local.replace('.', '') if host in _DOTLESS else local}@{host}"


def _ballots(
    row: RawVote | Unread,
    contest: Contest,
    salt: str,
    terms: Terms,
    finder: Finder,
    numbers: dict[str, int],
    mistakes: list[Mistake],
) -> Iterator[Ballot]:
    def wrong(field: str, what: str, remedy: str = "") -> None:
        mistakes.append(Mistake(terms.file, row.line, field, what, remedy))

    if isinstance(row, Unread):
        wrong(row.field, row.what)
        return
    at = _moment(row, contest)
    if at is None:
        wrong("at", f"'{words.one_line(row.at, 40)}' is no date.")
        return
    if row.several and all(cap.ballots == 1 for cap in contest.vote.caps):
        wrong("choice", "this poll lets one person choose several, and the contest's rules let one vote count.")
        return
    if not row.voter.strip() and not row.poll:
        wrong("voter", "nothing tells who voted.")
        return
    choices = finder.entries(row.choice)
    if not choices:
        wrong("choice", f"there is no entry '{words.one_line(row.choice, 60)}'.", finder.near(row.choice))
    for choice in choices:
        yield Ballot(_voter(row, contest, salt, numbers), choice, at)


def _voter(row: RawVote, contest: Contest, salt: str, numbers: dict[str, int]) -> str:
    if row.voter.strip():
        return voter_hash(contest, row.voter, salt)
    kind = "likes" if row.poll.startswith("likes ") else "poll"
    prefix = f"{kind}-{sha256(f'{contest.slug} {row.poll}'.encode()).hexdigest()[:8]}"
    numbers[prefix] = numbers.get(prefix, 0) + 1
    return f"{prefix}-{numbers[prefix]}"


def _poll_of(voter: str) -> str:
    """The poll that a nameless ballot belongs to; empty for a person's."""
    match = re.fullmatch(r"((?:poll|likes)-[0-9a-f]{8})-[0-9]+", voter)
    return match[1] if match else ""


def _moment(row: RawVote, contest: Contest) -> datetime | None:
    """When the vote was cast. What is only counted was cast before its poll closed, or before the vote ended."""
    zone = ZoneInfo(contest.timezone)
    said = dates.read(row.at, zone) if row.at else None
    if said is not None:
        return said - timedelta(seconds=1) if row.poll else said
    end = contest.ends("vote")
    return (end - timedelta(seconds=1)).astimezone(UTC) if end and not row.at else None


def scores(rows: Iterable[RawScore | Unread], contest: Contest, terms: Terms) -> Taken[Score]:
    """The contest's points with those of a file: what a juror gives again replaces what was given before."""
    finder = Finder(contest)
    mistakes: list[Mistake] = []
    given = {(score.juror, score.entry, score.criterion): score for score in contest.scores}
    new = known = 0
    for row in rows:
        score = _score(row, finder, terms, mistakes)
        if score is None:
            continue
        place = (score.juror, score.entry, score.criterion)
        same = place in given and given[place].points == score.points
        known, new = known + same, new + (not same)
        given[place] = given[place] if same else score
    return Taken(rows=tuple(given.values()), new=new, known=known, mistakes=tuple(mistakes))


def _score(row: RawScore | Unread, finder: Finder, terms: Terms, mistakes: list[Mistake]) -> Score | None:
    if isinstance(row, Unread):
        mistakes.append(Mistake(terms.file, row.line, row.field, row.what))
        return None
    recused = row.points.strip().casefold() in _RECUSED
    asked: tuple[tuple[str, str, Callable[[str], str]], ...] = (
        ("juror", row.juror, finder.juror),
        ("entry", row.entry, lambda said: next(iter(finder.entries(said)), "")),
        ("criterion", row.criterion, finder.criterion),
    )
    found = {field: "" if field == "criterion" and recused else find(said) for field, said, find in asked}
    wrong = [
        Mistake(terms.file, row.line, field, f"'{words.one_line(said, 60)}' is not known to the contest.")
        for field, said, _find in asked
        if not found[field] and not (field == "criterion" and recused)
    ]
    points = row.points.strip().replace(",", ".")
    if not recused and not re.fullmatch(r"\d+(?:\.\d+)?", points):
        wrong.append(Mistake(terms.file, row.line, "points", f"'{words.one_line(row.points, 40)}' is no number."))
    mistakes += wrong
    return None if wrong else Score(found["juror"], found["entry"], found["criterion"], "" if recused else points)
