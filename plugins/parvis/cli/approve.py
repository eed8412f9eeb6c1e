"""`parvis approve`: lifts what keeps an item from being shown, or all that a source has given until now, and says why in a file."""

from __future__ import annotations

from datetime import datetime

import click
import msgspec

from parvis.cli import deciding
from parvis.cli.verb import Verb, hub, json_option, moment
from parvis.errors import UsageError
from parvis.model.decision import Decision
from parvis.settings import Settings


@click.command(
    cls=Verb,
    example="""
parvis approve mastodon:1145 --because "our own account, after the move"
parvis approve https://hub.example/wall/journal/the-first-line-0a1b2c3d/ --because "read it"
parvis approve --source journal --because "the feed has a new address"
""",
)
@click.argument("item", required=False)
@click.option("--source", help="All that this source has given until now.")
@deciding.because_option
@deciding.by_option
@json_option
def command(*, item: str | None, source: str | None, because: str, by: str | None, as_json: bool) -> None:
    """Let ITEM through: its id in the archive, an unambiguous beginning of it, or the address of its page; a review, too.

    It lifts holds, `publish: review`, what a rule says and an earlier `hide`; never a network's term, a missing right, or a source
    that is only listened to. The decision is a line in content/curation/decisions/, with its reason; commit it.
    """
    if bool(item) == bool(source):
        raise UsageError("Give either an item or --source NAME.")
    because = deciding.reason(because)
    settings = hub()
    now, me = moment(settings, None), deciding.who(by)
    if source:
        decision = Decision(source=_source(settings, source), do="approve", by=me, at=now, because=because)
    else:
        from parvis.cli.item import any_of

        decision = Decision(item=any_of(settings, item or "").id, do="approve", by=me, at=now, because=because)
        if why := _in_vain(settings, decision, now):
            deciding.say_nothing_to_do("approve", decision.item, why, as_json=as_json)
            return
    deciding.write(settings, decision, as_json=as_json)


def _source(settings: Settings, name: str) -> str:
    known = [source.name for source in settings.sources]
    if name not in known:
        from parvis.tidy.yaml import did_you_mean

        raise UsageError(f"No source '{name}' in content/sources.yaml. {did_you_mean(name, known)}".strip())
    return name


def _in_vain(settings: Settings, decision: Decision, now: datetime) -> str:
    """Why an approval changes nothing; empty when it does."""
    # Of two decisions of one moment the later line holds: this one would be the last.
    given = msgspec.structs.replace(decision, file="~")
    before, after = (_stands(settings, now, decision.item, *more) for more in ((), (given,)))
    if before[0] == "published":
        return "nothing holds it."
    if after[0] == "published" or before[0] == "waiting":
        return ""
    return f"an approval does not lift this: {after[1][-1]}"


def _stands(settings: Settings, now: datetime, item: str, *more: Decision) -> tuple[str, tuple[str, ...]]:
    """Status and reasons of an item."""
    from parvis.build import standing

    hub_now = standing.hub(settings, now, *more)
    items = {one.post.id: one for one in (*hub_now.items, *hub_now.withheld)}
    if item in items:
        return items[item].status, items[item].reasons
    review = next(one for one in (*hub_now.reviews.published, *hub_now.reviews.withheld) if one.review.id == item)
    return review.status, review.reasons
