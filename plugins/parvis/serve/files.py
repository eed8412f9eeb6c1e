"""From the path of a request to a file of the site: nothing outside of the output folder is ever found."""

from __future__ import annotations

import mimetypes
from pathlib import Path
from urllib.parse import quote, unquote

import msgspec

#: Python's own table alone: what a machine's /etc/mime.types says must not change an answer.
_TYPES = mimetypes.MimeTypes(filenames=())
_OURS = {
    ".avif": "image/avif",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".js": "text/javascript",
    ".ics": "text/calendar",
    ".opml": "text/x-opml",
    ".webmanifest": "application/manifest+json",
}


class Found(msgspec.Struct, frozen=True):
    """A file of the site."""

    file: Path
    type: str  #: with the charset where it is text


class Moved(msgspec.Struct, frozen=True):
    """The same thing at another path, such as a folder without its slash."""

    location: str


class Missing(msgspec.Struct, frozen=True):
    """There is no such file in the site."""


def find(output: Path, base: str, target: str) -> Found | Moved | Missing:
    """What a request for `target` (path and query, still quoted) gets from `output`, which is served under `base` ("" or "/hub")."""
    path = unquote(target.partition("?")[0].partition("#")[0])
    if base and path in {"", "/", base}:
        return Moved(quote(base) + "/")
    if not path.startswith(f"{base}/") or "\0" in path or "\\" in path:
        return Missing()
    parts = path.removeprefix(base).split("/")[1:]
    if any(part in {".", ".."} or (part.startswith(".") and part != ".well-known") for part in parts) or "" in parts[:-1]:
        return Missing()
    return _inside(output, output.joinpath(*parts), path)


def _inside(output: Path, wanted: Path, path: str) -> Found | Moved | Missing:
    try:
        file = wanted.resolve(strict=True)
        if not file.is_relative_to(output.resolve(strict=True)):
            return Missing()
    except (OSError, ValueError):  # absent, too long a name, a circle of links
        return Missing()
    if file.is_dir():
        if not path.endswith("/"):
            return Moved(quote(path) + "/")
        file = file / "index.html"
    elif path.endswith("/"):
        return Missing()
    return Found(file, type_of(file)) if file.is_file() else Missing()


def type_of(file: Path) -> str:
    """The Content-Type of a file, by its ending."""
    guessed = _OURS.get(file.suffix.lower()) or _TYPES.guess_type(file.name)[0] or "application/octet-stream"
    return f"{guessed}; charset=utf-8" if guessed.startswith("text/") else guessed
