"""The command `parvis`: one file per verb, imported only when that verb is asked for."""

from __future__ import annotations

import difflib
import importlib
import keyword
import os
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from types import MappingProxyType
from typing import cast

import click

from parvis import __version__
from parvis.cli.spoken import language

#: Each verb and its short help. It stands here, and not in the verb's file, so that `parvis --help` imports none of them.
VERBS = MappingProxyType(
    {
        "init": "Make a new hub in a folder; it builds at once.",
        "add": "Add a source: paste the address of a channel, profile, blog or feed.",
        "collect": "Ask the sources for what is new and keep it in the archive.",
        "build": "Build the site into output/.",
        "serve": "Show the site on this machine and rebuild it on every change.",
        "check": "Check settings, sources and content without building.",
        "import": "Import a file that another tool has exported, such as reviews.",
        "reviews": "List the reviews that nobody has answered yet.",
        "contest": "Take in ideas and votes, count them, prove the result.",
        "moderate": "Decide what waits, one by one, with keys.",
        "why": "Tell why an item is shown or not, and what would change it.",
        "approve": "Let an item through, or all that a source has given.",
        "hide": "Take an item or a review off all pages.",
        "rules": "List the rules and whom they hold for, or try one before it is in force.",
        "pin": "Put an item first on the wall and on the home page, or a review before the others.",
        "forget": "Take an item or an author out for good, on a ground, and keep it from coming back.",
        "rights": "List who has granted what and what expires; ask, grant, revoke.",
        "listen": "Tell what people ask, complain of, wish and praise; for editors alone.",
        "nominate": "Name fans who might be asked to be ambassadors.",
        "new": "Write a new post or page with every field explained.",
        "sources": "Show how each source fares.",
        "card": "Draw a QR card of a page, to be printed.",
    }
)


class Verbs(click.Group):
    """A group whose commands are looked up in `VERBS` and imported one at a time."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs in the order in which a newcomer meets them."""
        del ctx
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb's command, from its own file."""
        del ctx
        if cmd_name not in VERBS:
            return None
        return cast("click.Command", importlib.import_module(f"{__name__}.{_module(cmd_name)}").command)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Click's own, with the nearest verb named when there is none of that name."""
        if args and args[0] not in VERBS and not args[0].startswith("-"):
            near = difflib.get_close_matches(args[0], VERBS, n=1)
            remedy = f"Did you mean '{near[0]}'?" if near else f"The verbs are: {', '.join(VERBS)}."
            raise click.UsageError(f"No verb '{args[0]}'. {remedy}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table of verbs, without importing any."""
        del ctx
        with formatter.section("Verbs"):
            formatter.write_dl(list(VERBS.items()))


def _module(verb: str) -> str:
    """The file of a verb: its name, with an underscore behind a word that Python keeps for itself."""
    return f"{verb}_" if keyword.iskeyword(verb) else verb


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", prog_name="parvis")
@click.option(
    "--root",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="The hub's folder. Without it, the nearest folder upwards that holds a pelican.conf.py.",
)
def parvis(root: Path | None) -> None:
    """Parvis builds a brand's community hub: feeds, videos and posts on one square, as a static site.

    Start with `parvis init my-hub`. Each verb has a --help of its own, with an example.
    """
    del root  # read from the context by the verbs that work inside a hub


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb and give the exit code: the entry point of the command `parvis`."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        with _help():
            code = parvis.main(words, prog_name="parvis", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        return _wrong_usage(error, as_json="--json" in words)
    except (click.Abort, KeyboardInterrupt):
        from parvis.cli.terminal import say

        say("Stopped.", to_error=True)
        return 130
    except BrokenPipeError:  # the reader (`| head`) has seen enough; without this Python complains at its exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code if isinstance(code, int) else 0


def _help() -> AbstractContextManager[None]:
    """What click needs to lay out its help in another language; nothing in English."""
    code = language(os.environ)
    if not code:
        return nullcontext()
    from parvis.cli.messages import help_in

    return help_in(code)


def _wrong_usage(error: click.ClickException, *, as_json: bool) -> int:
    if as_json:
        from parvis.cli.terminal import say_json

        say_json({"error": {"kind": "UsageError", "exitcode": error.exit_code, "message": error.format_message()}, "mistakes": []})
    elif language(os.environ):
        from parvis.cli.messages import usage
        from parvis.cli.terminal import say

        with _help():
            say(usage(error), to_error=True)
    else:
        error.show()
    return error.exit_code
