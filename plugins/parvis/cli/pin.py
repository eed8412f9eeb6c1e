"""`parvis pin`: puts a post first on the wall and on the home page, and says why in a file."""

from __future__ import annotations

from datetime import datetime

import click

from parvis.cli import deciding
from parvis.cli.terminal import say
from parvis.cli.verb import Verb, hub, json_option, moment
from parvis.model.decision import Decision
from parvis.settings import Settings


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
    from parvis.cli.item import any_of
    from parvis.errors import UsageError
    from parvis.model.review import Review

    if off and until:
        raise UsageError("Give either --until or --off.")
    because, settings = deciding.reason(because), hub()
    now = moment(settings, None)
    end = now if off else deciding.until(until, settings, now)
    found = any_of(settings, item)
    if isinstance(found, Review):
        raise UsageError(f"{found.id} is a review: reviews stand in an order that is the same for all of them, and none is put first.")
    decision = Decision(item=found.id, do="pin", until=end, by=deciding.who(by), at=now, because=because)
    deciding.write(settings, decision, as_json=as_json)
    if not off and not as_json:
        _say_that_it_is_not_shown(settings, found.id, now)


def _say_that_it_is_not_shown(settings: Settings, item: str, now: datetime) -> None:
    from parvis.build import standing

    withheld = next((one for one in standing.hub(settings, now).withheld if one.post.id == item), None)
    if withheld:
        say(f"It is {withheld.status}, and stands first once it is shown: {withheld.reasons[-1]}")
