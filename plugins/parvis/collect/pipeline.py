"""A run of `collect`: ask every source that is due, recognise what it gives, keep it, and say what became of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches

from parvis.archive import cleared, months
from parvis.archive.lock import locked
from parvis.collect import addresses, memory, one_source, retention, schedule
from parvis.collect.fetch import Fetcher
from parvis.collect.hosts import Hosts
from parvis.collect.limits import Limits
from parvis.collect.memory import Memory
from parvis.collect.parse import Workers
from parvis.collect.visit import Tools
from parvis.curate.decided import Decided
from parvis.curate.suppressed import Suppressions
from parvis.errors import ParvisError, UsageError
from parvis.model.report import Report, SourceReport
from parvis.model.source import Source
from parvis.settings import Settings, every_decision
from parvis.settings.suppressions import suppressions as lines

Progress = Callable[[SourceReport], None]


def collect(
    settings: Settings,
    now: datetime,
    *,
    names: Sequence[str] = (),
    force: bool = False,
    progress: Progress | None = None,
    limits: Limits | None = None,
) -> Report:
    """Ask the sources, or those named, and keep what is new; what became of each.

    `force` ignores `every`, pauses, validators and the hashes of bodies. `progress` is called for each source that is
    done, in the order in which they end. UsageError names a source that there is none of, LockedError another command at
    work, ArchiveError what of the archive cannot be read or written; one source's failure is a line of the report.
    """
    chosen = _chosen(settings.sources, names)
    with locked(settings.state):
        run = _Run(settings, now, force, limits or Limits(), progress or (lambda _report: None))
        reports = asyncio.run(run.all_of(chosen))
        # When all are done: a picture that one source lets go of may just have come in with another one's item.
        every = [source.name for source in chosen] if names else months.sources(settings.archive)
        dropped, files = retention.drop(settings.archive, settings.state, settings.sources, every, now)
    return Report(now=now, sources=tuple(reports[source.name] for source in chosen), dropped=dropped, dropped_files=files)


def _chosen(sources: Sequence[Source], names: Sequence[str]) -> list[Source]:
    known = [source.name for source in sources]
    for name in names:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            raise UsageError(f"no source is called {name!r}." + (f" Did you mean {near[0]!r}?" if near else ""))
    return [source for source in sources if not names or source.name in names]


@dataclass(frozen=True)
class _Run:
    """One run over several sources."""

    settings: Settings
    now: datetime
    force: bool
    limits: Limits
    progress: Progress

    async def all_of(self, sources: Sequence[Source]) -> dict[str, SourceReport]:
        """The reports of all sources, by name."""
        remembered = {source.name: memory.read(self.settings.state, source) for source in sources}
        healths = {name: found.health for name, found in remembered.items()}
        # Names are looked up in threads, and a look-up that hangs cannot be ended: one for each source at work.
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(self.limits.in_flight, "look-up"))
        hosts = Hosts(memory.read_paces(self.settings.state), self.now, self.limits, force=self.force)
        excepted = addresses.exceptions(self.settings.private_hosts)
        try:
            async with Fetcher(hosts, excepted, self.settings.site.url, self.limits) as fetcher, Workers(self.limits) as workers:
                tools = Tools(fetcher=fetcher, workers=workers, limits=self.limits, root=self.settings.root, now=self.now)
                return await self._each(schedule.order(sources, healths), remembered, tools)
        finally:
            memory.write_paces(self.settings.state, hosts.paces())

    async def _each(self, sources: Sequence[Source], remembered: dict[str, Memory], tools: Tools) -> dict[str, SourceReport]:
        reports: dict[str, SourceReport] = {}
        at_work = asyncio.Semaphore(self.limits.in_flight)
        decided = Decided(every_decision(self.settings.content))
        suppressions = Suppressions(lines(self.settings.content), cleared.recall(self.settings.state))
        kept = one_source.Kept(archive=self.settings.archive, state=self.settings.state, decided=decided, suppressions=suppressions)

        async def one(source: Source) -> None:
            async with at_work:
                reports[source.name] = await one_source.collect(source, remembered[source.name], kept, tools, force=self.force)
            self.progress(reports[source.name])

        try:
            async with asyncio.TaskGroup() as tasks:
                for source in sources:
                    tasks.create_task(one(source))
        except* ParvisError as errors:
            # What is no source's own failure stops the run: the archive cannot be read, or the disk is full.
            raise errors.exceptions[0] from None
        if suppressions:
            cleared.add(self.settings.state, suppressions.cleared())
        return reports
