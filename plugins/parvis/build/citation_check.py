"""Citations of what the archive has: items, reviews, and events of calendars. What a build and a check share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from parvis.archive import read as archive
from parvis.build import review_files
from parvis.curate import calendars
from parvis.errors import ArchiveError, ContentError, ListedError
from parvis.model.curated_review import Reviews
from parvis.model.hub import Item
from parvis.model.nouns import Nouns
from parvis.model.post import Post
from parvis.settings import Settings
from parvis.written import citations, nouns
from parvis.written.articles import Reader, Written


def refuse_unknown(
    settings: Settings,
    documents: Iterable[Written],
    written: Nouns,
    archived: Mapping[str, Iterable[Post]],
    reviews: Reviews,
    now: datetime,
) -> None:
    """ContentError for each citation of something that the archive does not have; what is held or hidden is there."""
    documents = tuple(documents)
    if not {found.citation.kind for one in documents for found in citations.every(one)} & citations.ARCHIVED:
        return
    posts = [post for of_source in archived.values() for post in of_source]
    items = [Item(post=post, status="published", reasons=()) for post in posts if post.occasion]
    events = {event.slug for event in (*written.events, *calendars.events(items, settings.site, now))}
    known = {
        "item": {name for post in posts for name in (post.id, post.id8)},
        "review": {name for one in (*reviews.published, *reviews.withheld) for name in (one.review.id, one.review.native, one.review.id8)},
        "event": events,
    }
    mistakes = list(citations.mistakes(documents, known))
    if mistakes:
        raise ContentError(mistakes)


def check(settings: Settings, now: datetime) -> None:
    """The same for a check, which has read nothing yet. What is wrong with files or archive is not told here, but by their own checks."""
    reader = Reader(timezone=settings.site.timezone, languages=settings.site.languages)
    try:
        documents, written = nouns.read(settings.content, reader)
        archived = archive.every(settings.archive, [source.name for source in settings.sources])
        reviews = review_files.check(settings, now)
    except (ArchiveError, ListedError):
        return
    refuse_unknown(settings, documents, written, archived, reviews, now)
