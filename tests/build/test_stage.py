"""The stage: two pages of one path, or one outside of the output, are refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from parvis.build.stage import Stage, files
from parvis.errors import ContentError


def test_two_pages_of_one_path_are_refused_with_both_kinds(new_stage: Callable[[], Stage]) -> None:
    stage = new_stage()
    stage.claim("mur/index.html", "wall")

    with pytest.raises(
        ContentError, match=r"output/mur/index\.html: wall and page want the same address\. Give one of them another slug or name\."
    ):
        stage.claim("mur/index.html", "page")


def test_a_file_where_a_folder_is_wanted_is_refused(new_stage: Callable[[], Stage]) -> None:
    stage = new_stage()
    stage.claim("mur/a/index.html", "wall")

    with pytest.raises(ContentError, match="wall and a file of content/ want the same address"):
        stage.claim("mur/a", "a file of content/")


def test_a_folder_where_a_file_is_wanted_is_refused(new_stage: Callable[[], Stage]) -> None:
    stage = new_stage()
    stage.claim("mur", "a file of content/")

    with pytest.raises(ContentError, match="output/mur: a file of content/ and wall want the same address"):
        stage.claim("mur/index.html", "wall")


@pytest.mark.parametrize("path", ["", "/etc/passwd", "../x", "a/../../x", "a//b", "a/./b", "a\\b", "a/", ".gitignore", "a\0b"])
def test_path_that_leaves_output_is_refused(new_stage: Callable[[], Stage], path: str) -> None:
    with pytest.raises(ContentError, match="item wants an address that no file may have"):
        new_stage().claim(path, "item")


def test_unchanged_file_is_kept_without_being_drawn(new_stage: Callable[[], Stage], publish_site: Callable[..., object]) -> None:
    publish_site({"a/index.html": "a"})
    stage = new_stage()
    key = stage.earlier["a/index.html"].key

    assert stage.keep("a/index.html", key)
    assert not stage.keep("a/index.html", "another key")
    assert not stage.keep("b/index.html", key)


def test_equal_bytes_are_not_written_again(new_stage: Callable[[], Stage], publish_site: Callable[..., object]) -> None:
    publish_site({"a/index.html": "a"})
    stage = new_stage()

    assert not stage.put("a/index.html", "new key", b"a")
    assert stage.entries["a/index.html"].key == "new key"
    assert list(files(stage.staging)) == []


def test_new_bytes_wait_in_staging_and_output_is_not_touched(new_stage: Callable[[], Stage], publish_site: Callable[..., object]) -> None:
    publish_site({"a/index.html": "a"})
    stage = new_stage()

    assert stage.put("a/index.html", "new key", b"b")
    assert (stage.output / "a/index.html").read_bytes() == b"a"
    assert (stage.staging / "a/index.html").read_bytes() == b"b"


def test_what_no_longer_belongs_is_told(new_stage: Callable[[], Stage], publish_site: Callable[..., object]) -> None:
    publish_site({"a/index.html": "a", "b/index.html": "b"})
    stage = new_stage()
    stage.keep("a/index.html", stage.earlier["a/index.html"].key)

    assert stage.gone() == ("b/index.html",)


def test_files_of_other_plugins_are_adopted(new_stage: Callable[[], Stage]) -> None:
    stage = new_stage()
    (stage.staging / "sitemap.xml").write_text("<urlset/>")
    stage.adopt()

    assert stage.waiting == ["sitemap.xml"]
    assert stage.entries["sitemap.xml"].size == 9


def test_same_file_of_another_plugin_is_not_written_again(new_stage: Callable[[], Stage], publish_site: Callable[..., object]) -> None:
    publish_site({"sitemap.xml": "<urlset/>"})
    stage = new_stage()
    (stage.staging / "sitemap.xml").write_text("<urlset/>")
    stage.adopt()

    assert stage.waiting == []
    assert not (stage.staging / "sitemap.xml").exists()


def test_another_plugin_may_not_take_a_page_over_in_silence(new_stage: Callable[[], Stage], publish_site: Callable[..., object]) -> None:
    publish_site({"index.html": "ours"})
    stage = new_stage()
    stage.claim("index.html", "home")
    stage.keep("index.html", stage.earlier["index.html"].key)
    (stage.staging / "index.html").write_text("theirs")

    with pytest.raises(ContentError, match="home and another plugin want the same address"):
        stage.adopt()


def test_lost_gitignore_is_put_back(new_stage: Callable[[], Stage]) -> None:
    stage = new_stage()
    stage.ignore()

    assert (stage.staging / ".gitignore").read_text() == "*\n!.gitignore\n"


def test_present_gitignore_stays_as_it_is(new_stage: Callable[[], Stage]) -> None:
    stage = new_stage()
    stage.output.mkdir()
    (stage.output / ".gitignore").write_text("mine\n")
    stage.ignore()

    assert stage.waiting == []


def test_files_are_listed_in_one_order_and_links_are_not_followed(tmp_path: Path) -> None:
    for path in ("b/2", "b/1", "a", "c/d/e"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).touch()
    (tmp_path / "round").symlink_to(tmp_path)

    assert list(files(tmp_path)) == ["a", "b/1", "b/2", "c/d/e", "round"]
