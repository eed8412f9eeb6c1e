"""What a server's answer means: statuses, redirects and broken connections as sentences for a person."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Mapping
from http import HTTPStatus

import aiohttp
import msgspec
from yarl import URL

from parvis.collect import addresses
from parvis.errors import FetchError
from parvis.sources._complaint import complaint

_REMEDIES = {
    400: "Mend the source's address or options",
    401: "Check the token, and that it has not expired",
    402: "The network asks for payment",
    403: "Check the token; without one, the server does not want to be collected from",
    404: "Check the address; what was collected stays",
    410: "Take the source out of sources.yaml or mend its address; what was collected stays",
    429: "It is left alone for a while",
    451: "Take the source out of sources.yaml",
}
#: How much of a refusal is read for the network's own words, and for how long: the status alone says enough.
_WORDS_BYTES = 16 * 1024
_WORDS_SECONDS = 2.0


class StatusError(FetchError):
    """The server answered, but with something else than a document."""

    def __init__(self, message: str, status: int, host_name: str, retry_after: str | None) -> None:
        """Status, the host that gave it, and what its `Retry-After` says."""
        self.status = status
        self.host = host_name
        self.retry_after = retry_after
        super().__init__(message)


class DeadlineError(FetchError):
    """No whole answer came in the time that the source has."""


def host(url: URL) -> str:
    """The host, as a message names it."""
    return addresses.host_of(url)[:253]


async def check_status(response: aiohttp.ClientResponse, url: URL, *, conditional: bool) -> None:
    """StatusError unless a document follows (200, 203), or nothing has changed and that was asked (304)."""
    status = response.status
    if status in {HTTPStatus.OK, HTTPStatus.NON_AUTHORITATIVE_INFORMATION}:
        return
    if status == HTTPStatus.NOT_MODIFIED and conditional:
        return
    sentence = _status_sentence(status, url, await _words(response))
    raise StatusError(sentence, status, addresses.host_of(url), response.headers.get("Retry-After"))


async def _words(response: aiohttp.ClientResponse) -> str:
    """What a network says in JSON of why it refuses; nothing where it does not say so at once."""
    refuses = HTTPStatus.BAD_REQUEST <= response.status < HTTPStatus.INTERNAL_SERVER_ERROR
    if not refuses or "json" not in response.content_type:
        return ""
    try:
        async with asyncio.timeout(_WORDS_SECONDS):
            body = b""
            while len(body) <= _WORDS_BYTES and (more := await response.content.readany()):
                body += more
        return (complaint(msgspec.json.decode(body)) or "").rstrip(".")
    except (TimeoutError, aiohttp.ClientError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return ""


def _status_sentence(status: int, url: URL, words: str) -> str:
    if status == HTTPStatus.PARTIAL_CONTENT:
        return f"{host(url)} sent a part of the document only (206); nothing was read from it."
    if status in {HTTPStatus.NO_CONTENT, HTTPStatus.ACCEPTED, HTTPStatus.NOT_MODIFIED}:
        return f"{host(url)} answered without a document ({status})."
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return f"{host(url)} has a fault of its own ({_name(status)}). It is asked again."
    remedy = _REMEDIES.get(status, "Mend the source's address")
    why = f": “{words}”" if words else ""
    return f"{host(url)} refused the request ({_name(status)}){why}. {remedy}."


def _name(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def redirect_target(url: URL, headers: Mapping[str, str]) -> URL:
    """Where a redirect leads, checked like any address. FetchError where that is nowhere, or no address."""
    location = headers.get("location", "").strip()
    if not location:
        raise FetchError(f"{host(url)} redirects without saying where.")
    try:
        target = url.join(URL(location.replace(" ", "%20")))
    except ValueError as error:
        raise FetchError(f"{host(url)} redirects to what is no address ({location[:100]!r}).") from error
    target = addresses.checked_url(str(target))
    if addresses.host_of(target).startswith("consent."):
        raise FetchError(f"{host(url)} answers with a consent page ({host(target)}) where no person is there to click it.")
    return target


def sentence(error: aiohttp.ClientError, url: URL) -> FetchError:
    """A client's error as one of ours, in words that a person can act on."""
    name = host(url)
    if isinstance(error, aiohttp.ClientConnectorDNSError | aiohttp.InvalidURL):
        return FetchError(f"the name {name} leads to no address. Check the spelling, and that this machine is online.")
    if isinstance(error, aiohttp.ClientConnectorCertificateError | aiohttp.ClientConnectorSSLError):
        return FetchError(f"the connection to {name} is not safe: {_tls(error)}. It is never read without a valid certificate.")
    if isinstance(error, aiohttp.ClientConnectorError):
        return FetchError(f"{name} accepts no connection ({error.os_error.strerror or 'no reason given'}).")
    if isinstance(error, aiohttp.ContentTypeError | aiohttp.ClientPayloadError):
        return FetchError(f"the answer of {name} broke off or is damaged: it is shorter or other than announced. Nothing was read from it.")
    if isinstance(error, aiohttp.ServerDisconnectedError | aiohttp.ClientOSError):
        return FetchError(f"{name} dropped the connection, twice.")
    return FetchError(f"{name} does not speak HTTP as it should ({type(error).__name__}).")


def _tls(error: aiohttp.ClientConnectorError | aiohttp.ClientConnectorCertificateError) -> str:
    cause = error.certificate_error if isinstance(error, aiohttp.ClientConnectorCertificateError) else error.os_error
    if isinstance(cause, ssl.SSLCertVerificationError):
        return cause.verify_message
    return getattr(cause, "reason", None) or "TLS failed"
