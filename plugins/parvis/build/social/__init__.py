"""Social cards: the pictures that stand for a page where it is shared, drawn when what they say has changed.

A page that is kept as it lies in output/ is not worked out, so what its card says is remembered beside it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cached_property
from importlib.metadata import version
from typing import Final

import msgspec

from parvis.build.assets import Asset
from parvis.build.disk import Disk
from parvis.build.inputs import Stamp
from parvis.model.page import Page
from parvis.pages import social
from parvis.pages.social import SocialCard
from parvis.settings import Settings
from parvis.tidy import digests

#: Folder in the hub's state, and what it knows of the last build's cards.
FOLDER, INDEX = "social", "index.msgpack"

#: What draws, and what is drawn besides a card's own words: another part of the program leaves all cards as they are.
_STUDIO: Final = (
    "parvis/build/social/",
    "parvis/build/lettering/",
    "parvis/build/brand/",
    "parvis/pages/palette.py",
    "parvis/tidy/color.py",
)
_DRAWINGS: Final = ("static/icons/swatch.svg", "templates/parts/portrait.html")


class Social(msgspec.Struct, frozen=True):
    """The card as a page names it."""

    url: str  #: relative to the site's root
    alt: str
    width: int = social.WIDTH
    height: int = social.HEIGHT


class Cards:
    """One build's cards. A site that does not know its address has none: they can be named by a whole address alone."""

    def __init__(self, settings: Settings, stamps: Mapping[str, Stamp], disk: Disk, pictures: Iterable[Asset]) -> None:
        """`pictures`: those that pages show, as they are published."""
        self.drawn = 0
        self._pictures = {asset.path: asset for asset in pictures}
        self._settings = settings
        self._stamps = stamps
        self._disk = disk
        self._folder = settings.state / FOLDER
        self._wanted: dict[str, SocialCard] = {}  #: by the page's path

    def knows(self, path: str) -> bool:
        """Whether it is known what a page's card says without working the page out."""
        return not self._are_drawn or not path.endswith(".html") or path in self._known

    def again(self, path: str) -> None:
        """Take the same card in for a page that stays as it is."""
        if path in self._known:
            self._wanted[path] = self._known[path]

    def take(self, page: Page) -> None:
        """Take the card of a page in."""
        if self._are_drawn and page.template is not None and page.template.endswith(".html"):
            self._wanted[page.path] = social.card(page, self._settings.site.name)

    def of(self, page: Page) -> Social | None:
        """The card of a page, as it stands in it."""
        if not self._are_drawn or page.template is None or not page.template.endswith(".html"):
            return None
        card = social.card(page, self._settings.site.name)
        return Social(self._url(card), card.alt)

    def assets(self) -> Iterator[Asset]:
        """The cards that pages name, each once, drawn where that has not been done."""
        cards = {self._url(card): card for card in self._wanted.values()}
        keys = {url: self._key(card) for url, card in sorted(cards.items())}
        self._draw({keys[url]: card for url, card in sorted(cards.items())})
        for url, key in keys.items():
            yield Asset(url, self._folder / f"{key}.jpg", key, "a social card")

    def keep(self) -> None:
        """Remember what the cards say, and forget those that no page names."""
        if not self._are_drawn:
            return
        if self._wanted != self._known:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._disk.write(self._folder / INDEX, msgspec.msgpack.encode(self._wanted, order="sorted"))
        used = {f"{self._key(card)}.jpg" for card in self._wanted.values()}
        with suppress(FileNotFoundError):
            for file in {entry.name for entry in os.scandir(self._folder) if entry.name.endswith(".jpg")} - used:
                (self._folder / file).unlink(missing_ok=True)

    @property
    def _are_drawn(self) -> bool:
        return bool(self._settings.site.url)

    @cached_property
    def _known(self) -> dict[str, SocialCard]:
        try:
            return msgspec.msgpack.decode((self._folder / INDEX).read_bytes(), type=dict[str, SocialCard])
        except (OSError, msgspec.DecodeError):
            return {}

    @cached_property
    def _look(self) -> str:
        """The digest of everything that all cards are drawn with."""
        brand = self._settings.site.brand
        fonts = [font.file for font in (brand.display, brand.text) if font] if brand else []
        named = [*fonts, *([brand.logo.file] if brand and brand.logo else [])]
        files = [stamp.digest for name in named if (stamp := self._stamps.get(f"content/{name}"))]
        drawn_by = [stamp.digest for name, stamp in sorted(self._stamps.items()) if name.startswith(_STUDIO) or name.endswith(_DRAWINGS)]
        return digests.of_values([brand, files, drawn_by, version("pillow"), version("resvg-py")])

    def _url(self, card: SocialCard) -> str:
        return f"{social.FOLDER}/{digests.of_values([card.name, self._look])[:20]}.jpg"

    def _key(self, card: SocialCard) -> str:
        picture = self._pictures.get(card.picture)
        return digests.of_values([card.name, self._look, picture.digest if picture else ""])

    def _draw(self, wanted: Mapping[str, SocialCard]) -> None:
        new = {key: card for key, card in wanted.items() if not (self._folder / f"{key}.jpg").is_file()}
        if not new:
            return
        from parvis.build.pictures.workshop import processors
        from parvis.build.social.drawing import Studio

        self._folder.mkdir(parents=True, exist_ok=True)
        studio = Studio(self._settings)

        def draw(key: str, card: SocialCard) -> None:
            picture = self._pictures.get(card.picture)
            half = self._folder / f"{key}.{os.getpid()}"
            half.write_bytes(studio.draw(card, picture.source if picture else None))
            half.replace(self._folder / f"{key}.jpg")

        with ThreadPoolExecutor(processors()) as pool:
            self.drawn += len(list(pool.map(draw, new, new.values())))
