"""What a source asks for and what it gets: requests and responses as values, so that a source never touches the network."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Literal

import msgspec

#: What a source remembers between runs (a cursor, a resolved id); it may be lost at any time.
State = Mapping[str, str]


class Secret(msgspec.Struct, frozen=True, kw_only=True):
    """A token, by the name of the environment variable that holds it: only `collect/fetch` ever sees the value."""

    env: str
    place: Literal["header", "query"]
    name: str  #: of the header or of the query parameter
    prefix: str = ""  #: such as `Bearer `


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """One GET or POST that a source asks for."""

    url: str  #: absolute http(s), or a path inside the hub
    accept: str = "*/*"
    headers: tuple[tuple[str, str], ...] = ()
    secret: Secret | None = None
    body: bytes | None = None  #: makes it a POST with `Content-Type: application/json`
    items: bool = True  #: False: a look-up whose answer `read` shall not see
    cost: float = 0.0  #: US dollars that the network bills for it


class Response(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to a request."""

    url: str  #: where the answer came from, after redirects: the base of relative addresses
    status: int  #: 200, or 304 when nothing changed since the last good parse
    headers: Mapping[str, str] = {}  #: names in lower case
    body: bytes = b""
    items: int = 0  #: how many items `read` found in it
    new: int = 0  #: how many of these the archive did not know: page on while there are some
    full: bool = False  #: the run's `limit` of new items is reached: ask no more, and remember where to go on

    @property
    def unchanged(self) -> bool:
        """Nothing changed since the last good parse: do not page on."""
        return self.status == HTTPStatus.NOT_MODIFIED
