"""The Hub as pages: values only, nothing is drawn here. Each file of this folder is one kind of page.

A module with a function `pages(hub) -> Iterator[Page]` is a kind; the others serve them. A new kind is one new file and one template.
What a large kind is made of stands in a room of its own beside it (`contest/` beside `contests.py`).
Kinds of which there are many pages give plans in their place (see `plans`), which a build works out only where something has changed.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache

from parvis.model.hub import Hub
from parvis.model.page import Page, Plan


@cache
def kinds() -> tuple[Callable[[Hub], Iterator[Page | Plan]], ...]:
    """The `pages` of every module of this folder that has one, by the module's name."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    found = (getattr(importlib.import_module(f"{__name__}.{name}"), "pages", None) for name in names)
    return tuple(pages for pages in found if pages is not None)


def every(hub: Hub) -> Iterator[Page]:
    """All pages, feeds and data of the hub, worked out. Raises what `planned` raises."""
    return (page.page() if isinstance(page, Plan) else page for page in planned(hub))


def planned(hub: Hub) -> Iterator[Page | Plan]:
    """The same, as the kinds give them; last the site map and api/index.json, which list the pages.

    Raises ContentError where an editor's page would stand at an address of the hub's own,
    and ValueError where two pages would be the same file.
    """
    from parvis.pages import search_engines
    from parvis.pages.api import Listed, index

    seen: set[str] = set()
    listed: list[Listed] = []
    found: list[tuple[str, datetime | None]] = []
    for pages in kinds():
        for page in pages(hub):
            if page.path in seen:
                raise ValueError(f"two pages at {page.path}")
            seen.add(page.path)
            if page.template is not None and page.template.endswith(".html") and page.kind != "copy":
                listed.append(Listed(page.kind, page.url, page.title, page.updated))
                if page.indexed:
                    found.append((page.url, page.updated))
            yield page
    yield from search_engines.listing(hub.site, found)
    yield index(hub.site, listed)
