"""`parvis pin`: puts a post first on the wall and on the home page, or a review on the list of reviews, and says why in a file."""

from __future__ import annotations

import click
import msgspec

from parvis.cli import deciding
from parvis.cli.terminal import say
from parvis.cli.verb import Verb, hub, json_option, moment
from parvis.model.decision import Decision
from parvis.model.post import Post
from parvis.model.review import Review
from parvis.settings import Settings


@click.command(
    cls=Verb,
    example="""
parvis pin mastodon:1145 --because "the opening" --until 2026-07-01T18:00
parvis pin https://hub.example/wall/journal/the-first-line-0a1b2c3d/ --because "our best letter"
parvis pin mastodon:1145 --off --because "the opening is over"
parvis pin judgeme:88 --because "what she asked for is there now" --until 2026-07-01
""",
)
@click.argument("item")
@click.option("--until", metavar="MOMENT", help="When it goes back to its place. Without it, when somebody says --off.")
@click.option("--off", is_flag=True, help="Take the pin out now.")
@deciding.because_option
@deciding.by_option
@json_option
def command(*, item: str, until: str | None, off: bool, because: str, by: str | None, as_json: bool) -> None:
    """Pin ITEM: its id in the archive, an unambiguous beginning of it, or the address of its page; a review, too.

    It stands first, with a sign, to the very minute of --until. A review leads the list of reviews and, where it can be set large, the
    home page's; it says so, and no average changes by it. The decision is a line in content/curation/decisions/; commit it.
    """
    from parvis.cli.item import any_of
    from parvis.errors import UsageError

    if off and until:
        raise UsageError("Give either --until or --off.")
    because, settings = deciding.reason(because), hub()
    now = moment(settings, None)
    end = now if off else deciding.until(until, settings, now)
    found = any_of(settings, item)
    decision = Decision(item=found.id, do="pin", until=end, by=deciding.who(by), at=now, because=because)
    warned = () if off else _what_comes_of_it(settings, found, decision)
    deciding.write(settings, decision, as_json=as_json, warned=warned)
    for warning in warned if not as_json else ():
        say(warning, to_error=True)


def _what_comes_of_it(settings: Settings, thing: Post | Review, decision: Decision) -> tuple[str, ...]:
    """That it is not shown, or what the build will warn of."""
    from parvis.build import standing
    from parvis.curate.review_guards import praise_in_front

    # Of two decisions of one moment the later line holds: this one will be the last.
    hub_now = standing.hub(settings, decision.at, msgspec.structs.replace(decision, file="~"))
    away = {one.post.id: one for one in hub_now.withheld} | {one.review.id: one for one in hub_now.reviews.withheld}
    if withheld := away.get(thing.id):
        return (f"It is {withheld.status}, and stands first once it is shown: {withheld.reasons[-1]}",)
    return tuple(praise_in_front(hub_now.reviews.published)) if isinstance(thing, Review) else ()
