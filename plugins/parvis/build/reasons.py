"""Why an item or a review is shown or not: the whole chain of what was asked, and what would change it next, by time or by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

import msgspec

from parvis.build import standing
from parvis.curate import marks, rights, status
from parvis.curate.decided import Decided
from parvis.curate.review_rules import matching
from parvis.curate.status import Desk
from parvis.model.curated_review import CuratedReview
from parvis.model.decision import Decision
from parvis.model.hub import Hub, Item
from parvis.model.post import Post
from parvis.model.review import Review
from parvis.pages.addresses import absolute, addresses
from parvis.settings import Settings
from parvis.tidy import text

#: How many later moments are told.
_TURNS: Final = 3
#: Characters of what it is called.
_NAME: Final = 80


class Step(msgspec.Struct, frozen=True):
    """One thing that is asked, and what it says; nothing where it says nothing."""

    name: str
    said: tuple[str, ...]


class Turn(msgspec.Struct, frozen=True):
    """A later moment at which time alone changes what is shown."""

    at: datetime
    what: str


class Chain(msgspec.Struct, frozen=True, kw_only=True):
    """All that led to how an item stands."""

    id: str
    name: str  #: its title or first words
    status: str
    page: str  #: its address, if it has a page
    reasons: tuple[str, ...]  #: what decided, in order
    steps: tuple[Step, ...]  #: everything that was asked, whether it decided or not
    turns: tuple[Turn, ...]
    remedies: tuple[str, ...]  #: what people can do about it


def of(settings: Settings, thing: Post | Review, now: datetime) -> Chain:
    """The chain of a post or a review of this hub at a moment (aware). Raises what a build would."""
    hub = standing.hub(settings, now)
    if isinstance(thing, Review):
        found = next(one for one in (*hub.reviews.published, *hub.reviews.withheld) if one.review.id == thing.id)
        return _of_review(found, hub, Decided(standing.curation(settings).decisions))
    item = next(one for one in (*hub.items, *hub.withheld) if one.post.id == thing.id)
    return of_item(item, thing, hub, standing.desk(settings))


def of_item(item: Item, post: Post, hub: Hub, desk: Desk) -> Chain:
    """The chain of an item of a hub. `post`: as the archive has it; `desk`: of the same hub."""
    shown = item.status == "published"
    return Chain(
        id=post.id,
        name=text.one_line(post.title or post.text or post.url or "", _NAME),
        status=item.status,
        page=absolute(hub.site, addresses(hub.site, hub.site.language).item(post)) if shown else "",
        reasons=item.reasons,
        steps=(
            Step("source", tuple(_source(post, desk))),
            Step("hold", (f"held when it was collected: {post.held}",) if post.held else ()),
            Step("rules", tuple(_rules(post, desk, hub.now))),
            Step("decisions", tuple(_decisions(post, desk.decided))),
            Step("rights", tuple(_rights(post, desk, hub.now))),
            Step("copies", tuple(_copies(item, hub))),
            Step("term", tuple(_term(post, desk))),
        ),
        turns=tuple(_turns(item, post, desk, hub)),
        remedies=tuple(_remedies(item, desk)),
    )


def _source(post: Post, desk: Desk) -> Iterator[str]:
    source = desk.sources.get(post.source)
    if source is None:
        yield f"'{post.source}': no longer in sources.yaml"
    else:
        yield f"'{source.name}' ({source.file}:{source.line}): {source.kind}, owner {source.owner}, `publish: {source.publish}`"
    yield f"published {_moment(post.published)}{'' if post.dated else ' (when it was first seen)'}, collected {_moment(post.collected)}"
    if found := desk.suppression(post):
        yield f"forgotten on {_moment(found.at)} ({found.file}:{found.line})"


def _rules(post: Post, desk: Desk, now: datetime) -> Iterator[str]:
    """Those that are tried, in their order, what each that holds says, and which decides."""
    source, tried = desk.sources.get(post.source), desk.rules.rules
    if not tried or source is None:
        return
    verdict = desk.rules.apply(post, source, now)
    yield f"tried in this order: {', '.join(rule.name for rule in tried)}"
    yield from (verdict.reasons or ("none of them holds.",))
    for rule in desk.rules.held(post, source, now):
        if not any(f"`{rule.name}`" in reason for reason in verdict.reasons):
            yield f"`{rule.name}` holds, too, and was not asked: {rule.does} [{rule.file}:{rule.line}]"


def _decisions(post: Post, decided: Decided) -> Iterator[str]:
    for decision in (*decided.of(post.id), *decided.of_source(post)):
        yield _decision(decision)


def _decision(decision: Decision) -> str:
    about = f" of the whole source '{decision.source}'" if decision.source else ""
    more = " ".join(said for said in (decision.to, decision.tag, f"until {_moment(decision.until)}" if decision.until else "") if said)
    said = f"{decision.do}{about}{f' {more}' if more else ''}, {_moment(decision.at)}, by {decision.by}: {decision.because}"
    return f"{said} [{decision.file}:{decision.line}]"


def _rights(post: Post, desk: Desk, now: datetime) -> Iterator[str]:
    source = desk.sources.get(post.source)
    if source is None:
        return
    held = desk.rights.of(post, source, now)
    if not held.needed:
        yield held.reasons[0] if held.reasons else f"none needed: owner {source.owner}, `rights: {source.rights or 'own'}`"
        return
    yield f"{held.state}{f', until {_moment(held.until)}' if held.until else ''}: {'it may be shown whole' if held.whole else 'no more than a quote of it is shown'}"
    yield from held.reasons
    if held.right:
        yield f"{held.right.file}:{held.right.line}"


def _copies(item: Item, hub: Hub) -> Iterator[str]:
    if item.same_as:
        yield f"folded into {item.same_as}"
    if item.hidden_with:
        yield f"hidden with {item.hidden_with}"
    yield from (f"{other.post.id} is hidden with it" for other in hub.withheld if other.hidden_with == item.post.id)
    yield from (f"stands for the same on {one.network}: {one.url or one.source}" for one in item.also)


def _term(post: Post, desk: Desk) -> Iterator[str]:
    source = desk.sources.get(post.source)
    if post.expires:
        yield f"the network's ends {_moment(post.expires)}"
    if source and source.keep:
        yield f"`keep` of the source is {source.keep.days} d"


def _turns(item: Item, post: Post, desk: Desk, hub: Hub) -> Iterator[Turn]:
    """The next moments, each with what becomes of the item then."""
    source = desk.sources.get(post.source)
    of_status = set(status.changes(post, desk, hub.now))
    of_rights = set(rights.changes(post, source, desk.rights, hub.now))
    of_pin = set(marks.changes(post, desk.decided, hub.now))
    # A grant or a pin of what is not shown changes nothing.
    of_shown = {moment for moment in of_rights | of_pin if status.choose(post, desk, moment).status == "published"}
    for moment in sorted(of_status | (set() if item.hidden_with else of_shown))[:_TURNS]:
        then = status.choose(post, desk, moment)
        if moment in of_status:
            yield Turn(moment, f"{then.status}: {then.reasons[-1]}")
        elif moment in of_rights and source:
            yield Turn(moment, desk.rights.of(post, source, moment).reasons[-1])
        else:
            yield Turn(moment, "the pin ends.")


_BY_STAGE: Final = MappingProxyType(
    {
        "gone": "Put its source back into content/sources.yaml.",
        "listened": "Nothing but another `publish:` of its source in {source}.",
        "forgotten": "Nothing: what was forgotten stays so while its lines stand in content/curation/suppressions.yaml.",
        "ended": "`parvis collect` may refresh what has a network's term; a longer `keep` in {source} brings back what is too old.",
        "early": "Nothing but its day.",
        "hidden": 'parvis approve {id} --because "…"',
        "ruled": 'parvis approve {id} --because "…", or another rule in content/curation/rules.yaml',
        "held": 'parvis approve {id} --because "…", or parvis hide {id} --because "…" to refuse it',
    }
)


def _remedies(item: Item, desk: Desk) -> Iterator[str]:
    post = item.post
    source = desk.sources.get(post.source)
    if item.hidden_with:
        yield f"a decision `do: split` of {post.id} takes it out of what was said of {item.hidden_with}"
    if item.same_as:
        yield f"a decision `do: split` of {post.id} shows it on its own; until then its address leads to the card of {item.same_as}"
    elif item.status != "published":
        yield _BY_STAGE[item.stage].format(id=post.id, source=f"{source.file}:{source.line}" if source else "content/sources.yaml")
    else:
        yield f'parvis hide {post.id} --because "…"'
    if item.quoted:
        yield f"a grant in content/curation/rights/ (`item: {post.id}`) shows it whole"


def _of_review(found: CuratedReview, hub: Hub, decided: Decided) -> Chain:
    review, policy = found.review, hub.reviews.policy
    shown = found.status == "published"
    rule = matching(review, policy.rules)
    given = [*decided.of(review.id), *decided.of(review.native)]
    leaves = review.published + policy.retention if policy.retention else None
    ends = f"leaves the pages {_moment(leaves)} (`retention` in {policy.file})" if leaves else ""
    pins = [one for one in given if one.do == "pin"]
    unpinned = max(pins, key=lambda one: (one.at, one.file, one.line)).until if pins and shown else None
    later = {leaves: "it leaves the pages.", review.published: "it is published.", unpinned: "the pin ends."}
    return Chain(
        id=review.id,
        name=text.one_line(review.title or review.text, _NAME),
        status="published" if shown else "waiting" if found.status == "waiting" else "hidden",
        page=absolute(hub.site, addresses(hub.site, hub.site.language).review(review.kind, review.id8)) if shown else "",
        reasons=found.reasons,
        steps=(
            Step("source", (f"{review.kind}, published {_moment(review.published)}",)),
            Step("hold", (f"its tool does not show it: {review.held}",) if review.held else ()),
            Step("rules", tuple(_review_rules(rule.name if rule else "", [one.name for one in policy.rules], policy.file))),
            Step("decisions", tuple(map(_decision, given))),
            Step("ground", (found.ground,) if found.ground else ()),
            Step("place", ("before all others, where it says that the brand has pinned it",) if found in hub.reviews.in_front else ()),
            Step("term", (ends,) if ends else ()),
        ),
        turns=tuple(Turn(moment, later[moment]) for moment in sorted(filter(None, later)) if moment > hub.now),
        remedies=(f'parvis {"hide" if shown else "approve"} {review.id} --because "…"',),
    )


def _review_rules(matched: str, tried: Iterable[str], file: str) -> Iterator[str]:
    for name in tried:
        yield f"`{name}` ({file}): {'matched' if name == matched else 'did not match'}"
        if name == matched:
            return


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(ZoneInfo('UTC')):%Y-%m-%d %H:%M} UTC"
