"""Cards written by hand in `sources.yaml`, for networks that let nobody collect (LinkedIn, Telegram …): nothing is asked of anybody.

- name: press
  kind: link
  items:
    - url: https://www.linkedin.com/posts/…
      title: "A word on our new shop"
      author: Ada Martin
      published: 2026-03-02
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from datetime import date, datetime
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from parvis.model.exchange import Request, Response, State
from parvis.model.raw_post import PostKind, RawAuthor, RawMedia, RawPost
from parvis.model.source import Grade
from parvis.sources import SourceOptions
from parvis.tidy import dates
from parvis.tidy.links import absolute

GRADE: Grade = "C"
PROVEN = True


def _address(value: str) -> str:
    if absolute(value, None) is None:
        raise ValueError(f"{value!r} is no address of the Web: it starts with https:// or http://")
    return value


def _moment(value: object) -> object:
    """YAML makes dates of what looks like one."""
    return value.isoformat() if isinstance(value, (date, datetime)) else value


def _date(value: str) -> str:
    if dates.read(value) is None:
        raise ValueError(f"{value!r} is no date: write it as 2026-03-02 or 2026-03-02T10:00:00+01:00")
    return value


Address = Annotated[str, AfterValidator(_address)]
Moment = Annotated[str, BeforeValidator(_moment), AfterValidator(_date)]


class Card(BaseModel):
    """One card."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    url: Address  #: the page that the card leads to
    title: str = Field(min_length=1)
    text: str | None = None  #: plain; quote no more than you may
    author: str | None = None
    author_url: Address | None = None
    published: Moment | None = None
    picture: Address | None = None  #: only one that you may show
    picture_alt: str | None = None
    language: str | None = None
    tags: tuple[str, ...] = ()
    kind: PostKind = "link"


class Options(SourceOptions):
    """The cards."""

    items: tuple[Card, ...] = ()  #: each `url` and `title`; also `text author author_url published picture picture_alt language tags`

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        if self.url is not None:
            raise ValueError("a source of kind `link` has no `url` of its own: each of its `items` has one")
        if not self.items:
            raise ValueError("give `items`: a list of cards, each with `url` and `title`")
        urls = [card.url for card in self.items]
        twice = sorted({url for url in urls if urls.count(url) > 1})
        if twice:
            raise ValueError(f"{twice[0]} stands in `items` twice")
        return self

    def address(self) -> str:
        """None: nothing is asked. ValueError."""
        raise ValueError("a source of kind `link` asks nothing: its items stand in sources.yaml")


def recognise(url: str) -> Options | None:  # noqa: ARG001 (every kind's signature)
    """Never: a card has words that only a person can give."""
    return None


def items(options: Options) -> Iterator[RawPost]:
    """The cards, in their order."""
    for card in options.items:
        yield RawPost(
            native=card.url,
            kind=card.kind,
            url=card.url,
            author=RawAuthor(name=card.author, url=card.author_url),
            published=card.published,
            language=card.language,
            title=card.title,
            text=card.text,
            media=(RawMedia(kind="image", url=card.picture, alt=card.picture_alt),) if card.picture else (),
            tags=card.tags,
        )


def requests(options: Options, state: State) -> Generator[Request, Response, State]:  # noqa: ARG001 (every kind's signature)
    """None at all."""
    yield from ()
    return state


def read(body: bytes, options: Options) -> Iterator[RawPost]:  # noqa: ARG001 (every kind's signature)
    """The cards, whatever was answered: there is nothing to answer."""
    yield from items(options)
