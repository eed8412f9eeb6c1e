"""Status: what becomes of one post at one moment, stage by stage, and the sentence that each stage adds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

import msgspec

from parvis.curate.decided import Decided
from parvis.curate.rights import Rights
from parvis.curate.rules import NOTHING, Rules, Verdict
from parvis.curate.suppressed import Suppressions
from parvis.model.curation import Curation
from parvis.model.decision import Decision
from parvis.model.hub import Status
from parvis.model.post import Post
from parvis.model.source import Source
from parvis.model.suppression import Suppression

#: How far ahead a post may be dated: clocks differ, and so do the timezones that feeds forget to name.
AHEAD = timedelta(hours=24)


class Desk:
    """What lies before the editor of a hub: its sources, and all that was decided; the same for every post."""

    def __init__(self, curation: Curation, sources: Iterable[Source], posts: Iterable[Post] = (), timezone: str = "UTC") -> None:
        """Sort it for questions about single posts. `posts`: all of them, of which rules count those of each day in the timezone."""
        self.sources = {source.name: source for source in sources}
        self.decided = Decided(curation.decisions)
        self._suppressions = Suppressions(curation.suppressions, curation.cleared)
        self._fallen = curation.fallen
        self.rights = Rights(curation.rights)
        self.rules = Rules(curation.rules, curation.words, self.sources, timezone)
        self.rules.count(posts)
        #: What becomes of a post that nothing at all is said of, by source.
        self.at_once = {
            name: Choice("published", (_at_once(source),), "") for name, source in self.sources.items() if source.publish == "auto"
        }

    def suppression(self, post: Post) -> Suppression | None:
        """The suppression that a post falls under; None where it falls under none."""
        return self._suppressions.holds(post) if self._fallen is None else self._fallen.get(post.id)


class Choice(msgspec.Struct, frozen=True):
    """What becomes of a post, and the sentences that led there."""

    status: Status
    reasons: tuple[str, ...]
    stage: str = "gone"  #: the one of `STAGES` that decided; `gone`: no source has its name; empty: none stood against it
    verdict: Verdict = NOTHING  #: what the rules make of it
    ground: str = ""  #: the one that a decision against it gives


class Case(msgspec.Struct, frozen=True):
    """One post before the desk."""

    post: Post
    source: Source
    desk: Desk
    word: Decision | None  #: whether it shall be shown: what an editor said last
    now: datetime
    verdict: Verdict  #: what the rules make of it


class Hiding(msgspec.Struct, frozen=True):
    """An editor's word against a post."""

    word: Decision
    refused: bool  #: what it is said of had never been shown


class Said(msgspec.Struct, frozen=True):
    """What a stage says of a post; without a status the next stages decide."""

    reasons: tuple[str, ...]
    status: Status | None = None


def choose(post: Post, desk: Desk, now: datetime) -> Choice:
    """What becomes of a post at a moment (aware): the first stage that decides, with what those before it said."""
    return _choice(post, desk, now, desk.rules.apply(post, desk.sources.get(post.source), now))


def choices(posts: Iterable[Post], desk: Desk, now: datetime) -> list[tuple[Post, Choice]]:
    """The same of many posts, in their order: the rules look at all of them at once."""
    posts = tuple(posts)
    verdicts = desk.rules.verdicts(posts, now)
    return [(post, _choice(post, desk, now, verdicts.get(post.id, NOTHING))) for post in posts]


def _choice(post: Post, desk: Desk, now: datetime, verdict: Verdict) -> Choice:
    source = desk.sources.get(post.source)
    if source is None:
        return Choice("hidden", (f"Its source '{post.source}' is no longer in sources.yaml.",))
    word = desk.decided.shown(post)
    if word is None and not verdict.reasons and _is_plain(post, source, desk, now):
        return desk.at_once[source.name]
    case = Case(post, source, desk, word, now, verdict)
    reasons: tuple[str, ...] = ()
    for name, stage in STAGES:
        said = stage(case)
        if said:
            reasons += said.reasons
            if said.status:
                ground = word.ground if word and name == "hidden" else ""
                return Choice(said.status, reasons, name, verdict, ground)
    return Choice("published", reasons, "", verdict)


def hiding(post: Post, choice: Choice, desk: Desk, now: datetime) -> Hiding | None:
    """An editor's word against a post of this choice, whatever else stands against it: its term may have ended since."""
    word, source = desk.decided.shown(post), desk.sources.get(post.source)
    if word is None or word.do != "hide":
        return None
    return Hiding(word, source is not None and _is_refused(Case(post, source, desk, word, now, choice.verdict), word))


def told(word: Decision) -> str:
    """The sentence that such a word adds."""
    return f"Decision of {_day(word.at)} by {word.by}: {word.because}"


def _is_plain(post: Post, source: Source, desk: Desk, now: datetime) -> bool:
    """Whether no stage has anything to say of a post that neither editors nor rules speak of: so it is with most."""
    return (
        source.publish == "auto"
        and not post.held
        and not post.expires
        and not (source.keep and now - post.published >= source.keep)
        and post.published <= now + AHEAD
        and desk.suppression(post) is None
    )


def _listened(case: Case) -> Said | None:
    if case.source.publish != "listen":
        return None
    return Said((f"The source '{case.source.name}' is only listened to (`publish: listen`).",), "listening")


def _forgotten(case: Case) -> Said | None:
    """Whoever collects it again brings back nothing."""
    found = case.desk.suppression(case.post)
    if found is None:
        return None
    return Said((f"It was forgotten on {_day(found.at)} ({found.ground}) and does not come back.",), "hidden")


def _ended(case: Case) -> Said | None:
    """The network's term or the source's own has run out."""
    post, keep = case.post, case.source.keep
    if post.expires and post.expires <= case.now:
        return Said((f"The network's term ended on {_day(post.expires)}.",), "hidden")
    if keep and case.now - post.published >= keep:
        return Said((f"It left the pages on {_day(post.published + keep)} (`keep` of the source '{case.source.name}').",), "hidden")
    return None


def _early(case: Case) -> Said | None:
    if case.post.published <= case.now + AHEAD:
        return None
    return Said((f"It is dated in the future: {case.post.published:%Y-%m-%d %H:%M} UTC.",), "waiting")


def _hidden(case: Case) -> Said | None:
    """An editor's word against it. What was never shown is refused."""
    word = case.word
    if word is None or word.do != "hide":
        return None
    ruled = case.verdict.reasons if case.verdict.status == "waiting" else ()
    return Said((*_waits(case), *ruled, told(word)), "refused" if _is_refused(case, word) else "hidden")


def _is_refused(case: Case, word: Decision) -> bool:
    """Whether the word is said of what only waited, and was never let through."""
    verdict = case.verdict
    waited = verdict.status == "waiting" or (bool(_waits(case)) and (verdict.status != "published" or bool(case.post.held)))
    return waited and not case.desk.decided.was_approved(case.post, word.at)


def _ruled(case: Case) -> Said | None:
    """What the rules say, unless an editor has approved it. A rule can lift `publish: review`, not a hold of collecting."""
    verdict = case.verdict
    if not verdict.reasons:
        return None
    if case.word or verdict.status is None or (verdict.status == "published" and case.post.held):
        return Said(verdict.reasons)
    return Said((*(_waits(case) if verdict.status == "published" else ()), *verdict.reasons), verdict.status)


def _held(case: Case) -> Said | None:
    """What waits for an approval."""
    waits = _waits(case)
    if not waits:
        return Said((_at_once(case.source),))
    return Said(waits, None if case.word else "waiting")


def _at_once(source: Source) -> str:
    return f"The source '{source.name}' publishes at once (`publish: auto`)."


def _waits(case: Case) -> tuple[str, ...]:
    held = (f"It was held when it was collected: {case.post.held}.",) if case.post.held else ()
    review = (f"The source '{case.source.name}' waits for approval (`publish: review`).",) if case.source.publish == "review" else ()
    return (*held, *review)


def _approved(case: Case) -> Said | None:
    return Said((f"Approved {case.word}",)) if case.word else None


#: In this order; what an approval does not lift (a term, a source that is only listened to) comes before it.
STAGES: Final[tuple[tuple[str, Callable[[Case], Said | None]], ...]] = (
    ("listened", _listened),
    ("forgotten", _forgotten),
    ("ended", _ended),
    ("early", _early),
    ("hidden", _hidden),
    ("ruled", _ruled),
    ("held", _held),
    ("approved", _approved),
)


def changes(post: Post, desk: Desk, now: datetime) -> Iterable[datetime]:
    """The later moments at which a post begins or ceases to be shown, or what pages say of it changes, if nobody decides anything."""
    turns = {moment for moment in _turns(post, desk) if moment > now}
    if not turns:
        return
    shown = _shown(choose(post, desk, now))
    for moment in sorted(turns):
        then = _shown(choose(post, desk, moment))
        if then != shown:
            shown = then
            yield moment


def first_change(posts: Sequence[Post], desk: Desk, now: datetime) -> datetime | None:
    """The first of all later moments that `changes` would give: asked in time's order, so that of 100,000 posts only a few are asked."""
    later = sorted((moment, place) for place in _restless(posts, desk, now) for moment in _turns(posts[place], desk) if moment > now)
    for moment, place in later:
        if _shown(choose(posts[place], desk, moment)) != _shown(choose(posts[place], desk, now)):
            return moment
    return None


def _restless(posts: Sequence[Post], desk: Desk, now: datetime) -> Iterator[int]:
    """Places of the posts that have a turn before them: most are older than any rule or term asks for."""
    ahead, since = now + AHEAD, dict[tuple[str, str], datetime]()
    for place, post in enumerate(posts):
        origin = post.source, post.network
        if origin not in since:
            since[origin] = _since(post, desk, now)
        if post.expires or post.published > since[origin] or post.published > ahead:
            yield place


def _since(post: Post, desk: Desk, now: datetime) -> datetime:
    """The day up to which no post of this source and network turns by its age any more."""
    source = desk.sources.get(post.source)
    keep = source.keep if source and source.keep else timedelta()
    try:
        return now - max(desk.rules.longest(post), keep)
    except OverflowError:
        return datetime.min.replace(tzinfo=UTC)


def _shown(choice: Choice) -> tuple[object, ...]:
    """What pages would show of it: with which tags of rules, and whether large; or, where they only count it, why it is not shown."""
    if choice.status == "published":
        return choice.status, choice.verdict.tags, choice.verdict.featured
    return choice.status, choice.stage, choice.verdict.rule if choice.stage == "ruled" else choice.ground


def _turns(post: Post, desk: Desk) -> Iterable[datetime]:
    """The moments at which time alone can turn what becomes of a post; those that no calendar reaches never come."""
    source = desk.sources.get(post.source)
    yield from desk.rules.turns(post, source)
    if post.expires:
        yield post.expires
    try:
        yield post.published - AHEAD
        if source and source.keep:
            yield post.published + source.keep
    except OverflowError:
        return


def _day(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d}"
