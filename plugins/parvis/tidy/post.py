"""A raw post, as a network gave it, made into the post that the archive keeps."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from html import unescape

from parvis.model.post import RECORD_VERSION, Author, Counts, Media, Occasion, Poll, Post
from parvis.model.raw_post import RawAuthor, RawMedia, RawPost
from parvis.model.source import Source
from parvis.tidy import dates, language, text
from parvis.tidy.html import CLEANER, clean, images
from parvis.tidy.links import absolute, canonical

_LONGEST_TITLE = 300
_LONGEST_MADE_TITLE = 100
_LONGEST_NAME = 200
_LONGEST_ALT = 1_500  # what Mastodon takes
_LONGEST_TAG = 100
_LONGEST_NATIVE = 500
_MOST_TAGS = 60
_MOST_LINKS = 100
_MOST_MEDIA = 40

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
# Only known elements: `List<String>` and `a <b` in a title are text.
_ELEMENT = re.compile(
    r"</?(?:a|abbr|acronym|address|applet|area|article|aside|audio|b|base|basefont|bdi|bdo|bgsound|big|blink|blockquote|body|br|button|canvas|caption|center|cite|code|"
    r"col|colgroup|data|datalist|dd|del|details|dfn|dialog|dir|div|dl|dt|em|embed|fieldset|figcaption|figure|font|footer|form|frame|frameset|h[1-6]|head|header|hr|html|"
    r"i|iframe|image|img|input|ins|isindex|kbd|keygen|label|layer|legend|li|link|listing|main|map|mark|marquee|math|menu|meta|meter|nav|nobr|noembed|noframes|noscript|"
    r"object|ol|optgroup|option|output|p|param|picture|plaintext|pre|progress|q|rp|rt|ruby|s|samp|script|section|select|slot|small|source|span|strike|strong|style|sub|"
    r"summary|sup|svg|table|tbody|td|template|textarea|tfoot|th|thead|time|title|tr|track|tt|u|ul|var|video|wbr|xml|xmp|xss)(?=[\s/>])|<!--",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?…。！？])\s+")
_SHORT_SENTENCE = 20
_BCP47 = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_NO_LANGUAGE = frozenset({"und", "mul", "zxx", "mis"})
_SCHEME = re.compile(r"\s*[A-Za-z][A-Za-z0-9+.-]*:")
# Pictures of one upload in several sizes: photo.jpg, photo-300x200.jpg, photo-scaled.jpg.
_SIZE = re.compile(r"-(?:\d{2,5}x\d{2,5}|scaled)(?=\.\w{3,4}$)")


def tidy(raw: RawPost, source: Source, origin: str, now: datetime) -> Post:
    """The post that a raw one becomes: cleaned, addresses absolute, moments in UTC, title, language, tags and mentions completed.

    `origin` is where the document came from. Without local media and holds, which come with collecting; two items of a document that
    claim the same id are the pipeline's to tell apart, by `keys`.
    """
    root = absolute(raw.base, origin) or absolute(origin, None)
    url = absolute(raw.url, root)
    if raw.author.opted_out:
        return _link_alone(raw, source, url, now, _moments(raw, now))
    base = absolute(raw.base, origin) or url or root or ""
    html = str(clean(raw.html if raw.html is not None else text.to_html(raw.text or ""), base))
    words = text.plain(html)
    title, titled = _title(raw, words)
    published, dated, updated = _moments(raw, now)
    return Post(
        version=RECORD_VERSION,
        id=f"{source.name}:{keys(raw, origin)[0]}",
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
        language=_language(raw, source, words),
        title=title,
        titled=titled,
        html=html,
        text=words,
        media=_media(raw, base),
        tags=_tags((*raw.tags, *text.hashtags(words))),
        links=_links(raw.links, base),
        mentions=_unique((text.one_line(name, _LONGEST_NAME) for name in (*raw.mentions, *text.mentions(words))), _MOST_TAGS),
        counts=_counts(raw, now),
        reply_to=_reference(raw.reply_to, base),
        repost_of=_reference(raw.repost_of, base),
        sensitive=raw.sensitive,
        warning=_line(raw.warning, _LONGEST_TITLE),
        licence=_reference(raw.licence, base),
        occasion=_occasion(raw),
        poll=_poll(raw),
        cleaner=CLEANER,
    )


def keys(raw: RawPost, origin: str) -> tuple[str, ...]:
    """By what an item can be recognised, best first: its native id, its canonical link, a hash of title, date and text."""
    url = absolute(raw.url, absolute(raw.base, origin) or origin)
    native = text.one_line(raw.native or "")
    if len(native) > _LONGEST_NATIVE:
        native = sha256(native.encode()).hexdigest()
    content = "\n".join((raw.title or "", raw.published or "", raw.html if raw.html is not None else raw.text or ""))
    digest = sha256(content.encode(errors="replace")).hexdigest()[:32]
    return tuple(key for key in (native, canonical(url) if url else "", digest) if key)


def title_text(title: str) -> str:
    """A title as plain text: HTML taken out and entities decoded, also where they were escaped twice."""
    for _ in range(2):
        if _ELEMENT.search(title):
            title = text.plain(title)
        elif _ENTITY.search(title):
            title = _ENTITY.sub(lambda found: unescape(found[0]), title)
    return text.one_line(text.plain(title) if _ELEMENT.search(title) else title, _LONGEST_TITLE)


def _link_alone(raw: RawPost, source: Source, url: str | None, now: datetime, moments: tuple[datetime, bool, datetime | None]) -> Post:
    """What stays of someone who asked not to be shown outside their network: that there is a post, and where."""
    published, dated, _ = moments
    return Post(
        version=RECORD_VERSION,
        id=f"{source.name}:{keys(raw, url or '')[0]}",
        source=source.name,
        network=source.kind,
        kind="link",
        url=url,
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
    given = title_text(raw.title or "")
    if given:
        return given, True
    # A warning stands before the text because the text shall not be seen at once: nor shall a title made of it.
    return (_line(raw.warning, _LONGEST_MADE_TITLE) or _made_title(words)), False


def _made_title(words: str) -> str:
    """The first sentence of the first line that says something."""
    said = (text.one_line(text.without_addresses(line)) for line in words.splitlines())
    line = next((line for line in said if any(map(str.isalnum, line))), "")
    sentence, *others = _SENTENCE_END.split(line, maxsplit=1)
    return text.one_line(line if others and len(sentence) < _SHORT_SENTENCE else sentence, _LONGEST_MADE_TITLE)


def _language(raw: RawPost, source: Source, words: str) -> str | None:
    """What the item declares, else what its text is written in, else what the source is said to be in."""
    return _tag(raw.language) or language.detect(words or raw.title or "") or _tag(source.language)


def _tag(code: str | None) -> str | None:
    parts = (code or "").strip().replace("_", "-").split("-")
    shaped = "-".join(part.lower() if not place else part.upper() if len(part) == 2 else part for place, part in enumerate(parts))  # noqa: PLR2004 (a region)
    return shaped if _BCP47.fullmatch(shaped) and parts[0].lower() not in _NO_LANGUAGE else None


def _author(raw: RawAuthor, base: str) -> Author:
    return Author(
        name=title_text(raw.name or "")[:_LONGEST_NAME],
        handle=_line(raw.handle, _LONGEST_NAME),
        url=absolute(raw.url, base),
        avatar=absolute(raw.avatar, base),
    )


def _media(raw: RawPost, base: str) -> tuple[Media, ...]:
    """What the item declares, then the pictures of its body that are not among them."""
    declared = [media for media in (_medium(one, base) for one in raw.media) if media]
    known = {_picture_key(address) for media in declared for address in (media.url, media.preview) if address}
    found = (media for media in (_medium(one, base) for one in images(raw.html or "", base)) if media)
    unique = {_picture_key(media.url): media for media in reversed([*declared, *(m for m in found if _picture_key(m.url) not in known)])}
    return tuple(unique.values())[::-1][:_MOST_MEDIA]


def _medium(raw: RawMedia, base: str) -> Media | None:
    url = absolute(raw.url, base)
    if url is None:
        return None
    return Media(
        kind=raw.kind,
        url=url,
        preview=absolute(raw.preview, base),
        width=raw.width if raw.width and raw.width > 0 else None,
        height=raw.height if raw.height and raw.height > 0 else None,
        alt=_line(raw.alt, _LONGEST_ALT),
        duration=raw.duration if raw.duration and math.isfinite(raw.duration) and raw.duration > 0 else None,
    )


def _picture_key(url: str) -> str:
    return _SIZE.sub("", canonical(url).partition("?")[0].partition("://")[2])


def _tags(words: Iterable[str]) -> tuple[str, ...]:
    return _unique((title_text(word).lstrip("#\uff03 ")[:_LONGEST_TAG] for word in words), _MOST_TAGS)


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
    line = _line(given, _LONGEST_NATIVE)
    if line is None:
        return None
    if line.startswith(("/", "http:", "https:", "HTTP")):
        return absolute(line, base)
    scheme = _SCHEME.match(line)
    unsafe = scheme and scheme[0].strip().lower() in {"javascript:", "data:", "vbscript:", "file:", "blob:"}
    return None if unsafe else line


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
        place=_line(given.place, _LONGEST_TITLE),
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
    options = tuple((text.one_line(option, _LONGEST_TITLE), max(votes, 0)) for option, votes in raw.poll.options)
    return Poll(options=options, closed=raw.poll.closed, voters=raw.poll.voters, closes=dates.read(raw.poll.closes or ""))
