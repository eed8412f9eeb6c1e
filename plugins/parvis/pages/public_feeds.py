"""Which address of a source anybody may be told: none with a secret in it, none inside a private network or in the hub's own folder."""

from __future__ import annotations

from ipaddress import ip_address
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from parvis import sources
from parvis.model.source import Source

#: Kinds whose answer is a feed that any reader understands.
FEEDS: Final = frozenset({"feed", "flickr", "pinterest", "reddit", "tumblr", "vimeo", "youtube"})
#: Words that give away a secret in the name of a query's parameter.
SECRETS: Final = ("token", "key", "secret", "auth", "sig", "pass", "pwd", "session", "credential")


def public_address(source: Source) -> str:
    """The address of the source's feed for other readers; empty where there is none to tell."""
    if source.kind not in FEEDS:
        return ""
    try:
        address = sources.options_of(source.kind, source.options).address()
        return address if _is_public(address) else ""
    except (KeyError, ValueError):  # a kind of a newer version, options that only another command may judge, or no address at all
        return ""


def _is_public(address: str) -> bool:
    parts = urlsplit(address)
    names = (name.casefold() for name, _ in parse_qsl(parts.query, keep_blank_values=True))
    return (
        parts.scheme in {"http", "https"}
        and "@" not in parts.netloc
        and _is_global(parts.hostname or "")
        and not any(secret in name for name in names for secret in SECRETS)
    )


def _is_global(host: str) -> bool:
    try:
        return ip_address(host).is_global
    except ValueError:
        return "." in host and not host.endswith((".local", ".internal", ".localhost", ".lan", ".home.arpa"))
