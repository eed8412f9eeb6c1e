"""Addresses: absolute, safe, comparable."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parvis.tidy.links import absolute, canonical, compared

BASE = "https://shop.example/blog/post?x=1#y"


@pytest.mark.parametrize(
    ("given_address", "expected"),
    [
        ("/a", "https://shop.example/a"),
        ("a", "https://shop.example/blog/a"),
        ("../a", "https://shop.example/a"),
        ("?b=2", "https://shop.example/blog/post?b=2"),
        ("//cdn.example/a.jpg", "https://cdn.example/a.jpg"),
        ("HTTPS://Shop.Example/A", "https://shop.example/A"),
        ("https://shop.example", "https://shop.example/"),
        ("https://shop.example:443/a", "https://shop.example/a"),
        ("http://shop.example:8080/a", "http://shop.example:8080/a"),
        ("https://shop.example/été à midi", "https://shop.example/%C3%A9t%C3%A9%20%C3%A0%20midi"),
        ("https://pâtisserie.example/", "https://xn--ptisserie-b2a.example/"),
        ("  https://shop.example/a\n", "https://shop.example/a"),
        ("https://shop.example/a\n/b", "https://shop.example/a/b"),
        ("https://shop.example\\a", "https://shop.example/a"),
        ("https://[2001:db8::1]:8080/a", "https://[2001:db8::1]:8080/a"),
        ("https://shop.example/a%20b?c=%C3%A9", "https://shop.example/a%20b?c=%C3%A9"),
    ],
)
def test_address_is_written_in_full(given_address: str, expected: str) -> None:
    assert absolute(given_address, BASE) == expected


@pytest.mark.parametrize(
    "address",
    [
        None,
        "",
        "   ",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "\x01javascript:alert(1)",
        "data:text/html,<script>",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://shop.example/a",
        "mailto:ada@shop.example",
        "feed:https://shop.example/a",
        "http://",
        "https://user@",
        "http://[::1",
        "http://shop.example:99999/",
        "http://shop.example:port/",
        "http://a b/",
        "http://<script>/",
        "https://shop.example/" + "a" * 9_000,
        "https://shop.example/\x00a",
    ],
)
def test_what_is_no_safe_address_is_none(address: str | None) -> None:
    assert absolute(address, None) is None


def test_name_and_password_never_stay_in_an_address() -> None:
    assert absolute("https://bank.example:secret@evil.example/a", None) == "https://evil.example/a"


def test_relative_address_without_a_base_is_none() -> None:
    assert absolute("/a", None) is None
    assert absolute("/a", "content/recorded/feed.xml") is None


def test_unsafe_base_does_not_make_an_address() -> None:
    assert absolute("alert(1)", "javascript:") is None


PIECES = [
    "http",
    "https",
    ":",
    "/",
    "//",
    "\\",
    "?",
    "#",
    "@",
    "[",
    "]",
    "::1",
    "e.x",
    "é",
    "%",
    "%zz",
    "..",
    "a",
    "javascript:",
    "\t",
    " ",
    '"',
    "<",
    "&",
    "1",
    "\ud800",
]


@settings(max_examples=500, deadline=None, database=None)
@given(
    st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=12).map("".join)),
    st.sampled_from([None, "", BASE, "http://x", "content/feed.xml"]),
)
def test_making_an_address_absolute_twice_changes_nothing(address: str, base: str | None) -> None:
    once = absolute(address, base)

    if once is not None:
        assert absolute(once, base) == once
        assert once.isascii()
        assert not set(once) & set(' "<>\\\t\n')


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://Shop.example/a", "https://shop.example:443/a#comments"),
        ("https://shop.example/a?utm_source=rss&utm_medium=feed", "https://shop.example/a"),
        ("https://shop.example/a?b=1&fbclid=x", "https://shop.example/a?b=1"),
        ("https://shop.example/%7eada/%c3%a9", "https://shop.example/~ada/é"),
        ("https://shop.example", "https://shop.example/"),
    ],
)
def test_two_spellings_of_an_address_compare_equal(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://shop.example/?p=1", "https://shop.example/?p=2"),
        ("https://shop.example/a", "https://shop.example/A"),
        ("https://a.example/%2F", "https://a.example//"),
    ],
)
def test_different_pages_do_not_compare_equal(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


@given(st.text(alphabet="abAB/?#&=%20.:-_~é+utmsorcfbli", max_size=40))
def test_an_address_in_full_is_compared_by_what_canonical_says(rest: str) -> None:
    full = absolute(f"https://brand.example/{rest}", None)

    assert full is None or compared(full) == canonical(full)
    assert compared("https://brand.example/a?utm_source=x&b=1#c") == "https://brand.example/a?b=1"
