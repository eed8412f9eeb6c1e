"""The mix of the wall: which share each source, each network and the brand's own promotion have, and when that is too much."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import msgspec

from parvis.model.hub import Item
from parvis.model.source import Source

#: More than this of the wall from one network, and the hub is a copy of that network.
NETWORK: Final = 0.6
#: More than this of the wall from the brand itself, or paid for, and the square is a shop window.
PROMOTION: Final = 0.5
#: With fewer items a share says nothing.
FEWEST: Final = 10
#: Labels of what somebody was paid to say.
_PAID: Final = frozenset({"paid", "advertising", "affiliate"})


class Mix(msgspec.Struct, frozen=True, kw_only=True):
    """How many of the published items come from where."""

    count: int
    by_source: dict[str, int]  #: by the name of the source, the largest first
    by_network: dict[str, int]
    promotion: int  #: the brand's own, and what somebody was paid to say


def mix(published: Iterable[Item], sources: Mapping[str, Source]) -> Mix:
    """The mix of the items that are shown."""
    items = tuple(published)
    return Mix(
        count=len(items),
        by_source=_largest_first(Counter(item.post.source for item in items)),
        by_network=_largest_first(Counter(item.post.network for item in items)),
        promotion=sum(_promotes(item, sources.get(item.post.source)) for item in items),
    )


def warnings(published: Iterable[Item], sources: Mapping[str, Source]) -> Iterator[str]:
    """What is out of balance, each in a sentence."""
    found = mix(published, sources)
    if found.count < FEWEST:
        return
    for network, count in found.by_network.items():
        if count > NETWORK * found.count:
            yield (
                f"the wall is out of balance: {_share(count, found)} of its {found.count} items come from one network, '{network}'"
                f" (more than {NETWORK:.0%}). Add another source, or cap this one: content/curation/rules.yaml."
            )
    if found.promotion > PROMOTION * found.count:
        yield (
            f"the wall is out of balance: {_share(found.promotion, found)} of its {found.count} items are the brand's own or paid for"
            f" (more than {PROMOTION:.0%}). Add sources of other people, or cap your own: content/curation/rules.yaml."
        )


def _promotes(item: Item, source: Source | None) -> bool:
    return (source is not None and source.owner == "brand") or any(label.sign in _PAID for label in item.disclosure)


def _largest_first(counted: Counter[str]) -> dict[str, int]:
    return dict(sorted(counted.items(), key=lambda one: (-one[1], one[0])))


def _share(count: int, found: Mix) -> str:
    return f"{100 * count / found.count:.1f} %"
