"""`parvis build`: builds the site, or says at once that nothing has changed."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import click
import msgspec

from parvis.build import fresh, publish
from parvis.cli.terminal import counter, say, say_json
from parvis.cli.verb import Verb, hub, json_option, moment, now_option
from parvis.model.build_report import BuildReport
from parvis.settings import Settings


@click.command(cls=Verb, example="parvis build\nparvis build --now 2026-06-12T10:00-04:00 --json")
@now_option
@json_option
def command(*, now_text: str | None, as_json: bool) -> None:
    """Build the site into output/, without going online. Only what has changed is drawn and written.

    In a workflow of GitHub, `changed=true` or `changed=false` goes to $GITHUB_OUTPUT.
    """
    settings = hub()
    report = build(settings, moment(settings, now_text), quiet=as_json)
    _tell_ci(report, os.environ)
    if as_json:
        say_json({"changed": changed(report), **msgspec.structs.asdict(report)})
        return
    for warning in report.warnings:
        say(f"warning: {warning}", to_error=True)
    say(summary(report))


def build(settings: Settings, now: datetime, *, quiet: bool = False) -> BuildReport:
    """Bring output/ up to date. Pelican is imported only when there is something to do.

    ContentError with all mistakes; LockedError when another command is at work.
    """
    publish.recover(settings)
    if fresh.is_fresh(settings, now):
        record = fresh.read(settings.state)
        return BuildReport(output=str(settings.output), next_change=record.next_change if record else None)
    _hush_pelican()
    from parvis import pelican_plugin

    with counter("Building", "pages", quiet=quiet) as done:
        return pelican_plugin.build(settings, now, progress=done)


def _hush_pelican() -> None:
    """Where nobody listens to a logger, Python prints its warnings: what Pelican has to say is in the report."""
    logger = logging.getLogger("pelican")
    if not logger.hasHandlers():
        logger.addHandler(logging.NullHandler())


def changed(report: BuildReport) -> bool:
    """Whether the site is another one than before."""
    return bool(report.written or report.deleted)


def summary(report: BuildReport) -> str:
    """What a build did, in one line."""
    if not changed(report):
        return "Nothing changed."
    return f"{len(report.written)} files written, {len(report.deleted)} deleted, {report.unchanged} unchanged."


def _tell_ci(report: BuildReport, environment: Mapping[str, str]) -> None:
    if path := environment.get("GITHUB_OUTPUT"):
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(f"changed={str(changed(report)).lower()}\n")
