"""An offer: what somebody gets, with which code, where, under which conditions, and until when."""

from __future__ import annotations

from datetime import datetime

from parvis.model.noun import Noun


class Offer(Noun, frozen=True, kw_only=True):
    """One offer. It is gone by itself at its last minute."""

    benefit: dict[str, str]  #: by language: what one gets, in few words, such as "2 + 1"
    code: str = ""  #: what is said at the counter or typed in; empty: none is needed
    starts: datetime | None = None  #: UTC; None: it holds already
    ends: datetime  #: UTC; from this moment on it holds no more
    conditions: tuple[dict[str, str], ...] = ()  #: each by language
    places: tuple[str, ...] = ()  #: slugs of the places where it holds
    products: tuple[str, ...] = ()  #: slugs of what it is about
    shop: str = ""  #: absolute: where it holds online
