"""`parvis why`: the whole chain of reasons for which an item or a review is shown or not, and what would change that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from parvis.cli.terminal import say, say_json
from parvis.cli.verb import Verb, hub, json_option, moment, now_option

if TYPE_CHECKING:
    from datetime import tzinfo

    from parvis.build.reasons import Chain

#: Width of the names before the facts.
_WIDTH = 11


@click.command(
    cls=Verb,
    example="""
parvis why mastodon:1145
parvis why https://hub.example/wall/journal/the-first-line-0a1b2c3d/ --json
parvis why judgeme:88 --now 2026-12-01
""",
)
@click.argument("item")
@now_option
@json_option
def command(*, item: str, now_text: str | None, as_json: bool) -> None:
    """Tell why ITEM is shown or not: its id in the archive, an unambiguous beginning of it, or the address of its page; a review, too.

    Source, holds, rules, decisions, rights, duplicates and terms, in the order in which they are asked; then what would change it next.
    """
    from zoneinfo import ZoneInfo

    from parvis.build import reasons
    from parvis.cli.item import any_of

    settings = hub()
    chain = reasons.of(settings, any_of(settings, item), moment(settings, now_text))
    if as_json:
        say_json(_facts(chain))
    else:
        show(chain, ZoneInfo(settings.site.timezone))


def show(chain: Chain, zone: tzinfo) -> None:
    """Print a chain, its moments in the hub's zone."""
    say(f"{chain.id}  {chain.name}")
    say(f"{chain.status.upper()}{f'  {chain.page}' if chain.page else ''}")
    say()
    for step in chain.steps:
        for place, line in enumerate(step.said or ("–",)):
            say(f"{step.name if not place else '':<{_WIDTH}}{line}")
    say()
    for place, reason in enumerate(chain.reasons):
        say(f"{'because' if not place else '':<{_WIDTH}}{reason}")
    for turn in chain.turns:
        say(f"{'next':<{_WIDTH}}{turn.at.astimezone(zone):%Y-%m-%d %H:%M}: {turn.what}")
    for place, remedy in enumerate(chain.remedies):
        say(f"{'by hand' if not place else '':<{_WIDTH}}{remedy}")


def _facts(chain: Chain) -> dict[str, Any]:
    return {
        "id": chain.id,
        "name": chain.name,
        "status": chain.status,
        "page": chain.page or None,
        "reasons": chain.reasons,
        "steps": {step.name: step.said for step in chain.steps},
        "next": [{"at": turn.at, "what": turn.what} for turn in chain.turns],
        "by_hand": chain.remedies,
    }
