"""Editors' posts and pages: their fields, their dates, and every mistake with its line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from parvis.errors import ContentError
from parvis.written import articles, nouns
from parvis.written.articles import Reader, Written

READER = Reader(timezone="America/Montreal", languages=("fr", "en"))


def post(fields: str, file: str = "content/posts/a.md", reader: Reader = READER) -> Written:
    return articles.read(f"---\ntitle: A\ndate: 2026-06-12\n{fields}\n---\nText\n", file, "post", reader)


@pytest.fixture
def content(tmp_path: Path) -> Callable[..., Path]:
    def make(**files: str) -> Path:
        for name, text in files.items():
            folder, _, stem = name.partition("_")
            path = tmp_path / "content" / folder / f"{stem.replace('__', '.')}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return tmp_path / "content"

    return make


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("2026-06-12", datetime(2026, 6, 12, 4, tzinfo=UTC)),
        ("2026-06-12 10:00", datetime(2026, 6, 12, 14, tzinfo=UTC)),
        ("2026-01-12 10:00", datetime(2026, 1, 12, 15, tzinfo=UTC)),
        ("2026-06-12T10:00:00+02:00", datetime(2026, 6, 12, 8, tzinfo=UTC)),
        ("2026-06-12T10:00:00Z", datetime(2026, 6, 12, 10, tzinfo=UTC)),
        ("'12 June 2026'", datetime(2026, 6, 12, 4, tzinfo=UTC)),
    ],
)
def test_date_without_a_zone_is_the_hubs_own(said: str, meant: datetime) -> None:
    assert post(f"modified: {said}").updated == meant


def test_fields_of_a_post() -> None:
    written = post(
        "lang: EN\nslug: macarons\ntags: [a, 'b, c', 12]\nauthors: [Ada, Grace]\nsummary: |\n  one *two*\n  three\npicture: '{static}/images/a.png'\npicture_alt: A"
    )

    assert (written.language, written.slug, written.tags, written.authors) == ("en", "macarons", ("a", "b, c", "12"), ("Ada", "Grace"))
    assert (written.summary, written.picture, written.picture_alt, written.draft) == ("one *two*\nthree", "images/a.png", "A", False)
    assert written.text == "Text\n"


def test_author_is_one_name_commas_and_all_and_authors_are_several() -> None:
    assert post("author: Ada, Countess of Lovelace").authors == ("Ada, Countess of Lovelace",)
    assert post("authors: Ada; Grace").authors == ("Ada", "Grace")


def test_other_fields_are_kept_with_dates_as_text() -> None:
    assert post("series: {name: x, since: 2026-01-05, on: [2026-01-05T10:00:00Z]}").more == {
        "series": {"name": "x", "since": "2026-01-05", "on": ["2026-01-05T10:00:00+00:00"]}
    }


@pytest.mark.parametrize(
    ("file", "slug", "language"),
    [
        ("content/posts/Crème brûlée.md", "creme-brulee", ""),
        ("content/posts/2026-06-01-vote.md", "vote", ""),
        ("content/posts/2026-06-01-vote.en.md", "vote", "en"),
        ("content/posts/deep/down/vote.EN.markdown", "vote", "en"),
        ("content/posts/v1.2.md", "v1-2", ""),
        ("content/posts/2026-06-01.md", "2026-06-01", ""),
    ],
)
def test_name_of_the_file_gives_slug_and_language(file: str, slug: str, language: str) -> None:
    written = post("", file)

    assert (written.slug, written.language) == (slug, language)


def test_name_of_the_file_gives_the_date_where_no_field_does() -> None:
    written = articles.read("---\ntitle: A\n---\n", "content/posts/2026-06-01-vote.md", "post", READER)

    assert written.published == datetime(2026, 6, 1, 4, tzinfo=UTC)


@pytest.mark.parametrize("field", ["status: draft", "draft: true", "Status: Draft"])
def test_draft_needs_no_date(field: str) -> None:
    assert articles.read(f"---\ntitle: A\n{field}\n---\n", "content/posts/a.md", "post", READER).draft


def test_page_needs_no_date() -> None:
    assert articles.read("Title: A\n\nText", "content/pages/a.md", "page", READER).published is None


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ("date: 2026-06-12", "a.md:1: title: the title is missing. Add a line such as `title: Macarons of the month`."),
        ("date: 2026-06-12\ntittle: A", "a.md:1: title: the title is missing. Did you mean `title` by `tittle`?"),
        ("title: A", "a.md:1: date: a post needs its date. Add a line such as `date: 2026-06-12`."),
        ("title: A\ndate: demain", "a.md:3: date: 'demain' is no date. Write it as `date: 2026-06-12` or `date: 2026-06-12 10:00`."),
        ("title: A\ndate: 2026-06-12\nlang: de", "a.md:4: lang: 'de' is none of the hub's languages. Known: fr, en."),
        ("title: A\ndate: 2026-06-12\nstatus: drat", "a.md:4: status: unknown status 'drat'. Did you mean 'draft'?"),
        (
            "title: A\ndate: 2026-06-12\nslug: Crème!",
            "a.md:4: slug: 'Crème!' cannot stand in an address: small letters without accents, digits and single hyphens can. Write `slug: creme`.",
        ),
        ("title: [a]\ndate: 2026-06-12", "a.md:2: title: this must be a text. Put it in quotes."),
        ("title: A\ndate: 2026-06-12\ntags: {a: b}", "a.md:4: tags: this must be a list of texts. Write it as `tags: [one, two]`."),
        (
            "title: A\ndate: 2026-06-12\nsave_as: x.html",
            "a.md:4: save_as: this field of Pelican's has no effect in a hub. The address follows from `slug`: take this line out.",
        ),
        (
            "title: A\ndate: 2026-06-12\ntranslation: maybe",
            "a.md:4: translation: 'maybe' is neither true nor false. Write `translation: true`, or take the line out.",
        ),
        (
            "title: A\ndate: 2026-06-12\npicture: ../secret.png",
            "a.md:4: picture: '../secret.png' is no file below content/. Put the picture there and name it like `images/macarons.webp`.",
        ),
    ],
)
def test_each_mistake_is_said_with_line_field_and_remedy(fields: str, message: str) -> None:
    with pytest.raises(ContentError) as raised:
        articles.read(f"---\n{fields}\n---\nText\n", "a.md", "post", READER)

    assert str(raised.value) == message


def test_all_mistakes_of_all_files_are_told_at_once(content: Callable[..., Path]) -> None:
    folder = content(
        posts_a="---\nslug: Ä\n---\n",
        posts_b="Title: B\nDate: soon\n\nx",
        pages_c="---\ntitle: C\n",
        posts_d="---\ntitle: D\ndate: 2026-06-12\n---\n",
    )
    with pytest.raises(ContentError) as raised:
        nouns.check(folder, "UTC")

    assert [(mistake.file, mistake.line, mistake.field) for mistake in raised.value.mistakes] == [
        ("content/pages/c.md", 1, ""),
        ("content/posts/a.md", 1, "date"),
        ("content/posts/a.md", 1, "title"),
        ("content/posts/a.md", 2, "slug"),
        ("content/posts/b.md", 2, "date"),
    ]


def test_two_files_of_one_slug_and_language_are_refused(content: Callable[..., Path]) -> None:
    one = "---\ntitle: A\ndate: 2026-06-12\nslug: a\n---\n"
    folder = content(posts_a=one, posts_b=one, posts_c=one.replace("slug", "lang: en\nslug"), pages_a="---\ntitle: A\nslug: a\n---\n")
    with pytest.raises(ContentError) as raised:
        nouns.check(folder, "UTC", ("fr", "en"))

    assert str(raised.value) == (
        "content/posts/b.md:4: slug: the slug 'a' is already that of content/posts/a.md. Give one of them another `slug`, or another `lang`."
    )


def test_file_that_names_the_main_language_is_a_twin_of_one_that_names_none(content: Callable[..., Path]) -> None:
    folder = content(posts_a="Title: A\nDate: 2026-06-12\n\nx", posts_a__fr="Title: A\nDate: 2026-06-12\n\nx")

    with pytest.raises(ContentError, match="the slug 'a' is already that of"):
        nouns.check(folder, "UTC", ("fr", "en"))


def test_missing_picture_is_told(content: Callable[..., Path]) -> None:
    folder = content(posts_a="---\ntitle: A\ndate: 2026-06-12\npicture: images/none.png\n---\n")

    with pytest.raises(ContentError, match=r"content/posts/a\.md:4: picture: there is no file 'images/none\.png' below content/"):
        nouns.check(folder, "UTC")


def test_only_markdown_of_posts_and_pages_is_read(content: Callable[..., Path]) -> None:
    folder = content(posts_a="Title: A\nDate: 2026-06-12\n\nx", images_notes="no fields", posts_b="Title: B\nDate: 2026-06-12\n\nx")
    (folder / "posts" / "readme.txt").write_text("no fields")
    (folder / "posts" / ".#a.md").write_text("an editor's lock")

    assert [written.file for written in articles.every(folder, Reader())] == ["content/posts/a.md", "content/posts/b.md"]


def test_known_file_is_not_read_again(content: Callable[..., Path]) -> None:
    folder = content(posts_a="Title: A\nDate: 2026-06-12\n\nx", posts_b="Title: B\nDate: 2026-06-12\n\nx")
    kept: dict[str, Written] = {}
    first = articles.every(folder, Reader(), kept)
    content(posts_b="Title: C\nDate: 2026-06-12\n\nx")
    second = articles.every(folder, Reader(), kept)

    assert second[0] is first[0]
    assert [written.title for written in second] == ["A", "C"]
    assert {written.title for written in kept.values()} == {"A", "C"}


def test_known_file_is_read_again_for_another_time_zone(content: Callable[..., Path]) -> None:
    folder = content(posts_a="Title: A\nDate: 2026-06-12\n\nx")
    kept: dict[str, Written] = {}
    articles.every(folder, Reader(timezone="UTC"), kept)

    assert articles.every(folder, Reader(timezone="Asia/Tokyo"), kept)[0].published == datetime(2026, 6, 11, 15, tzinfo=UTC)


def test_what_was_read_survives_being_kept() -> None:
    written = post("series: {since: 2026-01-05, n: 1.5, on: null}\ntags: [a]")

    assert msgspec.json.decode(msgspec.json.encode(written), type=Written) == written
