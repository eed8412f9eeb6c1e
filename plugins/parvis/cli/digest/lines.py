"""The digest on a terminal: wrapped and coloured there, plain lines elsewhere; nothing in it that a terminal would obey."""

from __future__ import annotations

from parvis.cli.digest.sections import Part, facts, sections, sign, silence, summary, title
from parvis.cli.terminal import Paper
from parvis.model.hub import Site
from parvis.model.listening import Digest, Entry


def show(digest: Digest, site: Site) -> None:
    """Print it."""
    paper = Paper()
    paper.quote(title(digest, site), "bold")
    paper.quote(summary(digest))
    for section in sections(digest):
        paper.say()
        paper.quote(f"{section.title} ({section.count})", "bold")
        if section.note:
            paper.quote(section.note, indent=2)
        for part in section.parts:
            _part(paper, part, site)


def _part(paper: Paper, part: Part, site: Site) -> None:
    if part.title:
        paper.quote(part.title, "bold cyan", indent=2)
        if part.do:
            paper.quote(f"→ {part.do}", "dim", indent=4)
    for entry in part.entries:
        _entry(paper, entry, site, 4 if part.title else 2)


def _entry(paper: Paper, entry: Entry, site: Site, indent: int) -> None:
    paper.quote(f"{entry.said or silence()}{f'  [{sign(entry)}]' if entry.sign else ''}", indent=indent)
    for line in (facts(entry, site), entry.id, entry.url, f"→ {entry.do}"):
        if line:
            paper.quote(line, "dim", indent=indent + 2)
