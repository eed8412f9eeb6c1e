"""`parvis collect`: asks the sources for what is new and keeps it in the archive."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import click
import msgspec

from parvis.cli.terminal import progress, say, say_json, spoken
from parvis.cli.verb import Verb, hub, json_option, moment, now_option
from parvis.errors import ContentError
from parvis.model.report import Report, SourceReport
from parvis.settings import Settings


@click.command(
    cls=Verb,
    example="""
parvis collect
parvis collect journal videos --force
parvis collect --repair
""",
)
@click.argument("sources", nargs=-1)
@click.option("--force", is_flag=True, help="Ask at once, whatever `every`, pauses and the memory of earlier answers say.")
@click.option("--repair", is_flag=True, help="Ask nobody; sort and merge the archive, as after a merge of two branches.")
@click.option("--message", type=click.Path(path_type=Path, dir_okay=False), help="Write a message for the commit: counts alone.")
@now_option
@json_option
def command(*, sources: tuple[str, ...], force: bool, repair: bool, message: Path | None, now_text: str | None, as_json: bool) -> int:
    """Ask all SOURCES, or those named, for what is new, and keep it in content/archive/.

    A source that fails costs freshness alone: the archive keeps what it had, the others go on. Exit code 0 when something
    worked, 75 when every source failed, 1 when a source with `on_failure: error` did.
    """
    from parvis.collect.report import commit_message, to_json

    settings = hub()
    if repair:
        return _repair(settings, as_json=as_json)
    now = moment(settings, now_text)
    report = _sealed(_collect(settings, now, sources, force=force, quiet=as_json), settings, now)
    _tell_ci(report, message)
    if as_json:
        say_json({**msgspec.json.decode(to_json(report)), "message": commit_message(report).strip()})
    else:
        _say_sums(report)
    return report.exit_code


def _collect(settings: Settings, now: datetime, names: tuple[str, ...], *, force: bool, quiet: bool) -> Report:
    from parvis.collect import pipeline

    with progress("Collecting", len(names or settings.sources), quiet=quiet) as done:
        return pipeline.collect(settings, now, names=names, force=force, progress=lambda source: done(line(source)))


def _sealed(report: Report, settings: Settings, now: datetime) -> Report:
    """The same with what sealing hand-written reviews wrote: their words cannot change unseen from then on."""
    from parvis.collect import seals

    try:
        sealed = seals.seal(settings, seals.written(settings), now, edits=False)
    except ContentError as error:  # what is wrong with a review costs the feeds nothing
        say(error, to_error=True)
        return report
    return msgspec.structs.replace(report, sealed=len(sealed.written))


def _tell_ci(report: Report, message: Path | None) -> None:
    from parvis.collect.report import commit_message, write_github

    write_github(report, os.environ, spoken)
    if message is not None:
        message.parent.mkdir(parents=True, exist_ok=True)
        message.write_text(commit_message(report, spoken), encoding="utf-8")


def line(source: SourceReport) -> str:
    """What became of a source, on one line."""
    counts = {"new": source.new, "held": source.held, "edited": source.edited, "pictures": source.pictures, "to come": source.left}
    counts["suppressed"] = source.suppressed
    told = ", ".join(f"{count} {word}" for word, count in counts.items() if count)
    what = {
        "ok": told or "nothing new",
        "unchanged": told or "unchanged",
        "skipped": f"not asked: {source.why}",
        "paused": f"paused: {source.why}",
        "failed": f"FAILED: {source.why}",
    }[source.outcome]
    warnings = "".join(f" ({warning})" for warning in source.warnings)
    return f"{source.name}: {what}{warnings}"


def _say_sums(report: Report) -> None:
    held = f", of which {report.held} wait for approval (parvis approve)" if report.held else ""
    say(f"{report.new} new{held}, {report.edited} edited, {report.pictures} pictures; {report.files_written} files of the archive written.")
    if report.dropped == 1:
        say("1 item was dropped: its network's term has ended, and its source no longer gives it.")
    elif report.dropped:
        say(f"{report.dropped} items were dropped: their network's term has ended, and their source no longer gives them.")
    if report.failed:
        say(
            f"{len(report.failed)} of {len(report.sources)} sources failed: {', '.join(source.name for source in report.failed)}.",
            to_error=True,
        )


def _repair(settings: Settings, *, as_json: bool) -> int:
    from parvis.archive.lock import locked
    from parvis.archive.repair import repair

    with locked(settings.state):
        written = [path.relative_to(settings.root).as_posix() for path in repair(settings.archive, settings.state)]
    if as_json:
        say_json({"repaired": written})
    else:
        for path in written:
            say(f"repaired {path}")
        say(f"{len(written)} files of the archive repaired." if written else "The archive is whole: nothing to repair.")
    return 0
