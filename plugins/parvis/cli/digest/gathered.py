"""What the digest of a hub is made from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from parvis.build import standing
from parvis.cli import item
from parvis.curate import listen
from parvis.curate.listen_voices import voices
from parvis.model.listening import Digest
from parvis.settings import Settings
from parvis.settings.watch_list import watch_list
from parvis.written import citations, nouns
from parvis.written.articles import Reader


def digest(settings: Settings, since: datetime, until: datetime) -> Digest:
    """What was heard in a hub. Raises what a build would: every mistake in what people have written."""
    watched = watch_list(settings.content)
    hub = standing.hub(settings, until)
    said = voices(
        (*hub.items, *hub.withheld),
        {post.id: post for post in item.posts(settings)},
        (*hub.reviews.published, *hub.reviews.withheld),
        standing.desk(settings, rules=()),
        accounts=settings.site.accounts,
        cited=frozenset(_cited(settings)),
        now=until,
    )
    return listen.digest(said, watched, since, until, settings.site.name)


def _cited(settings: Settings) -> Iterator[str]:
    """Items and reviews that editors cite in what they have written: that is an answer, too."""
    documents, _ = nouns.read(settings.content, Reader(timezone=settings.site.timezone, languages=settings.site.languages))
    for document in documents:
        if not document.draft:
            yield from (found.citation.name for found in citations.every(document) if found.citation.kind in {"item", "review"})
