"""Every page of the demo in a real browser: it asks nobody else, complains of nothing, and all that it names is there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from playwright.sync_api import Browser
from selectolax.lexbor import LexborHTMLParser

#: Pages that are loaded side by side: each in a frame of its own, which is not painted.
AT_ONCE = 24
#: Attributes that lead somewhere.
LINKS = ("href", "src", "poster", "data")


@pytest.fixture(scope="module")
def drawn(demo: Path) -> dict[str, tuple[LexborHTMLParser, str]]:
    """Every HTML file of the demo by its path: parsed, and as it is."""
    texts = {file.relative_to(demo).as_posix(): file.read_text("utf-8") for file in sorted(demo.rglob("*.html"))}
    return {path: (LexborHTMLParser(text), text) for path, text in texts.items()}


def test_every_page_is_quiet_and_asks_nobody_else(site: Any, browser: Browser) -> None:
    context = browser.new_context(reduced_motion="reduce")
    context.set_default_timeout(120_000)
    page = context.new_page()
    happened: list[str] = []
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url))
    page.on("response", lambda answer: happened.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None)
    page.on("pageerror", lambda error: happened.append(str(error)))
    page.on("console", lambda said: happened.append(f"{said.location.get('url')}: {said.text}") if said.type == "error" else None)
    paths = sorted({path for of_kind in site.paths.values() for path in of_kind})
    for batch in (paths[first : first + AT_ONCE] for first in range(0, len(paths), AT_ONCE)):
        page.goto(f"{site.url}/api/index.json")
        page.set_content("".join(f"<iframe hidden src={path}></iframe>" for path in batch), wait_until="load")
        assert [frame.url.removeprefix(site.url) for frame in page.frames[1:]] == batch
    context.close()

    assert len(paths) > 1000
    assert [one for one in happened if "favicon.ico" not in one] == []
    assert [url for url in asked if not url.startswith((f"{site.url}/", "data:", "blob:"))] == []


def test_every_page_has_a_strict_policy(drawn: dict[str, tuple[LexborHTMLParser, str]]) -> None:
    said = {
        path: [node.attributes.get("content") or "" for node in page.css('meta[http-equiv="Content-Security-Policy"]')]
        for path, (page, _) in drawn.items()
    }

    assert not [path for path, found in said.items() if len(found) != 1]
    assert not [path for path, (policy,) in said.items() if not policy.startswith("default-src 'none'; ") or "unsafe-inline" in policy]
    assert all(page.css('meta[name="referrer"]') for page, _ in drawn.values())


def test_no_page_holds_a_style_of_its_own(drawn: dict[str, tuple[LexborHTMLParser, str]]) -> None:
    assert not [path for path, (page, _) in drawn.items() if page.css("[style], style")]
    assert not [path for path, (_, text) in drawn.items() if re.search(r"<style|\sstyle=[\"']", text)]


def test_every_script_and_style_sheet_is_sealed(drawn: dict[str, tuple[LexborHTMLParser, str]]) -> None:
    found = {
        (path, node.html)
        for path, (page, _) in drawn.items()
        for node in page.css('link[rel="stylesheet"], script:not([type="application/ld+json"])')
        if not re.fullmatch(r"sha(256|384|512)-[\w+/=]{40,}", node.attributes.get("integrity") or "")
    }

    assert found == set()


def test_no_script_but_data_stands_in_a_page(drawn: dict[str, tuple[LexborHTMLParser, str]]) -> None:
    inline = [(path, node.attributes.get("type")) for path, (page, _) in drawn.items() for node in page.css("script:not([src])")]

    assert {kind for _, kind in inline} == {"application/ld+json"}


def _named(page: LexborHTMLParser) -> Iterator[str]:
    """All addresses that a page names, those of `srcset` included; what a feed or an item's author names is the author's own."""
    for node in page.css("[href], [src], [poster], [data], [srcset]"):
        if node.attributes.get("rel") in {"canonical", "alternate", "preconnect", "dns-prefetch"}:
            continue
        if {"ugc", "external"} & set((node.attributes.get("rel") or "").split()):
            continue
        yield from (node.attributes[name] or "" for name in LINKS if node.attributes.get(name))
        yield from (part.split()[0] for part in (node.attributes.get("srcset") or "").split(", ") if part)


def _dead(folder: Path, home: str, drawn: dict[str, LexborHTMLParser]) -> list[str]:
    """Links, assets and fragments of the site's own that lead nowhere. `home`: where the site lies, such as https://brand.example/club."""
    anchors = {path: {node.attributes.get("id") for node in page.css("[id]")} for path, page in drawn.items()}
    symbols = {file: set(re.findall(r'\sid="([^"]+)"', file.read_text("utf-8"))) for file in folder.rglob("*.svg")}
    known: dict[str, str] = {}
    dead = []
    for path, page in drawn.items():
        here = f"{home}/{path.removesuffix('index.html')}"
        for said in dict.fromkeys(_named(page)):
            link = urljoin(here, said)
            if link not in known:
                known[link] = _why_dead(folder, home, link, anchors, symbols)
            if known[link]:
                dead.append(f"{here}: {said}: {known[link]}")
    return dead


def _why_dead(folder: Path, home: str, link: str, anchors: dict[str, set[str | None]], symbols: dict[Path, set[str]]) -> str:
    parts, own = urlsplit(link), urlsplit(home)
    if (parts.scheme, parts.netloc) != (own.scheme, own.netloc):
        return ""
    if not parts.path.startswith(f"{own.path}/"):
        return "outside of the site's folder"
    path = unquote(parts.path.removeprefix(f"{own.path}/"))
    path = f"{path}index.html" if path.endswith("/") or not path else path
    file = folder / path
    if not file.is_file():
        return "there is no such file"
    ids = anchors.get(path) or symbols.get(file)
    return "there is no such place in it" if parts.fragment and ids is not None and parts.fragment not in ids else ""


def test_every_link_asset_and_fragment_resolves(demo: Path, drawn: dict[str, tuple[LexborHTMLParser, str]]) -> None:
    assert _dead(demo, "https://sucrebleu.example", {path: page for path, (page, _) in drawn.items()})[:20] == []


def test_the_checker_finds_what_is_dead(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(
        '<p id="a"><a href="#b">x</a><a href="/club/">x</a><a href="/">x</a><img src="no.png" srcset="x.png 1w">'
    )
    pages = {"index.html": LexborHTMLParser((tmp_path / "index.html").read_text("utf-8"))}

    assert [one.rpartition(": ")[2] for one in _dead(tmp_path, "https://brand.example/club", pages)] == [
        "there is no such place in it",
        "outside of the site's folder",
        "there is no such file",
        "there is no such file",
    ]


def test_hub_below_a_folder_works_there(tmp_path: Path, serve: Callable[[Path], str], visit: Callable[..., Any]) -> None:
    """A starter hub at https://brand.example/club: every link lies in the folder, and the browser finds all of it there."""
    from parvis.cli import init, main

    hub = tmp_path / "hub"
    init.write(hub, "en", init.blanks("The Club", "https://brand.example/club"))
    assert main(["--root", str(hub), "build"]) == 0
    (tmp_path / "web").mkdir()
    output = (hub / "output").rename(tmp_path / "web" / "club")
    pages = {file.relative_to(output).as_posix(): LexborHTMLParser(file.read_text("utf-8")) for file in sorted(output.rglob("*.html"))}
    url = serve(tmp_path / "web")

    assert _dead(output, "https://brand.example/club", pages) == []
    assert len(pages) > 10
    for path in ("", "wall/", "kiosk/", "embed/", "embed/wall/"):
        found = visit(f"{url}/club/{path}")
        assert found.complaints == []
        assert found.foreign(f"{url}/club") == []
    inside = visit(f"{url}/club/").page
    with inside.expect_navigation():
        inside.locator("nav a").first.click()
    assert inside.url.startswith(f"{url}/club/")
