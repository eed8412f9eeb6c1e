"""What people and machines read: plain lines, JSON, tables and progress, with nothing in them that a terminal would obey."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import click
import msgspec

from parvis.cli.spoken import language
from parvis.errors import ListedError, ParvisError


def spoken(text: str) -> str:
    """One line in the language of whoever sits there; what is not ours in it stays as it is."""
    code = language(os.environ)
    if not code:
        return text
    from parvis.cli.messages import book

    return book(code).line(text)


def plain(text: object) -> str:
    """One text as it may stand on a terminal: control and direction characters taken out, all white space blanks.

    A no-break space stays: French sets one before its high signs.

    `##[` is broken up because a runner of GitHub takes it for a command wherever it stands in a line.
    """
    shown = "".join(_shown(character) for character in str(text))
    return shown.replace("##[", "## [")


def _shown(character: str) -> str:
    if character == "\N{NO-BREAK SPACE}":
        return character
    if character.isspace():
        return " "
    # Cc, Cf, Cs and Co hold escapes, joiners that turn the direction of a line, halves of pairs and private signs;
    # the zero-width joiner is part of many emoji and does no harm.
    return "" if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co"} and character != "\u200d" else character


def say(text: object = "", *, to_error: bool = False) -> None:
    """Print lines, each made plain; a leading `::`, which GitHub's runners obey, is set apart."""
    for line in str(text).split("\n"):
        click.echo(_apart(spoken(plain(line))), err=to_error)


def _apart(shown: str) -> str:
    return f" {shown}" if shown.lstrip().startswith("::") else shown


def say_json(facts: Mapping[str, Any], *, on_one_line: bool = False) -> None:
    """Print facts as JSON that stays the same JSON but holds nothing that a terminal or a runner would obey."""
    encoded = msgspec.json.encode(facts, order="deterministic")
    text = (encoded if on_one_line else msgspec.json.format(encoded, indent=2)).decode()
    escaped = "".join(character if character == "\n" or character.isprintable() else _escape(character) for character in text)
    click.echo(escaped.replace("##[", "#\\u0023["))


def _escape(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))


def error_facts(error: ParvisError) -> dict[str, Any]:
    """What went wrong, for machines."""
    facts = {"kind": type(error).__name__, "exitcode": error.exitcode, "message": str(error)}
    return {"error": facts, "mistakes": error.mistakes if isinstance(error, ListedError) else ()}


def say_error(error: ParvisError, *, as_json: bool) -> None:
    """Print what went wrong: every mistake on a line of its own to standard error, or all of it as JSON to standard output."""
    if as_json:
        say_json(error_facts(error))
        return
    say(error, to_error=True)
    if isinstance(error, ListedError) and len(error.mistakes) > 1:
        say(f"{len(error.mistakes)} mistakes.", to_error=True)


def interactive() -> bool:
    """Whether a person sits at the terminal and may be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty() and not os.environ.get("CI")


#: Is told of each finished step: which, in one line.
Progress = Callable[[str], None]


@contextmanager
def progress(title: str, total: int, *, quiet: bool = False) -> Iterator[Progress]:
    """A bar on a terminal, plain lines elsewhere and in CI, nothing at all when `quiet`."""
    if quiet:
        yield lambda _step: None
        return
    if not sys.stderr.isatty() or os.environ.get("CI"):
        yield say
        return
    from rich import progress as drawn
    from rich.console import Console

    columns = (
        drawn.TextColumn("{task.description}", markup=False),
        drawn.BarColumn(),
        drawn.MofNCompleteColumn(),
        drawn.TimeElapsedColumn(),
    )
    with drawn.Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(spoken(title), total=total)

        def advance(step: str) -> None:
            bar.console.print(spoken(plain(step)), markup=False, highlight=False)
            bar.advance(task)

        yield advance


@contextmanager
def counter(title: str, unit: str, *, quiet: bool = False) -> Iterator[Callable[[int], None]]:
    """Counts on a terminal where nobody knows how much there will be; says nothing elsewhere."""
    if quiet or not sys.stderr.isatty() or os.environ.get("CI"):
        yield lambda _count: None
        return
    from rich.console import Console

    with Console(stderr=True).status(f"{spoken(title)} …") as status:
        yield lambda count: status.update(f"{spoken(title)} … {spoken(f'{count} {unit}')}")


def heading(word: str) -> str:
    """The head of a column in the language of whoever sits there."""
    code = language(os.environ)
    if not code:
        return word
    from parvis.cli.messages import book

    return book(code).word(word)


def say_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table: drawn on a terminal, one line a row with tabs between the cells elsewhere."""
    if not sys.stdout.isatty():
        for row in (list(map(heading, columns)), *rows):
            click.echo("\t".join(spoken(plain(cell)) for cell in row))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*map(heading, columns), header_style="bold", box=None, pad_edge=False)
    for row in rows:
        table.add_row(*(Text(spoken(plain(cell))) for cell in row))
    Console().print(table)


class Paper:
    """Where longer texts go: wrapped and coloured on a terminal, plain lines elsewhere; made plain in both."""

    def __init__(self) -> None:
        """Find out where it goes. With NO_COLOR there is no style at all."""
        self._console: Any = None
        self._styled = not os.environ.get("NO_COLOR")
        if sys.stdout.isatty():
            from rich.console import Console

            self._console = Console(highlight=False, markup=False, emoji=False)

    def say(self, line: str = "", style: str = "", *, indent: int = 0) -> None:
        """One line, or as many as it needs; `style` as rich names it."""
        self.quote(spoken(plain(line)), style, indent=indent)

    def quote(self, line: str, style: str = "", *, indent: int = 0) -> None:
        """The same with a line that is said as it stands: somebody else's words, or ours in the right language already."""
        if self._console is None:
            click.echo(_apart(f"{'':{indent}}{plain(line)}"))
            return
        from rich.padding import Padding
        from rich.text import Text

        self._console.print(Padding(Text(plain(line), style=style if self._styled else ""), (0, 0, 0, indent)))
