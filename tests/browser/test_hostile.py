"""Payloads in every field of three kinds of sources, collected and built by the real commands, met by a real browser: none may do anything.

The pages are opened with any Content-Security-Policy switched off: what is written must be harmless by itself.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Browser, Page
from selectolax.lexbor import LexborHTMLParser

#: Items of each kind of source; each holds one payload in all of its fields.
ITEMS = 100
#: Pages that are looked at side by side.
AT_ONCE = 40
#: What payloads call to show that they run, and what shows in a page's tree that one could.
RAN = "A PAYLOAD RAN"
TRAP = f"for (const name of ['alert', 'confirm', 'prompt', 'print', 'open', 'write']) window[name] = () => console.warn('{RAN}: ' + name)"
UNSAFE = """() => [...document.querySelectorAll('.post-card *, .item *')].filter(node =>
    node.matches('script, style, iframe, frame, object, embed, form, input, button, select, textarea, base, meta, link, template, math, audio, source')
    || [...node.attributes].some(one => /^on|^style$|^srcdoc$|^formaction$/i.test(one.name) && !/^(--[\\w-]+: ?[#\\w./ -]+;? ?)+$/.test(one.value))
    || ['href', 'src', 'action', 'cite', 'poster', 'data'].some(name => node[name] && !/^https?:/.test(new URL(node[name], location).href))
).map(node => node.outerHTML.slice(0, 200))"""
#: What the pages of the hub load, beside themselves.
OURS = re.compile(r"/(?:theme/[\w/.-]+(?:\?v=\w+)?|pagefind/[\w/.-]+(?:\?ts=\d+)?|api/index\.json|favicon\.ico)")
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MOMENT = "2026-06-{:02}T{:02}:{:02}:00Z"
_HARMLESS = {"http", "https", "mailto", ""}
_TEXT = frozenset(
    (
        *("a", "abbr", "b", "bdi", "blockquote", "br", "cite", "code", "dd", "del", "details", "dl", "dt", "em", "figcaption", "figure"),
        *("h2", "h3", "h4", "h5", "h6", "hr", "i", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp"),
        *("small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul", "var"),
    )
)


def payloads(shared: Path) -> list[str]:
    """A sample of the corpus, always the same, with something of each of its lists."""
    found: list[str] = []
    for file in sorted((shared / "corpus" / "xss").glob("*.jsonl")):
        listed = {str(json.loads(line)["payload"]) for line in file.read_text(encoding="utf-8").splitlines()}
        found += sorted(listed, key=lambda payload: sha256(payload.encode()).digest())[:ITEMS]
    return sorted(set(found), key=lambda payload: sha256(payload.encode()).digest())[: 3 * ITEMS]


def moment(number: int) -> str:
    return _MOMENT.format(number // 1440 + 1, number // 60 % 24, number % 60)


def json_feed(samples: list[str]) -> str:
    items = [
        {
            "id": f"{number} {payload}",
            "url": payload if number % 2 else f"https://shop.example/{number}?q={payload}",
            "external_url": payload,
            "title": payload,
            "content_html": payload,
            "summary": payload,
            "image": payload,
            "banner_image": payload,
            "date_published": moment(number),
            "language": payload[:20],
            "authors": [{"name": payload, "url": payload, "avatar": payload}],
            "tags": [payload],
            "attachments": [{"url": payload, "mime_type": "image/png", "title": payload}],
        }
        for number, payload in enumerate(samples)
    ]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": samples[0], "home_page_url": samples[0], "items": items})


def rss(samples: list[str]) -> str:
    items = "".join(
        f"<item><title>{said}</title><link>{said}</link><guid>{number}</guid><pubDate>{moment(number)}</pubDate><author>{said}</author>"
        f"<dc:creator>{said}</dc:creator><category>{said}</category><description>{said}</description><content:encoded>{said}</content:encoded>"
        f'<comments>{said}</comments><enclosure url="{said}" type="{said}"/><media:content url="{said}" medium="image"/>'
        f'<media:thumbnail url="{said}"/><media:description>{said}</media:description><media:credit>{said}</media:credit></item>'
        for number, payload in enumerate(samples)
        for said in [escape(_ILLEGAL.sub("", payload))]
    )
    names = (("dc", "http://purl.org/dc/elements/1.1/"), ("content", "http://purl.org/rss/1.0/modules/content/"))
    spaces = "".join(f' xmlns:{short}="{name}"' for short, name in (*names, ("media", "http://search.yahoo.com/mrss/")))
    return f'<?xml version="1.0"?><rss version="2.0"{spaces}><channel><title>{escape(samples[0])}</title>{items}</channel></rss>'


def statuses(samples: list[str]) -> str:
    return json.dumps(
        [
            {
                "id": str(number + 1),
                "uri": payload,
                "url": payload,
                "created_at": moment(number),
                "content": payload,
                "spoiler_text": payload if number % 3 == 0 else "",
                "sensitive": number % 5 == 0,
                "visibility": "public",
                "language": "en",
                "account": {"acct": payload, "username": payload, "display_name": payload, "url": payload, "avatar": payload, "emojis": []},
                "tags": [{"name": payload, "url": payload}],
                "mentions": [{"acct": payload, "username": payload, "url": payload}],
                "media_attachments": [{"id": "1", "type": "image", "url": payload, "preview_url": payload, "description": payload}],
                "poll": {"options": [{"title": payload, "votes_count": 1}], "votes_count": 1, "expires_at": moment(number)},
                "card": {"url": payload, "title": payload, "description": payload, "image": payload, "author_name": payload},
            }
            for number, payload in enumerate(samples)
        ]
    )


def command(hub: Path, verb: str) -> None:
    code = "import sys; from parvis.cli import main; sys.exit(main())"
    words = [sys.executable, "-c", code, verb, "--now", "2026-06-12T10:00Z"]
    done = subprocess.run(words, cwd=hub, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def hostile(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a hub whose sources hold nothing but payloads."""
    hub = tmp_path_factory.mktemp("hostile")
    samples = payloads(shared)
    documents = {"json": ("feed", json_feed), "rss": ("feed", rss), "mastodon": ("mastodon", statuses)}
    entries = []
    (hub / "content" / "recorded").mkdir(parents=True)
    for place, (name, (kind, document)) in enumerate(documents.items()):
        file = f"content/recorded/{name}"
        (hub / file).write_text(document(samples[place::3]), encoding="utf-8")
        entries.append({"name": name, "kind": kind, "url": file})
    (hub / "content" / "sources.yaml").write_text(json.dumps({"sources": entries}))
    conf = {"PLUGINS": ["parvis"], "SITENAME": "Hostile", "SITEURL": "https://hub.example", "PATH": "content", "PARVIS_PAGE_SIZE": 60}
    (hub / "pelican.conf.py").write_text("".join(f"{name} = {value!r}\n" for name, value in conf.items()))
    command(hub, "collect")
    command(hub, "build")
    return hub / "output"


@pytest.fixture(scope="module")
def address(hostile: Path, serve: Callable[[Path], str]) -> str:
    return serve(hostile)


@pytest.fixture
def trapped(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A page without any policy, and what happened in it: words that payloads have called, requests, windows, downloads."""
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce")
    context.add_init_script(TRAP)
    happened: list[str] = []
    page = context.new_page()
    context.on("page", lambda opened: happened.append(f"window {opened.url}"))
    page.on("console", lambda message: happened.append(message.text) if RAN in message.text else None)
    page.on("pageerror", lambda error: happened.append(str(error)))
    page.on("download", lambda download: happened.append(f"download {download.url}"))
    page.on("request", lambda request: happened.append(request.url))
    yield page, happened
    context.close()


def listed(hostile: Path) -> dict[str, list[str]]:
    """Paths of all pages, by kind."""
    paths: dict[str, list[str]] = {}
    for page in json.loads((hostile / "api" / "index.json").read_text("utf-8"))["pages"]:
        paths.setdefault(page["kind"], []).append(urlsplit(page["url"]).path)
    return paths


def test_the_trap_shuts_where_a_payload_is_not_made_harmless(trapped: tuple[Page, list[str]], address: str, shared: Path) -> None:
    page, happened = trapped
    page.goto(f"{address}/api/index.json")
    items = (escape(f"<article class='item'>{payload}</article>") for payload in payloads(shared))
    page.set_content("".join(f'<iframe srcdoc="{item}"></iframe>' for item in items))

    assert happened.count(f"{RAN}: alert") > 10
    assert sum(bool(frame.evaluate(UNSAFE)) for frame in page.frames[1:]) > 100


def test_nothing_runs_loads_or_opens_on_any_page(trapped: tuple[Page, list[str]], address: str, hostile: Path) -> None:
    page, happened = trapped
    paths = listed(hostile)
    looked_at = [path for kind in paths for path in paths[kind] if kind != "tag"]
    assert len(paths["item"]) > 2 * ITEMS
    for batch in (looked_at[first : first + AT_ONCE] for first in range(0, len(looked_at), AT_ONCE)):
        page.goto(f"{address}/api/index.json")
        page.set_content("".join(f"<iframe src={path}></iframe>" for path in batch), wait_until="load")
        frames = page.frames[1:]

        assert [frame.url for frame in frames] == [f"{address}{path}" for path in batch]
        assert [frame.evaluate(UNSAFE) for frame in frames] == [[] for _ in batch]
        assert [
            what for what in happened if not OURS.fullmatch(what.removeprefix(address)) and what.removeprefix(address) not in looked_at
        ] == []


def test_feeds_of_the_hub_carry_no_payload_on(hostile: Path) -> None:
    entries = ET.parse(hostile / "feed.xml").getroot().findall("{http://www.w3.org/2005/Atom}entry")
    items = json.loads((hostile / "feed.json").read_text("utf-8"))["items"]

    assert len(entries) > 10
    for node in (node for entry in entries for node in entry.iter()):
        assert urlsplit(node.get("href", "")).scheme in _HARMLESS
        if node.get("type") == "html":
            assert dangers(node.text or "") == []
    for item in items:
        assert {urlsplit(item.get(name, "")).scheme for name in ("url", "external_url", "image")} <= _HARMLESS
        assert dangers(item.get("content_html", "")) == []


def test_data_of_the_wall_holds_web_addresses_alone(hostile: Path) -> None:
    files = sorted((hostile / "api").rglob("*.json"))

    assert len(files) > 5
    for file in files:
        assert [url for url in addresses(json.loads(file.read_text("utf-8"))) if not url.startswith(("https://", "http://"))] == []


def dangers(markup: str) -> list[str]:
    """Elements and attributes of a piece of markup that no text needs."""
    body = LexborHTMLParser(markup).body
    found = [node for node in body.traverse() if node.is_element_node and node.tag != "body"] if body else []
    wrong = [str(node.tag) for node in found if node.tag not in _TEXT]
    wrong += [
        str(name) for node in found for name in node.attributes if name.startswith("on") or name in {"style", "src", "srcset", "srcdoc"}
    ]
    addressed = [node.attributes.get("href") or "" for node in found]
    return wrong + [url for url in addressed if urlsplit(url).scheme not in _HARMLESS]


def addresses(value: Any, name: str = "") -> Iterator[str]:
    """Whatever a program would take for an address."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from addresses(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from addresses(inner, name)
    elif isinstance(value, str) and name in {"url", "original", "newer", "older"}:
        yield value
