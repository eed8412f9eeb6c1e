"""The Content-Security-Policy of each page, and the headers that a web host sends."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from parvis.build import headers, policy
from parvis.build.assets import seal
from parvis.build.stage import Stage
from parvis.model.hub import Hub
from parvis.model.page import Page
from parvis.model.post import Media, Post
from parvis.model.source import Source
from parvis.pages.players import Player

PATHS = ("index.html", "404.html", "mur/index.html", "en/wall/index.html", "embed/wall/index.html", "theme/css/tokens.css", "feed.xml")


def _page(kind: str = "home", **values: Any) -> Page:
    return Page(kind=kind, path="index.html", template="home.html", values=values)


def _rules(text: str) -> dict[str, Mapping[str, str]]:
    blocks = (block.splitlines() for block in text.strip().split("\n\n"))
    return {path: dict(line.strip().split(": ", 1) for line in said) for path, *said in blocks}


def test_page_loads_only_what_is_the_sites_own() -> None:
    told = policy.of_page(_page())

    assert told["plays"] is False
    assert str(told["policy"]).startswith("default-src 'none'; script-src 'self'; style-src 'self'; ")
    for forbidden in ("unsafe-inline", "unsafe-eval", "frame-src", "media-src", "http", "*", "data:"):
        assert forbidden not in str(told["policy"])


def test_page_names_the_hosts_of_its_own_players_alone() -> None:
    told = policy.of_page(_page(card=Player("frame", "vimeo", "https://player.vimeo.com", "https://player.vimeo.com/video/1")))

    assert told["plays"] is True
    assert "; frame-src https://player.vimeo.com; " in str(told["policy"])


def test_search_alone_may_run_web_assembly() -> None:
    assert "'wasm-unsafe-eval'" in str(policy.of_page(_page("search"))["policy"])
    assert "require-trusted-types-for 'script'" in str(policy.of_page(_page())["policy"])


def test_only_embedded_pages_may_be_framed(make_hub: Callable[..., Hub]) -> None:
    rules = _rules(headers.text(make_hub(), PATHS))
    framed = {
        path: said["Content-Security-Policy"].rpartition("frame-ancestors ")[2]
        for path, said in rules.items()
        if "Content-Security-Policy" in said
    }

    assert framed == {"/embed/*": "*", **dict.fromkeys(("/", "/404.html", "/index.html", "/en/*", "/mur/*"), "'none'")}


def test_no_header_is_said_twice_for_one_address(make_hub: Callable[..., Hub]) -> None:
    rules = _rules(headers.text(make_hub(), PATHS))
    everywhere = rules.pop("/*")

    assert {"X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy"} <= set(everywhere)
    assert not [path for path, said in rules.items() if set(said) & set(everywhere)]
    assert "immutable" in rules["/media/*"]["Cache-Control"]
    assert rules["/api/*"]["Access-Control-Allow-Origin"] == "*"


def test_headers_name_the_players_that_the_hub_has(make_hub: Callable[..., Hub], make_post: Callable[..., Post]) -> None:
    film = make_post(kind="video", network="vimeo", url="https://vimeo.com/1", media=(Media(kind="video", url="https://vimeo.com/1"),))
    hub = make_hub([film], sources=(Source(name="blog", kind="vimeo"),))

    assert "frame-src https://player.vimeo.com;" in headers.text(hub, PATHS)
    assert "frame-src" not in headers.text(make_hub(), PATHS)


def test_podcasts_of_very_many_hosts_do_not_make_a_line_too_long(make_hub: Callable[..., Hub], make_post: Callable[..., Post]) -> None:
    urls = [f"https://host-number-{number}.example/1.mp3" for number in range(200)]
    hub = make_hub([make_post(number, kind="audio", media=(Media(kind="audio", url=url),)) for number, url in enumerate(urls)])

    assert max(map(len, headers.text(hub, PATHS).splitlines())) < headers.LONGEST_LINE
    assert "media-src https:;" in headers.text(hub, PATHS)


def test_headers_are_written_once(make_hub: Callable[..., Hub], tmp_path: Path) -> None:
    (tmp_path / "staging").mkdir()
    stage = Stage(tmp_path / "output", tmp_path / "staging", {})
    headers.take(make_hub(), PATHS, stage)

    assert stage.waiting == [headers.NAME]
    assert (tmp_path / "staging" / headers.NAME).read_text("utf-8").startswith("/*\n  X-Content-Type-Options: nosniff\n")


def test_seal_is_what_browsers_work_out() -> None:
    # The example of the recommendation, with SHA-256: https://www.w3.org/TR/SRI/#integrity-metadata-description
    assert seal(b"alert('Hello, world.');") == "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng="
