"""The settings as every room sees them."""

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
    sources: tuple[Source, ...]  #: in the order of sources.yaml
    now: datetime | None  #: PARVIS_NOW: a fixed moment, for demos and tests
    private_hosts: tuple[str, ...]  #: names, addresses and networks that `collect` may ask although they are not public
    digest: str  #: of everything above that can change a page, and of Pelican's own settings

    @property
    def pelican_conf(self) -> Path:
        """The file with Pelican's own settings."""
        return self.root / "pelican.conf.py"

    @property
    def archive(self) -> Path:
        """The archive's folder."""
        return self.content / "archive"
