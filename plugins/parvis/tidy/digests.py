"""Digests: short fingerprints of bytes, files and values, by which a build knows what has changed."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import msgspec

#: Bytes of a digest: 128 bits, far from any chance meeting.
SIZE = 16


def of_bytes(data: bytes) -> str:
    """32 hex digits."""
    return hashlib.blake2b(data, digest_size=SIZE).hexdigest()


def of_file(path: str | Path) -> str:
    """The digest of a file's bytes; OSError when it cannot be read."""
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, _blake2b).hexdigest()


def of_values(values: Any) -> str:
    """The digest of plain values, structs, moments and `Markup`.

    The order of a mapping counts: a template may walk over it, so two orders are two pages.
    """
    return of_bytes(msgspec.msgpack.encode(values, enc_hook=_marked))


def _blake2b() -> Any:
    return hashlib.blake2b(digest_size=SIZE)


def _marked(value: Any) -> Any:
    """`Markup` is drawn unescaped, so it must not have the digest of the same plain text."""
    if isinstance(value, str):
        return {type(value).__name__: value.__str__()}
    raise TypeError(f"a page's values hold a {type(value).__name__}, which is no plain value")
