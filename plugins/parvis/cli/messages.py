"""The command in another language than English: its sentences, and the help that click lays out."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import click

from parvis.tidy import phrases
from parvis.tidy.phrases import Phrases

DOMAIN = "parvis-cli"
LOCALE = Path(__file__).parent / "locale"
#: What click sets behind an option's help: `[default: 30d; required]`.
_EXTRA = re.compile(r"(.*?)(?:(?:^|\s{2,})\[([^\[\]]*)\])?", re.DOTALL)
#: A paragraph that click leaves in its lines begins so.
_AS_WRITTEN = "\b"


@lru_cache(maxsize=4)
def book(language: str) -> Phrases:
    """The catalogue of a language that has one."""
    return Phrases(phrases.read(LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.po"))


@contextmanager
def help_in(language: str) -> Iterator[None]:
    """While it lasts, click lays out its help in this language."""
    english, known = click.Context.formatter_class, book(language)

    class Translated(click.HelpFormatter):
        """Click's own, every text said in the language before it is wrapped."""

        def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
            super().write_usage(prog, args, known.line("Usage: x").removesuffix("x") if prefix is None else prefix)

        def write_heading(self, heading: str) -> None:
            self.write(f"{'':>{self.current_indent}}{known.word(heading)}\N{NO-BREAK SPACE}:\n")

        def write_text(self, text: str) -> None:
            super().write_text("\n\n".join(_paragraph(known, one) for one in re.split(r"\n\s*\n", text)))

        def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
            super().write_dl([(name, _option(known, told)) for name, told in rows], col_max, col_spacing)

    click.Context.formatter_class = Translated
    try:
        yield
    finally:
        click.Context.formatter_class = english


def _paragraph(known: Phrases, text: str) -> str:
    return text if text.startswith(_AS_WRITTEN) else known.line(" ".join(text.split()))


def _option(known: Phrases, told: str) -> str:
    found = _EXTRA.fullmatch(told)
    if found is None:
        return known.line(told)
    extras = "\N{NO-BREAK SPACE}; ".join(
        known.word(one) if known.word(one) != one else known.line(one) for one in (found[2] or "").split("; ")
    )
    return "  ".join(part for part in (known.line(found[1]), f"[{extras}]" if extras else "") if part)


def usage(error: click.ClickException) -> str:
    """What click would print of an error in how it was called, in English lines."""
    shown = io.StringIO()
    error.show(file=shown)
    return shown.getvalue().rstrip("\n")
