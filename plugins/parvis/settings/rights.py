"""content/curation/rights/*.yaml: who has granted what, one flow line each, only ever added to.

- {item: "flickr:123", state: requested, by: "Awa", at: 2026-03-02T10:11:12Z, because: "asked below the photo"}
- {item: "flickr:123", state: granted, by: "Awa", at: 2026-03-04T09:00:00Z, because: "yes, by mail", scope: [site, feeds], proof: "…"}

A line is about an `item`, about an `author` (profile's address, or handle with its `source` or `network`), or about a whole `source`.
`until` is a moment, or a day that is still part of it (UTC). `proof` is a file inside the hub or an address.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path, PurePosixPath
from typing import Any, Final, get_args

from parvis.errors import ContentError, Mistake
from parvis.model.right import Right, Use, Written

_STATES: Final[tuple[str, ...]] = get_args(Written)
_USES: Final[tuple[str, ...]] = get_args(Use)
_SUBJECTS: Final = ("item", "author", "source", "network")
_ALWAYS: Final = ("by", "at", "because")
_OF_GRANT: Final = ("scope", "territory", "until", "proof")
_FIELDS: Final = (*_SUBJECTS, "state", *_ALWAYS, *_OF_GRANT)
_ADDRESS: Final = ("http://", "https://", "mailto:")

_TEXT = r'"(?:[^"\\]|\\["\\/bfnrt]|\\u[0-9a-f]{4})*"'
#: A value as commands write it: a text in quotes, a list of words, or a word or moment of a field that holds one.
_PAIR = re.compile(rf"(?:(\w+): ({_TEXT})|(scope): \[([a-z, ]*)\]|(state|at|until): ([\w:+-]+))(, |$)")

#: Field, sentence, remedy.
_Wrong = tuple[str, str, str]


def folder(content: Path) -> Path:
    """Where the rights lie."""
    return content / "curation" / "rights"


def rights(content: Path) -> tuple[Right, ...]:
    """All lines, file by file in the order of their names, each file in the order of its lines.

    ContentError lists every mistake of every file, a proof that is not there included.
    """
    found: list[Right] = []
    mistakes: list[Mistake] = []
    for path in sorted(folder(content).glob("*.yaml")):
        try:
            found += _read(path, content)
        except ContentError as error:
            mistakes += error.mistakes
    if mistakes:
        raise ContentError(mistakes)
    return tuple(found)


def line_of(right: Right) -> str:
    """A line as files hold it."""
    quoted = {name: value for name in _FIELDS if isinstance(value := getattr(right, name), str) and value and name != "state"}
    said = {name: _quoted(value) for name, value in quoted.items()} | {"state": right.state, "at": _utc(right.at)}
    if right.state == "granted":
        said |= {"scope": f"[{', '.join(right.scope)}]"} | ({"until": _utc(right.until)} if right.until else {})
    return f"- {{{', '.join(f'{name}: {said[name]}' for name in _FIELDS if name in said)}}}"


def write(content: Path, right: Right) -> Path:
    """Add a line to the file of its month; that file."""
    at = right.at.astimezone(UTC)
    path = folder(content) / f"{at.year:04d}-{at.month:02d}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_bytes() if path.is_file() else b""
    with path.open("ab") as file:
        file.write((b"\n" if before and not before.endswith(b"\n") else b"") + line_of(right).encode() + b"\n")
    return path


def proof_mistake(proof: str, content: Path) -> str:
    """What is wrong with a proof; empty where it is an address, or a file inside the hub."""
    if proof.startswith(_ADDRESS):
        return ""
    if PurePosixPath(proof).is_absolute() or ".." in PurePosixPath(proof).parts:
        return f"the proof {proof!r} lies outside the hub."
    return "" if (content.parent / proof).is_file() else f"the proof {proof!r} is not there."


def _read(path: Path, content: Path) -> list[Right]:
    name = path.relative_to(content.parent).as_posix()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError([Mistake(name, 0, "", f"this file cannot be read: {error}.", "Save it as UTF-8.")]) from error
    entries = _plain(text)
    if entries is None:
        return _careful(text, name, content)
    found, mistakes = [], []
    for line, entry in entries:
        values, wrong = _entry(entry, content)
        mistakes += [Mistake(name, line, *one) for one in wrong]
        found += [Right(**values, file=name, line=line)] if not wrong else []
    if mistakes:
        raise ContentError(mistakes)
    return found


def _plain(text: str) -> list[tuple[int, dict[str, Any]]] | None:
    """The entries of a file in which every line is as a command writes it (the YAML reader is slow); None where one is not."""
    found = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        if not (line.startswith("- {") and line.endswith("}")):
            return None
        entry = _flow(line[3:-1])
        if entry is None:
            return None
        found.append((number, entry))
    return found


def _flow(inside: str) -> dict[str, Any] | None:
    entry: dict[str, Any] = {}
    place = 0
    while place < len(inside):
        pair = _PAIR.match(inside, place)
        if pair is None:
            return None
        name, text, listing, words, word_of, word, _end = pair.groups()
        key = name or listing or word_of
        if key in entry:
            return None
        entry[key] = json.loads(text) if name else [one.strip() for one in words.split(",")] if listing else word
        place = pair.end()
    return entry if not inside.endswith(", ") else None


def _careful(text: str, name: str, content: Path) -> list[Right]:
    """The lines of a file that a person has written in. ContentError lists what is wrong with it."""
    from parvis.tidy import yaml

    document = yaml.load(text, name)
    entries = [] if document.value is None else document.value
    if not isinstance(entries, list):
        raise ContentError([Mistake(name, 1, "", "a list is needed.", "Begin each line with `- {`.")])
    found, mistakes = [], []
    for index, entry in enumerate(entries):
        values, wrong = _entry(entry, content)
        mistakes += [Mistake(name, document.line((index, field) if field else (index,)), field, *told) for field, *told in wrong]
        found += [Right(**values, file=name, line=document.line((index,)))] if not wrong else []
    if mistakes:
        raise ContentError(mistakes)
    return found


def _entry(entry: object, content: Path) -> tuple[dict[str, Any], list[_Wrong]]:
    """The fields of a line, and what is wrong with them."""
    if not isinstance(entry, dict):
        return {}, [("", "a line says item, author or source, state, by, at and because.", "Write it as `parvis rights request` does.")]
    state = entry.get("state")
    wrong = [(str(key), f"a right has no {key!r}.", _near(str(key), _FIELDS)) for key in entry if key not in _FIELDS]
    wrong += [*_about(entry), *_state(state), *_texts(entry)]
    at = _moment(entry.get("at"))
    if at is None:
        wrong.append(
            ("at", f"{entry['at']!r} is no moment." if "at" in entry else "is missing.", "Write one such as 2026-03-02T10:11:12Z.")
        )
    values: dict[str, Any] = {name: entry[name].strip() for name in (*_SUBJECTS, "by", "because") if isinstance(entry.get(name), str)}
    values |= {"state": state, "at": at}
    if state == "granted":
        more, others = _grant(entry, at, content)
        return values | more, wrong + others
    wrong += [
        (name, f"`{name}` belongs to a grant.", "Leave it out, or write it with `state: granted`.") for name in _OF_GRANT if name in entry
    ]
    return values, wrong


def _about(entry: Mapping[str, Any]) -> Iterator[_Wrong]:
    given = {name for name in _SUBJECTS if entry.get(name)}
    if given in ({"item"}, {"source"}, {"author", "source"}, {"author", "network"}):
        return
    if given == {"author"}:
        if not str(entry["author"]).startswith(_ADDRESS):
            yield "author", "a handle can belong to several people.", "Add `source:` or `network:`, or give the profile's address."
        return
    yield "", "a line is about one item, one author or one source.", "Give `item`, `author` (with `source` or `network`), or `source`."


def _state(state: object) -> Iterator[_Wrong]:
    if state is None:
        yield "state", "is missing.", f"Write one of {', '.join(_STATES)}."
    elif state == "expired":
        yield "state", "a right expires by itself.", "Write `until` beside the grant, or `state: revoked` from a moment on."
    elif state not in _STATES:
        yield "state", f"unknown state {state!r}.", _near(str(state), _STATES)


def _texts(entry: Mapping[str, Any]) -> Iterator[_Wrong]:
    for name in (*(name for name in _SUBJECTS if name in entry), "by", "because"):
        if not isinstance(entry.get(name), str) or not entry[name].strip():
            yield name, "is missing, or no text.", f'Write `{name}: "…"`.'


def _grant(entry: Mapping[str, Any], at: datetime | None, content: Path) -> tuple[dict[str, Any], list[_Wrong]]:
    """What a grant says beside: for what, where, how long, and how that is known."""
    wrong: list[_Wrong] = []
    values: dict[str, Any] = {}
    scope = entry.get("scope", ["site"])
    uses = [scope] if isinstance(scope, str) else scope
    if not isinstance(uses, list) or not uses:
        wrong.append(("scope", "a list of uses is needed.", f"Write some of [{', '.join(_USES)}]."))
    else:
        wrong += [("scope", f"unknown use {use!r}.", _near(str(use), _USES)) for use in uses if use not in _USES]
        values["scope"] = tuple(use for use in _USES if use in uses)
    territory = entry.get("territory", "")
    places = [territory] if isinstance(territory, str) else territory
    if isinstance(places, list) and all(isinstance(place, str) for place in places):
        values["territory"] = ", ".join(place.strip() for place in places)
    else:
        wrong.append(("territory", "a text, or a list of texts, is needed.", "Write it as territory: [CA, FR]."))
    if "until" in entry:
        until = values["until"] = _moment(entry["until"], last=True)
        if until is None:
            wrong.append(("until", f"{entry['until']!r} is no day or moment.", "Write one such as 2027-06-30."))
        elif at is not None and until <= at:
            wrong.append(("until", "the grant ends before it begins.", "Write an `until` that is later than its `at`."))
    return values, [*wrong, *_proof(entry, values, content)]


def _proof(entry: Mapping[str, Any], values: dict[str, Any], content: Path) -> Iterator[_Wrong]:
    proof = entry.get("proof")
    if not isinstance(proof, str) or not proof.strip():
        remedy = "Write `proof:` with the address of the answer, or a file of the hub, such as content/curation/rights/proofs/answer.txt."
        yield "proof" if "proof" in entry else "", "a grant needs its proof.", remedy
        return
    values["proof"] = proof.strip()
    missing = proof_mistake(values["proof"], content)
    if missing:
        yield "proof", missing, "Put the file into the hub, and name it from the hub's folder on."


def _moment(value: object, *, last: bool = False) -> datetime | None:
    """An aware moment; one without an offset counts as UTC. `last`: of a bare day, the moment at which it ends."""
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value.strip()) if "T" not in value and ":" not in value else datetime.fromisoformat(value.strip())
        except ValueError:
            return None
    try:
        if isinstance(value, date) and not isinstance(value, datetime):
            return datetime(value.year, value.month, value.day, tzinfo=UTC) + timedelta(days=last)
        return (value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)) if isinstance(value, datetime) else None
    except OverflowError:
        return None


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _quoted(text: str) -> str:
    """A text as a double-quoted scalar of YAML: whatever is in it, it stays one text on one line."""
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(letter if letter.isprintable() else _escape(letter) for letter in quoted)


def _escape(letter: str) -> str:
    code = ord(letter)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004 (what four hex digits can say)


def _near(word: str, known: tuple[str, ...]) -> str:
    from parvis.tidy.sentences import did_you_mean

    return did_you_mean(word, known)
