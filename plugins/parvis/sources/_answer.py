"""What was answered: is it the document that a source gives, or a web page, a consent page, an error, or nothing at all."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from typing import Any

import msgspec

from parvis.errors import ReadError

#: What may stand before the first element of an HTML or XML document.
_BEFORE = rb"(?:[\s\x00]|\xef\xbb\xbf|<\?[^>]*>|<!--.*?-->|<!doctype[^>\[]*(?:\[[^\]]*\])?[^>]*>)*"
_FIRST_ELEMENT = re.compile(_BEFORE + rb"<([a-z_][\w:.-]*)", re.IGNORECASE | re.DOTALL)
_PAGE_ELEMENTS = {b"html", b"head", b"body", b"meta", b"script", b"style", b"div", b"p", b"h1"}
_CONSENT = re.compile(rb"consent|before you continue|avant de continuer|gdpr", re.IGNORECASE)
#: How far into an answer its first element is looked for, in bytes.
_LOOKED_AT = 65_536


def refuse_page(body: bytes, wanted: str) -> None:
    """Raise ReadError when nothing, or a page made for people, was answered instead of `wanted` (such as "a feed")."""
    if not body.strip():
        raise ReadError(f"the address answered with nothing, not with {wanted}")
    start = body[:_LOOKED_AT]
    found = _FIRST_ELEMENT.match(start)
    if found is None or found[1].lower() not in _PAGE_ELEMENTS:
        return
    if _CONSENT.search(start):
        raise ReadError(
            f"the address answered with a consent page made for people, not {wanted}: the network asks this machine for consent"
        )
    raise ReadError(f"the address answered with a web page, not {wanted}")


def is_json(body: bytes) -> bool:
    """Whether the answer begins like a JSON object or list."""
    return body[:64].removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in {b"{", b"["}


def json_value(body: bytes, wanted: str) -> Any:
    """The answer as a plain value; ReadError when it is no JSON."""
    refuse_page(body, wanted)
    clean = body.removeprefix(b"\xef\xbb\xbf")
    try:
        return msgspec.json.decode(clean)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        with suppress(ValueError, RecursionError):
            return _leniently(clean)
        raise ReadError(f"the answer is not {wanted}: {error}") from error


def _leniently(body: bytes) -> Any:
    """JSON with control characters, broken UTF-8 or halves of surrogate pairs: one careless item must not cost the others."""
    value = json.loads(body.decode("utf-8", "replace"), strict=False, parse_constant=lambda _: None)
    return msgspec.json.decode(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))


def json_object(body: bytes, wanted: str) -> dict[str, Any]:
    """The answer as a JSON object; ReadError when it is something else, or an error that the network reports."""
    value = json_value(body, wanted)
    if not isinstance(value, dict):
        raise ReadError(f"the answer is not {wanted}: it is JSON of another shape")
    return value
