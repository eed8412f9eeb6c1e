"""The digest on a terminal: wrapped and coloured there, plain lines elsewhere; nothing in it that a terminal would obey."""

from __future__ import annotations

import sys

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from parvis.cli.digest.sections import Part, facts, sections, summary, title
from parvis.cli.terminal import plain, say
from parvis.model.hub import Site
from parvis.model.listening import Digest, Entry


def show(digest: Digest, site: Site) -> None:
    """Print it."""
    console = Console(highlight=False, markup=False, emoji=False) if sys.stdout.isatty() else None
    _say(console, title(digest, site), "bold")
    _say(console, summary(digest))
    for section in sections(digest):
        _say(console)
        _say(console, f"{section.title} ({section.count})", "bold")
        if section.note:
            _say(console, section.note, indent=2)
        for part in section.parts:
            _part(console, part, site)


def _part(console: Console | None, part: Part, site: Site) -> None:
    if part.name:
        _say(console, f"{part.name}: {part.note}", "bold cyan", indent=2)
        if part.do:
            _say(console, f"→ {part.do}", "dim", indent=4)
    for entry in part.entries:
        _entry(console, entry, site, 4 if part.name else 2)


def _entry(console: Console | None, entry: Entry, site: Site, indent: int) -> None:
    said = entry.said or "(the author asked to be shown as a link alone)"
    _say(console, f"{said}{f'  [{entry.sign}]' if entry.sign else ''}", indent=indent)
    for line in (facts(entry, site), entry.id, entry.url, f"→ {entry.do}"):
        if line:
            _say(console, line, "dim", indent=indent + 2)


def _say(console: Console | None, line: str = "", style: str = "", *, indent: int = 0) -> None:
    if console is None:
        say(f"{'':{indent}}{line}")
    else:
        console.print(Padding(Text(plain(line), style=style), (0, 0, 0, indent)))
