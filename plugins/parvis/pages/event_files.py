"""Events as calendar files: what each of their dates is for another program."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

from msgspec.structs import replace

from parvis.curate.occurrences import different, on
from parvis.model.article import Article
from parvis.model.event import Event, Occurrence
from parvis.pages import nouns
from parvis.pages.addresses import absolute
from parvis.pages.edition import Edition
from parvis.pages.event_cards import meeting
from parvis.pages.ics import Entry, uid
from parvis.tidy import text

#: Characters of the words that a calendar shows.
_LONGEST = 1_000


def entries(event: Event, edition: Edition) -> Iterator[Entry]:
    """The event as entries of a calendar: one for a rule and one for each date that is not as the rule has it, else one for each date."""
    whole = _whole(event, edition)
    if event.rule:
        yield replace(whole, rule=event.rule, skipped=tuple(on(event, day) for day in event.skipped))
        for one in different(event):
            day = date.fromisoformat(one.series)
            yield replace(whole, start=one.start, end=one.end, instead_of=on(event, day), cancelled=one.cancelled)
        return
    for one in event.occurrences:
        # Other programs know no series without a rule: each of its dates has a name of its own.
        name = whole.uid if len(event.occurrences) == 1 and not one.series else uid(f"event-{event.slug}-{_when(one)}", edition.site)
        yield replace(whole, uid=name, start=one.start, end=one.end, cancelled=one.cancelled, timezone="")


def _whole(event: Event, edition: Edition) -> Entry:
    article = nouns.words(event, edition)
    where = meeting(event, edition)
    return Entry(
        uid=uid(f"event-{event.slug}", edition.site),
        start=event.start,
        end=event.end,
        title=article.title,
        words=_words(article),
        place=", ".join((where.name, *where.address)) if where else event.online,
        point=where.point if where else None,
        url=absolute(edition.site, edition.url_of(article)) if edition.site.url else "",
        tags=event.tags,
        cancelled=event.cancelled,
        made=event.published or event.told[0].published,
        changed=event.told[0].updated,
        timezone=event.timezone if isinstance(event.start, datetime) else "",  # whole days have no clock
    )


def _words(article: Article) -> str:
    return article.summary or text.one_line(text.plain(article.body.html), _LONGEST)


def _when(one: Occurrence) -> str:
    return one.series or (f"{one.start.astimezone(UTC):%Y%m%dT%H%M%SZ}" if isinstance(one.start, datetime) else f"{one.start:%Y%m%d}")
