"""Addresses as a person pastes them, and as a network is asked."""

from __future__ import annotations

from urllib.parse import SplitResult, quote, urlencode, urlsplit

from parvis.sources import SourceOptions


def pasted(url: str) -> SplitResult | None:
    """The parts of an address that a person pasted, with or without `https://`; None where it is none of the Web."""
    url = url.strip()
    try:
        parts = urlsplit(url if "://" in url else f"https://{url}")
        host = parts.hostname
    except ValueError:
        return None
    return parts if parts.scheme in {"http", "https"} and host and ("." in host or ":" in parts.netloc) else None


def is_host(parts: SplitResult | None, *names: str) -> bool:
    """Whether the address lies on one of these hosts, or below one as `www.` does."""
    host = (parts.hostname or "") if parts else ""
    return any(host == name or host.endswith(f".{name}") for name in names)


def origin(parts: SplitResult) -> str:
    """`https://host` of an address, with its port where it has one."""
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2].lower()}"


def parts_of(address: str) -> SplitResult:
    """The parts of an address that a network gave; empty ones where it is none."""
    try:
        return urlsplit(address)
    except ValueError:
        return SplitResult("", "", "", "", "")


def name_of(address: str) -> str:
    """The host in an address, with its port where it has one; empty where there is none."""
    return parts_of(address).netloc


def is_whole(options: SourceOptions) -> bool:
    """Whether the source's address is given whole: it is asked as it stands, once."""
    return options.url is not None


def query(**parameters: str | int | None) -> str:
    """A query string of what is given, in this order."""
    return urlencode({name: value for name, value in parameters.items() if value not in {None, ""}}, quote_via=quote)


def segment(text: str) -> str:
    """A text as one segment of an address's path."""
    return quote(text, safe="@:~")
