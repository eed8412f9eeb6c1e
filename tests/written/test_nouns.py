"""The nouns' files: where they lie, what they may be called, and how translations stand beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

from parvis.errors import ContentError
from parvis.model.article import Article
from parvis.model.page import Body
from parvis.written import folders, nouns
from parvis.written.articles import Reader, Written
from parvis.written.folders import Place

READER = Reader(timezone="America/Montreal", languages=("fr", "en"))


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / "content"


def mistakes(content: Path) -> list[str]:
    with pytest.raises(ContentError) as caught:
        nouns.read(content, READER)
    return str(caught.value).splitlines()


@pytest.mark.parametrize(
    ("stem", "place"),
    [
        ("products/camerise", Place("product", "camerise")),
        ("ambassadors/Noémie Castilloux", Place("ambassador", "noemie-castilloux")),
        ("contests/saveurs-2026/contest", Place("contest", "saveurs-2026")),
        ("contests/saveurs-2026/rules", Place("rules", "saveurs-2026")),
        ("contests/saveurs-2026/outcome", Place("outcome", "saveurs-2026")),
        ("contests/saveurs-2026/entries/pomme", Place("entry", "pomme", "saveurs-2026")),
        ("contests/saveurs-2026/notes", None),
        ("products/ete/camerise", None),
        ("posts/camerise", None),
    ],
)
def test_where_a_file_lies_says_what_it_is_about(stem: str, place: Place | None) -> None:
    assert folders.find(stem) == place


def test_a_misplaced_file_is_told_where_it_belongs(tmp_path: Path) -> None:
    content = write(tmp_path, {"products/ete/bleuet.md": "---\ntitle: A\n---\n"})

    assert mistakes(content) == [
        "content/products/ete/bleuet.md:1: no file of this name is read here. Name it as products/NAME.md, or move it elsewhere."
    ]


def test_facts_are_read_without_a_word_of_markdown(tmp_path: Path) -> None:
    _, found = nouns.read(write(tmp_path, {"products/bleuet.md": "---\nname: Bleuet\nstatus: seasonal\n---\nLe *bleuet*.\n"}), READER)

    (product,) = found.products
    assert (product.slug, product.name, product.status, product.told) == ("bleuet", "Bleuet", "seasonal", ())
    assert product.line("status") == 3
    assert product.line("price.amount") == 1


def test_mistakes_of_posts_and_nouns_are_told_together(tmp_path: Path) -> None:
    files = {"posts/a.md": "---\ntitle: A\n---\n", "products/b.md": "---\ntitle: B\nprice: much\n---\n", "pages/c.md": "No title"}

    assert [line.split(":")[0] for line in mistakes(write(tmp_path, files))] == [
        "content/pages/c.md",
        "content/posts/a.md",
        "content/products/b.md",
    ]


def test_a_draft_is_checked_and_left_out(tmp_path: Path) -> None:
    draft = "---\ntitle: A\nstatus: draft\n---\n"
    content = write(tmp_path, {"products/a.md": draft})

    assert nouns.read(content, READER)[1].products == ()
    write(tmp_path, {"products/a.md": draft.replace("title: A", "title: A\nprice: much")})
    assert "price: this must be a group" in mistakes(content)[0]


def test_a_status_of_its_own_is_no_draft(tmp_path: Path) -> None:
    content = write(tmp_path, {"products/a.md": "---\ntitle: A\nstatus: retired\ndraft: false\n---\n"})

    assert nouns.read(content, READER)[1].products[0].status == "retired"


def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    content = write(tmp_path, {"products/Été.md": "---\ntitle: A\n---\n", "products/ete.md": "---\ntitle: A\n---\n"})

    assert "the slug 'ete' is already that of" in mistakes(content)[0]


def test_nouns_of_two_kinds_may_share_a_name(tmp_path: Path) -> None:
    text = "---\ntitle: A\n---\n"
    content = write(tmp_path, {"products/a.md": text, "products/a.en.md": text, "pages/a.md": text})

    assert len(nouns.read(content, READER)[0]) == 3


def test_a_translation_has_no_facts(tmp_path: Path) -> None:
    content = write(tmp_path, {"products/a.md": "---\ntitle: A\n---\n", "products/a.en.md": "---\ntitle: A\nstatus: retired\n---\n"})

    assert mistakes(content)[0].startswith("content/products/a.en.md:3: status: a translation has no facts of its own.")
    assert mistakes(content)[0].endswith("Take this line out: the facts of content/products/a.md hold.")


def test_a_translation_needs_its_original(tmp_path: Path) -> None:
    content = write(tmp_path, {"products/a.en.md": "---\ntitle: A\n---\n"})

    assert "there is no file in the main language ('fr') beside it" in mistakes(content)[0]


def test_words_are_joined_to_the_facts_main_language_first(tmp_path: Path) -> None:
    content = write(tmp_path, {"products/a.md": "---\ntitle: A\n---\n"})
    english, french, other = (
        Article(kind=kind, slug="a", language=language, title="A", body=Body("", ""))  # type: ignore[arg-type]
        for kind, language in (("product", "en"), ("product", "fr"), ("page", "fr"))
    )

    (product,) = nouns.tell(nouns.read(content, READER)[1], [english, other, french], ("fr", "en")).products
    assert product.told == (french, english)


def test_a_file_is_read_once(tmp_path: Path) -> None:
    content = write(tmp_path, {"products/a.md": "---\ntitle: A\n---\n"})
    kept: dict[str, Written] = {}
    first, _ = nouns.read(content, READER, kept)
    second, _ = nouns.read(content, READER, kept)

    assert first[0] is second[0]


def test_a_hub_without_nouns_has_none(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()

    assert nouns.read(tmp_path / "content", READER)[1].every() == ()


@pytest.mark.parametrize("field", ["save_as: a", "template: a", "url: https://a.example"])
def test_fields_of_pelican_mean_nothing_in_a_noun(tmp_path: Path, field: str) -> None:
    content = write(tmp_path, {"products/a.md": f"---\ntitle: A\n{field}\n---\n"})

    assert "there is no field of this name here" in mistakes(content)[0]
