"""Recorded documents of the hub that `collect` reads in place of the network: redacted, read again, and written only if all else is there."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path
from urllib.parse import unquote, urlsplit

import msgspec
from pydantic import ValidationError

from parvis import sources as kinds
from parvis.archive import write
from parvis.archive.redact import redact
from parvis.errors import ArchiveError, SourceError
from parvis.model.forgetting import Trace
from parvis.model.raw_post import RawPost
from parvis.model.source import Source
from parvis.model.suppression import folded
from parvis.tidy.links import canonical

_FOLDER = "recorded"
_MEDIA = "media"


class Document(msgspec.Struct, frozen=True):
    """A recorded document that holds, or held, what is forgotten."""

    file: str  #: relative to the hub's folder
    taken: int  #: entries taken out, and texts emptied
    left: str  #: why it could not be redacted; empty: it was


def redact_all(root: Path, content: Path, sources: Iterable[Source], trace: Trace, *, dry: bool = False) -> tuple[Document, ...]:
    """Redact every recorded document. `dry`: nothing is written. ArchiveError names the file that cannot be read or written."""
    readers: dict[Path, list[Source]] = {}
    for source in sources:
        url = source.options.get("url")
        if isinstance(url, str) and "://" not in url and (root / url).is_file():
            readers.setdefault((root / url).resolve(), []).append(source)
    others = {path.resolve() for path in (content / _FOLDER).rglob("*") if path.is_file() and _MEDIA not in path.relative_to(content).parts}
    inside = sorted(path for path in {*readers, *others} if path.is_relative_to(root.resolve()))
    found = (_redacted(path, root.resolve(), readers.get(path, []), trace, dry=dry) for path in inside)
    return tuple(document for document in found if document is not None)


def pictures(content: Path, gone: Collection[str], staying: Collection[str]) -> tuple[Path, ...]:
    """The recorded pictures behind addresses that nothing else shows."""
    shown = {_place(url) for url in staying}
    places = sorted({_place(url) for url in gone} - shown)
    media = content / _FOLDER / _MEDIA
    return tuple(path for place in places if place and (path := media / place).is_file() and path.resolve().is_relative_to(media.resolve()))


def _place(url: str) -> str:
    parts = urlsplit(url)
    path = unquote(parts.path).lstrip("/")
    return f"{parts.hostname or ''}/{path}" if path and ".." not in path.split("/") else ""


def _redacted(path: Path, root: Path, readers: list[Source], trace: Trace, *, dry: bool) -> Document | None:
    name = path.relative_to(root).as_posix()
    try:
        body = path.read_bytes()
        before = [_read(source, body) for source in readers]
        theirs = [post for posts in before for post in posts or () if _is_gone(post, trace)]
        whole = _wider(trace, theirs)
        made = redact(body, path.suffix.lower(), whole)
        if not made.taken:
            return Document(name, 0, made.left) if made.left else None
        spoilt = any(not _still_whole(posts, _read(source, made.body), whole) for source, posts in zip(readers, before, strict=True))
        if spoilt:
            return Document(name, 0, "taking it out would change other items")
        if not dry:
            write.put(path, made.body)
    except OSError as error:
        raise ArchiveError(f"{name}: {error.strerror}.") from error
    return Document(name, made.taken, made.left)


def _read(source: Source, body: bytes) -> list[RawPost] | None:
    """The items of a document; None where its kind cannot read it."""
    try:
        return list(kinds.kind(source.kind).read(body, kinds.options_of(source.kind, source.options)))
    except (SourceError, ValidationError, ValueError, KeyError):
        return None


def _still_whole(before: list[RawPost] | None, after: list[RawPost] | None, trace: Trace) -> bool:
    """Whether exactly the items that are forgotten are gone."""
    if before is None:
        return True
    staying = [post.native or post.url for post in before if not _is_gone(post, trace)]
    return [post.native or post.url for post in after or ()] == staying


def _is_gone(post: RawPost, trace: Trace) -> bool:
    author = post.author
    if (post.native and post.native in trace.natives) or _linked(post.url, trace) or _linked(post.repost_of, trace):
        return True
    if author.handle or author.url:
        return bool(author.handle and folded(author.handle) in trace.handles) or _linked(author.url, trace)
    return bool(author.name and author.name in trace.names)


def _linked(url: str | None, trace: Trace) -> bool:
    return bool(url) and canonical(url or "") in trace.links


def _wider(trace: Trace, theirs: Iterable[RawPost]) -> Trace:
    """With the ids and addresses of items that the archive does not have."""
    found = list(theirs)
    natives = {post.native for post in found if post.native}
    links = {canonical(post.url) for post in found if post.url}
    return msgspec.structs.replace(trace, natives=trace.natives | natives, links=trace.links | links)
