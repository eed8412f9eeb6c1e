"""content/curation/decisions/<YYYY-MM>.yaml: what people have decided, one flow line each, only ever added to."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args

from parvis.errors import ContentError, Mistake
from parvis.model.decision import Approval, Hiding
from parvis.model.review_policy import Ground

_VERBS = ("approve", "hide")
_FIELDS = ("item", "source", "do", "by", "at", "because")
#: What a decision to hide may say beside: for which reason of the hub's own list, and what the pages say of it.
_OF_HIDING = ("ground", "public")
_TEXT = r'"(?:[^"\\]|\\["\\/bfnrt]|\\u[0-9a-f]{4})*"'
_GROUNDS: tuple[str, ...] = get_args(Ground)
#: A line as `approve` writes it: read without the YAML reader, which takes half a second for 5,000 of them.
_LINE = re.compile(rf"- \{{(item|source): ({_TEXT}), do: (approve|hide), by: ({_TEXT}), at: ([0-9TZ:-]{{20}}), because: ({_TEXT})\}}")


def folder(content: Path) -> Path:
    """Where the decisions lie."""
    return content / "curation" / "decisions"


def approvals(content: Path) -> tuple[Approval, ...]:
    """All approvals, oldest file first, in the order of the lines.

    ContentError lists every mistake of every file.
    """
    return tuple(decision for decision in _decisions(content) if isinstance(decision, Approval))


def hidings(content: Path) -> tuple[Hiding, ...]:
    """All decisions not to show a review, in the same order. ContentError lists every mistake of every file."""
    return tuple(decision for decision in _decisions(content) if isinstance(decision, Hiding))


def _decisions(content: Path) -> tuple[Approval | Hiding, ...]:
    found: list[Approval | Hiding] = []
    mistakes: list[Mistake] = []
    for path in sorted(folder(content).glob("*.yaml")):
        try:
            found += _read(path, path.relative_to(content.parent).as_posix())
        except ContentError as error:
            mistakes += error.mistakes
    if mistakes:
        raise ContentError(mistakes)
    return tuple(found)


def approve(content: Path, *, item: str = "", source: str = "", by: str, at: datetime, because: str) -> Path:
    """Add an approval of an item, or of all that a source has given until `at` (aware); the file it stands in."""
    assert bool(item) != bool(source), "either an item or a source is approved"
    at = at.astimezone(UTC)
    what = f"item: {_quoted(item)}" if item else f"source: {_quoted(source)}"
    line = f"- {{{what}, do: approve, by: {_quoted(by)}, at: {at:%Y-%m-%dT%H:%M:%SZ}, because: {_quoted(because)}}}\n"
    path = folder(content) / f"{at.year:04d}-{at.month:02d}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_bytes() if path.is_file() else b""
    with path.open("ab") as file:
        file.write((b"\n" if before and not before.endswith(b"\n") else b"") + line.encode())
    return path


def _quoted(text: str) -> str:
    """A text as a double-quoted scalar of YAML: whatever is in it, it stays one text on one line."""
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(letter if letter.isprintable() else _escape(letter) for letter in quoted)


def _escape(letter: str) -> str:
    code = ord(letter)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004 (what four hex digits can say)


def _read(path: Path, name: str) -> tuple[Approval | Hiding, ...]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError([Mistake(file=name, line=0, field="", what=f"this file cannot be read: {error}.")]) from error
    return _plain(text, name) or _careful(text, name)


def _plain(text: str, name: str) -> tuple[Approval | Hiding, ...]:
    """The decisions of a file in which every line is as a command writes it; none where one is not."""
    found: list[Approval | Hiding] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        match = _LINE.fullmatch(line)
        if match is None:
            return ()
        about, what, verb, by, at, because = match.groups()
        try:
            moment = datetime.fromisoformat(at)
        except ValueError:
            return ()
        texts = {about: json.loads(what), "by": json.loads(by), "because": json.loads(because)}
        if verb == "hide" and about == "source":
            return ()
        found.append((Hiding if verb == "hide" else Approval)(**texts, at=moment, file=name, line=number))
    return tuple(found)


def _careful(text: str, name: str) -> tuple[Approval | Hiding, ...]:
    """The decisions of a file that a person has written in. ContentError lists what is wrong with it."""
    from parvis.tidy import yaml

    document = yaml.load(text, name)
    entries = document.value or []
    if not isinstance(entries, list):
        raise ContentError(
            [Mistake(file=name, line=1, field="", what="a list of decisions is needed.", remedy="Begin each line with `- {`.")]
        )
    found: list[Approval | Hiding] = []
    mistakes: list[Mistake] = []
    for index, entry in enumerate(entries):
        values, more = _entry(entry)
        mistakes += [
            Mistake(file=name, line=document.line((index, field) if field else (index,)), field=field, what=what, remedy=remedy)
            for field, what, remedy in more
        ]
        if not more:
            made = Hiding if entry["do"] == "hide" else Approval
            found.append(made(**values, file=name, line=document.line((index,))))
    if mistakes:
        raise ContentError(mistakes)
    return tuple(found)


def _entry(entry: object) -> tuple[dict[str, Any], list[tuple[str, str, str]]]:
    """The fields of a decision, and what is wrong with them: field, sentence, remedy."""
    if not isinstance(entry, dict):
        return {}, [("", "a decision says item or source, do, by, at and because.", "Write it as `parvis approve` does.")]
    hides = entry.get("do") == "hide"
    fields = (*_FIELDS, *_OF_HIDING) if hides else _FIELDS
    wrong = [(str(key), f"a decision has no {key!r}.", _near(str(key), fields)) for key in entry if key not in fields]
    if entry.get("do") not in _VERBS:
        wrong.append(("do", f"nothing can be done that is called {entry.get('do')!r}.", _near(str(entry.get("do")), _VERBS)))
    about = [name for name in ("item", "source") if entry.get(name)]
    if len(about) != 1:
        wrong.append(("", "a decision is about one item or about one source.", "Give either `item` or `source`."))
    elif hides and about == ["source"]:
        wrong.append(("source", "only a single review can be hidden.", "Give `item`."))
    texts = {name: entry.get(name) for name in (*about, "by", "because")}
    wrong += [
        (name, "this is missing, or no text.", f'Write `{name}: "…"`.')
        for name, text in texts.items()
        if not isinstance(text, str) or not text
    ]
    at = _moment(entry.get("at"))
    if at is None:
        what = f"{entry['at']!r} is no moment." if "at" in entry else "this is missing."
        wrong.append(("at", what, "Write a moment such as 2026-03-02T10:11:12Z."))
    more = {name: entry[name] for name in _OF_HIDING if entry.get(name)}
    wrong += [(name, "this is no text.", f'Write `{name}: "…"`.') for name, text in more.items() if not isinstance(text, str)]
    if isinstance(more.get("ground"), str) and more["ground"] not in _GROUNDS:
        wrong.append(("ground", f"there is no ground {more['ground']!r}.", _near(more["ground"], _GROUNDS)))
    return {**texts, "at": at, **more}, wrong


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
