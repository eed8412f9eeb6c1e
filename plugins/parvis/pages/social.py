"""What a page looks like where somebody shares it: one picture's worth of its values. A function of the page alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, Final, Literal

import msgspec

from parvis.model.page import Page
from parvis.pages.portraits import DrawnBust
from parvis.pages.typography import line
from parvis.pages.values import Swatch
from parvis.tidy import digests

#: Pixels: what networks show without cutting (https://ogp.me, and the networks' own pages).
WIDTH, HEIGHT = 1200, 630
#: Where the pictures lie below output/.
FOLDER: Final = "social"
#: Macarons of a contest's picture.
SWATCHES: Final = 5

#: How a picture is composed.
Face = Literal["hub", "words", "picture", "quote", "person", "date", "product", "contest"]


class SocialCard(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that is drawn. Every text is plain."""

    face: Face
    site: str  #: the hub's name
    title: str
    eyebrow: str = ""  #: what it is, small, above the title
    text: str = ""
    language: str = ""
    signs: tuple[str, ...] = ()  #: what readers must be told: it is drawn whatever else finds no room
    stars: tuple[str, ...] = ()
    rating: str = ""  #: the stars in words, for who cannot see them
    picture: str = ""  #: path in the output
    colors: tuple[tuple[str, str], ...] = ()  #: shell and filling of each macaron, `#rrggbb`
    bust: DrawnBust | None = None
    day: date | None = None
    month: str = ""

    @property
    def alt(self) -> str:
        """The picture in words: all that is read in it."""
        day = f"{self.day.day} {self.month}" if self.day else ""
        return " · ".join(
            dict.fromkeys(said for said in (*self.signs, self.eyebrow, self.rating, day, self.title, self.text, self.site) if said)
        )

    @property
    def name(self) -> str:
        """Its digest: the picture's name but for the brand's look."""
        return digests.of_values(self)


def card(page: Page, site: str) -> SocialCard:
    """What is drawn of a page; of one that has no face of its own, the hub."""
    values = page.values
    made = _FACES.get(page.kind)
    found = made(values, site) if made else None
    return found or hub(values, site)


def hub(values: Mapping[str, Any], site: str) -> SocialCard:
    """The hub itself, in the language of the page."""
    return SocialCard(face="hub", site=site, title=site, text=values.get("tagline", ""), language=values["language"])


def _item(values: Mapping[str, Any], site: str) -> SocialCard | None:
    shown = values["card"]
    if shown.face == "bare":
        return None
    said = "" if shown.veil == "all" else shown.text
    picture = shown.picture.src if shown.picture and shown.drawn and not shown.veil else ""
    by = shown.author if shown.author == shown.place else f"{shown.author} · {shown.place}"
    return SocialCard(
        face="picture" if picture else "words",
        site=site,
        eyebrow=by,
        title=shown.title or said or shown.name,
        # What has no title of its own is called by its first words.
        text=said if shown.title and not said.startswith(shown.title.rstrip("….!?")) else "",
        language=shown.language,
        signs=shown.disclosure,
        picture=picture,
    )


def _review(values: Mapping[str, Any], site: str) -> SocialCard:
    shown = values["card"]
    product = shown.product.label if shown.product else ""
    return SocialCard(
        face="quote",
        site=site,
        title=line(shown.text or shown.title, 240, shown.language or "fr"),
        text=" · ".join(said for said in (shown.author, product) if said),
        language=shown.language,
        signs=tuple(sign.label for sign in shown.signs),
        stars=tuple(shown.stars),
        rating=shown.rating,
    )


def _ambassador(values: Mapping[str, Any], site: str) -> SocialCard:
    shown = values["card"]
    return SocialCard(
        face="person",
        site=site,
        eyebrow=shown.rest,
        title=shown.first_name,
        text=" · ".join(said for said in (shown.role, shown.place) if said),
        language=shown.language,
        signs=shown.disclosure,
        picture=shown.portrait.picture,
        bust=shown.portrait.bust,
    )


def _contest(values: Mapping[str, Any], site: str) -> SocialCard:
    call = values["call"]
    swatches = (one.swatch.colors for one in (*(poster.card for poster in values["posters"]), *values["cards"]))
    colors = tuple(dict.fromkeys(pair for found in swatches for pair in _pair(found)))
    return SocialCard(
        face="contest",
        site=site,
        eyebrow=call.sign,
        title=call.headline or values["title"],
        text=values["title"],
        language=values["language"],
        colors=colors[:SWATCHES],
    )


def _entry(values: Mapping[str, Any], site: str) -> SocialCard:
    """An idea: its picture or its flavour drawn, and whose it is once that may be told."""
    shown = values["card"]
    return SocialCard(
        face=_face(shown.swatch),
        site=site,
        eyebrow=values["contest"].label,
        title=shown.title,
        text=shown.authors,
        language=shown.language or values["language"],
        picture=shown.swatch.picture,
        colors=_pair(shown.swatch.colors),
    )


def _event(values: Mapping[str, Any], site: str) -> SocialCard:
    shown = values["card"]
    return SocialCard(
        face="date",
        site=site,
        title=shown.name,
        text=" · ".join(said for said in (shown.date.clock, shown.place, shown.organiser) if said),
        language=shown.language,
        signs=shown.disclosure,
        day=shown.date.day,
        month=shown.date.month,
    )


def _product(values: Mapping[str, Any], site: str) -> SocialCard:
    shown = values["card"]
    return SocialCard(
        face=_face(shown.swatch),
        site=site,
        eyebrow=shown.promise_sign or shown.sign,
        title=shown.name,
        text=shown.summary,
        language=shown.language,
        picture=shown.swatch.picture,
        colors=_pair(shown.swatch.colors),
    )


def _face(swatch: Swatch) -> Face:
    """A thing's picture, or else its flavour drawn, or else words alone."""
    return "picture" if swatch.picture else "product" if _pair(swatch.colors) else "words"


def _pair(colors: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Shell and filling as one macaron; none where they are not both known."""
    return ((colors[0], colors[1]),) if len(colors) == 2 else ()  # noqa: PLR2004


def _told(values: Mapping[str, Any], site: str) -> SocialCard:
    """A post, a place, an offer: a picture where there is one, else its words."""
    picture, room = values.get("picture", ""), values.get("room")
    signs = values.get("disclosure", ())
    return SocialCard(
        face="picture" if picture else "words",
        site=site,
        eyebrow=room.label if room else "",
        title=values["title"],
        text=values.get("summary", "") or values.get("description", ""),
        language=values["language"],
        signs=tuple(signs) if isinstance(signs, tuple) else (),
        picture=picture,
    )


_FACES: Final[Mapping[str, Callable[[Mapping[str, Any], str], SocialCard | None]]] = MappingProxyType(
    {
        "item": _item,
        "review": _review,
        "ambassador": _ambassador,
        "contest": _contest,
        "entry": _entry,
        "event": _event,
        "product": _product,
        "post": _told,
        "place": _told,
        "offer": _told,
        "challenge": _told,
        "page": _told,
    }
)
