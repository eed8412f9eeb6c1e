"""Bytes of XML documents to clean UTF-8, whatever they declare."""

from __future__ import annotations

import pytest

from parvis.sources._encoding import decoded_twice, utf8

WORDS = "Crème brûlée, pâte à choux, œuf: l’été… 15 €"


def document(text: str, encoding: str, declared: str | None) -> bytes:
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    return f"{head}<rss><title>{text}</title></rss>".encode(encoding, "ignore")


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", "utf-8"),
        ("utf-8", None),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-16-be", "utf-16"),
        ("utf-32", "utf-32"),
        ("cp1252", "windows-1252"),
        ("cp1252", None),
        ("cp1252", "utf-8"),
        ("utf-8", "no-such-encoding"),
    ],
)
def test_words_come_out_as_they_were_written(encoding: str, declared: str | None) -> None:
    clean = utf8(document(WORDS, encoding, declared)).decode()

    assert WORDS in clean
    assert clean.lower().count("<?xml") == 1


@pytest.mark.parametrize(
    "before", [b"\n", b" \t\r\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n\xef\xbb\xbf", b"Warning: x in /y.php\n", b"<b>Notice</b>\n"]
)
def test_what_stands_before_the_declaration_is_passed_over(before: bytes) -> None:
    assert utf8(before + document(WORDS, "utf-8", "utf-8")) == utf8(document(WORDS, "utf-8", "utf-8"))


@pytest.mark.parametrize("name", [b"utf\x85", b"a\x00b", b"\xe6\x97", b""])
def test_an_encoding_named_by_nonsense_is_guessed(name: bytes) -> None:
    body = b'<?xml version="1.0" encoding="' + name + b'"?><rss><title>' + WORDS.encode() + b"</title></rss>"

    assert WORDS in utf8(body).decode()


def test_a_comment_before_the_root_stays() -> None:
    body = b"<!-- <?xml is not here --><rss><title>a</title></rss>"

    assert utf8(body).endswith(body)


def test_a_few_broken_characters_do_not_turn_the_document_into_another_encoding() -> None:
    body = document("é" * 40, "utf-8", "utf-8").replace("é".encode() * 40, "é".encode() * 40 + b"\xc3")

    assert "é" * 40 in utf8(body).decode()


@pytest.mark.parametrize("between", ["latin-1", "cp1252"])
def test_text_encoded_twice_is_decoded_once_more(between: str) -> None:
    words = "Crème brûlée, pâte à choux, l’été, déjà"
    twice = "".join(_again(character, between) for character in words)

    assert decoded_twice(twice) == words


def _again(character: str, between: str) -> str:
    if character.isascii():
        return character
    return "".join(bytes([byte]).decode(between, "ignore") or chr(byte) for byte in character.encode())


@pytest.mark.parametrize(
    "text", ["Crème brûlée", "PARÉ» et «É»", "Ã©", "Ã© is how é looks when it is encoded twice", "雨 日本語", "Ünïcödé", ""]
)
def test_text_that_is_right_or_in_doubt_stays(text: str) -> None:
    assert decoded_twice(text) == text


def test_control_characters_that_xml_forbids_go() -> None:
    assert b"<title>ab</title>" in utf8(b"<rss><title>a\x00\x0b\x1fb</title></rss>")
