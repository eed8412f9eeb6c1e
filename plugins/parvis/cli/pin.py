"""`parvis pin`: puts a post first on the wall and on the home page, and says why in a file."""

from __future__ import annotations

import click

from parvis.cli import deciding
from parvis.cli.verb import Verb, hub, json_option, moment
from parvis.model.decision import Decision


@click.command(
    cls=Verb,
    example="""
parvis pin mastodon:1145 --because "the opening" --until 2026-07-01T18:00
parvis pin https://hub.example/wall/journal/the-first-line-0a1b2c3d/ --because "our best letter"
parvis pin mastodon:1145 --off --because "the opening is over"
""",
)
@click.argument("item")
@click.option("--until", metavar="MOMENT", help="When it goes back to its place. Without it, when somebody says --off.")
@click.option("--off", is_flag=True, help="Take the pin out now.")
@deciding.because_option
@deciding.by_option
@json_option
def command(*, item: str, until: str | None, off: bool, because: str, by: str | None, as_json: bool) -> None:
    """Pin ITEM: its id in the archive, an unambiguous beginning of it, or the address of its page.

    It stands first, with a sign, to the very minute of --until. The decision is a line in content/curation/decisions/; commit it.
    """
    from parvis.cli.item import find, posts
    from parvis.errors import UsageError

    if off and until:
        raise UsageError("Give either --until or --off.")
    because, settings = deciding.reason(because), hub()
    now = moment(settings, None)
    end = now if off else deciding.until(until, settings, now)
    found = find(posts(settings), item)
    decision = Decision(item=found.id, do="pin", until=end, by=deciding.who(by), at=now, because=because)
    deciding.write(settings, decision, as_json=as_json)
