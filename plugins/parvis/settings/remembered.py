"""What checking the settings has found, kept in .parvis/ by the digest of all that it was found in."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date, time, timedelta
from hashlib import sha256
from pathlib import Path, PurePath
from typing import Any

import msgspec

import parvis
from parvis.settings.hub_settings import Settings
from parvis.settings.pelican_conf import Conf

#: Below the hub's folder.
STATE = ".parvis"

_FILE = "settings.msgpack"


class _Remembered(msgspec.Struct, frozen=True):
    key: str
    settings: Settings


def fingerprint(conf: Conf, values: Mapping[str, Any]) -> str:
    """Digest of settings by what they say. Where one is no plain value (a function, say), the file's text counts for it."""
    opaque = False

    def plain(value: object) -> Any:
        nonlocal opaque
        if isinstance(value, (PurePath, date, time, timedelta)):
            return str(value)
        opaque = True
        return f"{type(value).__module__}.{type(value).__qualname__}"

    said = []
    for name in sorted(values):
        try:
            said.append(name.encode() + b"=" + msgspec.json.encode(values[name], enc_hook=plain, order="sorted"))
        except (TypeError, ValueError, RecursionError):
            opaque = True
    return _digest([*said, conf.text if opaque else b""])


def key(conf: Conf, values: Mapping[str, Any]) -> str:
    """Digest of everything that decides what checking would find, but for the files that sources name (see `recall`)."""
    root = conf.root.absolute()
    places = {name: root / str(values[name]) for name in ("PATH", "OUTPUT_PATH", "THEME") if name in values}
    content, theme = places.get("PATH", root), places.get("THEME", Path(parvis.THEME))
    return _digest(
        [
            parvis.__version__.encode(),
            os.fsencode(root),
            fingerprint(conf, conf.values).encode(),
            fingerprint(conf, {**values, **places}).encode(),
            _bytes(content / "sources.yaml"),
            *_brand(values, content),
            *(part for file in _ambassadors(content) for part in (os.fsencode(file.name), _bytes(file))),
            repr([folder.is_dir() for folder in (content, theme)]).encode(),
            *(_names(folder / "locale") for folder in (theme, Path(parvis.THEME))),
            *(_stats(Path(__file__).parents[1] / room) for room in ("settings", "sources", "model", "tidy", "written")),
        ]
    )


def recall(root: Path, known: str) -> Settings | None:
    """The settings that were found under this key; None when there are none, or when a file that a source reads has gone."""
    try:
        kept = msgspec.msgpack.decode((root / STATE / _FILE).read_bytes(), type=_Remembered, dec_hook=_path_of)
    except (OSError, ValueError, msgspec.MsgspecError):
        return None
    if kept.key != known:
        return None
    local = (url for source in kept.settings.sources if (url := source.options.get("url")) and "://" not in url)
    return kept.settings if all((root / url).exists() for url in local) else None


def remember(settings: Settings, known: str) -> None:
    """Keep settings under their key. A folder that cannot be written costs time alone, the next time."""
    file = settings.state / _FILE
    temporary = file.with_name(f"{_FILE}.{os.getpid()}.tmp")
    with suppress(OSError):
        file.parent.mkdir(exist_ok=True)
        temporary.write_bytes(msgspec.msgpack.encode(_Remembered(known, settings), enc_hook=str))
        temporary.replace(file)


def _path_of(kind: Any, value: Any) -> Any:
    if kind is Path and isinstance(value, str):
        return Path(value)
    raise NotImplementedError(f"no {kind} is kept")


def _digest(parts: Iterable[bytes]) -> str:
    found = sha256()
    for part in parts:
        found.update(len(part).to_bytes(8, "big"))
        found.update(part)
    return found.hexdigest()


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b"\0absent"


def _ambassadors(content: Path) -> list[Path]:
    """Their files: each may name sources of its own."""
    return sorted(path for path in (content / "ambassadors").glob("*") if path.is_file())


def _brand(values: Mapping[str, Any], content: Path) -> Iterator[bytes]:
    """The files that the brand's look names, checked or not."""
    waiting = [values.get("PARVIS_BRAND")]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            waiting += value.values()
        elif isinstance(value, str) and "\0" not in value:
            yield _bytes(content / value)


def _names(folder: Path) -> bytes:
    """The languages of a theme."""
    try:
        return b"\n".join(sorted(os.fsencode(entry.name) for entry in os.scandir(folder) if entry.is_dir()))
    except OSError:
        return b"\0absent"


def _stats(folder: Path) -> bytes:
    """State of our own modules, for who develops a kind of source; a released version never changes them."""
    with suppress(OSError):
        found = sorted((entry.name, entry.stat().st_mtime_ns) for entry in os.scandir(folder) if entry.name.endswith(".py"))
        return repr(found).encode()
    return b""
