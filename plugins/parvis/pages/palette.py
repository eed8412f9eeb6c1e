"""The palette: every colour of the theme from the brand's three, in light and dark and for those who ask for more contrast.

Each pair of colours that stand on one another is measured (WCAG 2.2); what falls short is made lighter or darker, hue kept.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import msgspec

from parvis.model.brand import Brand
from parvis.tidy.color import Oklch, contrast, legible, parse, shown, written

#: Colours by the name of their token.
Scheme = dict[str, str]

#: Least contrast of text, and of large text and signs (WCAG 2.2, 1.4.3 and 1.4.11); and where readers ask for more (1.4.6).
TEXT, SIGN = 4.5, 3.0
TEXT_MORE, SIGN_MORE = 7.0, 4.5

#: What paper keeps away from, so that there is room for everything that stands on it: the middle of the scale of lightness.
DARKEST_LIGHT, LIGHTEST_DARK, MIDDLE = 0.8, 0.3, 0.6

_GROUNDS: Final = ("paper", "paper-raised", "paper-sunken", "accent-wash")
_NIGHTS: Final = ("night", "night-raised", "night-sunken", "night-wash")
#: What is read, and on what.
TEXTS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("ink", _GROUNDS),
    ("ink-soft", _GROUNDS),
    ("accent-ink", _GROUNDS),
    ("on-accent", ("accent-ink",)),
    ("on-night", _NIGHTS),
    ("on-night-soft", _NIGHTS),
    ("night-accent-ink", _NIGHTS),
)
#: What is large or a sign, and on what.
SIGNS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (("accent", _GROUNDS), ("night-accent", _NIGHTS))

#: The look of the theme where no brand says otherwise.
OURS: Final = Brand(ink="#361c12", paper="#faf4eb", accent="#5b81d5")


class Change(msgspec.Struct, frozen=True):
    """A colour of the brand's that could not be used as it is."""

    name: str  #: ink, paper or accent
    before: str
    after: str
    ratio: float  #: the contrast that it would have had; 0 for paper that leaves no room
    least: float  #: the contrast that is asked for

    def __str__(self) -> str:
        """A sentence for the build's report."""
        if not self.ratio:
            why = "neither dark nor light words can be read on it and on its tints"
        else:
            why = f"its contrast is {self.ratio:.1f} to 1, and {self.least:g} are needed (WCAG 2.2)"
        return f"PARVIS_BRAND: {self.name} {self.before} is used as {self.after}: {why}. Its hue is kept."


class Palette(msgspec.Struct, frozen=True, kw_only=True):
    """All colours, and what had to be changed."""

    light: Scheme
    dark: Scheme
    light_more: Scheme
    dark_more: Scheme
    changes: tuple[Change, ...] = ()


def palette(brand: Brand | None) -> Palette:
    """The palette of a brand; the theme's own where it names no colours."""
    named = brand if brand is not None and brand.ink else OURS
    return _palette(named.ink.lower(), named.paper.lower(), named.accent.lower())


@lru_cache(maxsize=8)
def _palette(ink: str, paper: str, accent: str) -> Palette:
    room = _with_room(parse(paper))
    is_light = room.lightness >= MIDDLE
    inks, accents = parse(ink), parse(accent)
    light = _on_light(room, inks, accents) if is_light else _on_dark(room, inks, accents)
    dark = _on_dark(_dusk(inks), _dawn(room), accents) if is_light else light
    made = {name: _measured(scheme, TEXT, SIGN) for name, scheme in (("light", light), ("dark", dark))}
    more = {f"{name}_more": _measured(_plainer(scheme), TEXT_MORE, SIGN_MORE) for name, scheme in made.items()}
    return Palette(**made, **more, changes=_changes({"ink": ink, "paper": paper, "accent": accent}, made["light"]))


def _with_room(paper: Oklch) -> Oklch:
    if paper.lightness >= MIDDLE:
        return paper._replace(lightness=max(paper.lightness, DARKEST_LIGHT))
    return paper._replace(lightness=min(paper.lightness, LIGHTEST_DARK))


def _dusk(ink: Oklch) -> Oklch:
    """Paper at night: a near-black with the warmth or coolness of the ink."""
    return Oklch(0.2, min(0.4 * ink.chroma, 0.03), ink.hue)


def _dawn(paper: Oklch) -> Oklch:
    """Ink at night."""
    return Oklch(0.935, min(1.3 * paper.chroma, 0.03), paper.hue)


def _on_light(paper: Oklch, ink: Oklch, accent: Oklch) -> Scheme:
    light = paper.lightness
    line = Oklch(light - 0.1, min(1.8 * paper.chroma, 0.06), paper.hue)
    return _scheme(
        {
            "paper": paper,
            "paper-raised": Oklch(light + 0.77 * (1 - light), 0.43 * paper.chroma, paper.hue),
            "paper-sunken": Oklch(light - 0.032, min(1.6 * paper.chroma, paper.chroma + 0.03), paper.hue),
            "ink": ink,
            "ink-soft": Oklch(min(ink.lightness + 0.19, 0.6), 0.9 * ink.chroma, ink.hue),
            "line": line,
            "accent": accent,
            "accent-ink": Oklch(min(accent.lightness, 0.46), 1.18 * accent.chroma, accent.hue),
            "accent-wash": Oklch(light - 0.045, min(0.26 * accent.chroma, 0.05), accent.hue),
            "on-accent": Oklch(0.99, 0.36 * paper.chroma, paper.hue),
        },
        night=Oklch(0.22, min(0.78 * ink.chroma, 0.06), ink.hue),
        paper=paper,
        accent=accent,
    )


def _on_dark(paper: Oklch, ink: Oklch, accent: Oklch) -> Scheme:
    dark = paper.lightness
    return _scheme(
        {
            "paper": paper,
            "paper-raised": Oklch(dark + 0.045, 1.15 * paper.chroma, paper.hue),
            "paper-sunken": Oklch(max(dark - 0.035, 0.0), 0.9 * paper.chroma, paper.hue),
            "ink": ink,
            "ink-soft": Oklch(ink.lightness - 0.165, 1.3 * ink.chroma, ink.hue),
            "line": Oklch(dark + 0.15, 1.3 * paper.chroma, paper.hue),
            "accent": Oklch(max(accent.lightness, 0.7), 0.81 * accent.chroma, accent.hue),
            "accent-ink": Oklch(max(accent.lightness, 0.8), 0.63 * accent.chroma, accent.hue),
            "accent-wash": Oklch(dark + 0.11, min(0.41 * accent.chroma, 0.08), accent.hue),
            "on-accent": paper,
        },
        night=Oklch(max(dark - 0.05, 0.0), 0.8 * paper.chroma, paper.hue),
        paper=ink,
        accent=accent,
    )


def _scheme(colors: dict[str, Oklch], *, night: Oklch, paper: Oklch, accent: Oklch) -> Scheme:
    """With the colours of what is dark in every scheme: the foot of a page, a room that is set apart."""
    dark = {
        "night": night,
        "night-raised": night._replace(lightness=night.lightness + 0.09),
        "night-sunken": night._replace(lightness=0.8 * night.lightness),
        "night-wash": Oklch(max(night.lightness + 0.09, 0.25), min(0.41 * accent.chroma, 0.08), accent.hue),
        "night-accent": Oklch(max(accent.lightness, 0.7), 0.81 * accent.chroma, accent.hue),
        "night-accent-ink": Oklch(max(accent.lightness, 0.8), 0.63 * accent.chroma, accent.hue),
        "on-night": Oklch(0.95, min(1.3 * paper.chroma, 0.03), paper.hue),
        "on-night-soft": Oklch(0.78, min(2 * paper.chroma, 0.04), paper.hue),
    }
    return {name: written(color) for name, color in (colors | dark).items()}


def _plainer(scheme: Scheme) -> Scheme:
    """For those who ask for more contrast: no soft ink, and lines that are seen."""
    return scheme | {"ink-soft": scheme["ink"], "on-night-soft": scheme["on-night"], "line": scheme["ink-soft"]}


def _measured(scheme: Scheme, text: float, sign: float) -> Scheme:
    """The scheme with everything that falls short of a contrast made lighter or darker."""
    pairs = [*((name, grounds, text) for name, grounds in TEXTS), *((name, grounds, sign) for name, grounds in SIGNS)]
    made = dict(scheme)
    for name, grounds, least in pairs:
        made[name] = legible(shown(parse(scheme[name])), tuple(made[ground] for ground in grounds), least)
    return made


def _changes(given: dict[str, str], made: Scheme) -> tuple[Change, ...]:
    """What became of the three, where it is not what was given."""
    found = []
    for name, least in (("paper", 0.0), ("ink", TEXT), ("accent", SIGN)):
        before, after = given[name], made[name]
        ratio = min(contrast(before, made[ground]) for ground in _GROUNDS) if least else 0.0
        if before != after and (ratio < least or not least):
            found.append(Change(name, before, after, ratio, least))
    return tuple(found)
