"""Addresses: made absolute, checked by scheme, and brought to one form for comparing."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit, urlunsplit

#: Longer ones are no addresses for people; browsers and servers cut them too.
LONGEST = 8192

_SCHEMES = frozenset({"http", "https"})
_DEFAULT_PORTS = {"http": 80, "https": 443}
_IN_PATH = "%/:@!$&'()*+,;=~"
_IN_QUERY = _IN_PATH + "?[]|"
_IN_FULL = re.compile(r"https?://[^/]", re.IGNORECASE)
_HOST = re.compile(r"(?!-)[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?|\[[0-9a-f:.]+\]")
# Browsers drop these three anywhere in an address, so `java\nscript:` must be read as they read it.
_DROPPED = str.maketrans("", "", "\t\r\n")
_OUTSIDE = "".join(map(chr, range(33))) + "\x7f\xa0\u3000\u2028\u2029\ufeff"
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_ENCODED = re.compile(r"%[0-9A-Fa-f]{2}")
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")
#: What campaigns and networks hang on a link to follow people; the page is the same without.
_FOLLOWING = re.compile(
    r"(?:utm_\w+|mtm_\w+|pk_(?:campaign|kwd|source|medium|content)|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igsh|igshid|mc_cid|mc_eid|_hsenc|_hsmi|vero_id|oly_enc_id|oly_anon_id|wt_mc|at_medium|at_campaign|ref_src|feature=share)",
    re.IGNORECASE,
)


def absolute(url: str | None, base: str | None) -> str | None:
    """The address in full, http or https only, without credentials; None where it is none or an unsafe one.

    Written as ASCII (RFC 3986): hosts in punycode, other characters percent-encoded. Applying it twice changes nothing.
    """
    text = _as_browsers_read(url)
    if not text:
        return None
    try:
        parts = urlsplit(_joined(text, base))
        return _written(parts)
    except ValueError:  # bad port, bad IPv6, host that IDNA refuses
        return None


def canonical(url: str) -> str:
    """The address for comparing: no fragment, no campaign parameters, lower-case host, no default port, one way of encoding."""
    full = absolute(url, None)
    if full is None:
        return url.strip()
    parts = urlsplit(full)
    query = "&".join(pair for pair in parts.query.split("&") if pair and not _FOLLOWING.fullmatch(pair.partition("=")[0]))
    return urlunsplit((parts.scheme, parts.netloc, _one_encoding(parts.path), _one_encoding(query), ""))


def compared(full: str) -> str:
    """`canonical` of an address that `absolute` has written, in a tenth of the time."""
    if "%" in full:
        return canonical(full)
    head, _, query = full.partition("#")[0].partition("?")
    if query:
        query = "&".join(pair for pair in query.split("&") if pair and not _FOLLOWING.fullmatch(pair.partition("=")[0]))
    return f"{head}?{query}" if query else head


def _as_browsers_read(url: str | None) -> str:
    text = (url or "").strip(_OUTSIDE).translate(_DROPPED)
    return "" if len(text) > LONGEST or _CONTROLS.search(text) else text


def _joined(text: str, base: str | None) -> str:
    head, mark, tail = text.partition("?")
    # A backslash is a slash to browsers: `/\host` leaves the site.
    text = head.replace("\\", "/") + mark + tail
    if _IN_FULL.match(text):
        return text
    root = absolute(base, None) if base else None
    if root is None and text.startswith("//"):
        return "https:" + text
    return urljoin(root, text) if root else text


def _written(parts: SplitResult) -> str | None:
    scheme = parts.scheme.lower()
    host = _host(parts.hostname)
    if scheme not in _SCHEMES or host is None:
        return None
    port = "" if parts.port in (None, _DEFAULT_PORTS[scheme]) else f":{parts.port}"
    return urlunsplit(
        (
            scheme,
            host + port,
            quote(parts.path or "/", safe=_IN_PATH, errors="replace"),
            quote(parts.query, safe=_IN_QUERY, errors="replace"),
            quote(parts.fragment, safe=_IN_QUERY, errors="replace"),
        )
    )


def _host(name: str | None) -> str | None:
    if not name:
        return None
    name = unquote(name).lower()
    if ":" in name:
        name = f"[{name}]"
    elif not name.isascii():
        name = name.encode("idna").decode("ascii")  # UnicodeError is a ValueError
    return name if _HOST.fullmatch(name) else None


def _one_encoding(text: str) -> str:
    return _ENCODED.sub(_plain_or_upper, text)


def _plain_or_upper(found: re.Match[str]) -> str:
    character = chr(int(found[0][1:], 16))
    return character if _UNRESERVED.fullmatch(character) else found[0].upper()
