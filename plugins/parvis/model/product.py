"""A product: what the brand makes, or has promised to make, and whose idea it was."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from parvis.model.noun import Noun

ProductStatus = Literal["available", "seasonal", "announced", "retired"]


class Price(msgspec.Struct, frozen=True, kw_only=True):
    """What it costs, and where that can be read."""

    amount: float | None = None
    currency: str = ""  #: ISO 4217
    unit: dict[str, str] = {}  #: by language, such as "each"
    url: str = ""  #: absolute: the shop's page


class Credit(msgspec.Struct, frozen=True, kw_only=True):
    """Who thought of it."""

    name: str
    contest: str = ""  #: slug
    entry: str = ""  #: slug within the contest


class Product(Noun, frozen=True, kw_only=True):
    """One product."""

    status: ProductStatus = "available"
    season: dict[str, str] = {}  #: by language, such as "from May to September"
    colors: tuple[str, ...] = ()  #: `#rrggbb` of shell and filling: it is drawn with them where there is no picture
    ingredients: dict[str, str] = {}  #: by language
    origin: dict[str, str] = {}  #: by language
    allergens: dict[str, str] = {}  #: by language
    price: Price | None = None
    credit: tuple[Credit, ...] = ()  #: empty: the brand's own idea
    promised: date | None = None  #: the day it was promised for at first
    launched: date | None = None  #: the day it came, or is now expected
    late_because: dict[str, str] = {}  #: by language
    mentions: tuple[str, ...] = ()  #: further words and tags by which posts name it
