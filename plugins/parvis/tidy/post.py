"""A raw post, as a network gave it, made into the post that the archive keeps."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from parvis.model.post import RECORD_VERSION, Author, Counts, Occasion, Poll, Post
from parvis.model.raw_post import RawAuthor, RawPost
from parvis.model.source import Source
from parvis.tidy import dates, language, media, text
from parvis.tidy import title as titles
from parvis.tidy.html import CLEANER, clean
from parvis.tidy.links import absolute, canonical

_LONGEST_LINE = 300
_LONGEST_NAME = 200
_LONGEST_TAG = 100
_LONGEST_NATIVE = 500
#: Networks end posts at 5,000 characters; in longer texts `#` and `@` are mostly code.
_LONGEST_POST = 6_000
_MOST_TAGS = 60
_MOST_LINKS = 100

_WEB = re.compile(r"https?:|/", re.IGNORECASE)
_RUNS = re.compile(r"(?:java\s*script|vb\s*script|data|file|blob|about|filesystem|view-source)\s*:", re.IGNORECASE)


def tidy(raw: RawPost, source: Source, origin: str, now: datetime) -> Post:
    """The post that a raw one becomes: cleaned, addresses absolute, moments in UTC, title, language, tags and mentions completed.

    `origin` is where the document came from. Without local media and holds, which come with collecting; two items of a document that
    claim the same id are the pipeline's to tell apart, by `keys`.
    """
    now = now.astimezone(UTC).replace(microsecond=0)
    url = _url(raw, origin)
    if raw.author.opted_out:
        return _link_alone(raw, source, origin, now)
    # Relative addresses of a body stand against what the document says, else against the item's own page.
    base = absolute(raw.base, origin) or url or absolute(origin, None) or ""
    html = str(clean(_body(raw), base))
    words = text.plain(html)
    title, titled = _title(raw, words)
    published, dated, updated = _moments(raw, now)
    return Post(
        version=RECORD_VERSION,
        id=f"{source.name}:{next(keys(raw, origin))}",
        source=source.name,
        network=source.kind,
        kind=raw.kind,
        url=url,
        slug=text.slug(title),
        published=published,
        dated=dated,
        updated=updated,
        collected=now,
        expires=_expires(raw, now),
        author=_author(raw.author, base),
        language=_language(raw, source, title if titled else "", words),
        title=title,
        titled=titled,
        html=html,
        text=words,
        media=media.of(raw, base),
        tags=_tags((*raw.tags, *text.hashtags(words[:_LONGEST_POST]))),
        links=_links(raw.links, base),
        mentions=_mentions((*raw.mentions, *text.mentions(words[:_LONGEST_POST]))),
        counts=_counts(raw, now),
        reply_to=_reference(raw.reply_to, base),
        repost_of=_reference(raw.repost_of, base),
        sensitive=raw.sensitive,
        warning=_line(raw.warning, _LONGEST_LINE),
        licence=_reference(raw.licence, base),
        occasion=_occasion(raw),
        poll=_poll(raw),
        cleaner=CLEANER,
    )


def keys(raw: RawPost, origin: str) -> Iterator[str]:
    """By what an item can be recognised, best first: its native id, its canonical link, a hash of title, date and text.

    The date of an event is the one on which it takes place: the dates of a repeated event have all else in common.
    """
    native = text.one_line(raw.native or "")
    if native:
        yield native if len(native) <= _LONGEST_NATIVE else sha256(native.encode()).hexdigest()
    url = _url(raw, origin)
    if url:
        yield canonical(url)
    # Of what people see: markup changes with every tracking pixel.
    words = text.one_line(text.plain(_body(raw)))
    moment, pictures = dates.read(raw.published or ""), [one.url for one in raw.media]
    when = raw.occasion.start if raw.occasion else moment.isoformat() if moment else ""
    seen = "\n".join((titles.read(raw.title or ""), when, words or "\n".join(pictures)))
    yield sha256(seen.encode()).hexdigest()[:32]


def _url(raw: RawPost, origin: str) -> str | None:
    return absolute(raw.url, absolute(raw.base, origin) or origin)


def _body(raw: RawPost) -> str:
    """The body as HTML, dirty. One without any tag is plain text, whatever it was declared: its line breaks count."""
    if raw.html and titles.has_elements(raw.html):
        return raw.html
    return text.to_html(text.plain(raw.html) if raw.html else raw.text or "")


def _link_alone(raw: RawPost, source: Source, origin: str, now: datetime) -> Post:
    """What stays of someone who asked not to be shown outside their network: that there is a post, and where."""
    published, dated, _ = _moments(raw, now)
    return Post(
        version=RECORD_VERSION,
        id=f"{source.name}:{next(keys(raw, origin))}",
        source=source.name,
        network=source.kind,
        kind="link",
        url=_url(raw, origin),
        slug=text.slug(""),
        published=published,
        dated=dated,
        collected=now,
        expires=_expires(raw, now),
        author=Author(opted_out=True),
        titled=False,
        cleaner=CLEANER,
    )


def _moments(raw: RawPost, now: datetime) -> tuple[datetime, bool, datetime | None]:
    """Published, whether the item said so, and updated where that is another moment."""
    published, updated = dates.read(raw.published or ""), dates.read(raw.updated or "")
    said = published or updated
    return said or now, said is not None, updated if updated and published and updated > published else None


def _expires(raw: RawPost, now: datetime) -> datetime | None:
    return None if raw.expires_after is None else now + timedelta(seconds=raw.expires_after)


def _title(raw: RawPost, words: str) -> tuple[str, bool]:
    given = titles.read(raw.title or "")
    if given:
        return given, True
    # A warning stands before the text because the text shall not be seen at once: nor shall a title made of it.
    return (text.one_line(raw.warning or "", _LONGEST_LINE) or titles.made(words)), False


def _language(raw: RawPost, source: Source, title: str, words: str) -> str | None:
    """What the item declares, else what its text is written in, else what the source is said to be in."""
    return language.tag(raw.language) or language.detect(f"{title}\n{words}") or language.tag(source.language)


def _author(raw: RawAuthor, base: str) -> Author:
    return Author(
        name=titles.read(raw.name or "", _LONGEST_NAME),
        handle=_line(raw.handle, _LONGEST_NAME),
        url=absolute(raw.url, base),
        avatar=absolute(raw.avatar, base),
    )


def _tags(words: Iterable[str]) -> tuple[str, ...]:
    return _unique((titles.read(word).lstrip("#\uff03 ")[:_LONGEST_TAG].strip() for word in words), _MOST_TAGS)


def _mentions(names: Iterable[str]) -> tuple[str, ...]:
    return _unique((text.one_line(name, _LONGEST_NAME) for name in names), _MOST_TAGS)


def _links(links: Iterable[str], base: str) -> tuple[str, ...]:
    return _unique((absolute(link, base) or "" for link in links), _MOST_LINKS)


def _unique(words: Iterable[str], most: int) -> tuple[str, ...]:
    """Each once whatever its case, as first written, in order."""
    kept: dict[str, str] = {}
    for word in words:
        if word:
            kept.setdefault(word.casefold(), word)
    return tuple(kept.values())[:most]


def _counts(raw: RawPost, now: datetime) -> Counts:
    figures = {name: getattr(raw.counts, name) for name in ("likes", "replies", "reposts", "views")}
    known = {name: figure for name, figure in figures.items() if figure is not None and figure >= 0}
    return Counts(**known, at=now) if known else Counts()


def _reference(given: str | None, base: str) -> str | None:
    """An address, absolute; or a native id or a name, which is no unsafe address."""
    line = text.one_line(given or "")
    if _WEB.match(line):
        return absolute(line, base)
    return None if _RUNS.match(line) else line[:_LONGEST_NATIVE] or None


def _line(given: str | None, limit: int) -> str | None:
    return text.one_line(given or "", limit) or None


def _occasion(raw: RawPost) -> Occasion | None:
    start = dates.day_or_moment(raw.occasion.start) if raw.occasion else None
    if raw.occasion is None or start is None:
        return None
    given = raw.occasion
    return Occasion(
        start=start,
        end=dates.day_or_moment(given.end) if given.end else None,
        place=_line(given.place, _LONGEST_LINE),
        latitude=_degrees(given.latitude, 90),
        longitude=_degrees(given.longitude, 180),
        cancelled=given.cancelled,
        recurring=given.recurring,
    )


def _degrees(value: float | None, most: int) -> float | None:
    return value if value is not None and math.isfinite(value) and abs(value) <= most else None


def _poll(raw: RawPost) -> Poll | None:
    if raw.poll is None:
        return None
    options = tuple((text.one_line(option, _LONGEST_LINE), max(votes, 0)) for option, votes in raw.poll.options)
    return Poll(options=options, closed=raw.poll.closed, voters=raw.poll.voters, closes=dates.read(raw.poll.closes or ""))
