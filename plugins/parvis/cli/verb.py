"""What every verb shares: errors become exit codes here, and here alone the clock is read."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import click

from parvis import settings as hub_settings
from parvis.cli.terminal import say, say_error, say_json
from parvis.errors import ParvisError
from parvis.settings import Settings

_Function = TypeVar("_Function", bound=Callable[..., Any])

#: What an error of ours would be: EX_SOFTWARE of sysexits.h.
UNEXPECTED = 70


class Verb(click.Command):
    """A command that ends every error with its exit code, for people in lines and for machines in JSON, and shows an example."""

    def __init__(self, *arguments: Any, example: str, **options: Any) -> None:
        """Click's own, and `example`: lines that a person can copy, shown at the end of `--help`."""
        super().__init__(*arguments, **options)
        self.example = example.strip()

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The example, line by line as it was written."""
        super().format_epilog(ctx, formatter)
        with formatter.section("Example"):
            for line in self.example.splitlines():
                formatter.write(f"{'':>{formatter.current_indent}}{line}\n")

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb; a number that it returns is its exit code."""
        as_json = bool(ctx.params.get("as_json"))
        try:
            return super().invoke(ctx)
        except ParvisError as error:
            say_error(error, as_json=as_json)
            return error.exitcode
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as error:  # noqa: BLE001 (the edge: nothing above would say it better)
            return _unexpected(error, as_json=as_json)


def _unexpected(error: Exception, *, as_json: bool) -> int:
    message = f"{type(error).__name__}: {error}"
    if as_json:
        say_json({"error": {"kind": "Unexpected", "exitcode": UNEXPECTED, "message": message}, "mistakes": []})
    else:
        say(f"This should not have happened: {message}", to_error=True)
        say("Set PARVIS_DEBUG=1 to see where, and please report it.", to_error=True)
    if os.environ.get("PARVIS_DEBUG"):
        say("".join(traceback.format_exception(error)), to_error=True)
    return UNEXPECTED


def json_option(function: _Function) -> _Function:
    """`--json`: the same facts for machines."""
    return click.option("--json", "as_json", is_flag=True, help="Print the facts as JSON on standard output.")(function)


def now_option(function: _Function) -> _Function:
    """`--now`: the moment to work at."""
    text = "Work as if it were this moment, such as 2026-06-12T10:00-04:00. Wins over PARVIS_NOW."
    return click.option("--now", "now_text", metavar="MOMENT", help=text)(function)


def hub_root() -> Path:
    """The hub that the command works in: `--root`, else found upwards from here. UsageError when there is none."""
    given = click.get_current_context().find_root().params.get("root")
    return hub_settings.find_root(Path(given) if given else Path.cwd())


def hub() -> Settings:
    """The settings of the hub that the command works in. SettingsError lists all mistakes."""
    return hub_settings.read(hub_root())


def moment(settings: Settings, option: str | None) -> datetime:
    """The moment to work at: the option, the environment, the setting, the clock, in this order; without an offset, in the hub's zone."""
    return hub_settings.moment(option, os.environ, settings.now, clock, ZoneInfo(settings.site.timezone))


def clock() -> datetime:
    """This moment, aware, to the second."""
    return datetime.now(UTC).replace(microsecond=0)
