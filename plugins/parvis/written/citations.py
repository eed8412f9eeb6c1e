"""What editors cite: every citation of every file with its line, and those of which there is nothing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Final

import msgspec

from parvis.errors import Mistake
from parvis.model.nouns import Nouns
from parvis.tidy.citations import KINDS, Citation, cited
from parvis.tidy.yaml import did_you_mean
from parvis.written.articles import Written

#: Kinds of which the editors' files are not all there is: the archive has some.
ARCHIVED: Final = frozenset({"event", "item", "review"})

_FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})")
_CODE: Final = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)|\\\[")


class Cited(msgspec.Struct, frozen=True):
    """A citation and where it stands."""

    citation: Citation
    file: str
    line: int
    field: str = ""  #: of the front matter; empty for the text


def every(one: Written) -> Iterator[Cited]:
    """The citations of a file: in its text, in its summary, in its `about`."""
    for number, line in _prose(one.text) if "[[" in one.text else ():
        for citation in cited(line):
            yield Cited(citation, one.file, one.text_line + number)
    for citation in cited(one.summary):
        yield Cited(citation, one.file, one.lines.get("summary", 1), "summary")
    for place, said in enumerate(one.about):
        kind, _, name = said.partition(":")
        yield Cited(Citation(kind.strip(), name.strip()), one.file, one.lines.get(f"about.{place}", one.lines.get("about", 1)), "about")


def mistakes(documents: Iterable[Written], known: Mapping[str, Collection[str]]) -> Iterator[Mistake]:
    """Citations of which there is nothing. `known`: the names by kind; what is of another kind of `KINDS` is looked up elsewhere."""
    for one in documents:
        for found in every(one):
            kind, name = found.citation.kind, found.citation.name
            if kind in known and name not in known[kind]:
                yield _unknown(found, known[kind])


def unreadable(documents: Iterable[Written]) -> Iterator[Mistake]:
    """Citations of a kind that there is not."""
    for one in documents:
        for found in every(one):
            if found.citation.kind not in KINDS or not found.citation.name:
                said = str(found.citation).rstrip(":")
                example = "Write it as `about: [product:camerise]`." if found.field == "about" and ":" not in said else ""
                remedy = example or did_you_mean(found.citation.kind, KINDS)
                yield Mistake(found.file, found.line, found.field, f"nothing can be cited as '{said}'.", remedy)


def names(documents: Iterable[Written], nouns: Nouns) -> dict[str, set[str]]:
    """Everything that the editors' files alone decide, by kind: drafts, and what waits for its moment, too."""
    known: dict[str, set[str]] = {kind: set() for kind in KINDS if kind not in ARCHIVED}
    for one in documents:
        if one.kind in known:
            known[one.kind].add(f"{one.owner}/{one.slug}" if one.kind == "entry" else one.slug)
    known["entry"] |= {
        f"{contest.slug}/{name}" for contest in nouns.contests for entry in contest.entries for name in (entry.id, entry.slug)
    }
    return known


def _prose(text: str) -> Iterator[tuple[int, str]]:
    """The lines outside of code, each with its number, what is code in them taken out."""
    fence = ""
    for number, line in enumerate(text.split("\n")):
        found = _FENCE.match(line)
        if found and not fence:
            fence = found[1]
        elif found and found[1].startswith(fence) and not line.strip(" `~"):
            fence = ""
        elif not fence:
            yield number, _CODE.sub(lambda code: " " * len(code[0]), line)


def _unknown(found: Cited, known: Collection[str]) -> Mistake:
    near = get_close_matches(found.citation.name, known, n=1)
    remedy = f"Did you mean '{found.citation.kind}:{near[0]}'?" if near else "Mend the name, or add what is cited."
    return Mistake(found.file, found.line, found.field, f"there is no {found.citation.kind} '{found.citation.name}' to cite.", remedy)
