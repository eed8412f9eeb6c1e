"""The networks that a hub can collect from: each file of this folder is one kind, and the folder is the registry.

A kind's module gives

- `GRADE`: A keyless, B a token and a retention clock, C a card only, D refused (see `Grade`);
- `PROVEN`: False where no real answer of the endpoint was at hand;
- `class Options(SourceOptions)`: what `sources.yaml` may say of it;
- `recognise(url) -> Options | None`: lets `parvis add URL` find the kind;
- `read(body, options) -> Iterator[RawPost]`: one answer to items; no network, no clock;
- optionally `requests(options, state) -> Generator[Request, Response, State]`; a kind with one address leaves it out. An answer
  that cannot be had or read is raised at its `yield` as a SourceError: a kind that can do without it catches it there;
- optionally `read_asked(body, options, asked) -> Iterator[RawPost]`, where an answer does not say which address it is about;
- optionally `items(options) -> Iterator[RawPost]`, where the items stand in `sources.yaml` itself and nothing is asked.

A file whose name starts with an underscore is no kind.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Generator, Iterator
from functools import cache
from typing import Any, Protocol, cast

from pydantic import BaseModel, ConfigDict

from parvis.model.exchange import Request, Response, State
from parvis.model.raw_post import RawPost
from parvis.model.source import Grade


class SourceOptions(BaseModel):
    """Base of each kind's options: unknown ones are mistakes."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    url: str | None = None  #: the address whole: a mirror, a test server, or a path inside the hub

    def address(self) -> str:
        """Where to ask, absolute or a path inside the hub; ValueError without any. A kind with one address overrides this."""
        if self.url is None:
            raise ValueError("give `url`")
        return self.url


class Kind(Protocol):
    """What the pipeline sees of a module of this folder."""

    GRADE: Grade
    PROVEN: bool
    Options: type[SourceOptions]

    def recognise(self, url: str) -> SourceOptions | None:
        """Options for an address that a person would paste, or None when it is not this network's."""
        ...

    def read(self, body: bytes, options: SourceOptions) -> Iterator[RawPost]:
        """One answer to its items, in the document's order; ReadError when it is not what this kind gives."""
        ...


@cache
def kinds() -> tuple[str, ...]:
    """Names of all kinds, sorted."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_")))


def kind(name: str) -> Kind:
    """The module of a kind. KeyError when there is none of that name."""
    if name not in kinds():
        raise KeyError(name)
    return cast("Kind", importlib.import_module(f"{__name__}.{name}"))


def options_of(name: str, options: dict[str, Any]) -> SourceOptions:
    """The kind's options from plain values; pydantic's ValidationError lists all mistakes."""
    return kind(name).Options.model_validate(options)


def requests(name: str, options: SourceOptions, state: State) -> Generator[Request, Response, State]:
    """What the source asks, one after the other; ends with what it wants to remember."""
    own = getattr(kind(name), "requests", None)
    if own is not None:
        return cast("Generator[Request, Response, State]", own(options, state))
    return _single(options, state)


def read(name: str, body: bytes, options: SourceOptions, asked: str = "") -> Iterator[RawPost]:
    """One answer to its items, in the document's order; `asked` is the request's own address. ReadError as the kind's `read`."""
    own = getattr(kind(name), "read_asked", None)
    if own is not None and asked:
        return cast("Iterator[RawPost]", own(body, options, asked))
    return kind(name).read(body, options)


def _single(options: SourceOptions, state: State) -> Generator[Request, Response, State]:
    yield Request(url=options.address())
    return state
