"""What pages show and nobody draws: the theme's files, the editors' pictures, and our copies of the items' pictures."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path

import msgspec

from parvis.build.inputs import Stamp, roots
from parvis.build.stage import Stage
from parvis.errors import ContentError, Mistake
from parvis.model.hub import Hub
from parvis.pages.addresses import EMBED_SCRIPT
from parvis.settings import Settings
from parvis.tidy import drawing

#: Where they lie below output/.
THEME, MEDIA = "theme", "media"
#: The web component's file in the theme.
COMPONENT = "js/parvis-wall.js"


class Asset(msgspec.Struct, frozen=True):
    """A file that goes out as it is."""

    path: str  #: below output/
    source: Path
    digest: str
    what: str  #: its kind, for messages

    def read(self) -> bytes:
        """Its bytes."""
        return self.source.read_bytes()


class Made(Asset, frozen=True):
    """A file that is made when somebody reads it: `digest` is that of everything it is made from."""

    make: Callable[[], bytes]

    def read(self) -> bytes:
        """Its bytes, made anew."""
        return self.make()


def of_theme(settings: Settings, stamps: Mapping[str, Stamp]) -> dict[str, Asset]:
    """The static files by their path below theme/static: Parvis' own, and the hub's theme over them."""
    folders = roots(settings)
    found: dict[str, Asset] = {}
    for root in ("parvis theme", "theme"):
        start = f"{root}/static/"
        for name, stamp in stamps.items():
            if name.startswith(start):
                path = name.removeprefix(start)
                found[path] = Asset(f"{THEME}/{path}", folders[root] / "static" / path, stamp.digest, "a theme file")
    return dict(sorted(found.items()))


def of_embed(found: Mapping[str, Asset]) -> Iterator[Asset]:
    """The web component once more, at an address that stays: other sites name it."""
    yield from (msgspec.structs.replace(asset, path=EMBED_SCRIPT) for path, asset in found.items() if path == COMPONENT)


def seals(found: Mapping[str, Asset]) -> dict[str, str]:
    """`sha256-…` of each script and style sheet of the theme, by its path below theme/static (W3C Subresource Integrity)."""
    return {path: seal(asset.read()) for path, asset in found.items() if path.endswith((".css", ".js"))}


def seal(data: bytes) -> str:
    """What browsers check a file by."""
    return f"sha256-{b64encode(sha256(data).digest()).decode()}"


def of_items(hub: Hub, settings: Settings, stamps: Mapping[str, Stamp]) -> list[Asset]:
    """Our copies of the pictures that published items show.

    Somebody who asked not to be shown is not: their pictures stay at home. Only what the snapshot has found below the folder:
    `../../.env` in a record leads nowhere.
    """
    wanted = {media.local for item in hub.items if not item.post.author.opted_out for media in item.post.media if media.local}
    found = ((local, stamps.get(f"content/archive/media/{local}")) for local in sorted(wanted))
    folder = settings.content / "archive" / "media"
    return [Asset(f"{MEDIA}/{local}", folder / local, stamp.digest, "an item's picture") for local, stamp in found if stamp]


def of_editors(statics: Mapping[str, Path], settings: Settings, stamps: Mapping[str, Stamp]) -> Iterator[Asset]:
    """The files that Pelican would copy: path below output/ to file. ContentError when one is not there, or would run."""
    for path, source in sorted(statics.items()):
        try:
            name = f"content/{source.relative_to(settings.content).as_posix()}"
        except ValueError:
            name = ""
        stamp = stamps.get(name)
        if stamp is None:
            what = "this file is linked to, but does not exist."
            raise ContentError([Mistake(f"{settings.content.name}/{path}", 0, "", what, "Put it there, or mend the link.")])
        if path.lower().endswith(".svg") and (found := drawing.program(source.read_bytes())):
            what = f"this drawing holds {found!r}: opened by itself it would run as a program of the site."
            raise ContentError([Mistake(name.replace("content", settings.content.name, 1), 0, "", what, "Export it anew as plain SVG.")])
        yield Asset(path, source, stamp.digest, "a file of content/")


def take(assets: Iterable[Asset], stage: Stage) -> int:
    """Take all in that are not in output/ already; how many there are."""
    count = 0
    for asset in assets:
        stage.claim(asset.path, asset.what)
        if not stage.keep(asset.path, asset.digest):
            stage.put(asset.path, asset.digest, asset.read())
        count += 1
    return count
