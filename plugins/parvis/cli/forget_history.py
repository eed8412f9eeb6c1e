"""How Git's history lets go of what is forgotten: the command that rewrites it, and the expressions that it needs."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from typing import Any, Final

import msgspec

from parvis.archive import months
from parvis.cli import item
from parvis.model.forgetting import Trace, Wanted
from parvis.settings import Settings

#: What ends an expression of git filter-repo.
_ARROW: Final = "==>"
#: The most words that are looked for at once; fewer than half stand in texts that have nothing to do with it.
_PASSAGE: Final = 8
#: Under what keys documents of JSON say it. Fewer words go where all of such a value is them: nothing else loses a word of its own.
_KEYS: Final = (
    *("text", "html", "content", "content_text", "content_html", "value", "body", "message", "caption", "cooked", "excerpt", "summary"),
    *("title", "fancy_title", "description", "video_description", "alt", "alt_text", "spoiler_text", "warning"),
)
#: A shorter id of a network's is looked for with the source's name before it alone.
_LONG: Final = 5
#: Regular expressions of bytes. Tags may stand between the signs of a word, white space too between two words, as documents write them.
_TAG: Final = r"<[^<>]*>|&lt;(?:(?!&[lg]t;)[^<>])*&gt;|\\u003[cC](?:(?!\\u003)[^<>])*\\u003[eE]"
_GAP: Final = rf"(?:\s|\xc2\xa0|\xe2\x80\xaf|&(?:amp;)?nbsp;|&#160;|\\u00a0|\\u202f|\\[nrt]|{_TAG})+"
#: A command line may not be longer on some systems.
_LONGEST: Final = 30_000


class History(msgspec.Struct, frozen=True, kw_only=True):
    """How Git's history would let go of it."""

    command: str
    expressions: str  #: file outside of the hub with the texts to replace


def history(settings: Settings, wanted: Wanted, trace: Trace, gone: Iterable[Path]) -> History:
    """The command that rewrites Git's history, and the file of expressions that it needs, written to the system's temporary folder.

    `gone`: files that went. What Git has of earlier wordings and pictures goes, too. The file of expressions holds what is to be
    forgotten, so it lies outside of the hub and is readable by its owner alone.
    """
    earlier = tuple(_earlier(settings, wanted.ids))
    folder = Path(tempfile.mkdtemp(prefix="parvis-forget-"))
    file = folder / "expressions.txt"
    file.write_text("".join(f"regex:{one}{_ARROW}\n" for one in _expressions(wanted, trace, earlier)), encoding="utf-8")
    file.chmod(0o600)
    prefix = _git(settings.root, "rev-parse", "--show-prefix").decode().strip()
    shown = {media.local for post in item.posts(settings) for media in post.media}
    pictures = (settings.archive / months.MEDIA / local for record in earlier for local in _pictures(record) if local not in shown)
    paths = dict.fromkeys(prefix + path.relative_to(settings.root).as_posix() for path in (*gone, *pictures))
    taken = [f"--path {shlex.quote(path)}" for path in paths]
    replaced = shlex.quote(str(file))
    words = ["git filter-repo", *(["--invert-paths", *taken] if taken else []), "--replace-text", replaced, "--replace-message", replaced]
    return History(command=" ".join(words), expressions=str(file))


def _earlier(settings: Settings, ids: frozenset[str]) -> Iterator[dict[str, Any]]:
    """The records that Git has of them in any commit: their earlier wordings."""
    pattern = '"id":"(' + "|".join(re.escape(json.dumps(one, ensure_ascii=False)[1:-1]) for one in sorted(ids)) + ')"'
    searched = [f"-G{pattern}"] if len(pattern) < _LONGEST else []
    place = settings.archive.relative_to(settings.root).as_posix()
    said = _git(settings.root, "log", "--all", "--format=", "-p", "--no-color", "--no-ext-diff", "--no-renames", *searched, "--", place)
    for line in dict.fromkeys(one[1:] for one in said.split(b"\n") if one[1:2] == b"{"):
        try:
            record = json.loads(line)
        except ValueError:
            continue
        if isinstance(record, dict) and record.get("id") in ids:
            yield record


def _pictures(record: dict[str, Any]) -> Iterator[str]:
    media = record.get("media")
    for one in media if isinstance(media, list) else ():
        if isinstance(one, dict) and isinstance(one.get("local"), str):
            yield one["local"]


def _git(root: Path, *words: str) -> bytes:
    """What Git says; nothing where there is none, or no repository."""
    try:
        return subprocess.run(["git", "-C", str(root), *words], capture_output=True, check=False).stdout  # noqa: S603, S607 (the user's own git)
    except OSError:
        return b""


def _expressions(wanted: Wanted, trace: Trace, earlier: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Whole lines and entries go first, then passages of the texts, then every other trace; an expression stands on one line.

    Format: `regex:…==>` (git-filter-repo, --replace-text). Literal ones would be replaced before any regular expression is looked for.
    """
    yield from _entries(wanted, trace)
    # A title is often how its text begins: were it looked for first, the rest of that passage would stay.
    records = [*map(msgspec.to_builtins, wanted.kept), *earlier]
    said = list(dict.fromkeys(text for name in ("text", "title", "beside") for record in records for text in _said(record, name)))
    found = (*(passage for text in said for passage in _passages(text)), *filter(None, map(_value, said)))
    yield from (one for one in dict.fromkeys(found) if _ARROW not in one)
    for needle in trace.needles:
        if "\n" not in needle and _ARROW not in needle:
            yield from dict.fromkeys(map(re.escape, _written(needle)))
    if wanted.kind == "author":
        yield from (rf"(?<![\w-]){re.escape(name)}(?![\w-])" for name in sorted(_short_names(wanted)))


def _entries(wanted: Wanted, trace: Trace) -> Iterator[str]:
    """Lines of the archive, of decisions, rights and tables, replies, and entries of feeds and calendars, each whole."""
    ids = _any(json.dumps(key, ensure_ascii=False)[1:-1] for key in wanted.ids)
    natives = {native for native in trace.natives if len(native) >= _LONG}
    named = _any({*wanted.ids, *natives})
    whose = {name for post in wanted.posts for name in (post.author.handle, post.author.url, post.author.name) if name}
    yield rf'(?m)^[^\n]*"id":"{ids}"[^\n]*\n'
    yield rf'(?m)^- \{{[^\n]*\b(?:item|review|with|to): *"?{named}"?[,}}][^\n]*\n'
    yield rf'(?m)^- review: *"?{named}"?[ \t]*\n(?:[ \t]+[^\n]*\n)*'
    if wanted.kind == "author" and whose:
        yield rf'(?m)^- \{{[^\n]*\bauthor: *"?{_any(whose)}"?[,}}][^\n]*\n'
    if natives:
        one = _any(natives)
        yield rf'(?m)^(?:[^\n{{}}]*[,;\t])?"?{one}"?(?:[,;\t][^\n{{}}]*)?\r?\n'
        inside = r"(?:(?!</\1>)[\s\S])*?"
        name = rf"<(?:[\w-]+:)?(?:guid|id|videoId)\b[^>]*>\s*(?:<!\[CDATA\[)?\s*{one}\s*(?:\]\]>)?\s*<"
        yield rf"[ \t]*<(item|entry)\b{inside}{name}{inside}</\1>[ \t]*\r?\n?"
        yield rf"BEGIN:VEVENT\r?\n(?:(?!END:VEVENT)[\s\S])*?UID:{one}(?:(?!END:VEVENT)[\s\S])*?END:VEVENT\r?\n?"


def _any(said: Iterable[str]) -> str:
    return f"(?:{'|'.join(re.escape(one) for one in sorted(said))})"


def _said(record: dict[str, Any], name: str) -> Iterator[str]:
    """The text, the title, or what stands `beside` them: warnings and descriptions of pictures."""
    media = record.get("media")
    beside = [
        record.get("warning"),
        *(one.get("alt") for one in (media if isinstance(media, list | tuple) else ()) if isinstance(one, dict)),
    ]
    yield from (one for one in (beside if name == "beside" else [record.get(name)]) if isinstance(one, str) and one.strip())


def _value(text: str) -> str:
    """A few words as all that a key of a JSON document says, with tags around them; empty for more, which are found as passages."""
    words = text.split()
    if len(words) > _PASSAGE // 2:
        return ""
    before = "|".join(f'(?<="{key}":{blank}")' for key in _KEYS for blank in ("", " "))
    return rf'(?:{before})(?:{_GAP})?{_GAP.join(map(_word, words))}(?:{_GAP})?(?="\s*[,}}])'


def _passages(text: str) -> Iterator[str]:
    """The words, some at a time and as many in each, whatever kind of space or tag a document has between them."""
    words = text.split()
    count = -(-len(words) // _PASSAGE)
    for number in range(count):
        passage = words[number * len(words) // count : (number + 1) * len(words) // count]
        if len(passage) > _PASSAGE // 2:
            yield _GAP.join(map(_word, passage))


def _word(word: str) -> str:
    """Its letters and signs, each as documents write it."""
    return f"(?:{_TAG})*".join(_sign(one) for one in re.findall(r"\w+|[^\w\s]", word))


def _sign(said: str) -> str:
    forms = list(dict.fromkeys((*_written(said), escape(escape(said)), said.replace("'", "&#39;"), said.replace('"', '""'))))
    return re.escape(said) if len(forms) == 1 else _any(forms)


def _written(said: str) -> tuple[str, ...]:
    """As it is, in JSON of two kinds, in HTML."""
    return said, json.dumps(said)[1:-1], said.replace("/", "\\/"), escape(said)


def _short_names(wanted: Wanted) -> set[str]:
    """What the author is called without a server or a path, where it is no word that others may be called, too."""
    handles = {post.author.handle.strip("@").partition("@")[0].rpartition("/")[2] for post in wanted.posts if post.author.handle}
    return {name for name in {*handles, *wanted.names} if len(name) > _LONG and re.search(r"[\d_.-]", name) and " " not in name}
