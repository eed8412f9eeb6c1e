"""One source of a run: whether its time has come, its visit, what is kept of it, and how it fares afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec

from parvis.archive import read, write
from parvis.collect import forgotten, health, media, memory, retention, schedule, warn
from parvis.collect.archived import Archived
from parvis.collect.fetch import Budget
from parvis.collect.hosts import PacedError, PausedError
from parvis.collect.media import Gathered
from parvis.collect.memory import Memory
from parvis.collect.recognise import Decision, Rest, decide
from parvis.collect.visit import Tools, Visit, is_written_by_hand, visit
from parvis.curate.decided import Decided
from parvis.curate.suppressed import Suppressions
from parvis.errors import ParvisError, SourceError
from parvis.model.post import Post
from parvis.model.report import Outcome, SourceReport
from parvis.model.source import Source
from parvis.tidy import text

_LONGEST = 400


@dataclass(frozen=True)
class Kept:
    """Where things are kept, and what people have decided about them."""

    archive: Path
    state: Path
    decided: Decided
    suppressions: Suppressions


async def collect(source: Source, before: Memory, kept: Kept, tools: Tools, *, force: bool) -> SourceReport:
    """Collect one source. ArchiveError is raised; whatever else goes wrong is a line in its report."""
    if not force and not _is_at_hand(source) and not schedule.is_due(before.health, source.every, tools.now):
        return _waiting(source, before)
    budget = Budget(seconds=tools.limits.source_seconds)
    try:
        return await _collected(source, before, budget, kept, tools, force=force)
    except PausedError as error:
        memory.write(kept.state, health.after_pause(before, error))
        return _report(source, "skipped" if isinstance(error, PacedError) else "paused", _sentence(str(error), tools))
    except SourceError as error:
        return _failed(source, before, budget, kept, tools, error)
    except ParvisError:
        raise
    except Exception as error:  # noqa: BLE001 (one source's failure, whatever it is, is one line in the report)
        found = SourceError(f"Parvis stumbled over it ({type(error).__name__}: {error}).")
        return _failed(source, before, budget, kept, tools, found)


def _is_at_hand(source: Source) -> bool:
    """Whether reading the source costs nobody anything: then whoever changes it sees that at once."""
    url = source.options.get("url")
    return (isinstance(url, str) and schedule.is_path(url)) or is_written_by_hand(source)


def _waiting(source: Source, before: Memory) -> SourceReport:
    until = before.health.next_try
    moment = f"next asked after {until:%Y-%m-%d %H:%M} UTC" if until else ""
    if not before.health.failures and not before.health.paused:
        return _report(source, "skipped", f"its time has not come: {moment}")
    reason = before.health.paused or f"it failed {before.health.failures} times in a row ({before.health.error})"
    return _report(source, "paused", f"{reason}; {moment}")


def _failed(source: Source, before: Memory, budget: Budget, kept: Kept, tools: Tools, error: SourceError) -> SourceReport:
    why = _sentence(str(error), tools)
    memory.write(kept.state, health.after_failure(before, source, tools.now, error, why))
    return _report(source, "failed", why, budget)


async def _collected(source: Source, before: Memory, budget: Budget, kept: Kept, tools: Tools, *, force: bool) -> SourceReport:
    posts = read.posts(kept.archive, source.name)
    archived = Archived(source.name, posts, _approved(posts, kept.decided))
    trusted = {} if force or not _still_holds(before, posts, tools.now) else before.answers
    done = await visit(source, trusted, before.state, budget, archived, tools)
    rest = Rest(before.rest_before, before.rest_held) if before.rest_before else None
    found = decide(archived, done.documents, now=tools.now, limit=source.limit, rest=rest)
    decision, suppressed = forgotten.left_out(found, kept.suppressions)
    confirmed = retention.confirmed(posts, done.confirmed, tools.now)
    changed = {post.id: post for group in (decision.new, decision.edited, decision.refreshed, decision.counted) for post in group}
    changed = confirmed | changed
    gathered = await _pictures(source, archived, changed, before, done, kept, tools)
    files = write.keep(kept.archive, source.name, (changed | gathered.posts).values())
    posts = read.posts(kept.archive, source.name) if files else posts
    warnings = tuple(_sentence(line, tools) for line in warn.lines(source, before, done, decision, gathered))
    done.answers = retention.known(done, Archived(source.name, posts), tools.now)
    after = _remembered(source, before, done, decision, gathered, posts, warnings, tools.now)
    memory.write(kept.state, after)
    moved = tuple(_sentence(line, tools) for line in warn.moved(after.health))
    report = _success(source, done, decision, gathered, len(files), (*warnings, *moved), suppressed)
    return msgspec.structs.replace(report, refreshed=report.refreshed + len(confirmed))


def _approved(posts: tuple[Post, ...], decided: Decided) -> frozenset[str]:
    """Ids of the held posts that somebody has approved, one by one or with all of the source until then."""
    return frozenset(post.id for post in posts if post.held and decided.approval(post))


def _still_holds(before: Memory, posts: tuple[Post, ...], now: datetime) -> bool:
    """Whether what is remembered of the last answers is about the posts that the archive holds today."""
    is_refresh_due = before.refresh is not None and now >= before.refresh
    if is_refresh_due and any(known.items for known in before.answers.values()):
        is_refresh_due = False  # an answer that has not changed sets their clocks anew by itself
    return bool(posts) and not is_refresh_due and before.archived == memory.archive_digest(posts)


async def _pictures(
    source: Source, archived: Archived, changed: dict[str, Post], before: Memory, done: Visit, kept: Kept, tools: Tools
) -> Gathered:
    """Copies of the pictures that are shown: of nothing that is held, expired, or only listened to."""
    if source.publish == "listen":
        return Gathered()
    posts = {post.id: post for post in archived.posts} | changed
    shown = [post for post in posts.values() if not archived.is_pending(post) and (post.expires is None or post.expires > tools.now)]
    return await media.gather(shown, before.pictures, done.path, done.budget, kept.archive, tools)


def _remembered(
    source: Source,
    before: Memory,
    done: Visit,
    decision: Decision,
    gathered: Gathered,
    posts: tuple[Post, ...],
    warnings: tuple[str, ...],
    now: datetime,
) -> Memory:
    """What the next run needs to know. An answer is asked for conditionally only when all of it was kept."""
    is_whole = not decision.left and done.trouble is None
    is_cut = bool(decision.left or done.full or done.trouble)
    moved = done.moved_to
    after = health.after_success(
        msgspec.structs.replace(
            before.health,
            moved_to=moved,
            moved_runs=before.health.moved_runs + 1 if moved and moved == before.health.moved_to else int(bool(moved)),
        ),
        source,
        now,
        items=decision.found if done.parses else before.health.items,
        fresh=done.fresh,
        warnings=warnings,
    )
    tells = done.parses or any(known.items for known in done.answers.values())
    refresh = retention.refresh(posts, done.answers, now) if tells else before.refresh
    return msgspec.structs.replace(
        before,
        health=msgspec.structs.replace(after, next_try=now if decision.left else _sooner(after.next_try, refresh)),
        state=dict(done.state),
        answers=done.answers if is_whole else {},
        archived=memory.archive_digest(posts),
        refresh=refresh,
        rest_before=decision.rest.before if is_cut and decision.rest else None,
        rest_held=decision.rest.held if is_cut and decision.rest else "",
        missing=0,
        pictures=gathered.tries,
    )


def _sooner(until: datetime | None, refresh: datetime | None) -> datetime | None:
    """A source whose items end before its time would come is asked before that."""
    return min(until, refresh) if until and refresh else until


def _success(
    source: Source, done: Visit, decision: Decision, gathered: Gathered, files: int, warnings: tuple[str, ...], suppressed: int
) -> SourceReport:
    # Nothing written means nothing new: a record of a newer version stays as it is, however often the item is met.
    wrote = bool(files)
    return SourceReport(
        name=source.name,
        kind=source.kind,
        outcome="ok" if done.parses else "unchanged",
        warnings=warnings,
        on_failure=source.on_failure,
        found=decision.found,
        new=len(decision.new) * wrote,
        held=sum(1 for post in decision.new if post.held) * wrote,
        edited=len(decision.edited) * wrote,
        refreshed=len(decision.refreshed) * wrote,
        counted=len(decision.counted) * wrote,
        pictures=gathered.copied,
        left=decision.left,
        suppressed=suppressed,
        requests=done.budget.requests,
        not_modified=done.budget.not_modified,
        same_body=done.same_body,
        parses=done.parses,
        files_written=files + gathered.files_written,
        cost=done.budget.cost,
    )


def _report(source: Source, outcome: Outcome, why: str, spent: Budget | None = None) -> SourceReport:
    return SourceReport(
        name=source.name,
        kind=source.kind,
        outcome=outcome,
        why=why,
        on_failure=source.on_failure,
        requests=spent.requests if spent else 0,
        not_modified=spent.not_modified if spent else 0,
        cost=spent.cost if spent else 0.0,
    )


def _sentence(line: str, tools: Tools) -> str:
    """A text from outside as one line, without tokens and control characters."""
    return text.one_line(tools.fetcher.secrets.hide(line), _LONGEST)
