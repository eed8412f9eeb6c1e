"""The theme, drawn: what every page must be, whatever the posts say."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from urllib.parse import unquote, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from parvis.model.hub import Hub
from parvis.model.post import Post

Draw = Callable[[Hub], dict[str, str]]


@pytest.fixture(scope="session")
def trees(html_pages: dict[str, str]) -> dict[str, LexborHTMLParser]:
    return {path: LexborHTMLParser(text) for path, text in html_pages.items()}


def _addresses(tree: LexborHTMLParser) -> Iterator[tuple[str, str, str]]:
    for name in ("href", "src"):
        for node in tree.css(f"[{name}]"):
            yield node.tag or "", node.attributes.get("rel") or "", node.attributes[name] or ""


def test_every_kind_of_page_is_drawn(html_pages: dict[str, str]) -> None:
    assert {"index.html", "en/index.html", "mur/page/1/index.html", "themes/index.html", "journal/bonjour/index.html", "404.html"} <= set(
        html_pages
    )


def test_nothing_hostile_gets_out(html_pages: dict[str, str], trees: dict[str, LexborHTMLParser]) -> None:
    for path, tree in trees.items():
        assert not tree.css('script:not([type="application/ld+json"], [src]), [onerror], [onload], iframe, style, [style]'), path
        assert tree.css_first('img[src="x"]') is None, path
    assert "{{ 7 * 7 }}" in html_pages["mur/page/3/index.html"] + html_pages["mur/index.html"]


def test_every_page_has_its_language_title_and_one_heading(trees: dict[str, LexborHTMLParser]) -> None:
    for path, tree in trees.items():
        root, title = tree.css_first("html"), tree.css_first("head > title")
        assert root is not None, path
        assert root.attributes["lang"] == ("en" if path.removeprefix("embed/").startswith("en/") else "fr"), path
        assert root.attributes["dir"] == "ltr", path
        assert title is not None, path
        assert "Sucre Bleu" in title.text(), path
        assert len(tree.css("h1")) == 1, path


def test_headings_leave_no_level_out(trees: dict[str, LexborHTMLParser]) -> None:
    for path, tree in trees.items():
        levels = [int((node.tag or "h9")[1]) for node in tree.css("h1, h2, h3, h4")]
        steps = [(high, low) for high, low in pairwise(levels) if low > high + 1]
        assert not steps, (path, levels)


def test_every_page_has_its_landmarks_and_the_way_past_them(trees: dict[str, LexborHTMLParser]) -> None:
    for path, tree in trees.items():
        if tree.css_matches(".kiosk, main.embedded"):  # a screen in the shop, a frame on another site: the content alone
            assert len(tree.css("main#main")) == 1, path
            continue
        assert [len(tree.css(f"body > {part}")) for part in ("header", "main#main", "footer")] == [1, 1, 1], path
        first = tree.css_first("body a")
        assert first is not None, path
        assert first.attributes["href"] == "#main", path


def test_nothing_is_loaded_from_elsewhere(trees: dict[str, LexborHTMLParser]) -> None:
    loading = {"stylesheet", "icon", "preload"}
    for path, tree in trees.items():
        loaded = [address for tag, rel, address in _addresses(tree) if tag in {"img", "use", "script"} or rel in loading]
        assert loaded, path
        assert all(address.startswith("/") and not address.startswith("//") for address in loaded), path


def test_every_link_inside_leads_somewhere(drawn: dict[str, str], trees: dict[str, LexborHTMLParser]) -> None:
    for path, tree in trees.items():
        for _, _, address in _addresses(tree):
            inside = urlsplit(address.removeprefix("https://sucre.example"))
            if inside.netloc or inside.scheme or not inside.path.startswith("/"):
                continue
            target = unquote(inside.path).lstrip("/")
            if not target.startswith(("theme/", "media/", "images/", "export/")):
                assert (f"{target}index.html" if target.endswith("/") or not target else target) in drawn, (path, address)


def test_ids_stand_once(trees: dict[str, LexborHTMLParser]) -> None:
    for path, tree in trees.items():
        ids = [node.attributes["id"] for node in tree.css("[id]") if node.tag != "symbol"]
        assert len(ids) == len(set(ids)), path


def test_every_picture_has_words_or_says_that_it_needs_none(trees: dict[str, LexborHTMLParser]) -> None:
    for path, tree in trees.items():
        assert all("alt" in node.attributes for node in tree.css("img")), path


def test_every_moment_is_told_to_machines(trees: dict[str, LexborHTMLParser]) -> None:
    for path, tree in trees.items():
        moments = [node.attributes.get("datetime") or "" for node in tree.css("time")]
        assert all(re.fullmatch(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?", moment) for moment in moments), (path, moments)


def test_every_ornament_is_hidden_from_readers(trees: dict[str, LexborHTMLParser]) -> None:
    for path, tree in trees.items():
        assert all(node.attributes.get("aria-hidden") == "true" for node in tree.css("body svg")), path


def test_no_page_shows_a_value_that_is_missing(html_pages: dict[str, str]) -> None:
    for path, text in html_pages.items():
        assert not re.search(r">\s*None\b|=\"None\"|Undefined", text), path


def test_veiled_words_stand_behind_a_veil(trees: dict[str, LexborHTMLParser]) -> None:
    page = next(tree for path, tree in trees.items() if path.startswith("mur/blog/post-5-"))
    veil = page.css_first("details.veil")

    assert veil is not None
    assert "open" not in veil.attributes
    assert "Some words about macarons" in veil.text()
    veil.decompose()
    article = page.css_first("article.item")
    assert article is not None
    assert "Some words" not in (article.html or "")


def test_author_who_opted_out_is_named_nowhere(drawn: dict[str, str]) -> None:
    assert not any("Zelda" in text for text in drawn.values())
    assert any("Un message sur blog.example" in text for text in drawn.values())


def test_original_stands_before_the_words(html_pages: dict[str, str]) -> None:
    for path, page in html_pages.items():
        text = page.partition('<section class="earlier"')[0]
        leads_on = 'http-equiv="refresh"' in text
        if path.startswith("mur/blog/post-") and "original" in text and not leads_on:
            assert 'class="original"' in text, path
            assert text.index('class="original"') < text.index('class="item__words"'), path


def test_film_opens_its_original_from_its_poster(trees: dict[str, LexborHTMLParser]) -> None:
    poster = trees["videos/index.html"].css_first("a.poster")

    assert poster is not None
    assert poster.attributes["href"] == "https://blog.example/2"
    assert "4:32" in poster.text()


def test_right_to_left_words_say_so(trees: dict[str, LexborHTMLParser]) -> None:
    found = [node for tree in trees.values() for node in tree.css('[lang="ar"]')]

    assert found
    assert all(node.attributes["dir"] == "rtl" for node in found)


def test_language_runs_from_right_to_left_where_it_does(draw: Draw, make_hub: Callable[..., Hub], make_post: Callable[..., Post]) -> None:
    page = draw(make_hub([make_post()], language="ar", languages=("ar",)))["index.html"]

    assert '<html lang="ar" dir="rtl">' in page


def test_languages_name_each_other(html_pages: dict[str, str]) -> None:
    assert '<link rel="alternate" hreflang="en" href="https://sucre.example/en/wall/">' in html_pages["mur/index.html"]
    assert '<a href="/mur/" hreflang="fr" lang="fr">' in html_pages["en/wall/index.html"]


def test_site_below_a_path_keeps_its_links_below_it(draw: Draw, make_hub: Callable[..., Hub], make_post: Callable[..., Post]) -> None:
    drawn = draw(make_hub([make_post()], url="https://example.org/club"))
    hrefs = re.findall(r'(?:href|src)="(/[^"]*)"', drawn["mur/index.html"])

    assert hrefs
    assert all(href.startswith("/club/") for href in hrefs)


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("index.html", "La place est ouverte"),
        ("mur/index.html", "Rien encore sur le mur"),
        ("videos/index.html", "Pas encore de vidéos"),
        ("journal/index.html", "Le journal ouvre bientôt"),
        ("sources/index.html", "Pas encore de sources"),
        ("en/wall/index.html", "Nothing on the wall yet"),
    ],
)
def test_empty_rooms_say_what_will_be_there(draw: Draw, make_hub: Callable[..., Hub], path: str, sentence: str) -> None:
    assert sentence in draw(make_hub(sources=()))[path]


def test_one_post_is_spoken_of_as_one(draw: Draw, make_hub: Callable[..., Hub], make_post: Callable[..., Post]) -> None:
    assert "Une première publication, du 12\u00a0juin 2026." in draw(make_hub([make_post()]))["index.html"]


def test_numbers_and_days_are_written_as_in_the_language(html_pages: dict[str, str]) -> None:
    film = next(text for path, text in html_pages.items() if path.startswith("mur/blog/post-2-"))

    assert "1\u202f234" in film
    assert "vendredi 12\u00a0juin 2026" in html_pages["mur/index.html"]
    assert "Friday, June\u00a012, 2026" in html_pages["en/wall/index.html"]


def test_structured_data_is_json_that_holds_the_words_as_they_are(trees: dict[str, LexborHTMLParser]) -> None:
    tree = trees["avis/produits/bleuet-citron/index.html"]

    of_list, found, way = (json.loads(script.text()) for script in tree.css("script:not([src])"))

    assert of_list["@type"] == "CollectionPage"
    assert way["@type"] == "BreadcrumbList"
    assert found["@type"] == "Product"
    assert found["review"][0]["reviewBody"] == "La ganache est très bonne."
    scripts = [script for other in trees.values() for script in other.css("script:not([src])")]
    assert all(script.attributes["type"] == "application/ld+json" and json.loads(script.text()) for script in scripts)
