"""The bytes of an XML document as clean UTF-8: wrong declarations, broken characters and text encoded twice are mended."""

from __future__ import annotations

import re

from feedparser.encodings import convert_to_utf8

_SPACE = b" \t\r\n\x0b\x0c"
_BOM = b"\xef\xbb\xbf"
_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']""", re.IGNORECASE)
#: Control characters that XML 1.0 forbids: with one of them the strict parser gives up.
_FORBIDDEN = dict.fromkeys([*range(9), 0x0B, 0x0C, *range(0x0E, 0x20), 0xFFFE, 0xFFFF])
_ANY_DECLARATION = re.compile(rb"^<\?[^>]*>")
_DECLARATION = re.compile(rb"<\?xml\s", re.IGNORECASE)
_ROOT = re.compile(rb"<(?:\w+:)?(?:rss|feed|rdf)\b", re.IGNORECASE)
#: How many bytes of rubbish (a warning of the server's script) may stand before the document.
_RUBBISH = 2_000

#: Bytes 0x80 to 0xBF as windows-1252 shows them, where it shows them; the bare control characters elsewhere.
_TRAIL = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0xC0)) + "".join(map(chr, range(0x80, 0xA0)))
_TWICE = re.compile(f"[\u00c2-\u00df][{_TRAIL}]|[\u00e0-\u00ef][{_TRAIL}]{{2}}|[\u00f0-\u00f4][{_TRAIL}]{{3}}")
_BEYOND_ASCII = re.compile("[\u0080-\U0010ffff]+")
#: So many twice-encoded characters make it clear, when hardly any other text beyond ASCII stands beside them.
_CLEAR = 3


def utf8(body: bytes) -> bytes:
    """The document in UTF-8, with a declaration that says so, nothing before it and no forbidden character in it."""
    body = _without_stray_start(body)
    if _is_nearly_utf8(body):
        body = body.decode("utf-8", "ignore").encode()
    text = _converted(body).decode("utf-8", "replace").translate(_FORBIDDEN)
    return decoded_twice(text).encode()


def decoded_twice(text: str) -> str:
    """The text without its double encoding (`Ã©` for `é`), where it is clear that it has one; else unchanged."""
    repaired, count = _TWICE.subn(_decoded, text)
    if count < _CLEAR or count < 10 * len(_BEYOND_ASCII.findall(_TWICE.sub("", text))):
        return text
    return repaired


def _converted(body: bytes) -> bytes:
    try:
        return bytes(convert_to_utf8({}, body, {}))
    except ValueError:  # it declares an encoding by a name that is no text
        return bytes(convert_to_utf8({}, _ANY_DECLARATION.sub(b"", body), {}))


def _decoded(found: re.Match[str]) -> str:
    raw = b"".join(_byte(character) for character in found[0])
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return found[0]


def _byte(character: str) -> bytes:
    return bytes([ord(character)]) if ord(character) <= 0xFF else character.encode("cp1252")  # noqa: PLR2004 (the last byte)


def _without_stray_start(body: bytes) -> bytes:
    while body[:1] and (body[:1] in _SPACE or body.startswith(_BOM)):
        body = body.lstrip(_SPACE).removeprefix(_BOM)
    declaration = _DECLARATION.search(body, 0, _RUBBISH)
    if declaration and b"<!--" not in body[: declaration.start()]:
        return body[declaration.start() :]
    root = _ROOT.search(body, 0, _RUBBISH)
    return body[root.start() :] if root and not body.startswith(b"<") else body


def _is_nearly_utf8(body: bytes) -> bool:
    """Whether it is UTF-8 with a few broken characters (an excerpt cut inside one), where a strict reader would guess windows-1252."""
    declared = _DECLARED.match(body)
    if declared and declared[1].lower() not in {b"utf-8", b"utf8"}:
        return False
    decoded = body.decode("utf-8", "surrogateescape")
    broken = sum("\udc80" <= character <= "\udcff" for character in decoded)
    return 0 < broken < sum(character > "\x7f" for character in decoded) // 5
