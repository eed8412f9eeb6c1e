"""What collecting remembers between runs, in .parvis/collect/: validators, pauses, cursors, health. All of it may be lost."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

import msgspec

from parvis import __version__
from parvis.collect.fetch import Validator
from parvis.collect.hosts import Pace
from parvis.model.post import Post
from parvis.model.report import Health
from parvis.model.source import Source

T = TypeVar("T")


class Known(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The last good answer of one address: enough to see that nothing has changed."""

    validator: Validator = Validator()
    digest: str = ""  #: SHA-256 of the body
    whole: datetime  #: when the whole answer was last asked for, whatever the validators said
    items: tuple[str, ...] = ()  #: ids of the posts that it gave and that the network wants refreshed
    term: float = 0.0  #: seconds for which these may be kept after each answer


class Memory(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is remembered of one source."""

    entry: str = ""  #: digest of what sources.yaml says of it: another address or option is another source
    health: Health
    state: dict[str, str] = {}  #: the kind's own
    answers: dict[str, Known] = {}  #: by address, without tokens
    archived: str = ""  #: digest of the archived posts when `answers` were kept: a validator of other posts is worth nothing
    refresh: datetime | None = None  #: from then on the network's retention clock asks for the whole answer
    rest_before: datetime | None = None  #: items not newer than this are what the last run has left for the next one
    rest_held: str = ""  #: why those are held
    missing: int = 0  #: answers 404 in a row
    pictures: dict[str, int] = {}  #: tries in vain, by the picture's address


def folder(state: Path) -> Path:
    """Where all of it lies."""
    return state / "collect"


def entry_digest(source: Source) -> str:
    """Changes when the source is another one, or gives other items."""
    return sha256(msgspec.json.encode([source.kind, source.options], order="deterministic")).hexdigest()[:16]


def archive_digest(posts: tuple[Post, ...]) -> str:
    """Changes with any archived post of a source, and with the version of Parvis that has read them."""
    return sha256(__version__.encode() + msgspec.msgpack.encode(posts)).hexdigest()[:32]


def read(state: Path, source: Source) -> Memory:
    """What is remembered of a source; nothing when its file is lost or damaged, or its entry is a new one."""
    fresh = Memory(entry=entry_digest(source), health=Health(source=source.name))
    found = _decoded(_file(state, source.name), Memory)
    return found if found is not None and found.entry == fresh.entry else fresh


def write(state: Path, memory: Memory) -> None:
    """Remember this of a source."""
    _put(_file(state, memory.health.source), msgspec.json.encode(memory))


def read_paces(state: Path) -> dict[str, Pace]:
    """Pauses and paces of all hosts."""
    return _decoded(folder(state) / "hosts.json", dict[str, Pace]) or {}


def write_paces(state: Path, paces: Mapping[str, Pace]) -> None:
    """Remember the pauses and paces of the hosts."""
    _put(folder(state) / "hosts.json", msgspec.json.encode(paces))


def every(state: Path) -> list[Memory]:
    """What is remembered of any source, by name."""
    found = (_decoded(path, Memory) for path in sorted((folder(state) / "sources").glob("*.json")))
    return [memory for memory in found if memory is not None]


def _file(state: Path, name: str) -> Path:
    return folder(state) / "sources" / f"{name}.json"


def _decoded(path: Path, kind: type[T]) -> T | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except (OSError, msgspec.DecodeError):
        return None


def _put(path: Path, content: bytes) -> None:
    """Write a file whole, and only if its bytes change."""
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    temporary.write_bytes(content)
    temporary.replace(path)
