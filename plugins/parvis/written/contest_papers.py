"""What stands beside a contest in Markdown: its rules, its outcome, entries with a file of their own."""

from __future__ import annotations

import re
from datetime import date
from hashlib import sha256
from typing import Final

from parvis.model.contest import Change, Entry, Outcome, Rules, Winner
from parvis.tidy import text as words
from parvis.written.articles import Written
from parvis.written.facts import Facts

_CLAUSE: Final = re.compile(r"^#{1,6}[^\S\n]+[^\n]*\{[^}\n]*#(?P<name>[a-z][a-z0-9-]*)[^}\n]*\}[^\S\n]*$", re.MULTILINE)


def rules(written: Written, facts: Facts) -> Rules:
    """The règlement: its clauses, its version and how it came to it."""
    clauses, places = _clauses(written)
    return Rules(
        file=written.file,
        version=facts.whole("version", least=1, need="1") or 1,
        changes=tuple(_change(one) for one in facts.groups("changes")),
        sha256=digest(written.text),
        clauses=clauses,
        languages=(),
        lines={**written.lines, **places},
    )


def digest(text: str) -> str:
    """SHA-256 of the rules' text below the front matter, without the empty lines around it, ended by a line feed."""
    return sha256(f"{text.strip()}\n".encode()).hexdigest()


def _clauses(written: Written) -> tuple[dict[str, str], dict[str, int]]:
    """Text and line of each clause: what stands below a heading such as `## Prizes {#prizes}`."""
    found = list(_CLAUSE.finditer(written.text))
    ends = [*(match.start() for match in found[1:]), len(written.text)]
    texts = {match["name"]: written.text[match.end() : end].strip() for match, end in zip(found, ends, strict=True)}
    return texts, {match["name"]: written.text_line + written.text.count("\n", 0, match.start()) for match in found}


def _change(facts: Facts) -> Change:
    change = Change(
        version=facts.whole("version", least=1, need="1") or 1,
        at=facts.day("at", need="2026-03-20") or date.min,
        what=facts.text("what", need="First version."),
        sha256=facts.text("sha256", need="…").lower(),
    )
    facts.done()
    return change


def outcome(written: Written, facts: Facts) -> Outcome:
    """What the contest came to."""
    winners = tuple(_winner(one, written, place) for place, one in enumerate(facts.groups("winners", need="[{entry: 12}]")))
    return Outcome(file=written.file, winners=winners)


def _winner(facts: Facts, written: Written, place: int) -> Winner:
    winner = Winner(
        entry=facts.text("entry", need="12"),
        product=facts.text("product"),
        promised=facts.day("promised"),
        moved=facts.day("moved"),
        launched=facts.day("launched"),
        late_because=facts.told("late_because"),
        because=facts.told("because"),
        line=written.lines.get(f"winners.{place}", 1),
    )
    late = winner.launched or winner.moved
    if winner.promised and late and late > winner.promised and not winner.late_because:
        what = f"it was promised for {winner.promised} and comes on {late}, and nobody is told why."
        facts.wrong("promised", what, "Add a line `late_because: …` with the honest reason.")
    facts.done()
    return winner


def entry(written: Written, facts: Facts) -> Entry:
    """An entry that has a Markdown file of its own."""
    colors = facts.colors("colors", ("shell", "filling"))
    status = facts.choice("status", ("hidden", "refused"))
    entry = Entry(
        id=written.slug,
        title=written.title,
        text=words.one_line(written.summary) or words.one_line(words.plain(written.text), 400),
        author=next(iter(written.authors), ""),
        at=written.published,
        language=facts.text("written_in"),
        picture=written.picture,
        picture_alt=written.picture_alt,
        tags=written.tags,
        shell=colors[0] if colors else "",
        filling=colors[1] if colors else "",
        link=facts.link("link"),
        source=facts.text("source"),
        status=status,  # type: ignore[arg-type]  # one of them
        why=facts.text("why"),
        minor=facts.switch("minor"),
        guardian=facts.switch("guardian") or facts.switch("guardian_consent"),
        file=written.file,
        line=1,
    )
    if entry.status and not entry.why:
        facts.wrong("why", f"the entry is {entry.status}, and nobody is told why.", "Add a line `why: …`: its author may ask.")
    return entry
