"""Everything that a hub's files say of reviews, read at once and decided: what a build, a check and a list of open answers share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import msgspec

from parvis import settings as hub_settings
from parvis.archive import read as archive
from parvis.build import forgotten
from parvis.curate.reviews import curate
from parvis.errors import ContentError, ListedError, Mistake, PolicyError
from parvis.model.curated_review import ReviewFiles, Reviews
from parvis.model.decision import Decision
from parvis.model.reply import Reply
from parvis.model.review_policy import ReviewPolicy
from parvis.model.suppression import Suppression
from parvis.settings import Settings
from parvis.settings.suppressions import suppressions
from parvis.written import nouns
from parvis.written import reviews as written
from parvis.written.articles import Reader, Written

Found = TypeVar("Found")


class _Gathering:
    """Steps of which each may find mistakes; all of them are told at once."""

    def __init__(self) -> None:
        self.mistakes: list[Mistake] = []
        self.first: type[ListedError] | None = None

    def take(self, step: Callable[[], Found], otherwise: Found) -> Found:
        try:
            return step()
        except (ContentError, PolicyError) as error:
            self.mistakes += error.mistakes
            self.first = self.first or type(error)
            return otherwise


def read(settings: Settings) -> ReviewFiles:
    """What the archive, content/reviews/ and content/curation/ say. ContentError and PolicyError list every mistake of all of them."""
    content, site, gathering = settings.content, settings.site, _Gathering()
    reader = Reader(timezone=site.timezone, languages=site.languages)
    files = ReviewFiles(
        imported=gathering.take(lambda: archive.every_review(settings.archive), ()),
        written=gathering.take(lambda: written.every(content, reader), ()),
        seals=archive.seals(settings.archive),
        replies=gathering.take(lambda: _replies(content), ()),
        decisions=gathering.take(lambda: hub_settings.every_decision(content), ()),
        policy=gathering.take(lambda: _policy(content), ReviewPolicy()),
    )
    nothing: tuple[Suppression, ...] = ()
    lines = gathering.take(lambda: suppressions(content), nothing)
    if gathering.first:
        raise gathering.first(gathering.mistakes)
    return forgotten.without(files, lines, settings)


# What checks these files takes a tenth of a second to import: only where there are such files.


def _replies(content: Path) -> tuple[Reply, ...]:
    if not (content / "curation" / "replies").exists():
        return ()
    from parvis.settings.replies import replies

    return replies(content)


def _policy(content: Path) -> ReviewPolicy:
    if not (content / "curation" / "reviews.yaml").exists():
        return ReviewPolicy()
    from parvis.settings.review_policy import review_policy

    return review_policy(content)


def curated(settings: Settings, documents: Iterable[Written], now: datetime, *more: Decision) -> Reviews:
    """The hub's reviews at a moment (aware), with decisions that nobody has written down yet. Raises what `read` and `curate` raise."""
    files = read(settings)
    return curate(msgspec.structs.replace(files, decisions=(*files.decisions, *more)) if more else files, documents, now)


def check(settings: Settings, now: datetime) -> Reviews:
    """The same for a check, which has read none of the editors' files yet. What is wrong with those is not told here, but by their own check."""
    site = settings.site
    try:
        documents, _ = nouns.read(settings.content, Reader(timezone=site.timezone, languages=site.languages))
    except ContentError:
        read(settings)
        return Reviews()
    return curated(settings, documents, now)
