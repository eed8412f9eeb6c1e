"""Every payload of the corpus goes through every door by which text from outside reaches a page; none may leave anything that runs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from markupsafe import escape
from selectolax.lexbor import LexborHTMLParser, LexborNode

from parvis.model.raw_post import RawAuthor, RawMedia, RawPost
from parvis.model.source import Source
from parvis.tidy import html, links, post, text, title

NOW = datetime(2026, 6, 12, 14, tzinfo=UTC)
ORIGIN = "https://shop.example/blog/"
RUNS = frozenset(
    [
        "script",
        "style",
        "iframe",
        "frame",
        "frameset",
        "object",
        "embed",
        "applet",
        "form",
        "input",
        "button",
        "select",
        "option",
        "textarea",
        "svg",
        "math",
        "base",
        "link",
        "meta",
        "template",
        "noscript",
        "portal",
        "marquee",
        "audio",
        "video",
        "source",
        "track",
        "canvas",
        "dialog",
        "body",
        "html",
        "image",
        "isindex",
        "keygen",
        "xml",
        "xss",
        "animate",
        "set",
        "foreignobject",
    ]
)
LOADS = frozenset(
    ("src", "srcset", "background", "poster", "data", "lowsrc", "dynsrc", "ping", "action", "formaction", "manifest", "style", "xlink:href")
)
SCHEMES = frozenset(("http", "https", "mailto"))


@pytest.fixture(scope="module")
def payloads(shared: Path) -> list[str]:
    files = sorted((shared / "corpus" / "xss").glob("*.jsonl"))
    return [json.loads(line)["payload"] for file in files for line in file.read_text(encoding="utf-8").splitlines()]


def nodes(markup: str) -> Iterator[LexborNode]:
    body = LexborHTMLParser(f"<!doctype html><html><body><main>{markup}</main></body></html>").body
    assert body is not None
    main = body.child
    assert main is not None
    assert main.next is None, "the markup closes what stands around it"
    yield from (node for node in main.traverse() if node.is_element_node and node.mem_id != main.mem_id)


def dangers(markup: str, *, loads: Iterable[str] = LOADS, relative: bool = False) -> list[str]:
    """What in a piece of markup could run, load, submit or leave its place."""
    found = []
    for node in nodes(markup):
        if node.tag in RUNS:
            found.append(node.tag)
        for name, value in node.attributes.items():
            if name.startswith("on") or name in loads:
                found.append(f"{node.tag} {name}")
            if name in {"href", "src", "cite"} and not harmless(value or "", relative=relative):
                found.append(f"{name}={value}")
    return found


def harmless(address: str, *, relative: bool) -> bool:
    as_browsers_read = address.strip("".join(map(chr, range(33)))).translate(str.maketrans("", "", "\t\r\n"))
    scheme = urlsplit(as_browsers_read).scheme if ":" in as_browsers_read.split("/")[0].split("?")[0].split("#")[0] else ""
    return scheme in SCHEMES or (relative and not scheme)


def test_corpus_is_whole(payloads: list[str]) -> None:
    assert len(payloads) > 8_600


def test_no_payload_survives_in_a_body(payloads: list[str]) -> None:
    left = {payload: found for payload in payloads if (found := dangers(html.clean(payload, ORIGIN)))}

    assert left == {}


def test_body_loads_nothing_from_anywhere(payloads: list[str]) -> None:
    for payload in payloads:
        for node in nodes(html.clean(payload, ORIGIN)):
            assert node.tag not in {"img", "picture", "source", "video", "audio", "link", "image"}, payload
            assert not LOADS & set(node.attributes), payload


def test_body_is_cleaned_once_for_all(payloads: list[str]) -> None:
    for payload in payloads:
        once = html.clean(payload, ORIGIN)
        assert html.clean(str(once), ORIGIN) == once, payload


def test_no_payload_survives_in_an_editors_text(payloads: list[str]) -> None:
    # A text's pictures may come in several widths: `source` stays, as no more than a list of pictures (see below where they lie).
    shown = {payload: html.clean_written(payload) for payload in payloads}
    left = {
        payload: found
        for payload, cleaned in shown.items()
        if (found := [danger for danger in dangers(cleaned, loads=LOADS - {"src", "srcset"}, relative=True) if danger != "source"])
    }

    assert left == {}
    allowed = {"srcset", "sizes", "type", "media", "lang", "dir", "id", "class", "title", "role"}
    assert not [cleaned for cleaned in shown.values() for node in nodes(cleaned) if node.tag == "source" and set(node.attributes) - allowed]


def test_editors_text_shows_no_picture_of_another_site(payloads: list[str]) -> None:
    for payload in payloads:
        for node in nodes(html.clean_written(payload)):
            offered = [one.split()[0] for one in (node.attributes.get("srcset") or "").split(",") if one.strip()]
            for given in (node.attributes.get("src"), *offered):
                address = links.absolute(given, "https://hub.example/")
                assert address is None or urlsplit(address).hostname == "hub.example", payload


@pytest.mark.parametrize(
    "widths",
    [
        "https://evil.example/a.png 400w",
        "/a.png 400w, //evil.example/b.png 800w",
        "/a.png 400w,\t\\\\evil.example/b.png",
        "/a.png,https://evil.example/b.png",
        "data:image/png;base64,AAAA 1x",
        "javascript:alert(1)",
    ],
)
def test_no_width_of_a_picture_comes_from_another_site(widths: str) -> None:
    shown = html.clean_written(f'<picture><source srcset="{widths}" src="/x.mp4"><img src="/a.png" srcset="{widths}" alt=""></picture>')

    assert "srcset" not in shown
    assert "mp4" not in shown
    assert 'src="/a.png"' in shown


def test_the_widths_of_a_picture_of_the_hub_stay() -> None:
    shown = html.clean_written(
        '<img src="/a.png" srcset="/a-400.png 400w, https://hub.example/a-800.png 800w" alt="">', "https://hub.example"
    )

    assert "a-400.png 400w, https://hub.example/a-800.png 800w" in shown


def test_no_payload_survives_as_text_made_html(payloads: list[str]) -> None:
    left = {payload: found for payload in payloads if (found := dangers(text.to_html(payload)))}

    assert left == {}


def test_no_payload_survives_in_a_title(payloads: list[str]) -> None:
    for payload in payloads:
        words = title.read(payload)
        assert dangers(str(escape(words))) == [], payload
        assert not any(ord(c) < 32 or "\u202a" <= c <= "\u202e" for c in words), payload
        assert not title.has_elements(words), payload


def test_no_payload_survives_as_an_address(payloads: list[str]) -> None:
    for payload in payloads:
        for base in (None, ORIGIN):
            address = links.absolute(payload, base)
            assert address is None or (urlsplit(address).scheme in {"http", "https"} and urlsplit(address).hostname), payload
            assert address is None or not set(address) & set('"<> \t\n\\'), payload


def test_no_payload_survives_in_a_whole_post(payloads: list[str]) -> None:
    source = Source(name="shop", kind="feed")
    for payload in payloads:
        raw = RawPost(
            native=payload,
            url=payload,
            title=payload,
            html=payload,
            author=RawAuthor(name=payload, handle=payload, url=payload, avatar=payload),
            media=(RawMedia(kind="image", url=payload, preview=payload, alt=payload),),
            tags=(payload,),
            links=(payload,),
            mentions=(payload,),
            reply_to=payload,
            licence=payload,
            published=payload,
            language=payload,
        )
        kept = post.tidy(raw, source, ORIGIN, NOW)
        assert dangers(kept.html) == [], payload
        addresses = [kept.url, kept.author.url, kept.author.avatar, *kept.links]
        addresses += [address for media in kept.media for address in (media.url, media.preview)]
        assert all(address is None or address.startswith(("http://", "https://")) for address in addresses), payload
        assert not (kept.reply_to or "").lower().startswith(("javascript:", "data:", "vbscript:")), payload
        assert "\n" not in kept.id + kept.title + "".join(kept.tags), payload
