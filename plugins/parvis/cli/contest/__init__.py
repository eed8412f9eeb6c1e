"""`parvis contest SLUG …`: what is done to a contest between its announcement and its winner, one file for each sort of work."""

from __future__ import annotations

import importlib
from types import MappingProxyType
from typing import Final, cast

import click

#: Each work, its short help, and the file that does it. They are imported one at a time.
WORKS: Final = MappingProxyType(
    {
        "import": ("Take in ideas, ballots or points from a form, a forum, a poll or a table.", "taking"),
        "merges": ("Propose to merge the ideas that say the same.", "proposals"),
        "anomalies": ("Report ballots that look strange, and propose to set them aside.", "proposals"),
        "tally": ("Count the ballots.", "counting"),
        "shortlist": ("Choose the ideas with the most votes.", "counting"),
        "jury": ("Count the jury's points.", "counting"),
        "draw": ("Draw lots, so that anybody can do it again.", "counting"),
        "verify": ("Compute the result again and compare.", "counting"),
        "rules": ("Write the rules, or seal a new version of them.", "papers"),
    }
)

_EXAMPLE: Final = """
parvis contest saveurs import responses.csv --as google_forms --ideas
parvis contest saveurs merges
parvis contest saveurs shortlist 8
parvis contest saveurs verify
"""


class Works(click.Group):
    """A group whose commands are looked up in `WORKS`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The works in the order in which a contest needs them."""
        del ctx
        return list(WORKS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The work's command, from its own file."""
        del ctx
        if cmd_name not in WORKS:
            return None
        module = importlib.import_module(f"{__name__}.{WORKS[cmd_name][1]}")
        return cast("click.Command", module.COMMANDS[cmd_name])

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table of works, and an example."""
        del ctx
        with formatter.section("Works"):
            formatter.write_dl([(name, text) for name, (text, _file) in WORKS.items()])
        with formatter.section("Example"):
            for line in _EXAMPLE.strip().splitlines():
                formatter.write(f"{'':>{formatter.current_indent}}{line}\n")


@click.group(cls=Works)
@click.argument("slug")
def command(slug: str) -> None:
    """Work on the contest SLUG: the folder content/contests/SLUG/.

    What counts stands in its files; what is counted is written into result.json, with the SHA-256 of every file, and can be verified by anybody.
    """
    del slug  # read from the context by the works
