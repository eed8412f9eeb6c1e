"""`parvis build`: builds the site, or says at once that nothing has changed."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import click
import msgspec

from parvis.build import fresh, publish
from parvis.cli.terminal import say, say_json
from parvis.cli.verb import Verb, hub, json_option, moment, now_option
from parvis.settings import Settings


class Built(msgspec.Struct, frozen=True, kw_only=True):
    """What a build did: paths relative to output/, sorted."""

    written: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()
    rendered: int = 0  #: templates drawn
    unchanged: int = 0  #: files that were left as they are
    next_change: datetime | None = None  #: when a page would next change by itself

    @property
    def changed(self) -> bool:
        """Whether the site is another one than before."""
        return bool(self.written or self.deleted)


@click.command(cls=Verb, example="parvis build\nparvis build --now 2026-06-12T10:00-04:00 --json")
@now_option
@json_option
def command(*, now_text: str | None, as_json: bool) -> None:
    """Build the site into output/, without going online. Only what has changed is drawn and written.

    In a workflow of GitHub, `changed=true` or `changed=false` goes to $GITHUB_OUTPUT.
    """
    settings = hub()
    built = build(settings, moment(settings, now_text))
    _tell_ci(built, os.environ)
    if as_json:
        say_json({"changed": built.changed, **msgspec.to_builtins(built)})
    elif built.changed:
        say(f"{len(built.written)} files written, {len(built.deleted)} deleted, {built.unchanged} unchanged.")
    else:
        say("Nothing changed.")


def build(settings: Settings, now: datetime) -> Built:
    """Bring output/ up to date. Pelican is imported only when there is something to do.

    ContentError with all mistakes; LockedError when another command is at work.
    """
    publish.recover(settings)
    if fresh.is_fresh(settings, now):
        record = fresh.read(settings.state)
        return Built(next_change=record.next_change if record else None)
    from parvis import pelican_plugin

    report: Any = pelican_plugin.build(settings, now)
    return Built(**{name: getattr(report, name) for name in Built.__struct_fields__})


def _tell_ci(built: Built, environment: Mapping[str, str]) -> None:
    if path := environment.get("GITHUB_OUTPUT"):
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(f"changed={str(built.changed).lower()}\n")
