"""The settings: PARVIS_* of pelican.conf.py and content/*.yaml, checked, as one frozen object."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import msgspec

from parvis.model.hub import Site
from parvis.model.source import Source


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that a command needs to know of a hub."""

    root: Path  #: the hub's folder: holds pelican.conf.py
    content: Path
    output: Path
    state: Path  #: .parvis/: what may be lost
    theme: Path
    site: Site
    sources: tuple[Source, ...]
    now: datetime | None  #: PARVIS_NOW: a fixed moment, for demos and tests
    private_hosts: tuple[str, ...]  #: names, addresses and networks that `collect` may ask although they are not public
    digest: str  #: of everything above that can change a page
