"""What `parvis forget` is going to do, what it has done, and what is left for people: as values, as lines, as facts for machines."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import msgspec

from parvis.archive import forget, quotes, recorded
from parvis.archive.forget import Removed
from parvis.archive.quotes import Dropped, Quote
from parvis.archive.recorded import Document
from parvis.cli import item
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
#: What a month file's line begins its id with, and what ends an expression of git filter-repo.
_ARROW: Final = "==>"
#: Words that are looked for at once, and what may stand between two of them, as a regular expression of bytes.
_PASSAGE: Final = 8
_GAP: Final = r"(?:\s|\xc2\xa0|\xe2\x80\xaf|&nbsp;|\\u00a0|<[^<>]*>)+"


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


class History(msgspec.Struct, frozen=True, kw_only=True):
    """How Git's history would let go of it."""

    command: str
    expressions: str  #: file outside of the hub with the texts to replace


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """What became of it."""

    plan: Plan
    dry: bool = False
    suppressed: int = 0
    removed: Removed = Removed()
    documents: tuple[Document, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    swept: int = 0
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


def history(settings: Settings, plan: Plan, removed: Removed) -> History:
    """The command that rewrites Git's history, and the file of expressions that it needs, written to the system's temporary folder.

    That file holds what is to be forgotten, so it lies outside of the hub and is readable by its owner alone.
    Format: `regex:…==>` (git-filter-repo, --replace-text), in this order, so that whole lines of the archive go first: were there
    literal ones, these would be replaced before any regular expression is looked for.
    """
    said = [rf'regex:(?m)^[^\n]*"id":{re.escape(json.dumps(key, ensure_ascii=False))}[^\n]*\n{_ARROW}' for key in sorted(plan.wanted.ids)]
    needles = [form for needle in plan.trace.needles for form in dict.fromkeys((needle, json.dumps(needle)[1:-1]))]
    said += [f"regex:{re.escape(needle)}{_ARROW}" for needle in needles if "\n" not in needle and _ARROW not in needle]
    said += [f"regex:{one}{_ARROW}" for kept in plan.wanted.kept for one in _passages(kept.text) if _ARROW not in one]
    folder = Path(tempfile.mkdtemp(prefix="parvis-forget-"))
    file = folder / "expressions.txt"
    file.write_text("\n".join(said) + "\n", encoding="utf-8")
    file.chmod(0o600)
    prefix = _prefix(settings.root)
    gone = (*removed.pictures, *plan.recorded_pictures, *plan.files)
    paths = [f"--path {shlex.quote(prefix + path.relative_to(settings.root).as_posix())}" for path in gone]
    words = ["git filter-repo", *(["--invert-paths", *paths] if paths else []), f"--replace-text {shlex.quote(str(file))}"]
    return History(command=" ".join(words), expressions=str(file))


def _passages(text: str) -> Iterator[str]:
    """The words, some at a time, whatever kind of space or tag a recorded document has between them."""
    words = text.split()
    for begin in range(0, len(words), _PASSAGE):
        passage = words[begin : begin + _PASSAGE]
        if len(passage) > _PASSAGE // 2:
            yield _GAP.join(map(re.escape, passage))


def _prefix(root: Path) -> str:
    """The hub's folder inside its repository, with a slash behind it; empty where it is the repository, or where there is none."""
    try:
        words = ["git", "-C", str(root), "rev-parse", "--show-prefix"]
        return subprocess.run(words, capture_output=True, text=True, check=False).stdout.strip()  # noqa: S603 (the user's own git)
    except OSError:
        return ""


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
        yield f"Then push with --force, and delete {done.history.expressions}: it holds what is forgotten."


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
