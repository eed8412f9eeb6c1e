"""A page: one file of the site as a value, before anything is drawn."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Final

import msgspec

#: What most values of a page are, and what holds no other value: who walks over all of them need not look into these.
PLAIN: Final = frozenset({str, int, bool, float, type(None), date, datetime})


class Body(msgspec.Struct, frozen=True):
    """HTML on its way to a page: still only text. The one template part `parts/body.html` hands it to `tidy` when the page is drawn."""

    html: str
    origin: str  #: what relative addresses in it stand against
    written: bool = False  #: by an editor of the hub: the wider list of elements


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """One file of the site. With a template it is drawn (HTML, XML); without one, `values` is written as JSON."""

    kind: str  #: the noun: home wall item video source tag post page …; `feed`, `data` and `copy` are listed nowhere
    path: str  #: below the output folder, ASCII, such as `mur/index.html`
    template: str | None
    values: dict[str, Any]  #: plain values, structs of `model/`, datetimes, `Body`
    title: str = ""
    language: str = ""
    updated: datetime | None = None

    @property
    def indexed(self) -> bool:
        """Whether search engines may list it at its own address."""
        return not self.values.get("noindex") and not self.values.get("canonical")

    @property
    def url(self) -> str:
        """The path as it stands in a link, relative to the site's root: `mur/` for `mur/index.html`."""
        return self.path.removesuffix("index.html")


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """A page that is not worked out yet: equal plans become equal pages, so what was drawn of one need not be worked out again."""

    kind: str
    path: str
    template: str | None
    key: str  #: digest of everything that the values follow from
    work_out: Callable[[], dict[str, Any]]  #: the values
    title: str = ""
    language: str = ""
    updated: datetime | None = None
    indexed: bool = True  #: as the page's: its values are not known yet

    @property
    def url(self) -> str:
        """As the page's."""
        return self.path.removesuffix("index.html")

    def page(self) -> Page:
        """The page."""
        return Page(
            kind=self.kind,
            path=self.path,
            template=self.template,
            values=self.work_out(),
            title=self.title,
            language=self.language,
            updated=self.updated,
        )
