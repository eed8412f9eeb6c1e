"""Curation: everything that editors have written below content/curation/ about items, before anything is decided of it."""

from __future__ import annotations

import msgspec

from parvis.model.decision import Decision


class Curation(msgspec.Struct, frozen=True, kw_only=True):
    """The files of content/curation/, read. A hub without any has the defaults."""

    decisions: tuple[Decision, ...] = ()  #: oldest file first, in the order of the lines
