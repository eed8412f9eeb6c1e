"""What a request's path finds: a file of the site, another path, or nothing; never anything outside."""

from __future__ import annotations

from pathlib import Path

import pytest

from parvis.serve.files import Found, Missing, Moved, find, type_of


@pytest.fixture
def output(tmp_path: Path) -> Path:
    folder = tmp_path / "output"
    for path in ("index.html", "mur/index.html", "style/site.css", "fichier é.txt", ".gitignore", ".well-known/security.txt"):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(path, encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret")
    return folder


def test_root_is_the_home_page(output: Path) -> None:
    assert find(output, "", "/") == Found(output / "index.html", "text/html; charset=utf-8")


def test_folder_without_its_slash_moves_to_the_one_with_it(output: Path) -> None:
    assert find(output, "", "/mur") == Moved("/mur/")
    assert isinstance(find(output, "", "/mur/"), Found)


def test_query_and_quoting_do_not_hide_a_file(output: Path) -> None:
    assert isinstance(find(output, "", "/style/site.css?v=3"), Found)
    assert isinstance(find(output, "", "/fichier%20%C3%A9.txt"), Found)


def test_site_with_a_path_is_served_under_that_path(output: Path) -> None:
    assert isinstance(find(output, "/hub", "/hub/mur/"), Found)
    assert find(output, "/hub", "/hub/mur") == Moved("/hub/mur/")
    assert find(output, "/hub", "/hub") == Moved("/hub/")
    assert find(output, "/hub", "/") == Moved("/hub/")
    assert find(output, "/hub", "/mur/") == Missing()
    assert find(output, "/hub", "/hubble/") == Missing()


@pytest.mark.parametrize(
    "target",
    [
        "/../secret.txt",
        "/mur/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/mur/..%5c..%5csecret.txt",
        "//secret.txt",
        "/index.html%00.txt",
        "/.gitignore",
        "/mur/./index.html",
        "/" + "a" * 5000,
        "secret.txt",
        "*",
        "",
        "/index.html/",
        "/index.html/x",
        "/absent",
    ],
)
def test_nothing_is_found_outside_or_in_an_odd_way(output: Path, target: str) -> None:
    assert find(output, "", target) == Missing()


def test_link_that_leads_out_of_the_site_finds_nothing(output: Path) -> None:
    (output / "out.txt").symlink_to(output.parent / "secret.txt")

    assert find(output, "", "/out.txt") == Missing()


def test_well_known_files_are_served_although_they_begin_with_a_dot(output: Path) -> None:
    assert isinstance(find(output, "", "/.well-known/security.txt"), Found)


def test_site_that_was_never_built_has_no_pages(tmp_path: Path) -> None:
    assert find(tmp_path / "output", "", "/") == Missing()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.html", "text/html; charset=utf-8"),
        ("a.css", "text/css; charset=utf-8"),
        ("a.js", "text/javascript; charset=utf-8"),
        ("a.webp", "image/webp"),
        ("a.avif", "image/avif"),
        ("a.svg", "image/svg+xml"),
        ("a.woff2", "font/woff2"),
        ("a.json", "application/json"),
        ("a.ics", "text/calendar; charset=utf-8"),
        ("a", "application/octet-stream"),
    ],
)
def test_each_file_gets_the_type_that_browsers_need(name: str, expected: str) -> None:
    assert type_of(Path(name)) == expected
