"""Portraits: a person's picture, else a bust drawn in colours that follow from the name, the same on every page and for ever."""

from __future__ import annotations

import colorsys
from hashlib import sha256
from typing import Final

import msgspec

from parvis.curate import ambassadors as decided
from parvis.model.ambassador import Ambassador, Bust, Hair
from parvis.model.article import Article
from parvis.pages.edition import Edition

#: What a name may lead to: nothing that says more of somebody than a name can.
_HAIR: Final[tuple[Hair, ...]] = ("short", "crop", "bob", "curls", "bun")
#: Hue (in turns, added to the name's own), saturation and lightness of what is drawn: one hue, as if cut from paper.
_TONES: Final = {"ground": (0.0, 0.48, 0.89), "skin": (0.0, 0.42, 0.77), "hair": (0.0, 0.45, 0.3), "clothes": (0.42, 0.38, 0.46)}


class DrawnBust(msgspec.Struct, frozen=True, kw_only=True):
    """Head and shoulders, flat. Colours: `#rrggbb`."""

    hair: Hair
    hair_color: str
    skin: str
    clothes: str
    ground: str
    glasses: bool
    beard: bool
    initials: str


class Portrait(msgspec.Struct, frozen=True, kw_only=True):
    """A person to look at."""

    picture: str  #: path in the output; empty: they are drawn
    alt: str
    credit: str  #: who made the picture
    bust: DrawnBust


def portrait(person: Ambassador, article: Article, edition: Edition) -> Portrait:
    """How a person is shown today."""
    pictured = decided.pictured(person, edition.day(edition.hub.now)) and bool(article.picture)
    return Portrait(
        picture=article.picture or "" if pictured else "",
        alt=article.picture_alt if pictured else "",
        credit=person.portrait.credit if person.portrait and pictured else "",
        bust=bust(person),
    )


def bust(person: Ambassador) -> DrawnBust:
    """How a person is drawn: as they want to be, and where they have not said, as their name has it."""
    return drawn(person.name, person.drawn)


def drawn(name: str, wanted: Bust | None = None) -> DrawnBust:
    """How somebody of a name is drawn."""
    wanted = wanted or Bust()
    digest = sha256(name.casefold().encode()).digest()
    hue = digest[0] / 256
    return DrawnBust(
        hair=wanted.hair or _HAIR[digest[1] % len(_HAIR)],
        hair_color=wanted.hair_color or _tone("hair", hue),
        skin=wanted.skin or _tone("skin", hue),
        clothes=wanted.clothes or _tone("clothes", hue),
        ground=wanted.ground or _tone("ground", hue),
        glasses=wanted.glasses,
        beard=wanted.beard,
        initials=initials(name),
    )


def initials(name: str) -> str:
    """First letters of the first and the last word: `NC` of Noémie Castilloux; one of a name of one word."""
    letters = [letter for word in name.split() if (letter := next((sign for sign in word if sign.isalnum()), ""))]
    return "".join((*letters[:1], *letters[1:][-1:])).upper()


def _tone(part: str, hue: float) -> str:
    turn, saturation, lightness = _TONES[part]
    red, green, blue = colorsys.hls_to_rgb((hue + turn) % 1, lightness, saturation)
    return f"#{round(red * 255):02x}{round(green * 255):02x}{round(blue * 255):02x}"
