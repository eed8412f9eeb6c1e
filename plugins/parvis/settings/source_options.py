"""What no kind of source may be told: addresses outside the web and the hub, refused networks, tokens in clear."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

from parvis.sources import _refused

_VARIABLE = re.compile(r"[A-Z_][A-Z0-9_]{0,63}")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?!\d)")
#: Kinds that only link to a page, which every network allows.
_LINKING = frozenset({"link", "oembed"})
_MANY_DIGITS = 4
_LONG_WORD = 20


def is_secret(option: str) -> bool:
    """Whether an option names the environment variable of a token."""
    return option == "env" or option.endswith("_env")


def secret_mistake(value: object) -> tuple[str, str] | None:
    """What is wrong with the name of an environment variable; never with the value itself in it, which may be a token."""
    if value is None:
        return None
    remedy = "Put the token into an environment variable, and write the variable's name here, such as BRAND_TOKEN."
    if not isinstance(value, str) or not _VARIABLE.fullmatch(value):
        return "this is no name of an environment variable.", remedy
    words = value.split("_")
    if any(len(word) >= _LONG_WORD and sum(letter.isdigit() for letter in word) >= _MANY_DIGITS for word in words):
        return "this looks like a token, and tokens never stand in a file.", remedy
    return None


def address_mistake(url: object, kind: str, root: Path) -> tuple[str, str] | None:
    """What is wrong with a source's `url`: an absolute http(s) address, or a file inside the hub."""
    if not isinstance(url, str) or not url.strip():
        return None
    url = url.strip()
    if not _SCHEME.match(url):
        return _path_mistake(url, root)
    try:
        parts = urlsplit(url)
        sound = parts.scheme.lower() in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        sound = False
    if not sound:
        return f"{url!r} is no address of the web.", "Write one that begins with https://, or the path of a file in the hub."
    refusal = None if kind in _LINKING else _refused.refusal(url)
    return (refusal.reason, refusal.instead) if refusal else None


def _path_mistake(url: str, root: Path) -> tuple[str, str] | None:
    try:
        path = (root / url).resolve()
    except (OSError, ValueError):
        return f"{url!r} is no name of a file.", "Write an address that begins with https://, or the path of a file in the hub."
    if not path.is_relative_to(root.resolve()):
        return f"{url!r} lies outside the hub.", "Move the file into the hub, below content/."
    if not path.is_file():
        return (
            f"there is no file {url!r} in the hub.",
            "Name one that is there, relative to the hub's folder; an address begins with https://.",
        )
    return None
