"""`parvis sources`: a table of how each source fares."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import click

from parvis import sources as kinds
from parvis.cli.terminal import say, say_json, say_table
from parvis.cli.verb import Verb, hub, json_option
from parvis.model.report import Health
from parvis.model.source import Source

#: What is said of a kind that was written from its published format alone.
NOT_PROVEN = "not proven on a real answer"


@click.command(cls=Verb, example="parvis sources\nparvis sources --json")
@json_option
def command(*, as_json: bool) -> None:
    """Show how each source fares: last success, items, last error, next try."""
    from parvis.collect import health

    settings = hub()
    known = health.read(settings.state)
    rows = [(source, known.get(source.name, Health(source=source.name))) for source in settings.sources]
    if as_json:
        say_json({"sources": [_facts(source, found) for source, found in rows]})
    elif not rows:
        say("No sources yet. Add one: parvis add ADDRESS")
    else:
        zone = ZoneInfo(settings.site.timezone)
        say_table(("Source", "Kind", "Last success", "Items", "Next try", "Notes"), [_row(source, found, zone) for source, found in rows])


def notes(source: Source, found: Health) -> list[str]:
    """What a person should know of a source, one sentence or half a sentence each."""
    told = [f"error: {found.error}"] if found.error else []
    if found.failures > 1:
        told.append(f"{found.failures} failures in a row")
    if found.paused:
        told.append(f"paused: {found.paused}")
    if found.moved:
        told.append(f"moved to {found.moved}: change its address in content/sources.yaml")
    told += found.warnings
    if not kinds.kind(source.kind).PROVEN:
        told.append(NOT_PROVEN)
    if source.publish != "auto":
        told.append(f"publish: {source.publish}")
    return told


def _row(source: Source, found: Health, zone: ZoneInfo) -> tuple[str, ...]:
    return (
        source.name,
        f"{source.kind} ({kinds.kind(source.kind).GRADE})",
        _shown(found.last_success, zone, "never"),
        str(found.items) if found.last_success else "",
        _shown(found.next_try, zone, "next run"),
        "; ".join(notes(source, found)),
    )


def _shown(moment: datetime | None, zone: ZoneInfo, otherwise: str) -> str:
    return moment.astimezone(zone).strftime("%Y-%m-%d %H:%M") if moment else otherwise


def _facts(source: Source, found: Health) -> dict[str, object]:
    kind = kinds.kind(source.kind)
    return {
        "name": source.name,
        "kind": source.kind,
        "grade": kind.GRADE,
        "proven": kind.PROVEN,
        "publish": source.publish,
        "last_attempt": found.last_attempt,
        "last_success": found.last_success,
        "items": found.items,
        "error": found.error,
        "warnings": found.warnings,
        "failures": found.failures,
        "next_try": found.next_try,
        "paused": found.paused,
        "moved_to": found.moved,
    }
