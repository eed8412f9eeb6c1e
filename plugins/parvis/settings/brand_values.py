"""The setting that says how the brand looks."""

from __future__ import annotations

import re
from typing import Annotated, Any, Final

from pydantic import BeforeValidator, field_validator, model_validator

from parvis.settings.contact_values import Group, Line
from parvis.tidy import color

_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._-]*")
_STACK: Final = re.compile(r"""[A-Za-z0-9 ,"'._-]+""")
_WEIGHT: Final = re.compile(r"[1-9]\d{0,2}( [1-9]\d{0,2})?")
_REM: Final = re.compile(r"(\d(?:\.\d{1,4})?)rem")
#: Corners by name.
CORNERS: Final = {"square": "0", "soft": "0.875rem", "round": "1.75rem"}
#: Rounder ones would cut into what stands on a card.
_ROUNDEST: Final = 3.0


def _color(value: object) -> object:
    if not isinstance(value, str) or not color.is_hex(value.strip()):
        raise ValueError(f"{value!r} is no colour. Write one such as #3a2018: six digits after the sign.")
    return value.strip().lower()


def _font(value: object) -> object:
    """A text alone is a stack of what the reader's machine has."""
    return {"family": value} if isinstance(value, str) else value


def _corner(value: object) -> object:
    if isinstance(value, str) and value in CORNERS:
        return CORNERS[value]
    found = _REM.fullmatch(value) if isinstance(value, str) else None
    if found is None or float(found[1]) > _ROUNDEST:
        raise ValueError(f"{value!r} is no corner. Write round, soft or square, or a length from 0rem to 3rem such as 0.5rem.")
    return value


Color = Annotated[str, BeforeValidator(_color)]


class FontValues(Group):
    """A family of type in PARVIS_BRAND."""

    family: Line
    file: Line | None = None
    licence: Line | None = None
    weight: Line = "100 900"

    @model_validator(mode="after")
    def _named(self) -> FontValues:
        pattern, what = (_NAME, "name of a font") if self.file else (_STACK, "list of fonts")
        if not pattern.fullmatch(self.family):
            raise ValueError(f"{self.family!r} is no {what}. Write letters, digits and spaces, such as Bricolage Grotesque.")
        if self.file and not self.licence:
            raise ValueError("a font that is given out needs its licence beside it: name that file in 'licence', such as fonts/OFL.txt.")
        return self

    @field_validator("weight")
    @classmethod
    def _weights(cls, weight: str) -> str:
        if not _WEIGHT.fullmatch(weight):
            raise ValueError(f"{weight!r} is no weight. Write one such as 400, or the first and last of a variable font, 200 800.")
        return weight


Font = Annotated[FontValues, BeforeValidator(_font)]


class BrandValues(Group):
    """PARVIS_BRAND."""

    ink: Color | None = None
    paper: Color | None = None
    accent: Color | None = None
    display: Font | None = None
    text: Font | None = None
    corner: Annotated[str, BeforeValidator(_corner)] | None = None
    logo: Line | None = None

    @model_validator(mode="before")
    @classmethod
    def _three(cls, values: Any) -> Any:
        """Every tint follows from all three: one alone would be measured against colours that are not the brand's."""
        if isinstance(values, dict):
            missing = [name for name in ("ink", "paper", "accent") if name not in values]
            if 0 < len(missing) < 3:  # noqa: PLR2004 (all of them)
                raise ValueError(f"no {' and no '.join(missing)} is given: ink, paper and accent are given together, or none of them.")
        return values
