"""A page: one file of the site as a value, before anything is drawn."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec


class Body(msgspec.Struct, frozen=True):
    """HTML on its way to a page: still only text. The one template part `parts/body.html` hands it to `tidy` when the page is drawn."""

    html: str
    origin: str  #: what relative addresses in it stand against
    written: bool = False  #: by an editor of the hub: the wider list of elements


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """One file of the site. With a template it is drawn (HTML, XML); without one, `values` is written as JSON."""

    kind: str  #: the noun: home wall item video source tag post page …; `feed` and `data` are listed nowhere
    path: str  #: below the output folder, ASCII, such as `mur/index.html`
    template: str | None
    values: dict[str, Any]  #: plain values, structs of `model/`, datetimes, `Body`
    title: str = ""
    language: str = ""
    updated: datetime | None = None

    @property
    def url(self) -> str:
        """The path as it stands in a link, relative to the site's root: `mur/` for `mur/index.html`."""
        return self.path.removesuffix("index.html")
