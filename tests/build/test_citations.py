"""Citations from the file to the page: titles, addresses, languages, and no more work than they make."""

from __future__ import annotations

import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from parvis import pelican_plugin, settings
from parvis.build import citation_check
from parvis.errors import ContentError
from parvis.model.build_report import BuildReport

NOW = datetime(2026, 6, 12, 14, tzinfo=UTC)


@pytest.fixture
def hub(tmp_path: Path, samples: Path) -> Path:
    """The small hub with a product, an event, and a post that cites."""
    root = shutil.copytree(samples / "hubs" / "small", tmp_path / "hub")
    write(root, "products/camerise.md", "name: La camerise\ntags: [baies]", "Rouge.")
    write(root, "products/camerise.en.md", "name: Haskap", "Red.")
    write(root, "events/fete.md", "title: La fête\nstart: 2026-06-20", "Avec [[product:camerise]].")
    return root


def write(root: Path, name: str, front: str, text: str) -> None:
    file = root / "content" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"---\n{front}\n---\n{text}\n", encoding="utf-8")


def cite(root: Path, text: str, front: str = "", name: str = "posts/cite.md") -> None:
    write(root, name, f"title: Je cite\ndate: 2026-06-01\n{front}".rstrip(), text)


def build(root: Path) -> BuildReport:
    return pelican_plugin.build(settings.read(root), NOW)


def page(root: Path, path: str) -> str:
    return (root / "output" / path / "index.html").read_text(encoding="utf-8")


def test_what_is_cited_is_linked_with_its_title_in_the_languages_edition(hub: Path) -> None:
    cite(hub, "Voyez [[product:camerise]], [[event:fete|la grande fête]], [[post:vote]] et [[page:charte]].")
    cite(hub, "See [[product:camerise]] and [[event:fete]].", name="posts/cite.en.md")
    build(hub)
    french, english = page(hub, "journal/cite"), page(hub, "en/journal/cite")

    assert '<a href="/hub/produits/camerise/">La camerise</a>' in french
    assert '<a href="/hub/evenements/fete/">la grande fête</a>' in french
    assert 'href="/hub/journal/vote/"' in french
    assert '<a href="/hub/en/products/camerise/">Haskap</a>' in english
    assert '<a href="/hub/evenements/fete/">La fête</a>' in english
    assert '<a href="/hub/produits/camerise/">La camerise</a>' in page(hub, "evenements/fete")


def test_items_are_cited_by_id_or_by_the_end_of_their_address(hub: Path) -> None:
    cite(hub, "[[item:shop:3|Là]] et [[item:shop:3]]")
    build(hub)
    said = page(hub, "journal/cite")

    assert said.count('href="/hub/mur/shop/nouvelle-3-b-co-b-') == 2
    assert ">Là</a>" in said
    assert ">Nouvelle 3 &lt;b&gt;&amp; co</a>" in said.replace("&lt;/b&gt;", "")


def test_a_summary_has_titles_as_words(hub: Path) -> None:
    cite(hub, "Texte.", "summary: Sur [[product:camerise]] et [[event:fete|elle]]")
    cite(hub, "Voici [[product:camerise]], enfin.", name="posts/sans.md")
    build(hub)

    assert 'content="Sur La camerise et elle"' in page(hub, "journal/cite")
    assert 'content="Voici La camerise, enfin."' in page(hub, "journal/sans")


def test_feeds_have_the_link(hub: Path) -> None:
    cite(hub, "Voyez [[product:camerise]].")
    build(hub)

    assert "/hub/produits/camerise/" in (hub / "output" / "feed.xml").read_text(encoding="utf-8")


def test_brackets_in_a_feeds_text_stay_brackets(hub: Path) -> None:
    archive = next((hub / "content" / "archive" / "shop").glob("*-05.jsonl"))
    archive.write_text(archive.read_text(encoding="utf-8").replace("Le texte 3 avec", "[[product:camerise]] avec"), encoding="utf-8")
    cite(hub, "[[product:camerise]]")
    build(hub)
    item = next((hub / "output" / "mur" / "shop").glob("nouvelle-3-*/index.html")).read_text(encoding="utf-8")

    assert "[[product:camerise]] avec" in item
    assert "produits/camerise" not in item.partition('class="item__words"')[2].partition("</article>")[0]


def test_what_is_not_published_yet_is_words_and_a_warning(hub: Path) -> None:
    write(hub, "products/secret.md", "name: Un grand secret\ndate: 2027-01-01", "Chut.")
    cite(hub, "Bientôt [[product:secret]] et [[product:secret|autre chose]].")
    report = build(hub)

    assert "Bientôt Secret et autre chose." in page(hub, "journal/cite")
    assert "Un grand secret" not in page(hub, "journal/cite")
    assert report.warnings == ("content/posts/cite.md cites 'product:secret', which is not published.",)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Un\n\n[[product:camerize]]", "content/posts/cite.md:7: there is no product 'camerize' to cite. Did you mean 'product:camerise'?"),
        ("[[event:fetes]]", "content/posts/cite.md:5: there is no event 'fetes' to cite. Did you mean 'event:fete'?"),
        ("[[item:shop:33]]", "content/posts/cite.md:5: there is no item 'shop:33' to cite. Did you mean 'item:shop:3'?"),
        ("[[review:1]]", "content/posts/cite.md:5: there is no review '1' to cite. Mend the name, or add what is cited."),
        ("[[recipe:x]]", "content/posts/cite.md:5: nothing can be cited as 'recipe:x'."),
    ],
)
def test_an_unknown_citation_stops_build_and_check_with_file_line_and_the_nearest(hub: Path, text: str, message: str) -> None:
    cite(hub, text)

    with pytest.raises(ContentError) as built:
        build(hub)
    assert str(built.value).startswith(message)
    assert not (hub / "output" / "journal").exists()
    if "[[event" in text or "[[item" in text or "[[review" in text:
        with pytest.raises(ContentError) as checked:
            citation_check.check(settings.read(hub), NOW)
        assert str(checked.value) == str(built.value)


def test_a_page_changes_only_with_the_title_of_what_it_cites(hub: Path) -> None:
    cite(hub, "Voyez [[product:camerise]].")
    build(hub)
    before = page(hub, "journal/cite")
    write(hub, "products/camerise.md", "name: La camerise\ntags: [baies]\norigin: Saint-David", "Rouge et bleue.")
    same = build(hub)
    file = hub / "output" / "journal" / "cite" / "index.html"
    state = file.stat().st_mtime_ns
    write(hub, "products/camerise.md", "name: Camerise du lac\ntags: [baies]", "Rouge.")
    renamed = build(hub)

    # Another article has the product's old name in its own title.
    after = re.sub(r"La camerise(?!\s:)", "Camerise du lac", before)
    # The picture of the page shows its first words, and is named after what it shows.
    assert _same_picture(page(hub, "journal/cite")) == _same_picture(after)
    assert "journal/cite/index.html" not in same.written
    assert "journal/cite/index.html" in renamed.written
    assert file.stat().st_mtime_ns != state
    assert renamed.markdown_parses == 1  # the product alone


def _same_picture(text: str) -> str:
    return re.sub(r"/social/[0-9a-f]{20}\.jpg", "/social/it.jpg", text)
