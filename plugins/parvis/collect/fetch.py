"""The one place that asks the network: politely, safely, and never for longer or more than it may."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from types import TracebackType
from typing import Self

import aiohttp
import msgspec
from yarl import URL

from parvis import __version__
from parvis.collect import addresses, answers, schedule
from parvis.collect.addresses import Exceptions
from parvis.collect.hosts import Hosts
from parvis.collect.limits import Limits
from parvis.collect.secrets import Secrets
from parvis.errors import FetchError
from parvis.model.exchange import Request

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_KEEP_METHOD = frozenset({307, 308})
_DECODED = frozenset({"", "identity", "gzip", "deflate", "br", "zstd"})
_CHUNK = 64 * 1024
_LONGEST_HEADER = 64 * 1024
#: Of an answer that is given to sources: what is about one connection is nobody else's business.
_PRIVATE_HEADERS = frozenset({"set-cookie", "set-cookie2"})


class Validator(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What an answer can be asked for again with, instead of the whole."""

    etag: str | None = None
    modified: str | None = None


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What a server said in the end, after redirects."""

    url: str  #: without the token that a query may have held
    status: int  #: 200 or 304
    headers: Mapping[str, str]  #: names in lower case
    body: bytes = b""
    moved_to: str = ""  #: where permanent redirects alone have led

    @property
    def validator(self) -> Validator:
        """How to ask whether this answer still holds."""
        return Validator(etag=self.headers.get("etag"), modified=self.headers.get("last-modified"))


@dataclass
class Budget:
    """What one source may still spend, and what it has spent."""

    seconds: float  #: of waiting for answers, all requests together
    requests: int = 0
    not_modified: int = 0
    cost: float = 0.0


class _Hop(msgspec.Struct, frozen=True, kw_only=True):
    """One request of a chain of redirects."""

    url: URL
    method: str
    headers: dict[str, str]
    secret_headers: dict[str, str]
    body: bytes | None

    def redirected(self, url: URL, status: int) -> _Hop:
        """The request that follows: a token never goes to another server, nor out of TLS; a POST mostly becomes a GET."""
        same = self.url.origin() == url.origin() or (self.url.host == url.host and url.scheme == "https")
        repeated = status in _KEEP_METHOD
        return _Hop(
            url=url,
            method=self.method if repeated else "GET",
            headers=self.headers if repeated else {name: value for name, value in self.headers.items() if name != "Content-Type"},
            secret_headers=self.secret_headers if same else {},
            body=self.body if repeated else None,
        )


class Fetcher:
    """A client for one run. Use it as an asynchronous context."""

    def __init__(
        self,
        hosts: Hosts,
        excepted: Exceptions,
        site_url: str = "",
        limits: Limits | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        """`site_url` stands in the User-Agent, so that a server's owner knows whom to ask; tokens come from `environment`."""
        self.hosts = hosts
        self.secrets = Secrets(os.environ if environment is None else environment)
        self._excepted = excepted
        self._agent = f"Parvis/{__version__}" + (f" (+{site_url})" if site_url else "")
        self._limits = limits or Limits()
        self._in_flight = asyncio.Semaphore(self._limits.in_flight)

    async def __aenter__(self) -> Self:
        """Open the client: one connector that checks addresses, and one for the hosts excepted by name."""
        self._checked = self._session(aiohttp.TCPConnector(limit=0, socket_factory=addresses.socket_factory(self._excepted)))
        self._trusting = self._session(aiohttp.TCPConnector(limit=0))
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close all connections."""
        await self._checked.close()
        await self._trusting.close()

    def _session(self, connector: aiohttp.TCPConnector) -> aiohttp.ClientSession:
        return aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": self._agent},
            timeout=aiohttp.ClientTimeout(total=None, connect=self._limits.connect_seconds),
            trust_env=False,
            max_line_size=_LONGEST_HEADER,
            max_field_size=_LONGEST_HEADER,
        )

    async def ask(
        self, request: Request, budget: Budget, *, validator: Validator | None = None, interval: float = 0.0, most: int | None = None
    ) -> Answer:
        """The answer to a request, after at most five redirects, each checked like the first address; FetchError where there is none.

        `validator`: ask only for what has changed since. `interval`: seconds that the kind asks for between two requests
        to the host. `most`: bytes of the body after decompression. SourceError says in a sentence what went wrong; its
        kinds tell what follows from it (`StatusError`, `DeadlineError`, `PausedError`, `GivenUpError`, `RefusedAddress`).
        """
        hop = self._first(request, validator)
        self.hosts.keep_pace(addresses.host_of(hop.url), interval)
        budget.cost += request.cost
        moved, permanent = "", True
        for _ in range(self._limits.redirects + 1):
            status, headers, body = await self._in_time(hop, budget, most or self._limits.body_bytes)
            if status not in _REDIRECTS:
                budget.not_modified += status == HTTPStatus.NOT_MODIFIED
                told = {name: self.secrets.hide(value) for name, value in headers.items()}
                return Answer(url=self._shown(hop.url, request), status=status, headers=told, body=body, moved_to=self.secrets.hide(moved))
            target = answers.redirect_target(hop.url, headers)
            permanent = permanent and status in _PERMANENT
            moved = str(target) if permanent else moved
            hop = hop.redirected(target, status)
        raise FetchError(f"{answers.host(hop.url)} redirects more than {self._limits.redirects} times.")

    def _first(self, request: Request, validator: Validator | None) -> _Hop:
        url = addresses.checked_url(request.url)
        headers = {"Accept": request.accept, **dict(request.headers)}
        if request.body is not None:
            headers["Content-Type"] = "application/json"
        if validator is not None and validator.etag:
            headers["If-None-Match"] = validator.etag
        if validator is not None and validator.modified:
            headers["If-Modified-Since"] = validator.modified
        secret_headers = {}
        if request.secret is not None:
            value = self.secrets.value(request.secret)
            if request.secret.place == "query":
                url = url.update_query({request.secret.name: value})
            else:
                secret_headers[request.secret.name] = value
        method = "GET" if request.body is None else "POST"
        return _Hop(url=url, method=method, headers=headers, secret_headers=secret_headers, body=request.body)

    def _shown(self, url: URL, request: Request) -> str:
        """The address without the token, as the base of relative ones."""
        if request.secret is not None and request.secret.place == "query":
            url = url.without_query_params(request.secret.name)
        return self.secrets.hide(str(url))

    async def _in_time(self, hop: _Hop, budget: Budget, most: int) -> tuple[int, Mapping[str, str], bytes]:
        """One exchange within what is left of the source's deadline; waiting for the host's turn does not count."""
        host, loop = addresses.host_of(hop.url), asyncio.get_running_loop()
        async with self.hosts.slot(host), self._in_flight:
            self.hosts.admit(host)
            started = loop.time()
            try:
                async with asyncio.timeout(max(budget.seconds, 0)):
                    return await self._said(hop, budget, most)
            except answers.StatusError as error:
                self._leave_alone(error)
                raise
            except aiohttp.ConnectionTimeoutError as error:
                self.hosts.timed_out(host)
                raise answers.DeadlineError(f"{host} accepted no connection within {self._limits.connect_seconds:g} s.") from error
            except TimeoutError as error:
                self.hosts.timed_out(host)
                raise answers.DeadlineError(
                    f"{host} had not answered whole when the source's {self._limits.source_seconds:g} s were over."
                ) from error
            finally:
                budget.seconds -= loop.time() - started

    def _leave_alone(self, error: answers.StatusError) -> None:
        """Pause a host that asks for it: with 429 in any case, with 503 when it says for how long."""
        asks = error.status == HTTPStatus.TOO_MANY_REQUESTS or (error.status == HTTPStatus.SERVICE_UNAVAILABLE and error.retry_after)
        if asks:
            length = schedule.pause_asked_for(error.retry_after, self.hosts.now)
            self.hosts.pause(error.host, length, f"it answered {error.status} and asked for a pause")

    async def _said(self, hop: _Hop, budget: Budget, most: int) -> tuple[int, Mapping[str, str], bytes]:
        """One exchange, whose errors are sentences."""
        try:
            return await self._once(hop, budget, most)
        except aiohttp.ServerTimeoutError:
            raise
        except aiohttp.ClientError as error:
            raise answers.sentence(error, hop.url) from error
        except ValueError as error:  # a host that the resolver cannot even write down
            raise FetchError(f"{answers.host(hop.url)} is no name of a server.") from error

    async def _once(self, hop: _Hop, budget: Budget, most: int) -> tuple[int, Mapping[str, str], bytes]:
        session = self._trusting if addresses.host_of(hop.url) in self._excepted.names else self._checked
        headers = {**hop.headers, **hop.secret_headers}

        async def counted(request: aiohttp.ClientRequest, send: aiohttp.ClientHandlerType) -> aiohttp.ClientResponse:
            # aiohttp asks a second time, once, when the connection of a GET is reset: servers close idle ones without a word.
            budget.requests += 1
            return await send(request)

        asked = session.request(hop.method, hop.url, headers=headers, data=hop.body, allow_redirects=False, middlewares=(counted,))
        async with asked as response:
            kept = {name.lower(): value for name, value in response.headers.items() if name.lower() not in _PRIVATE_HEADERS}
            if response.status in _REDIRECTS:
                return response.status, kept, b""
            conditional = "If-None-Match" in headers or "If-Modified-Since" in headers
            await answers.check_status(response, hop.url, conditional=conditional)
            if response.status == HTTPStatus.NOT_MODIFIED:
                return response.status, kept, b""
            return response.status, kept, await _body(response, kept, hop.url, most)


async def _body(response: aiohttp.ClientResponse, headers: Mapping[str, str], url: URL, most: int) -> bytes:
    """The body, decompressed, counted while it comes: a bomb is stopped when it has grown to `most` bytes."""
    if headers.get("content-encoding", "").strip().lower() not in _DECODED:
        raise FetchError(
            f"{answers.host(url)} sent the answer in an encoding that was not asked for ({headers['content-encoding'][:40]!r})."
        )
    chunks, size = [], 0
    async for chunk in response.content.iter_chunked(_CHUNK):
        size += len(chunk)
        if size > most:
            raise FetchError(f"the answer of {answers.host(url)} is larger than {most // (1024 * 1024)} MiB.")
        chunks.append(chunk)
    if not size:
        raise FetchError(f"the answer of {answers.host(url)} is empty.")
    return b"".join(chunks)
