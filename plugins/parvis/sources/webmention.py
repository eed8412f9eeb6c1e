"""Webmentions: who has answered or mentioned the brand's pages, from webmention.io, as JF2.

Not proven on a real answer: written from the published format. Likes, reposts and bookmarks are no posts. What comes in here is written by
anybody: give such a source `publish: review`.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from functools import partial
from typing import ClassVar, Literal, Self

from pydantic import model_validator

from parvis.model.exchange import Request, Response, State
from parvis.model.raw_post import MediaKind, RawAuthor, RawMedia, RawPost
from parvis.model.source import Grade
from parvis.sources._address import is_whole, query
from parvis.sources._answer import json_value
from parvis.sources._complaint import unexpected
from parvis.sources._fields import Fields
from parvis.sources._options import Server, one_of
from parvis.sources._token import TokenOptions
from parvis.sources._walk import single, walk

GRADE: Grade = "A"
PROVEN = False

_WANTED = "a list of webmentions (JF2)"
_PAGE = 100
_MEDIA: tuple[tuple[str, MediaKind], ...] = (("photo", "image"), ("video", "video"), ("audio", "audio"))


class Options(TokenOptions):
    """A site, whose token lies in an environment variable, or one of its pages, which needs none."""

    domain: str | None = None  #: the brand's site: all its pages
    target: str | None = None  #: address of one page
    service: Server = "https://webmention.io"  #: another server in webmention.io's place
    token_env: str = "WEBMENTION_TOKEN"  # noqa: S105  #: name of the environment variable that holds the token
    place: ClassVar[Literal["header", "query"]] = "query"
    parameter: ClassVar[str] = "token"
    prefix: ClassVar[str] = ""

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        one_of(self, "domain", "target", "url")
        return self


def recognise(url: str) -> Options | None:  # noqa: ARG001 (every kind's signature)
    """Never: an address that is pasted is a page to follow, not one to receive mentions for."""
    return None


def requests(options: Options, state: State) -> Generator[Request, Response, State]:
    """The pages of mentions, newest first."""
    if is_whole(options):
        yield options.whole()
        return state
    return (yield from walk(single(partial(_page, options), _following), state))


def read(body: bytes, options: Options) -> Iterator[RawPost]:  # noqa: ARG001 (every kind's signature)
    """The replies and mentions among the entries. ReadError when the answer is something else."""
    document = json_value(body, _WANTED)
    answer = Fields(document)
    if not isinstance(answer.raw("children"), list):
        raise unexpected(document, _WANTED)
    for entry in answer.rows("children"):
        if entry.text("wm-property") in {"in-reply-to", "mention-of"} and not entry.yes("wm-private"):
            yield _post(entry)


def _page(options: Options, cursor: str) -> Request:
    asked = query(domain=options.domain, target=options.target)
    paging = f"per-page={_PAGE}&page={cursor or 0}&sort-by=created"
    return Request(
        url=f"{options.service}/api/mentions.jf2?{asked}&{paging}",
        accept="application/json",
        secret=options.secret() if options.domain else None,
    )


def _following(response: Response) -> str:
    """The next page's number: a full page has one after it."""
    answer = Fields(json_value(response.body, _WANTED))
    found = answer.raw("children")
    page = response.url.partition("&page=")[2].partition("&")[0]
    return f"{int(page) + 1}" if isinstance(found, list) and len(found) >= _PAGE and page.isdigit() else ""


def _post(entry: Fields) -> RawPost:
    content, author = entry.row("content"), entry.row("author")
    return RawPost(
        native=entry.text("wm-id", "wm-source", "url"),
        url=entry.text("url", "wm-source"),
        author=RawAuthor(name=author.text("name"), url=author.text("url"), avatar=author.text("photo")),
        published=entry.text("published", "wm-received"),
        title=entry.text("name"),
        html=content.text("html"),
        text=None if content.text("html") else content.text("text", "value") or entry.text("content"),
        media=tuple(_media(entry)),
        tags=(*entry.texts("category"), *filter(None, [entry.text("category")])),
        reply_to=entry.text("wm-target") if entry.text("wm-property") == "in-reply-to" else None,
        links=tuple(filter(None, [entry.text("wm-target")])),
        base=entry.text("url", "wm-source"),
    )


def _media(entry: Fields) -> Iterator[RawMedia]:
    """JF2 gives one as a text and several as a list."""
    for name, kind in _MEDIA:
        for url in dict.fromkeys((*entry.texts(name), *filter(None, [entry.text(name)]))):
            yield RawMedia(kind=kind, url=url)
