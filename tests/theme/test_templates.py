"""The templates as files: small, named after what is seen, and closed to HTML from outside."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import Environment, meta

from parvis import pages
from parvis.model.hub import Hub
from parvis.pages.networks import MARKS

#: What pages fill the blocks of: the page itself, and the one that stands in a frame elsewhere.
FRAMES = ("base.html", "embedded.html")


@pytest.fixture(scope="session")
def templates(theme: Path) -> dict[str, str]:
    folder = theme / "templates"
    return {file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8") for file in folder.rglob("*") if file.is_file()}


@pytest.fixture(scope="session")
def page_templates(templates: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in templates.items() if name.endswith(".html") and "/" not in name and name not in FRAMES}


def test_html_is_trusted_in_one_part_alone(templates: dict[str, str]) -> None:
    assert not [name for name, text in templates.items() if re.search(r"\|\s*safe\b|Markup", text)]
    assert [name for name, text in templates.items() if re.search(r"\|\s*clean\b", text)] == ["parts/body.html"]


def test_no_template_holds_style_script_or_handler(templates: dict[str, str]) -> None:
    data = '<script type="application/ld+json">{{ values|json_ld(picture) }}</script>'
    assert data in templates["parts/json_ld.html"]

    # A script of our own, by its file; `data-` tells it what it needs to know.
    own = re.compile(r"""<script src="\{\{ asset\('(js/[a-z_]+\.js)'\) \}\}" integrity="\{\{ integrity\('\1'\) \}\}" defer></script>""")
    found = {name: own.sub("", text.replace(data, "")) for name, text in templates.items()}
    assert not [name for name, text in found.items() if re.search(r"\sstyle=|<style|<script|\son[a-z]+=|javascript:", text)]


def test_no_template_names_another_host(templates: dict[str, str]) -> None:
    # Names of namespaces are no addresses: nothing is fetched from there.
    names = re.compile(
        r"http://www\.w3\.org/2005/Atom|http://www\.w3\.org/1999/XSL/Transform|http://www\.sitemaps\.org/schemas/sitemap/0\.9"
    )

    assert not [name for name, text in templates.items() if re.search(r"https?://|src=\"//", names.sub("", text))]


def test_names_of_templates_are_literal(templates: dict[str, str]) -> None:
    environment = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)

    for name, text in templates.items():
        named = set(meta.find_referenced_templates(environment.parse(text)))
        assert None not in named, name
        assert named <= set(templates), name


def test_page_templates_only_fill_blocks(page_templates: dict[str, str]) -> None:
    begins = tuple(f'{{% extends "{frame}" %}}' for frame in FRAMES)

    for name, text in page_templates.items():
        assert text.startswith(begins), name
        assert "<html" not in text, name


def test_parts_are_macros_with_a_sentence_each(templates: dict[str, str]) -> None:
    for name, text in templates.items():
        if name.startswith("parts/"):
            assert "{% macro " in text, name
            assert "{#-" in text, name


def test_templates_are_short(templates: dict[str, str]) -> None:
    assert not [(name, lines) for name, text in templates.items() if (lines := text.count("\n")) > 110]


def test_every_page_template_is_used_by_a_page(page_templates: dict[str, str], make_hub: Callable[..., Hub], hub: Hub) -> None:
    used = {page.template for some in (hub, make_hub()) for page in pages.every(some)}

    assert set(page_templates) <= used


def test_every_network_has_its_sign(theme: Path, templates: dict[str, str]) -> None:
    sprite = (theme / "static" / "icons" / "icons.svg").read_text(encoding="utf-8")
    symbols = set(re.findall(r'<symbol id="([^"]+)"', sprite))
    named = {name for text in templates.values() for name in re.findall(r'icon\("([^"]+)"\)', text)}

    assert MARKS | {"web"} | named | {"likes", "replies", "reposts", "views"} <= symbols
    assert not re.search(r"<script|href=|url\(", sprite)


def test_every_borrowed_file_has_its_licence_beside_it(theme: Path) -> None:
    static = theme / "static"

    assert "SIL Open Font License" in (static / "fonts" / "LICENSE").read_text(encoding="utf-8")
    assert (static / "icons" / "LICENSE-lucide").is_file()
    assert (static / "icons" / "LICENSE-simple-icons.md").is_file()
