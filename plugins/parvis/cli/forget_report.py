"""What `parvis forget` is going to do, what it has done, and what is left for people: as values, as lines, as facts for machines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import msgspec

from parvis.archive import forget, quotes, recorded
from parvis.archive.forget import Removed
from parvis.archive.quotes import Dropped, Quote
from parvis.archive.recorded import Document
from parvis.cli import item
from parvis.cli.forget_history import History
from parvis.curate import forgetting
from parvis.model.forgetting import Trace, Wanted
from parvis.model.forgetting import trace as trace_of
from parvis.model.post import Post
from parvis.model.review import Review
from parvis.model.takedown import GROUNDS
from parvis.settings import Settings

STREISAND: Final = (
    "This is criticism, and no ground of law is given: removing it may draw far more attention to it than it has, and readers take it "
    "for censorship. An answer in public (content/curation/replies/) is nearly always better."
)
#: How many ids, places and paths a list names.
_MOST: Final = 8


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What would go."""

    wanted: Wanted
    trace: Trace
    ground: str
    streisand: bool  #: it is criticism, and no ground of law is given
    recorded_pictures: tuple[Path, ...]
    files: tuple[Path, ...]  #: of hand-written reviews
    removed: Removed
    documents: tuple[Document, ...]
    dropped: tuple[Dropped, ...]


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """What became of it."""

    plan: Plan
    dry: bool = False
    suppressed: int = 0
    removed: Removed = Removed()
    documents: tuple[Document, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    swept: int = 0
    staying: tuple[str, ...] = ()  #: ids of copies that were hidden with it, and stay so
    quotes: tuple[Quote, ...] = ()
    letters: tuple[Path, ...] = ()
    history: History | None = None


def plan(settings: Settings, what: str, ground: str, *, also: bool) -> Plan:
    """What is meant, and everything that would go with it. UsageError when nothing is meant, or too much."""
    kept: list[Post | Review] = [*item.posts(settings), *item.reviews(settings)]
    wanted = forgetting.find(what, kept)
    if also:
        wanted = forgetting.joined(wanted, kept)
    trace = trace_of(wanted)
    staying = [one for one in kept if isinstance(one, Post) and one.id not in wanted.ids]
    return Plan(
        wanted=wanted,
        trace=trace,
        ground=ground,
        streisand=not GROUNDS[ground].law and forgetting.is_criticism(wanted),
        recorded_pictures=recorded.pictures(settings.content, _pictures(wanted.posts), _pictures(staying)),
        files=tuple(settings.root / review.file for review in wanted.reviews if review.file),
        removed=forget.forget(settings.archive, wanted, trace, dry=True),
        documents=recorded.redact_all(settings.root, settings.content, settings.sources, trace, dry=True),
        dropped=quotes.drop(settings.content, wanted.ids, trace, dry=True),
    )


def _pictures(posts: tuple[Post, ...] | list[Post]) -> set[str]:
    found = {address for post in posts for media in post.media for address in (media.url, media.preview) if address}
    return found | {post.author.avatar for post in posts if post.author.avatar}


def lines(done: Done, settings: Settings) -> Iterator[str]:
    """All of it for people."""
    plan, wanted = done.plan, done.plan.wanted
    yield from _warnings(plan)
    would = "would go" if done.dry else "gone"
    removed = plan.removed if done.dry else done.removed
    yield f"{_counted(wanted.count, 'record')} of the archive {would}: {_some(sorted(wanted.ids))}"
    documents = plan.documents if done.dry else done.documents
    taken = [document for document in documents if document.taken]
    if removed.pictures or plan.recorded_pictures:
        yield f"{_counted(len(removed.pictures) + len(plan.recorded_pictures), 'picture')} {would}, which nothing else shows."
    for document in taken:
        yield f"{document.file}: {_counted(document.taken, 'entry')} {would}."
    for dropped in plan.dropped if done.dry else done.dropped:
        yield f"{dropped.file}: {_counted(dropped.entries, 'line')} {would}."
    for path in plan.files:
        yield f"{path.relative_to(settings.root).as_posix()}: {would}."
    if wanted.remaining:
        yield f"Says the same, and stays: {_some([one.id for one in wanted.remaining])}. Forget that too: --also"
    if done.staying:
        yield f"Hidden with it, and stays hidden by a decision of its own: {_some(list(done.staying))}."
    for document in documents:
        if document.left:
            yield f"LOOK: {document.file}: {document.left}. Take it out by hand, then run `parvis collect` again."
    if not done.dry:
        yield from _afterwards(done, settings)


def _warnings(plan: Plan) -> Iterator[str]:
    law = GROUNDS[plan.ground].law
    yield f"Ground: {plan.ground}{f' ({law})' if law else ', which is none of law'}."
    if not law:
        known = "; ".join(f"{key}: {ground.law}" for key, ground in GROUNDS.items() if ground.law)
        yield f"Grounds of law: {known}."
    if plan.streisand:
        yield f"WARNING: {STREISAND}"


def _afterwards(done: Done, settings: Settings) -> Iterator[str]:
    yield f"{_counted(done.suppressed, 'line')} in content/curation/suppressions.yaml keep it from coming back; counted in register.yaml."
    if done.swept:
        yield f"{_counted(done.swept, 'cache')} of .parvis/ gone; they are made anew."
    for quote in done.quotes:
        yield f"LOOK: {quote.file}: line {', '.join(map(str, quote.lines))} still names or quotes it. Change it by hand."
    if done.letters:
        yield f"Letters: {', '.join(_shown(path, settings) for path in done.letters)}. They are proposals: read them before you send them, and delete them then: they name it."
    yield "Next: parvis build, then commit. The live site shows it until it is published again."
    if done.history:
        yield "Git's history still holds it, and so does every clone. In a fresh clone, after everybody has pushed (git-filter-repo is a tool of its own):"
        yield f"  {done.history.command}"
        yield "It takes the clone's remote away: give it back (git remote add origin …), then git push --force --all and git push --force --tags."
        yield f"Delete {done.history.expressions} afterwards: it holds what is forgotten."


def facts(done: Done, settings: Settings) -> dict[str, Any]:
    """All of it for machines."""
    plan = done.plan
    removed = plan.removed if done.dry else done.removed
    return {
        "dry_run": done.dry,
        "kind": plan.wanted.kind,
        "ground": plan.ground,
        "law": GROUNDS[plan.ground].law,
        "criticism_without_ground": plan.streisand,
        "items": sorted(plan.wanted.ids),
        "remaining": [one.id for one in plan.wanted.remaining],
        "records": removed.records,
        "pictures": len(removed.pictures) + len(plan.recorded_pictures),
        "documents": plan.documents if done.dry else done.documents,
        "decisions": plan.dropped if done.dry else done.dropped,
        "suppressed": done.suppressed,
        "caches": done.swept,
        "staying_hidden": done.staying,
        "quotes": done.quotes,
        "letters": [_shown(path, settings) for path in done.letters],
        "history": done.history,
    }


def _shown(path: Path, settings: Settings) -> str:
    return path.relative_to(settings.root).as_posix() if path.is_relative_to(settings.root) else str(path)


def _some(names: list[str]) -> str:
    return ", ".join(names[:_MOST]) + (f" and {len(names) - _MOST} more" if len(names) > _MOST else "")


def _counted(count: int, word: str) -> str:
    many = "entries" if word == "entry" else f"{word}s"
    return f"{count} {word if count == 1 else many}"
