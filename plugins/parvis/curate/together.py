"""Together: what an editor has hidden takes its copies along, so that the same words do not come back from another network.

Of whichever copy the word was said, and whatever becomes of its rights, its pin or its term: it holds for all of them. Out of it are
the original of what was only shared again, what was split from it, and what somebody has approved itself: since it was hidden, or
before, where the hidden one had never been let through. The brand's own does not go with what was refused in that way.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

import msgspec

from parvis.curate.decided import Decided
from parvis.curate.duplicates import Sheet
from parvis.curate.status import Hiding, told
from parvis.model.hub import Item

#: Lays out items to be folded: those of which ids lead all that is like them.
Laying = Callable[[Sequence[Item], Collection[str]], Sheet]


class Group(msgspec.Struct, frozen=True):
    """Items that are one: those to be published, each as it would fold if nothing were hidden, and the ids of the hidden ones."""

    shown: list[Item]
    hidden: list[Item]


def folded(
    items: Iterable[Item], decided: Decided, hidings: Mapping[str, Hiding], lay: Laying, is_own: Callable[[Item], bool]
) -> list[Item]:
    """The items in their order, folded; copies of what was hidden are hidden with it.

    `hidings`: the editors' words against items, by id. `is_own`: whether an item is the brand's own word.
    """
    found = list(items)
    hidden = {item.post.id: msgspec.structs.replace(item, status="published") for item in found if item.post.id in hidings}
    sheet = lay([hidden.get(item.post.id, item) for item in found], hidings.keys())
    groups = _groups(hidden, sheet.told(near=hidden)) if hidden else ()
    gone = {item.post.id: item for group in groups for item in _taken(group, decided, hidings, is_own)}
    once = sheet.told(without=hidden.keys() | gone.keys()) | gone
    return [once.get(item.post.id, item) for item in found]


def _groups(hidden: Mapping[str, Item], alike: Mapping[str, Item]) -> Iterable[Group]:
    """Those in which something is hidden. `hidden`: as if it were shown; `alike`: what folds and what it folds into, both by id."""
    groups: dict[str, Group] = {}
    for id_, before in hidden.items():
        item = alike.get(id_, before)
        groups.setdefault(item.same_as or id_, Group([], [])).hidden.append(item)
    for id_, item in alike.items():
        group = groups.get(item.same_as or id_)
        if group and id_ not in hidden:
            group.shown.append(item)
    return groups.values()


def _taken(group: Group, decided: Decided, hidings: Mapping[str, Hiding], is_own: Callable[[Item], bool]) -> Iterator[Item]:
    """Those of a group that go with a hidden one: if possible with the one that they would fold into."""
    for item in group.shown:
        for hidden in sorted(group.hidden, key=lambda one: one.post.id != item.same_as):
            if _goes(item, hidden, hidings[hidden.post.id], decided, is_own):
                yield _with(item, hidden, hidings[hidden.post.id])
                break


def _goes(item: Item, hidden: Item, hiding: Hiding, decided: Decided, is_own: Callable[[Item], bool]) -> bool:
    if hidden.post.repost_of and not item.post.repost_of:
        return False
    own, word = decided.latest(item.post.id, "shown"), hiding.word
    if own is None:
        return not (hiding.refused and is_own(item))
    return not hiding.refused and (own.at, own.file, own.line) < (word.at, word.file, word.line)


def _with(item: Item, hidden: Item, hiding: Hiding) -> Item:
    why = item.reasons[-1] if item.same_as == hidden.post.id else f"The same as {hidden.post.id}."
    before = item.reasons[:-1] if item.same_as else item.reasons
    return msgspec.structs.replace(
        item,
        status="hidden",
        stage="hidden",
        ground=hiding.word.ground,
        same_as="",
        also=(),
        hidden_with=hidden.post.id,
        reasons=(*before, why, told(hiding.word)),
    )
