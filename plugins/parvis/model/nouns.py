"""The nouns of a hub as its editors wrote them, before anything is decided of them."""

from __future__ import annotations

import msgspec

from parvis.model.ambassador import Ambassador
from parvis.model.challenge import Challenge
from parvis.model.contest import Contest
from parvis.model.event import Event
from parvis.model.noun import Noun
from parvis.model.offer import Offer
from parvis.model.place import Place
from parvis.model.product import Product


class Nouns(msgspec.Struct, frozen=True, kw_only=True):
    """All files of all nouns but drafts, by slug. Each field is read by the module of its name in `written/`."""

    challenges: tuple[Challenge, ...] = ()
    contests: tuple[Contest, ...] = ()
    ambassadors: tuple[Ambassador, ...] = ()
    products: tuple[Product, ...] = ()
    offers: tuple[Offer, ...] = ()
    places: tuple[Place, ...] = ()
    events: tuple[Event, ...] = ()

    def every(self) -> tuple[Noun, ...]:
        """All of them."""
        return tuple(noun for of_kind in msgspec.structs.astuple(self) for noun in of_kind)
