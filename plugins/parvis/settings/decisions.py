"""content/curation/decisions/<YYYY-MM>.yaml: what people have decided, one flow line each, only ever added to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args

from parvis.errors import ContentError, Mistake
from parvis.model.decision import Decision, Verb
from parvis.model.review_policy import Ground
from parvis.settings import files, flow_lines

_VERBS: tuple[str, ...] = get_args(Verb)
_FIELDS = ("item", "source", "do", "by", "at", "because")
#: What a decision needs beside, and what it may say.
_NEEDED = {"tag": ("tag",), "alt": ("alt",), "contest": ("to",), "event": ("to",), "join": ("to",)}
_ALLOWED = {"hide": ("ground", "public"), "pin": ("until",), "alt": ("media",), "split": ("to",)}
_GROUNDS: tuple[str, ...] = get_args(Ground)


def folder(content: Path) -> Path:
    """Where the decisions lie."""
    return content / "curation" / "decisions"


def every_decision(content: Path) -> tuple[Decision, ...]:
    """All decisions, oldest file first, in the order of the lines.

    ContentError lists every mistake of every file.
    """
    return files.each(folder(content), "*.yaml", lambda path: _read(path, content))


def decide(content: Path, decision: Decision) -> Path:
    """Add a decision (its `at` aware) to the file of its month; that file."""
    assert bool(decision.item) != bool(decision.source), "a decision is about an item or about a source"
    path = _file(content, decision)
    flow_lines.append(path, line_of(decision))
    return path


def take_back(content: Path, decision: Decision) -> bool:
    """Take the line of a decision out of its file again; False where nobody finds it any more. Whatever else was written stays."""
    return flow_lines.remove(_file(content, decision), line_of(decision))


def _file(content: Path, decision: Decision) -> Path:
    at = decision.at.astimezone(UTC)
    return folder(content) / f"{at.year:04d}-{at.month:02d}.yaml"


def line_of(decision: Decision) -> str:
    """The line that says a decision."""
    what = f"item: {flow_lines.quoted(decision.item)}" if decision.item else f"source: {flow_lines.quoted(decision.source)}"
    more = "".join(f", {name}: {said}" for name, said in _more(decision))
    who = f"by: {flow_lines.quoted(decision.by)}, at: {flow_lines.utc(decision.at)}, because: {flow_lines.quoted(decision.because)}"
    return f"- {{{what}, do: {decision.do}{more}, {who}}}"


def _more(decision: Decision) -> Iterator[tuple[str, str]]:
    if decision.until:
        yield "until", flow_lines.utc(decision.until)
    for name in ("tag", "alt", "to", "public"):
        if text := getattr(decision, name):
            yield name, flow_lines.quoted(text)
    if decision.media != 1:
        yield "media", str(decision.media)
    if decision.ground != "other":
        yield "ground", flow_lines.quoted(decision.ground)


def _read(path: Path, content: Path) -> list[Decision]:
    name = path.relative_to(content.parent).as_posix()
    found: list[Decision] = []
    mistakes: list[Mistake] = []
    for line in flow_lines.read(path, content):
        values, wrong = _entry(line.value)
        mistakes += [Mistake(name, line.place(field), field, what, remedy) for field, what, remedy in wrong]
        found += [Decision(**values, file=name, line=line.place(""))] if not wrong else []
    if mistakes:
        raise ContentError(mistakes)
    return found


def _entry(entry: object) -> tuple[dict[str, Any], list[flow_lines.Wrong]]:
    """The fields of a decision, and what is wrong with them: field, sentence, remedy."""
    if not isinstance(entry, dict):
        return {}, [("", "a decision says item or source, do, by, at and because.", "Write it as `parvis approve` does.")]
    do = str(entry.get("do"))
    needed, allowed = _NEEDED.get(do, ()), _ALLOWED.get(do, ())
    known = (*_FIELDS, *needed, *allowed)
    wrong = [(str(key), f"a decision has no {key!r}.", flow_lines.near(str(key), known)) for key in entry if key not in known]
    wrong += _verb(entry)
    about = [name for name in ("item", "source") if entry.get(name)]
    if len(about) != 1:
        wrong.append(("", "a decision is about one item or about one source.", "Give either `item` or `source`."))
    elif about == ["source"] and do != "approve":
        wrong.append(("source", "only an approval can be about a whole source.", "Give `item`."))
    values: dict[str, Any] = {"do": do}
    for name in (*about, "by", "because", *needed):
        values[name] = entry.get(name)
        if not isinstance(values[name], str) or not values[name].strip():
            wrong.append((name, "this is missing, or no text.", f'Write `{name}: "…"`.'))
    values["at"], more = _moment_of(entry, "at")
    wrong += more
    for name in allowed:
        if name in entry:
            values[name], more = _allowed(entry, name)
            wrong += more
    return values, wrong


def _verb(entry: Mapping[Any, Any]) -> Iterator[flow_lines.Wrong]:
    do = entry.get("do")
    if do is None:
        yield "do", "this is missing.", f"Write one of {', '.join(_VERBS)}."
    elif do not in _VERBS:
        yield "do", f"nothing can be done that is called {do!r}.", flow_lines.near(str(do), _VERBS)
    elif do in {"join", "split"} and entry.get("to") and entry["to"] == entry.get("item"):
        yield "to", "an item is its own and only copy.", "Give the id of the other one."


def _allowed(entry: Mapping[Any, Any], name: str) -> tuple[object, list[flow_lines.Wrong]]:
    """What need not be said, and is."""
    said = entry[name]
    if name == "until":
        return _moment_of(entry, name)
    if name == "media":
        right = isinstance(said, int) and not isinstance(said, bool) and said > 0
        return said, [] if right else [(name, f"{said!r} is no number of a picture.", "The first is 1.")]
    if not isinstance(said, str) or not said.strip():
        return said, [(name, "this is no text.", f'Write `{name}: "…"`.')]
    if name == "ground" and said not in _GROUNDS:
        return said, [(name, f"there is no ground {said!r}.", flow_lines.near(said, _GROUNDS))]
    return said, []


def _moment_of(entry: Mapping[Any, Any], name: str) -> tuple[datetime | None, list[flow_lines.Wrong]]:
    said = entry.get(name)
    at = flow_lines.moment(said) if isinstance(said, datetime | str) else None  # a bare day does not tell what came first
    if at is not None:
        return at, []
    what = f"{repr(said) if isinstance(said, str) else said} is no moment." if name in entry else "this is missing."
    return None, [(name, what, "Write a moment such as 2026-03-02T10:11:12Z.")]
