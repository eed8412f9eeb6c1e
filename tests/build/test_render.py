"""Rendering: what has changed is drawn, nothing else is written, and what fails names its template, line and page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from parvis.build.disk import Disk
from parvis.build.publish import publish
from parvis.build.render import Tally, Theme, render
from parvis.build.stage import Stage
from parvis.errors import ContentError, ParvisError
from parvis.model.hub import Site
from parvis.model.page import Page

SITE = Site(name="Petite place", url="https://place.example", language="fr", languages=("fr", "en"))


@pytest.fixture
def theme(tmp_path: Path) -> Theme:
    templates = tmp_path / "theme" / "templates"
    (templates / "parts").mkdir(parents=True)
    (templates / "item.html").write_text("{% include 'parts/foot.html' %}<h1>{{ title }}</h1>{{ page.kind }} {{ site.name }}")
    (templates / "list.html").write_text("{% for one in items %}{{ one }} {% endfor %}")
    (templates / "parts" / "foot.html").write_text("foot ")
    return Theme(templates=(templates,), locale=tmp_path / "theme" / "locale", code="1", bytecode=tmp_path / "bytecode")


def item(name: str, title: str = "", **more: Any) -> Page:
    return Page(kind="item", path=f"{name}/index.html", template="item.html", values={"title": title or name}, **more)


def listing(*names: str) -> Page:
    return Page(kind="wall", path="index.html", template="list.html", values={"items": names})


@pytest.fixture
def drawn(new_stage: Callable[[], Stage], theme: Theme) -> Callable[..., tuple[Tally, tuple[str, ...]]]:
    """Renders and publishes pages; how many were drawn, and what was written."""

    def run(pages: list[Page], site: Site = SITE, **changed: Any) -> tuple[Tally, tuple[str, ...]]:
        stage = new_stage()
        tally = render(pages, site, msgspec.structs.replace(theme, **changed), stage)
        return tally, publish(stage, stage.staging.parent, Disk()).written

    return run


def test_first_time_everything_is_drawn(drawn: Callable[..., Any], tmp_path: Path) -> None:
    tally, written = drawn([item("a"), item("b", "<i>"), listing("a", "b")])

    assert tally == Tally(3, 3)
    assert written == ("a/index.html", "b/index.html", "index.html")
    assert (tmp_path / "site/output/b/index.html").read_text() == "foot <h1>&lt;i&gt;</h1>item Petite place"


def test_second_time_nothing_is_drawn_and_nothing_written(drawn: Callable[..., Any]) -> None:
    drawn([item("a"), item("b"), listing("a", "b")])

    assert drawn([item("a"), item("b"), listing("a", "b")]) == (Tally(3, 0), ())


def test_one_more_item_draws_the_pages_that_show_it(drawn: Callable[..., Any]) -> None:
    drawn([item("a"), item("b"), listing("a", "b")])

    assert drawn([item("a"), item("b"), item("c"), listing("a", "b", "c")]) == (Tally(4, 2), ("c/index.html", "index.html"))


def test_changed_part_draws_the_pages_of_its_closure(drawn: Callable[..., Any], theme: Theme) -> None:
    drawn([item("a"), item("b"), listing("a", "b")])
    (theme.templates[0] / "parts" / "foot.html").write_text("new foot ")

    assert drawn([item("a"), item("b"), listing("a", "b")]) == (Tally(3, 2), ("a/index.html", "b/index.html"))


def test_drawn_anew_to_the_same_bytes_is_not_written(drawn: Callable[..., Any], theme: Theme) -> None:
    drawn([item("a"), item("b"), listing("a", "b")])
    (theme.templates[0] / "parts" / "foot.html").write_text("{# a remark #}foot ")

    assert drawn([item("a"), item("b"), listing("a", "b")]) == (Tally(3, 2), ())


@pytest.mark.parametrize(
    "changed",
    [
        {"code": "2"},
        {"assets": {"css/site.css": "0123456789"}},
        {"site": msgspec.structs.replace(SITE, name="Grande place")},
    ],
    ids=["code", "assets", "site"],
)
def test_what_all_pages_share_draws_all_of_them(drawn: Callable[..., Any], changed: dict[str, Any]) -> None:
    drawn([item("a"), item("b")])

    assert drawn([item("a"), item("b")], **changed)[0] == Tally(2, 2)


def test_changed_catalogue_draws_the_pages_of_its_language(drawn: Callable[..., Any], theme: Theme) -> None:
    pages = [item("a"), item("b", language="en")]
    drawn(pages)
    assert isinstance(theme.locale, Path)
    po = theme.locale / "en" / "LC_MESSAGES" / "parvis.po"
    po.parent.mkdir(parents=True)
    po.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n')

    assert drawn(pages)[0] == Tally(2, 1)


def test_harmed_file_is_drawn_and_written_again(drawn: Callable[..., Any], tmp_path: Path) -> None:
    drawn([item("a"), item("b"), listing("a", "b")])
    (tmp_path / "site/output/a/index.html").write_text("harmed")
    (tmp_path / "site/output/b/index.html").unlink()

    assert drawn([item("a"), item("b"), listing("a", "b")]) == (Tally(3, 2), ("a/index.html", "b/index.html"))


def test_page_without_a_template_is_json(drawn: Callable[..., Any], tmp_path: Path) -> None:
    drawn([Page(kind="data", path="api/x.json", template=None, values={"b": 1, "a": [2]})])

    assert (tmp_path / "site/output/api/x.json").read_text() == '{\n  "a": [\n    2\n  ],\n  "b": 1\n}\n'


def test_pages_are_taken_one_at_a_time(new_stage: Callable[[], Stage], theme: Theme) -> None:
    stage, seen = new_stage(), []

    def pages() -> Iterator[Page]:
        for name in "abc":
            seen.append((name, len(stage.waiting)))
            yield item(name)

    render(pages(), SITE, theme, stage)

    assert seen == [("a", 0), ("b", 1), ("c", 2)]


def test_progress_is_told_after_each_page(new_stage: Callable[[], Stage], theme: Theme) -> None:
    told: list[int] = []
    render([item("a"), item("b")], SITE, theme, new_stage(), told.append)

    assert told == [1, 2]


def test_address_that_is_not_ascii_is_refused(drawn: Callable[..., Any]) -> None:
    with pytest.raises(ContentError, match=r"output/é/index\.html: the address of this item holds letters that are not ASCII"):
        drawn([item("é")])


def test_failing_template_names_file_line_and_page(drawn: Callable[..., Any], theme: Theme) -> None:
    (theme.templates[0] / "parts" / "foot.html").write_text("\n\n{{ titel }}")

    with pytest.raises(ContentError, match=r"theme/templates/parts/foot\.html:3: a/index\.html cannot be drawn: 'titel' is undefined\."):
        drawn([item("a")])


def test_value_that_is_none_names_its_page(drawn: Callable[..., Any]) -> None:
    with pytest.raises(ParvisError, match=r"a/index\.html \(item\): a page's values hold a object"):
        drawn([msgspec.structs.replace(item("a"), values={"title": object()})])


def test_first_folder_that_has_a_template_wins(drawn: Callable[..., Any], theme: Theme, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "list.html").write_text("own {{ items | length }}")
    drawn([item("a"), listing("a")], templates=(own, *theme.templates))

    assert (tmp_path / "site/output/index.html").read_text() == "own 1"
    assert (tmp_path / "site/output/a/index.html").read_text().startswith("foot")
