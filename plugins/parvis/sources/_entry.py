"""An entry of an XML feed as a raw post: its body, author, dates, media and links, by the habits of a dozen formats."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from parvis.model.raw_post import PostKind, RawAuthor, RawCounts, RawMedia, RawPost
from parvis.sources._details import Details
from parvis.sources._document import Document, Entry
from parvis.sources._fields import Fields
from parvis.sources._media import faces, is_decoration, is_picture, media, not_media
from parvis.sources._people import on_the_web, people, person

_TAG = re.compile(r"<[a-zA-Z/!?]")
#: Text that is declared plain and plainly is not.
_MARKUP = re.compile(r"\s*<(?:p|div|h[1-6]|ul|ol|img|a|br|figure|blockquote|table|article|section)\b.*>\s*$", re.IGNORECASE | re.DOTALL)
_HTML_TYPES = {"text/html", "application/xhtml+xml"}


def posts(document: Document) -> Iterator[RawPost]:
    """Every entry of the feed, in its order."""
    for entry in document.entries:
        yield post(entry, document)


def post(entry: Entry, document: Document) -> RawPost:
    """One entry, with what it takes over from its feed."""
    fields, details = entry.fields, entry.details
    body, text = _body(fields, details)
    things = _media(fields, details, document)
    published, updated = _dates(fields, atom=document.is_atom)
    title = fields.text("title")
    return RawPost(
        native=details.native or fields.text("id"),
        kind=_kind(things, titled=title is not None),
        url=address(fields),
        author=author(fields, details, document),
        published=published,
        updated=updated,
        language=_language(fields, document),
        title=title,
        html=body,
        text=text,
        media=things,
        tags=tags(fields),
        links=tuple(dict.fromkeys(not_media(fields, details))),
        counts=RawCounts(replies=fields.number("slash_comments", "thr_total")),
        reply_to=_reply_to(fields, details),
        sensitive=fields.text("rating") == "adult",
        licence=licence(fields, details) or licence(document.feed, Details()),
        base=_base(fields, document),
    )


def address(fields: Fields) -> str | None:
    """The page made for people; the one behind a counting service where the feed tells it."""
    links = [one.text("href") for one in fields.rows("links") if one.text("rel") == "alternate"]
    # An entry without a link has its id as one in feedparser, also where that is a `tag:` or a `urn:`.
    return next((link for link in (fields.text("feedburner_origlink"), fields.text("link"), *links) if on_the_web(link)), None)


def author(fields: Fields, details: Details, document: Document) -> RawAuthor:
    """Who wrote the entry: its own author, its source's, the feed's, else the feed itself."""
    face = faces(details)
    if name := people([*details.names]) if details.names else _names(fields):
        return RawAuthor(name=name, url=_home(fields), avatar=face)
    if name := people([one.text("content") for one in fields.rows("media_credit") if one.text("role") == "author"]):
        return RawAuthor(name=name, avatar=face)
    source = fields.row("source")
    if name := _names(source) or person(source.text("title")):
        return RawAuthor(name=name, url=_home(source) or on_the_web(source.text("link")), avatar=face)
    feed = document.feed
    picture = face or feed.text("icon") or feed.row("image").text("href") or feed.text("logo", "webfeeds_icon")
    if name := people([*document.names]) if document.names else _names(feed):
        return RawAuthor(name=name, url=_home(feed) or on_the_web(document.link), avatar=picture)
    return RawAuthor(name=person(document.title), url=on_the_web(document.link), avatar=picture)


def tags(fields: Fields) -> tuple[str, ...]:
    """The entry's categories as people read them; those that are only addresses of a machine's own are left out."""
    found = []
    for one in fields.rows("tags"):
        tag = one.text("label") or one.text("term")
        if tag and not tag.startswith(("http://", "https://", "urn:")) and "schemas.google.com" not in (one.text("scheme") or ""):
            found.append(" ".join(tag.split()))
    return tuple(dict.fromkeys(found))


def licence(fields: Fields, details: Details) -> str | None:
    """Address or name of the licence, where one is declared."""
    for link in fields.rows("links"):
        if link.text("rel") == "license" and (href := link.text("href")):
            return href
    for one in details.elements.get("media:license", []):
        if href := one.get("href", "").strip():
            return href
    return fields.row("media_license").text("href", "content")


def _names(fields: Fields) -> str | None:
    names = [one.text("name") for one in fields.rows("authors")]
    written = fields.text("author")
    return person(written) if len(names) == 1 and "@" in (written or "") else people(names) or person(written)


def _home(fields: Fields) -> str | None:
    """The author's own page."""
    for one in (fields.row("author_detail"), *fields.rows("authors")):
        href = one.text("href")
        if href and href.startswith(("http://", "https://", "/")):
            return href
    return None


def _body(fields: Fields, details: Details) -> tuple[str | None, str | None]:
    """The body as HTML or as text: the full one before the excerpt, never the caption of one picture."""
    captions = {" ".join(film.description.split()) for film in details.films if film.description and is_picture(film)}
    found = [(type_, value) for type_, value in _bodies(fields) if " ".join(value.split()) not in captions]
    if not found:
        return None, None
    whole = [(type_, value) for type_, value in found[:-1] if type_ in _HTML_TYPES]
    type_, value = whole[0] if whole else max(found, key=lambda one: len(one[1]))
    if (type_ in _HTML_TYPES and _TAG.search(value) and value != details.description) or _MARKUP.match(value):
        return value, None
    return None, html.unescape(value) if type_ in _HTML_TYPES else value


def _bodies(fields: Fields) -> list[tuple[str, str]]:
    """All that may be the body, the summary last."""
    rows = [*fields.rows("content"), fields.row("summary_detail")]
    found = [((one.text("type") or "text/html").lower(), one.text("value")) for one in rows]
    found.append(("text/html", fields.text("summary") if not fields.row("summary_detail") else None))
    return [(type_, value) for type_, value in found if value and (type_ in _HTML_TYPES or type_.startswith("text/"))]


def _dates(fields: Fields, *, atom: bool) -> tuple[str | None, str | None]:
    published = fields.text("published", "created")
    updated = fields.text("updated")
    if published:
        return published, updated if updated != published else None
    return updated, updated if atom else None


def _language(fields: Fields, document: Document) -> str | None:
    for one in (*fields.rows("content"), fields.row("summary_detail"), fields.row("title_detail"), document.feed):
        if language := one.text("language"):
            return language
    return None


def _media(fields: Fields, details: Details, document: Document) -> tuple[RawMedia, ...]:
    cover = document.feed.row("image").text("href")
    return media(fields, details, cover if cover and not is_decoration(cover) else None)


def _kind(things: tuple[RawMedia, ...], *, titled: bool) -> PostKind:
    """A sound or a film with a title of its own; a film in an untitled short post is still that post's."""
    kinds = {thing.kind for thing in things}
    if "video" in kinds and titled:
        return "video"
    return "audio" if "audio" in kinds and titled else "post"


def _reply_to(fields: Fields, details: Details) -> str | None:
    for one in details.elements.get("thr:in-reply-to", []):
        if ref := (one.get("href") or one.get("ref") or "").strip():
            return ref
    return fields.row("thr_in-reply-to").text("href", "ref")


def _base(fields: Fields, document: Document) -> str | None:
    """`xml:base` where it is given, else the page that the feed belongs to."""
    for one in (*fields.rows("content"), fields.row("summary_detail")):
        base = one.text("base")
        if base and base.startswith(("http://", "https://")):
            return base
    return document.link if document.link and document.link.startswith(("http://", "https://")) else None
