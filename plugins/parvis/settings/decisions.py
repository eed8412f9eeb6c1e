"""content/curation/decisions/<YYYY-MM>.yaml: what people have decided, one flow line each, only ever added to."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args

from parvis.errors import ContentError, Mistake
from parvis.model.decision import Decision, Verb
from parvis.model.review_policy import Ground
from parvis.settings.mending import marker

_VERBS: tuple[str, ...] = get_args(Verb)
_FIELDS = ("item", "source", "do", "by", "at", "because")
#: What a decision needs beside, and what it may say.
_NEEDED = {"tag": ("tag",), "alt": ("alt",), "contest": ("to",), "event": ("to",), "join": ("to",)}
_ALLOWED = {"hide": ("ground", "public"), "pin": ("until",), "alt": ("media",), "split": ("to",)}
_TEXT = r'"(?:[^"\\]|\\["\\/bfnrt]|\\u[0-9a-f]{4})*"'
_MOMENT = "[0-9TZ:-]{20}"
_NAMES, _SAID = "until|tag|alt|media|to|ground|public", rf"{_TEXT}|{_MOMENT}|[0-9]{{1,3}}"
_MORE = re.compile(rf", ({_NAMES}): ({_SAID})")
_GROUNDS: tuple[str, ...] = get_args(Ground)
#: A line as a command writes it: read without the YAML reader, which takes half a second for 5,000 of them.
_LINE = re.compile(
    rf"- \{{(item|source): ({_TEXT}), do: ([a-z-]+)((?:, (?:{_NAMES}): (?:{_SAID}))*),"
    rf" by: ({_TEXT}), at: ({_MOMENT}), because: ({_TEXT})\}}"
)


def folder(content: Path) -> Path:
    """Where the decisions lie."""
    return content / "curation" / "decisions"


def every_decision(content: Path) -> tuple[Decision, ...]:
    """All decisions, oldest file first, in the order of the lines.

    ContentError lists every mistake of every file.
    """
    found: list[Decision] = []
    mistakes: list[Mistake] = []
    for path in sorted(folder(content).glob("*.yaml")):
        try:
            found += _read(path, path.relative_to(content.parent).as_posix())
        except ContentError as error:
            mistakes += error.mistakes
    if mistakes:
        raise ContentError(mistakes)
    return tuple(found)


def decide(content: Path, decision: Decision) -> Path:
    """Add a decision (its `at` aware) to the file of its month; that file."""
    assert bool(decision.item) != bool(decision.source), "a decision is about an item or about a source"
    at = decision.at.astimezone(UTC)
    path = folder(content) / f"{at.year:04d}-{at.month:02d}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_bytes() if path.is_file() else b""
    with path.open("ab") as file:
        file.write((b"\n" if before and not before.endswith(b"\n") else b"") + line_of(decision).encode())
    return path


def line_of(decision: Decision) -> str:
    """The line that says a decision, with its end."""
    what = f"item: {_quoted(decision.item)}" if decision.item else f"source: {_quoted(decision.source)}"
    more = "".join(f", {name}: {said}" for name, said in _more(decision))
    who = f"by: {_quoted(decision.by)}, at: {_written(decision.at)}, because: {_quoted(decision.because)}"
    return f"- {{{what}, do: {decision.do}{more}, {who}}}\n"


def _more(decision: Decision) -> Iterator[tuple[str, str]]:
    if decision.until:
        yield "until", _written(decision.until)
    for name in ("tag", "alt", "to", "public"):
        if text := getattr(decision, name):
            yield name, _quoted(text)
    if decision.media != 1:
        yield "media", str(decision.media)
    if decision.ground != "other":
        yield "ground", _quoted(decision.ground)


def _written(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _quoted(text: str) -> str:
    """A text as a double-quoted scalar of YAML: whatever is in it, it stays one text on one line."""
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(letter if letter.isprintable() else _escape(letter) for letter in quoted)


def _escape(letter: str) -> str:
    code = ord(letter)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004 (what four hex digits can say)


def _read(path: Path, name: str) -> tuple[Decision, ...]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError([Mistake(file=name, line=0, field="", what=f"this file cannot be read: {error}.")]) from error
    return _plain(text, name) or _careful(text, name)


def _plain(text: str, name: str) -> tuple[Decision, ...]:
    """The decisions of a file in which every line is as a command writes it; none where one is not."""
    found: list[Decision] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        match = _LINE.fullmatch(line)
        if match is None:
            return ()
        about, what, verb, more, by, at, because = match.groups()
        try:
            entry: dict[str, object] = {name: _value(said) for name, said in _MORE.findall(more)} if more else {}
            entry |= {about: json.loads(what), "do": verb, "by": json.loads(by), "because": json.loads(because)}
            entry["at"] = datetime.fromisoformat(at)
        except ValueError:
            return ()
        values, wrong = _entry(entry)
        if wrong:
            return ()
        found.append(Decision(**values, file=name, line=number))
    return tuple(found)


def _value(said: str) -> object:
    if said.startswith('"'):
        return json.loads(said)
    return int(said) if said.isdigit() else datetime.fromisoformat(said)


def _careful(text: str, name: str) -> tuple[Decision, ...]:
    """The decisions of a file that a person has written in. ContentError lists what is wrong with it."""
    from parvis.tidy import yaml

    if left := marker(text):
        what, remedy = (
            "a merge was left unfinished here.",
            "Run `parvis check`, which keeps the lines of both sides; an entry of several lines is yours to mend.",
        )
        raise ContentError([Mistake(file=name, line=left, field="", what=what, remedy=remedy)])
    document = yaml.load(text, name)
    entries = document.value or []
    if not isinstance(entries, list):
        raise ContentError(
            [Mistake(file=name, line=1, field="", what="a list of decisions is needed.", remedy="Begin each line with `- {`.")]
        )
    found: list[Decision] = []
    mistakes: list[Mistake] = []
    for index, entry in enumerate(entries):
        values, more = _entry(entry)
        mistakes += [
            Mistake(file=name, line=document.line((index, field) if field else (index,)), field=field, what=what, remedy=remedy)
            for field, what, remedy in more
        ]
        if not more:
            found.append(Decision(**values, file=name, line=document.line((index,))))
    if mistakes:
        raise ContentError(mistakes)
    return tuple(found)


def _entry(entry: object) -> tuple[dict[str, Any], list[tuple[str, str, str]]]:
    """The fields of a decision, and what is wrong with them: field, sentence, remedy."""
    if not isinstance(entry, dict):
        return {}, [("", "a decision says item or source, do, by, at and because.", "Write it as `parvis approve` does.")]
    do = str(entry.get("do"))
    needed, allowed = _NEEDED.get(do, ()), _ALLOWED.get(do, ())
    known = (*_FIELDS, *needed, *allowed)
    wrong = [(str(key), f"a decision has no {key!r}.", _near(str(key), known)) for key in entry if key not in known]
    if do not in _VERBS:
        wrong.append(("do", f"nothing can be done that is called {entry.get('do')!r}.", _near(do, _VERBS)))
    about = [name for name in ("item", "source") if entry.get(name)]
    if len(about) != 1:
        wrong.append(("", "a decision is about one item or about one source.", "Give either `item` or `source`."))
    elif about == ["source"] and do != "approve":
        wrong.append(("source", "only an approval can be about a whole source.", "Give `item`."))
    values: dict[str, Any] = {"do": do}
    for name in (*about, "by", "because", *needed):
        values[name] = entry.get(name)
        if not isinstance(values[name], str) or not values[name]:
            wrong.append((name, "this is missing, or no text.", f'Write `{name}: "…"`.'))
    values["at"], more = _moment_of(entry, "at")
    wrong += more
    for name in allowed:
        if name in entry:
            values[name], more = _allowed(entry, name)
            wrong += more
    return values, wrong


def _allowed(entry: Mapping[Any, Any], name: str) -> tuple[object, list[tuple[str, str, str]]]:
    """What need not be said, and is."""
    said = entry[name]
    if name == "until":
        return _moment_of(entry, name)
    if name == "media":
        right = isinstance(said, int) and not isinstance(said, bool) and said > 0
        return said, [] if right else [(name, f"{said!r} is no number of a picture.", "The first is 1.")]
    if not isinstance(said, str) or not said:
        return said, [(name, "this is no text.", f'Write `{name}: "…"`.')]
    if name == "ground" and said not in _GROUNDS:
        return said, [(name, f"there is no ground {said!r}.", _near(said, _GROUNDS))]
    return said, []


def _moment_of(entry: Mapping[Any, Any], name: str) -> tuple[datetime | None, list[tuple[str, str, str]]]:
    at = _moment(entry.get(name))
    if at is not None:
        return at, []
    what = f"{entry[name]!r} is no moment." if name in entry else "this is missing."
    return None, [(name, what, "Write a moment such as 2026-03-02T10:11:12Z.")]


def _near(word: str, known: tuple[str, ...]) -> str:
    from parvis.tidy import yaml

    return yaml.did_you_mean(word, known)


def _moment(value: object) -> datetime | None:
    """An aware moment; one without an offset counts as UTC, in which `approve` writes."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value.strip())
        except ValueError:
            return None
    if not isinstance(value, datetime):
        return None
    return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
