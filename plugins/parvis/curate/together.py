"""Together: what an editor has hidden takes its copies along, so that the same words do not come back from another network.

Of whichever copy the word was said, and whatever becomes of its rights, its pin or its term: it holds for all of them. Out of it are
the original of what was only shared again, what was split from it, and what somebody has approved itself: since it was hidden, or
before, where the hidden one had never been let through. The brand's own does not go with what was refused in that way.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

import msgspec

from parvis.curate.decided import Decided
from parvis.curate.status import Hiding, told
from parvis.model.hub import Item

#: Folds duplicates (see `duplicates.fold`): of some items; those of which ids lead all that is like them.
Fold = Callable[[Iterable[Item], Collection[str]], list[Item]]


class Group(msgspec.Struct, frozen=True):
    """Items that are one: those to be published, each as it would fold if nothing were hidden, and the ids of the hidden ones."""

    shown: list[Item]
    hidden: list[Item]


def folded(
    items: Iterable[Item], decided: Decided, hidings: Mapping[str, Hiding], fold: Fold, is_own: Callable[[Item], bool]
) -> list[Item]:
    """The items in their order, folded; copies of what was hidden are hidden with it.

    `hidings`: the editors' words against items, by id. `is_own`: whether an item is the brand's own word.
    """
    found = list(items)
    if not hidings:
        return fold(found, ())
    as_if_shown = (msgspec.structs.replace(item, status="published") if item.post.id in hidings else item for item in found)
    alike = fold(as_if_shown, hidings.keys())
    groups = [group for group in _groups(found, alike, hidings) if group.shown]
    if not groups:
        return [before if before.post.id in hidings else after for before, after in zip(found, alike, strict=True)]
    gone = {item.post.id: item for group in groups for item in _taken(group, decided, hidings, is_own)}
    return fold((gone.get(item.post.id, item) for item in found), ())


def _groups(found: Iterable[Item], alike: Iterable[Item], hidings: Collection[str]) -> Iterable[Group]:
    """Those in which something is hidden."""
    groups: dict[str, Group] = {}
    for item in alike:
        if item.post.id in hidings:
            groups.setdefault(item.same_as or item.post.id, Group([], [])).hidden.append(item)
    for before, after in zip(found, alike, strict=True):
        group = groups.get(after.same_as or after.post.id)
        if group and before.status == "published":
            group.shown.append(after)
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
