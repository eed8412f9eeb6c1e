"""Rules tried before they are in force: for which items each holds, and what they would change, over the whole archive."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime

import msgspec

from parvis.archive import read as archive
from parvis.build import standing
from parvis.curate.conditions import asked
from parvis.model.hub import Hub, Item, Status
from parvis.model.post import Post
from parvis.model.rule import Rule
from parvis.settings import Settings
from parvis.tidy import text

#: Characters of a name in a list.
_NAME = 60


class Reach(msgspec.Struct, frozen=True, kw_only=True):
    """A rule, and how far it reaches today."""

    rule: Rule
    asks: str  #: the keys of its condition
    holds: int  #: items for which it holds
    decides: int  #: items of which it decides what becomes of them


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What would become different of an item."""

    id: str
    name: str
    before: Status
    after: Status
    tags: tuple[str, ...]  #: those that it would get
    lost: tuple[str, ...]  #: those that it would lose
    featured: bool | None  #: None: as before
    reason: str  #: the sentence that leads there


def reach(settings: Settings, now: datetime) -> tuple[Reach, ...]:
    """The hub's rules in their order. Raises what a build would."""
    hub = standing.hub(settings, now)
    held = holding(settings, hub.rules, now)
    deciding = Counter(item.rule for item in (*hub.items, *hub.withheld))
    return tuple(Reach(rule=one, asks=asked(one.when), holds=held[one.name], decides=deciding[one.name]) for one in hub.rules)


def together(ours: Iterable[Rule], tried: Iterable[Rule], *, last: bool = False) -> tuple[Rule, ...]:
    """The hub's rules with those that are tried: one of the same name takes its place, others stand first, or `last`."""
    by_name = {rule.name: rule for rule in tried}
    own = tuple(ours)
    kept = tuple(by_name.pop(rule.name, rule) for rule in own)
    new = tuple(by_name.values())
    return (*kept, *new) if last else (*new, *kept)


def changes(settings: Settings, rules: tuple[Rule, ...], now: datetime, *, without: bool = False) -> tuple[Change, ...]:
    """What would become different if these were the rules, newest first. `without`: compared with a hub that has none."""
    before = standing.hub(settings, now, rules=() if without else None)
    after = standing.hub(settings, now, rules=rules)
    desk = standing.desk(settings, rules=rules)
    were = {item.post.id: item for item in (*before.items, *before.withheld)}
    # An item's post may have been cut to a quotation, and rules look at the whole.
    whole = {post.id: post for post in _posts(settings)}
    new = frozenset(rule.name for rule in rules if rule not in before.rules)
    found = []
    for item in _newest_first(after):
        post = whole.get(item.post.id, item.post)
        said = desk.rules.apply(post, desk.sources.get(post.source), now).reasons
        change = _change(were[post.id], item, _telling(said, new))
        found += [change] if change else []
    return tuple(found)


def holding(settings: Settings, rules: Iterable[Rule], now: datetime) -> dict[str, int]:
    """For how many items of the archive each of these rules holds, whatever the others say, by name."""
    tried = tuple(rules)
    desk = standing.desk(settings, rules=tried)
    found = Counter({rule.name: 0 for rule in tried})
    for post in _posts(settings):
        found.update(rule.name for rule in desk.rules.held(post, desk.sources.get(post.source), now))
    return dict(found)


def _telling(said: tuple[str, ...], new: frozenset[str]) -> str:
    """The sentence of a rule that is tried, or else the last one."""
    return next((one for one in reversed(said) if any(f"`{name}`" in one for name in new)), said[-1] if said else "")


def _change(was: Item, item: Item, said: str) -> Change | None:
    gained = tuple(tag for tag in item.tags if tag not in was.tags)
    lost = tuple(tag for tag in was.tags if tag not in item.tags)
    if was.status == item.status and was.featured == item.featured and not (gained or lost):
        return None
    return Change(
        id=item.post.id,
        name=text.one_line(item.post.title or item.post.text or item.post.url or "", _NAME),
        before=was.status,
        after=item.status,
        tags=gained,
        lost=lost,
        featured=item.featured if was.featured != item.featured else None,
        reason=said or (item.reasons[-1] if item.reasons else "No rule says otherwise."),
    )


def _newest_first(hub: Hub) -> list[Item]:
    return sorted((*hub.items, *hub.withheld), key=lambda item: (-item.post.published.timestamp(), item.post.id))


def _posts(settings: Settings) -> Iterator[Post]:
    for _name, posts in sorted(archive.every(settings.archive, [source.name for source in settings.sources]).items()):
        yield from posts
