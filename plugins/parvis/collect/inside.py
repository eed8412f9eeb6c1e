"""Files of the hub's own folder that stand in for the network: recorded feeds, exports, and the pictures beside them."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from parvis.errors import FetchError


def read(root: Path, path: str, most: int) -> bytes:
    """Bytes of a file inside the hub, at most `most`.

    FetchError when it does not exist, is no file, is larger, or lies outside of `root`, be it by way of a link.
    """
    found = (root / path).resolve()
    if not found.is_relative_to(root.resolve()):
        raise FetchError(f"{path!r} lies outside of the hub's folder. Give a path inside of it, such as `content/recorded/feed.xml`.")
    if not found.is_file():
        raise FetchError(f"{path!r} is no file of the hub. Give an address with https://, or a path relative to the hub's folder.")
    try:
        with found.open("rb") as file:
            body = file.read(most + 1)
    except OSError as error:
        raise FetchError(f"{path!r} cannot be read: {error.strerror}.") from error
    if len(body) > most:
        raise FetchError(f"{path!r} is larger than {most // (1024 * 1024)} MiB.")
    return body


def recorded_picture(root: Path, document: str, url: str, most: int) -> bytes | None:
    """Bytes of the picture that lies beside a recorded document as `media/<host>/<path>`; None when there is none."""
    parts = urlsplit(url)
    folder = PurePosixPath(document).parent / "media"
    place = folder / (parts.hostname or "") / unquote(parts.path).lstrip("/")
    try:
        return read(root, str(place), most) if ".." not in place.parts and (root / place).is_file() else None
    except OSError:  # a name longer than the file system allows
        return None
