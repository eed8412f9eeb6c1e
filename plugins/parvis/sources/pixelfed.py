"""Pixelfed accounts of any instance: the public Atom feed, no API key.

Not proven on a real answer: written from the template of the feed that Pixelfed publishes. It titles a post by its whole caption ("No
caption" where there is none), repeats the caption in body and summary, escapes it once too often, and calls every file `image/png`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Self

import msgspec
from pydantic import model_validator

from parvis.model.raw_post import RawAuthor, RawMedia, RawPost
from parvis.model.source import Grade
from parvis.sources import SourceOptions
from parvis.sources._address import origin, pasted, segment
from parvis.sources._document import document
from parvis.sources._entry import post
from parvis.sources._media import kind_of
from parvis.sources._options import Server, one_of
from parvis.tidy.html import images
from parvis.tidy.text import parsed, plain

GRADE: Grade = "A"
PROVEN = False

_FEED = re.compile(r"/users/([\w.-]+)\.atom")
_ACCOUNT = re.compile(r"@?([\w.-]+)(?:@([\w.-]+(?::\d+)?))?")
_NO_CAPTION = "no caption"


class Options(SourceOptions):
    """An account, and the instance it lives on."""

    account: str | None = None  #: `brand@pixelfed.example`, or `brand` with `host`
    host: Server | None = None  #: the instance

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        one_of(self, "account", "url")
        found = _ACCOUNT.fullmatch(self.account or "")
        if self.account and not found:
            raise ValueError(f"{self.account!r} is no account: write it as brand@pixelfed.example")
        if found and not found[2] and not self.host:
            raise ValueError(f"say where the account lives: `account: {found[1]}@pixelfed.example`, or `host`")
        return self

    def address(self) -> str:
        """The feed's address."""
        found = _ACCOUNT.fullmatch(self.account or "")
        if self.url or found is None:
            return self.url or ""
        return f"{self.host or f'https://{found[2]}'}/users/{segment(found[1])}.atom"


def recognise(url: str) -> Options | None:
    """The feed's address. A profile's page looks like Mastodon's: discovery finds the feed that it links."""
    parts = pasted(url)
    found = _FEED.fullmatch(parts.path) if parts else None
    if parts is None or found is None:
        return None
    return Options(account=found[1], host=origin(parts))


def read(body: bytes, options: Options) -> Iterator[RawPost]:
    """The posts of the feed, in its order; ReadError when the answer is no feed."""
    del options
    feed = document(body)
    yield from (_photo(post(entry, feed), entry.fields.text("summary")) for entry in feed.entries)


def _photo(raw: RawPost, summary: str | None) -> RawPost:
    caption = _caption(summary, raw.html)
    media = _media(raw)
    return msgspec.structs.replace(
        raw,
        kind="video" if any(one.kind == "video" for one in media) else "photo",
        url=raw.url or raw.native,
        author=_author(raw.author),
        title=_title(raw.title, caption),
        updated=None,
        html=caption,
        text=None,
        media=media,
    )


def _caption(summary: str | None, body: str | None) -> str | None:
    """The caption as HTML: of the summary, or of the body's paragraph."""
    if summary and summary.lower() != _NO_CAPTION:
        return html.unescape(summary) if "<" not in summary else summary
    frame = parsed(body) if body else None
    paragraph = frame.css_first("p") if frame else None
    found = html.unescape(paragraph.inner_html or "").strip() if paragraph else ""
    return found or None


def _title(title: str | None, caption: str | None) -> str | None:
    """None where it is the caption once more: one is then made of it as for every post without a title."""
    if title is None or title.lower() == _NO_CAPTION:
        return None
    same = " ".join(plain(html.unescape(title)).split())
    return None if " ".join(plain(caption or "").split()).startswith(same[:60]) else title


def _media(raw: RawPost) -> tuple[RawMedia, ...]:
    """The files, called what their names say; alternative texts stand in the body's picture alone."""
    alts = {one.url: one.alt for one in images(raw.html or "", raw.base or "")}
    declared = raw.media or tuple(RawMedia(kind="image", url=url) for url in alts)
    return tuple(msgspec.structs.replace(one, kind=kind_of(None, one.url) or "image", alt=one.alt or alts.get(one.url)) for one in declared)


def _author(author: RawAuthor) -> RawAuthor:
    page = pasted(author.url or "")
    host = page.netloc if page else ""
    name = (page.path.rpartition("/")[2].lstrip("@") if page else "") or author.name
    return msgspec.structs.replace(author, handle=f"@{name}@{host}" if name and host else None)
