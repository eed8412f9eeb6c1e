"""The digest as Markdown. Whatever people have written is text there: it makes no heading, link, picture or element."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import quote

from parvis.cli.digest.sections import Part, facts, sections, sign, silence, summary, title
from parvis.model.hub import Site
from parvis.model.listening import Digest, Entry
from parvis.tidy import text as texts

_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~&:@=$])")


def of(digest: Digest, site: Site) -> str:
    """The text of a file."""
    return "\n".join((f"# {_ours(title(digest, site))}", "", _ours(summary(digest)), *_sections(digest, site), ""))


def _sections(digest: Digest, site: Site) -> Iterator[str]:
    for section in sections(digest):
        yield from ("", f"## {_ours(section.title)} ({section.count})")
        if section.note:
            yield from ("", _ours(section.note))
        for part in section.parts:
            yield from _part(part, site)


def _part(part: Part, site: Site) -> Iterator[str]:
    yield ""
    if part.title:
        yield from (f"### {_ours(part.title)}", "")
    if part.do:
        yield from (_code(part.do), "")
    for entry in part.entries:
        yield from _entry(entry, site)


def _entry(entry: Entry, site: Site) -> Iterator[str]:
    said = _escaped(entry.said) or _ours(silence())
    yield f"- {said}{f' ({_ours(sign(entry))})' if entry.sign else ''}  "
    yield f"  {_ours(facts(entry, site))}  "
    if entry.url.startswith(("http://", "https://")):
        yield f"  [{_escaped(entry.id)}](<{quote(texts.one_line(entry.url), safe=':/?#@!$&*+,;=%~.-_')}>)  "
    else:
        yield f"  {_escaped(entry.id)}  "
    yield f"  {_code(entry.do)}"


def _escaped(said: str) -> str:
    return _ours(texts.one_line(said))


def _ours(line: str) -> str:
    """The same of a line that is one already: its no-break spaces stay."""
    return _SPECIAL.sub(r"\\\1", line)


def _code(line: str) -> str:
    """A line to run, fenced with more backticks than it has."""
    line = texts.one_line(line)
    fence = "`" * (max((len(run) for run in re.findall(r"`+", line)), default=0) + 1)
    return f"{fence} {line} {fence}" if len(fence) > 1 else f"{fence}{line}{fence}"
