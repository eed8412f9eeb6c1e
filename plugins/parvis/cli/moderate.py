"""`parvis moderate`: what waits for an editor, one by one, with keys; each decision is a line in a file at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import click

from parvis.cli import deciding
from parvis.cli.moderation.queue import USUAL, Case, Kind, cases, queue
from parvis.cli.terminal import Paper, say, say_json
from parvis.cli.verb import Verb, hub, json_option, moment, now_option
from parvis.errors import UsageError

if TYPE_CHECKING:
    from parvis.settings import Settings


@click.command(
    cls=Verb,
    example="""
parvis moderate
parvis moderate --source forum --by "Awa Diop"
parvis moderate --status held --network reddit
parvis moderate mastodon:1145
""",
)
@click.argument("items", metavar="[ITEM]...", nargs=-1)
@click.option("--source", "sources", multiple=True, help="Only what this source gave; several may be given.")
@click.option("--network", "networks", multiple=True, help="Only what was said on this network; several may be given.")
@click.option("--status", "kinds", multiple=True, type=click.Choice(get_args(Kind)), help="Default: waiting and held, then needs-answer.")
@deciding.by_option
@now_option
@json_option
def command(
    *,
    items: tuple[str, ...],
    sources: tuple[str, ...],
    networks: tuple[str, ...],
    kinds: tuple[Kind, ...],
    by: str | None,
    now_text: str | None,
    as_json: bool,
) -> None:
    """Show what waits, one by one, and take a key for each: approve, hide, pin, tag and more (`?` lists them); `u` takes the last decision back.

    With ITEM (an id, an unambiguous beginning of it, or an address; several may be given) those alone are shown, whatever their status.
    Each decision asks for its reason and is written at once to content/curation/decisions/; commit it. Keys may come from a pipe, one a
    line; `--json` lists the queue and asks nothing.
    """
    from parvis.build import standing
    from parvis.cli.item import posts
    from parvis.cli.moderation.sitting import Sitting

    settings = hub()
    _refuse_unknown(settings, sources)
    now = moment(settings, now_text)
    found = standing.hub(settings, now)
    desk = standing.desk(settings)
    archived = {post.id: post for post in posts(settings)}
    told = {decision.item for decision in standing.curation(settings).decisions if decision.do in {"hide", "approve"}}
    everything = cases(found, archived, told)
    waiting = (
        _named(everything, items)
        if items
        else queue(everything, kinds=kinds or USUAL, sources=sources, networks={name.casefold() for name in networks})
    )
    if as_json:
        say_json({"queue": [_facts(case) for case in waiting]})
    elif not waiting:
        say("Nothing waits.")
    else:
        Sitting(settings, found, desk, waiting, by=deciding.who(by), now_text=now_text, paper=Paper()).run()


def _named(everything: list[Case], wanted: tuple[str, ...]) -> list[Case]:
    from parvis.cli.item import find

    by_id = {case.id: case for case in everything}
    return [by_id[find([case.thing for case in everything], one).id] for one in dict.fromkeys(wanted)]


def _refuse_unknown(settings: Settings, sources: tuple[str, ...]) -> None:
    """UsageError for a source that neither sources.yaml nor the archive has."""
    from parvis.archive import read
    from parvis.tidy.sentences import did_you_mean

    known = sorted({source.name for source in settings.sources} | set(read.folders(settings.archive)) | {"reviews-written"})
    for name in sources:
        if name not in known:
            raise UsageError(f"No source '{name}'. {did_you_mean(name, known)}".strip())


def _facts(case: Case) -> dict[str, object]:
    return {
        "id": case.id,
        "status": case.status,
        "kinds": sorted(case.kinds),
        "source": case.thing.source,
        "network": case.network,
        "published": case.thing.published,
        "url": case.thing.url,
        "title": case.thing.title,
        "reasons": case.reasons,
    }
