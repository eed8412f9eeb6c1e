"""Citations: what is one, what is none, and what becomes of each in HTML and in plain text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from parvis.build.citing import install
from parvis.tidy import citations
from parvis.tidy.citations import Citation


@pytest.fixture(scope="module")
def markdown() -> Markdown:
    return install(Markdown(extensions=["extra"]))


def title(citation: Citation) -> tuple[str, str]:
    return (f"Titre de <{citation.name}>", f"/p/{citation.name}/") if citation.name != "cache" else ("Caché", "")


def drawn(markdown: Markdown, text: str) -> str:
    return citations.resolve(markdown.reset().convert(text), title)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Voyez [[product:camerise]].", [Citation("product", "camerise")]),
        ("[[post:le-vote|notre billet]] et [[review:judgeme:12]]", [Citation("post", "le-vote", "notre billet"), Citation("review", "judgeme:12")]),
        ("[[entry:saveurs-2026/pbj]]", [Citation("entry", "saveurs-2026/pbj")]),
        ("[[item:agenda:atelier@shop.example/20260503T140000Z|là]]", [Citation("item", "agenda:atelier@shop.example/20260503T140000Z", "là")]),
        ("[[product:camerise |elle]]", [Citation("product", "camerise", "elle")]),
        ("[[note: ceci]], [[Camerise]], [product:camerise], [[product:]], [[product:a|b|c]", []),
        ("[[product:a\nb]]", []),
    ],
)  # fmt: skip
def test_a_citation_is_kind_and_name_in_double_brackets(text: str, found: list[Citation]) -> None:
    assert list(citations.cited(text)) == found


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("[[product:camerise]]", '<p><a href="/p/camerise/">Titre de &lt;camerise&gt;</a></p>'),
        ("[[product:camerise|la *nôtre* & <b>]]", '<p><a href="/p/camerise/">la <em>nôtre</em> &amp; <b></a></p>'),
        ("[[product:cache]] [[product:cache|elle]]", "<p>Caché elle</p>"),
        ("`[[product:camerise]]`", "<p><code>[[product:camerise]]</code></p>"),
        ("    [[product:camerise]]", "<pre><code>[[product:camerise]]\n</code></pre>"),
        ("```\n[[product:camerise]]\n```", "<pre><code>[[product:camerise]]\n</code></pre>"),
        ("\\[[product:camerise]]", "<p>[[product:camerise]]</p>"),
        ("[[wiki:page]]", "<p>[[wiki:page]]</p>"),
        ("[a](/b) [[event:fete]]", '<p><a href="/b">a</a> <a href="/p/fete/">Titre de &lt;fete&gt;</a></p>'),
        ("- [[event:fete]]", '<ul>\n<li><a href="/p/fete/">Titre de &lt;fete&gt;</a></li>\n</ul>'),
    ],
)
def test_markdown_makes_a_link_of_a_citation_and_leaves_code_alone(markdown: Markdown, text: str, html: str) -> None:
    assert drawn(markdown, text) == html


@given(name=st.from_regex(r"[^\s\[\]|][^\[\]|\n]{0,30}", fullmatch=True).filter(lambda name: name.strip() == name and name.isprintable()))
def test_every_name_comes_back_from_html(name: str) -> None:
    citation = Citation("item", name)
    html = f'<a href="{citations.href(citation)}">x</a>'

    assert citations.in_html(html) == (Citation("item", name, "x"),)


def test_what_is_cited_is_found_again_in_the_html(markdown: Markdown) -> None:
    html = markdown.reset().convert("[[product:camerise]] puis [[contest:saveurs|le concours]], `[[event:x]]`.")

    assert [str(found) for found in citations.in_html(html)] == ["product:camerise", "contest:saveurs"]


def test_plain_text_has_titles_without_links() -> None:
    said = citations.resolve_text("De [[product:camerise]] et [[post:a|ceci]].", lambda citation: citation.name.upper())

    assert said == "De CAMERISE et ceci."


def test_html_without_citations_is_left_as_it_is() -> None:
    html = '<a href="/a/">a</a> [[product:x]]'

    assert citations.resolve(html, title) is html
