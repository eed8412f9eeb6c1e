"""content/curation/rights/*.yaml: who has granted what, one flow line each, only ever added to.

- {item: "flickr:123", state: requested, by: "Awa", at: 2026-03-02T10:11:12Z, because: "asked below the photo"}
- {item: "flickr:123", state: granted, by: "Awa", at: 2026-03-04T09:00:00Z, because: "yes, by mail", scope: [site, feeds], proof: "…"}

A line is about an `item`, about an `author` (profile's address, or handle with its `source` or `network`), or about a whole `source`.
`until` is a moment, or a day that is still part of it (UTC). `proof` is a file inside the hub or an address.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any, Final, get_args

from parvis.errors import ContentError, Mistake
from parvis.model.right import Right, Use, Written
from parvis.settings import files, flow_lines

_STATES: Final[tuple[str, ...]] = get_args(Written)
_USES: Final[tuple[str, ...]] = get_args(Use)
_SUBJECTS: Final = ("item", "author", "source", "network")
_ALWAYS: Final = ("by", "at", "because")
_OF_GRANT: Final = ("scope", "territory", "until", "proof")
_FIELDS: Final = (*_SUBJECTS, "state", *_ALWAYS, *_OF_GRANT)
_ADDRESS: Final = ("http://", "https://", "mailto:")


def folder(content: Path) -> Path:
    """Where the rights lie."""
    return content / "curation" / "rights"


def rights(content: Path) -> tuple[Right, ...]:
    """All lines, file by file in the order of their names, each file in the order of its lines.

    ContentError lists every mistake of every file, a proof that is not there included.
    """
    return files.each(folder(content), "*.yaml", lambda path: _read(path, content))


def line_of(right: Right) -> str:
    """A line as files hold it."""
    quoted = {name: value for name in _FIELDS if isinstance(value := getattr(right, name), str) and value and name != "state"}
    said = {name: flow_lines.quoted(value) for name, value in quoted.items()} | {"state": right.state, "at": flow_lines.utc(right.at)}
    if right.state == "granted":
        said |= {"scope": f"[{', '.join(right.scope)}]"} | ({"until": flow_lines.utc(right.until)} if right.until else {})
    return f"- {{{', '.join(f'{name}: {said[name]}' for name in _FIELDS if name in said)}}}"


def write(content: Path, right: Right) -> Path:
    """Add a line to the file of its month; that file."""
    at = right.at.astimezone(UTC)
    path = folder(content) / f"{at.year:04d}-{at.month:02d}.yaml"
    flow_lines.append(path, line_of(right))
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
    found: list[Right] = []
    mistakes: list[Mistake] = []
    for line in flow_lines.read(path, content):
        values, wrong = _entry(line.value, content)
        mistakes += [Mistake(name, line.place(field), field, what, remedy) for field, what, remedy in wrong]
        found += [Right(**values, file=name, line=line.place(""))] if not wrong else []
    if mistakes:
        raise ContentError(mistakes)
    return found


def _entry(entry: object, content: Path) -> tuple[dict[str, Any], list[flow_lines.Wrong]]:
    """The fields of a line, and what is wrong with them."""
    if not isinstance(entry, dict):
        return {}, [("", "a line says item, author or source, state, by, at and because.", "Write it as `parvis rights request` does.")]
    state = entry.get("state")
    wrong = [(str(key), f"a right has no {key!r}.", flow_lines.near(str(key), _FIELDS)) for key in entry if key not in _FIELDS]
    wrong += [*_about(entry), *_state(state), *_texts(entry)]
    at = flow_lines.moment(entry.get("at"))
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


def _about(entry: Mapping[str, Any]) -> Iterator[flow_lines.Wrong]:
    given = {name for name in _SUBJECTS if entry.get(name)}
    if given in ({"item"}, {"source"}, {"author", "source"}, {"author", "network"}):
        return
    if given == {"author"}:
        if not str(entry["author"]).startswith(_ADDRESS):
            yield "author", "a handle can belong to several people.", "Add `source:` or `network:`, or give the profile's address."
        return
    yield "", "a line is about one item, one author or one source.", "Give `item`, `author` (with `source` or `network`), or `source`."


def _state(state: object) -> Iterator[flow_lines.Wrong]:
    if state is None:
        yield "state", "is missing.", f"Write one of {', '.join(_STATES)}."
    elif state == "expired":
        yield "state", "a right expires by itself.", "Write `until` beside the grant, or `state: revoked` from a moment on."
    elif state not in _STATES:
        yield "state", f"unknown state {state!r}.", flow_lines.near(str(state), _STATES)


def _texts(entry: Mapping[str, Any]) -> Iterator[flow_lines.Wrong]:
    for name in (*(name for name in _SUBJECTS if name in entry), "by", "because"):
        if not isinstance(entry.get(name), str) or not entry[name].strip():
            yield name, "is missing, or no text.", f'Write `{name}: "…"`.'


def _grant(entry: Mapping[str, Any], at: datetime | None, content: Path) -> tuple[dict[str, Any], list[flow_lines.Wrong]]:
    """What a grant says beside: for what, where, how long, and how that is known."""
    wrong: list[flow_lines.Wrong] = []
    values: dict[str, Any] = {}
    scope = entry.get("scope", ["site"])
    uses = [scope] if isinstance(scope, str) else scope
    if not isinstance(uses, list) or not uses:
        wrong.append(("scope", "a list of uses is needed.", f"Write some of [{', '.join(_USES)}]."))
    else:
        wrong += [("scope", f"unknown use {use!r}.", flow_lines.near(str(use), _USES)) for use in uses if use not in _USES]
        values["scope"] = tuple(use for use in _USES if use in uses)
    territory = entry.get("territory", "")
    places = [territory] if isinstance(territory, str) else territory
    if isinstance(places, list) and all(isinstance(place, str) for place in places):
        values["territory"] = ", ".join(place.strip() for place in places)
    else:
        wrong.append(("territory", "a text, or a list of texts, is needed.", "Write it as territory: [CA, FR]."))
    if "until" in entry:
        until = values["until"] = flow_lines.moment(entry["until"], last=True)
        if until is None:
            wrong.append(("until", f"{entry['until']!r} is no day or moment.", "Write one such as 2027-06-30."))
        elif at is not None and until <= at:
            wrong.append(("until", "the grant ends before it begins.", "Write an `until` that is later than its `at`."))
    return values, [*wrong, *_proof(entry, values, content)]


def _proof(entry: Mapping[str, Any], values: dict[str, Any], content: Path) -> Iterator[flow_lines.Wrong]:
    proof = entry.get("proof")
    if not isinstance(proof, str) or not proof.strip():
        remedy = "Write `proof:` with the address of the answer, or a file of the hub, such as content/curation/rights/proofs/answer.txt."
        yield "proof" if "proof" in entry else "", "a grant needs its proof.", remedy
        return
    values["proof"] = proof.strip()
    missing = proof_mistake(values["proof"], content)
    if missing:
        yield "proof", missing, "Put the file into the hub, and name it from the hub's folder on."
