"""Plans: pages by what they are made from, so that a build works out only those whose material has changed.

A page's values are a function of its material, which is all that the function gets: a backdrop, items, and plain values. The
key is the digest of the very same material, so that nothing can change the values and leave the key as it was.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any, TypeVarTuple

from parvis.model.hub import Hub, Item
from parvis.model.page import Plan
from parvis.pages.backdrop import Backdrop
from parvis.pages.edition import Edition
from parvis.pages.numbering import Sheet
from parvis.pages.once import once_each_hub
from parvis.tidy import digests

Ts = TypeVarTuple("Ts")
Values = dict[str, Any]


def plan(
    values: Callable[[Backdrop, *Ts], Values],
    edition: Edition,
    *material: *Ts,
    kind: str,
    path: str,
    template: str | None,
    title: str = "",
    language: str = "",
    updated: datetime | None = None,
    indexed: bool = True,
) -> Plan:
    """The plan of a page whose values are `values(edition, *material)`: a function of the module, pure, and of these alone.

    The material: items, sheets of items, and whatever has a digest (TypeError where something has none).
    """
    keys = _item_keys(edition.hub)
    told = [values.__module__, values.__qualname__, edition.key, *(_told(one, keys) for one in material)]
    return Plan(
        kind=kind,
        path=path,
        template=template,
        key=digests.of_values(told),
        work_out=partial(values, edition, *material),
        title=title,
        language=language,
        updated=updated,
        indexed=indexed,
    )


def _told(material: Any, keys: dict[int, str]) -> Any:
    """What stands in a key for a thing that a page is made from."""
    if isinstance(material, Item):
        return keys.get(id(material)) or digests.of_values(material)
    if isinstance(material, Sheet):
        return [material.number, material.older, material.newer, _told(material.items, keys)]
    if isinstance(material, tuple):
        return [_told(one, keys) for one in material]
    return material


@once_each_hub
def _item_keys(hub: Hub) -> dict[int, str]:
    """The digest of each item that is shown, by its identity: each stands on a handful of pages."""
    return {id(item): digests.of_values(item) for item in hub.items}
