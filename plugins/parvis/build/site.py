"""The build of a site, from the hub to output/: what was there, what is new, how it is put in place, what is remembered."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from parvis import THEME, pages
from parvis.archive.lock import locked
from parvis.build import assets, brand, export, fresh, headers, inputs, journal, manifest, search
from parvis.build.disk import Disk
from parvis.build.inputs import Stamp
from parvis.build.pictures import editors
from parvis.build.pictures.workshop import Workshop
from parvis.build.publish import Published, publish
from parvis.build.render import Tally, Theme, render
from parvis.build.social import Cards
from parvis.build.stage import Stage
from parvis.model.build_report import BuildReport
from parvis.model.hub import Hub
from parvis.pages.address_words import catalogues
from parvis.pages.palette import palette
from parvis.settings import Settings
from parvis.tidy import digests

Progress = Callable[[int], None]


class SiteBuild:
    """One build at work, into the hub's own output/ or, without touching that or what is known of it, into another folder."""

    def __init__(self, settings: Settings, now: datetime, *, elsewhere: bool = False, extras: tuple[str, ...] = ()) -> None:
        """`settings.output` is where the site goes; `elsewhere` says that it is not the hub's own output/.

        What the build reads is looked at here, so read it afterwards. `extras`: further input files, relative to the hub.
        """
        self.settings = settings
        self.now = now
        self.elsewhere = elsewhere
        self.extras = extras
        self.disk = Disk()
        self.warnings: list[str] = []
        self.staging = settings.state / (f"elsewhere-{os.getpid()}" if elsewhere else journal.STAGING)
        self._record = fresh.read(settings.state)
        known = self._record.inputs if self._record else {}
        self.stamps: dict[str, Stamp] = inputs.snapshot(settings, extras, known, inputs.disk_time(settings.state))
        self.pictures = Workshop(settings.state, settings.content, self.stamps, self.disk)
        self._stage: Stage | None = None
        self._tally = Tally(0, 0)
        self._next_change: datetime | None = None

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Hold the hub's lock (LockedError when another command does), finish what a crash has left, and leave no staging behind."""
        if self.elsewhere:
            with self._staged({}):
                yield
            return
        with locked(self.settings.state):
            journal.roll_forward(self.settings.state, self.disk)
            with self._staged(manifest.read(self.settings.state / manifest.NAME)):
                yield

    def render(self, hub: Hub, statics: Mapping[str, Path], progress: Progress | None = None) -> None:
        """Draw what has changed. `statics`: the editors' own files by their path below output/."""
        of_theme = {**assets.of_theme(self.settings, self.stamps), **brand.assets(self.settings, self.stamps)}
        self.warnings += [str(change) for change in palette(self.settings.site.brand).changes]
        of_items = assets.of_items(hub, self.settings, self.stamps)
        of_pictures = list(self.pictures.assets({*editors.shown(hub), *(asset.path for asset in of_items)}))
        self._next_change = hub.next_change
        drawn_with = self._theme({path: asset.digest for path, asset in of_theme.items()}, assets.seals(of_theme))
        cards = Cards(self.settings, self.stamps, self.disk, [*of_items, *of_pictures])
        self._tally = render(pages.planned(hub), hub.site, drawn_with, self.stage, progress, cards)
        of_editors = list(assets.of_editors(statics, self.settings, self.stamps))
        assets.take(of_theme.values(), self.stage)
        assets.take(assets.of_embed(of_theme), self.stage)
        assets.take(of_editors, self.stage)
        assets.take(of_items, self.stage)
        assets.take(cards.assets(), self.stage)
        cards.keep()
        assets.take(of_pictures, self.stage)
        export.take(hub, self.settings, [*of_editors, *of_items, *of_pictures], self.stage)
        self.warnings += search.take(hub, self.stage, self.pictures.rendition)
        headers.take(hub, self.stage.entries, self.stage)

    def finish(self, *, markdown_parses: int = 0, warnings: tuple[str, ...] = ()) -> BuildReport:
        """Put the site in place, and remember what it was made from."""
        self.stage.adopt()
        published = self._move_in() if self.elsewhere else self._publish()
        return BuildReport(
            output=str(self.settings.output),
            pages=self._tally.pages,
            rendered=self._tally.rendered,
            planned=self._tally.planned,
            written=published.written,
            deleted=published.deleted,
            unchanged=len(self.stage.entries) - sum(path in self.stage.entries for path in published.written),
            markdown_parses=markdown_parses,
            encoded=self.pictures.encoded,
            warnings=(*self.warnings, *warnings),
            next_change=self._next_change,
            whole=published.whole,
        )

    @property
    def stage(self) -> Stage:
        """Where files are made ready, while the build is at work."""
        assert self._stage is not None, "the build is not at work"
        return self._stage

    @contextmanager
    def _staged(self, earlier: dict[str, manifest.Entry]) -> Iterator[None]:
        self.disk.clear(self.staging)
        self.staging.mkdir(parents=True)
        self._stage = Stage(self.settings.output, self.staging, earlier)
        try:
            yield
        finally:
            # With an open journal, staging holds what the next command must put in place.
            if self.elsewhere or not journal.is_open(self.settings.state):
                self.disk.clear(self.staging)

    def _theme(self, digest_by_path: dict[str, str], seals: dict[str, str]) -> Theme:
        own, ours = self.settings.theme, Path(THEME)
        folders = dict.fromkeys((own / "templates", ours / "templates"))
        return Theme(
            templates=tuple(folders),
            locale=catalogues(self.settings.site),
            assets=digest_by_path,
            seals=seals,
            code=digests.of_values([inputs.code(self.stamps), self.pictures.encoder]),
            bytecode=self.settings.state / "bytecode",
            pictures=self.pictures.rendition,
        )

    def _publish(self) -> Published:
        state = self.settings.state
        sure = self._record is not None and self._record.manifest == fresh.manifest_digest(state)
        self.stage.ignore()
        published = publish(self.stage, state, self.disk, sure=sure)
        record = fresh.Record(
            settings=self.settings.digest,
            libraries=inputs.libraries(),
            now=self.now,
            next_change=self._next_change,
            manifest=digests.of_file(state / manifest.NAME),
            extras=self.extras,
            inputs=self.stamps,
        )
        fresh.keep(state, record, self.disk)
        self.pictures.prune()
        return published

    def _move_in(self) -> Published:
        """Into a folder that is none of ours: what differs is moved in, nothing is deleted, nothing remembered."""
        self.disk.settle([self.staging / path for path in self.stage.waiting])
        for path in sorted(self.stage.waiting, key=journal.pages_last):
            target = self.settings.output / path
            target.parent.mkdir(parents=True, exist_ok=True)
            self.disk.move(self.staging / path, target)
        return Published(tuple(sorted(self.stage.waiting)), ())
