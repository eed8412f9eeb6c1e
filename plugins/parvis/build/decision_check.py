"""Decisions about items, pictures, contests and events that nobody has: what a build and a check share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

import msgspec

from parvis.archive import read as archive
from parvis.build import review_files
from parvis.curate import calendars
from parvis.curate.status import AHEAD
from parvis.curate.suppressed import Suppressions
from parvis.errors import ArchiveError, ContentError, ListedError, Mistake
from parvis.model.curated_review import Reviews
from parvis.model.curation import Curation
from parvis.model.decision import Decision
from parvis.model.hub import Item
from parvis.model.nouns import Nouns
from parvis.model.post import Post
from parvis.settings import Settings

_REVIEWABLE = frozenset({"hide", "approve", "pin"})
_ID = "Give its id as it stands in content/archive/."
_DATED_AHEAD = (
    "this decision is dated ahead. It holds already, and nothing that is decided before that moment takes its place: mend its `at`."
)


class Known(msgspec.Struct, frozen=True):
    """What a hub has of what decisions are about."""

    posts: Mapping[str, Post]  #: by id, those of sources that are gone, too
    reviews: frozenset[str]  #: ids, whole and without their kind
    places: Mapping[str, frozenset[str]]  #: slugs of contests and of events
    sources: frozenset[str]


def refuse_unknown(
    settings: Settings, curation: Curation, archived: Mapping[str, Iterable[Post]], nouns: Nouns, reviews: Reviews, now: datetime
) -> tuple[str, ...]:
    """ContentError for each decision about what is not known; what is withheld, or of a source that is gone, is.

    Notes on those about items that were forgotten.
    """
    if not curation.decisions:
        return ()
    ids = (one.review.id for one in (*reviews.published, *reviews.withheld))
    return _refuse(curation, _known(settings, curation, archived, nouns, ids, now))


def check(settings: Settings, curation: Curation, nouns: Nouns, now: datetime) -> tuple[str, ...]:
    """The same for a check, which has read nothing yet, and notes on those that are dated ahead.

    What is wrong with the archive or the reviews is told by their own checks.
    """
    if not curation.decisions:
        return ()
    try:
        archived = archive.every(settings.archive, [source.name for source in settings.sources])
        files = review_files.read(settings)
        known = _known(settings, curation, archived, nouns, (one.id for one in (*files.imported, *files.written)), now)
    except (ArchiveError, ListedError):
        return ()
    ahead = (one for one in curation.decisions if one.at > now + AHEAD)
    return (*_refuse(curation, known), *(f"{one.file}:{one.line}: {_DATED_AHEAD}" for one in ahead))


def _known(
    settings: Settings,
    curation: Curation,
    archived: Mapping[str, Iterable[Post]],
    nouns: Nouns,
    reviews: Iterable[str],
    now: datetime,
) -> Known:
    sources = {source.name for source in settings.sources}
    posts = {post.id: post for found in archived.values() for post in found}
    ids = set(reviews)
    short = ids | {one.partition(":")[2] for one in ids}
    named = {name for one in curation.decisions for name in (one.item, one.to if one.do in {"join", "split"} else "")}
    if not named <= {"", *posts, *short}:
        # What a source gave that sources.yaml no longer has is kept, and so are the decisions about it.
        gone = sorted(set(archive.folders(settings.archive)) - sources)
        posts |= {post.id: post for found in archive.every(settings.archive, gone).values() for post in found}
    occasions = [Item(post=post, status="published", reasons=()) for post in posts.values() if post.occasion]
    held = calendars.events(occasions, settings.site, now) if any(one.do == "event" for one in curation.decisions) else ()
    return Known(
        posts=posts,
        reviews=frozenset(short),
        places={
            "contest": frozenset(contest.slug for contest in nouns.contests),
            "event": frozenset(event.slug for event in (*nouns.events, *held)),
        },
        sources=frozenset({*sources, *archive.folders(settings.archive)}),
    )


def _refuse(curation: Curation, known: Known) -> tuple[str, ...]:
    forgotten, notes = Suppressions(curation.suppressions), []
    mistakes: list[Mistake] = []
    for decision in curation.decisions:
        for name, mistake in _wrong(decision, known):
            if name and forgotten.names(name):
                notes.append(f"{decision.file}:{decision.line}: this decision is about an item that was forgotten. Take the line out.")
            else:
                mistakes.append(mistake)
    if mistakes:
        raise ContentError(mistakes)
    return tuple(notes)


def _wrong(one: Decision, known: Known) -> Iterator[tuple[str, Mistake]]:
    """Each mistake, with the id of the item that there is none of."""
    post = known.posts.get(one.item)
    if one.source and one.source not in known.sources:
        yield "", _mistake(one, "source", f"there is no source '{one.source}'.", _near(one.source, known.sources))
    elif one.item and post is None and one.item not in known.reviews:
        yield one.item, _mistake(one, "item", f"there is no item '{one.item}'.", _ID)
    elif one.item and post is None and one.do not in _REVIEWABLE:
        yield "", _mistake(one, "do", f"a review can be hidden, approved or pinned, and no more: not `{one.do}`.", "Take the line out.")
    elif post and one.do == "alt" and one.media > len(post.media):
        yield "", _mistake(one, "media", f"the item has {len(post.media)} pictures, and this is about number {one.media}.", "Count again.")
    if one.do in {"join", "split"} and one.to and one.to not in known.posts:
        yield one.to, _mistake(one, "to", f"there is no item '{one.to}'.", _ID)
    if one.do in known.places and one.to not in known.places[one.do]:
        yield "", _mistake(one, "to", f"there is no {one.do} '{one.to}'.", _near(one.to, known.places[one.do]))


def _near(word: str, known: Iterable[str]) -> str:
    # The YAML reader takes a tenth of a second to import: only where something is wrong.
    from parvis.tidy import yaml

    return yaml.did_you_mean(word, sorted(known))


def _mistake(decision: Decision, field: str, what: str, remedy: str) -> Mistake:
    return Mistake(decision.file, decision.line, field, what, remedy)
