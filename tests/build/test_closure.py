"""A template's closure: a page is drawn anew when a part of it changed, and only then."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader

import parvis
from parvis.build.closure import Closures
from parvis.errors import ContentError

TEMPLATES = {
    "base.html": "{% include 'parts/foot.html' %}{% block main %}{% endblock %}",
    "page.html": "{% extends 'base.html' %}{% from 'parts/card.html' import card %}{% block main %}{{ card() }}{% endblock %}",
    "other.html": "alone",
    "parts/foot.html": "foot",
    "parts/card.html": "{% import 'parts/link.html' as link %}{% macro card() %}{{ link.to() }}{% endmacro %}",
    "parts/link.html": "{% macro to() %}x{% endmacro %}",
}


@pytest.fixture
def closures(tmp_path: Path) -> Callable[..., Closures]:
    def make(**changed: str) -> Closures:
        for name, text in {**TEMPLATES, **{name.replace("__", "/") + ".html": text for name, text in changed.items()}}.items():
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(text)
        return Closures(Environment(loader=FileSystemLoader(tmp_path), autoescape=True, extensions=["jinja2.ext.i18n"]))

    return make


def test_closure_is_everything_that_is_extended_included_or_imported(closures: Callable[..., Closures]) -> None:
    assert closures().names("page.html") == ("base.html", "page.html", "parts/card.html", "parts/foot.html", "parts/link.html")


@pytest.mark.parametrize("part", ["base", "page", "parts__foot", "parts__card", "parts__link"])
def test_change_of_any_part_changes_the_digest(closures: Callable[..., Closures], part: str) -> None:
    before = closures().digest("page.html")
    after = closures(**{part: TEMPLATES[part.replace("__", "/") + ".html"] + " "}).digest("page.html")

    assert before != after


def test_change_elsewhere_does_not(closures: Callable[..., Closures]) -> None:
    assert closures().digest("page.html") == closures(other="changed").digest("page.html")


def test_templates_that_include_each_other_end(closures: Callable[..., Closures]) -> None:
    found = closures(other="{% include 'parts/foot.html' %}", parts__foot="{% if 0 %}{% include 'other.html' %}{% endif %}")

    assert found.names("other.html") == ("other.html", "parts/foot.html")


def test_computed_name_is_refused_with_its_line(closures: Callable[..., Closures]) -> None:
    with pytest.raises(
        ContentError, match=r"theme/templates/other\.html:2: the name of a template is computed\. Write the name itself in quotes"
    ):
        closures(other="x\n{% include 'parts/' ~ kind ~ '.html' %}").digest("other.html")


def test_missing_template_names_who_wants_it(closures: Callable[..., Closures]) -> None:
    with pytest.raises(ContentError, match=r"theme/templates/other\.html: the template 'parts/none\.html' does not exist\. Add it"):
        closures(other="{% include 'parts/none.html' %}").digest("other.html")


def test_syntax_error_names_its_line(closures: Callable[..., Closures]) -> None:
    with pytest.raises(ContentError, match=r"theme/templates/other\.html:3: Encountered unknown tag 'fi'"):
        closures(other="\n\n{% fi %}").digest("other.html")


def test_every_template_of_the_theme_has_a_closure() -> None:
    folder = Path(parvis.THEME) / "templates"
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    closures = Closures(Environment(loader=FileSystemLoader(folder), autoescape=True, extensions=["jinja2.ext.i18n"]))

    assert names
    assert all(len(closures.digest(name)) == 32 for name in names)


class Counting(Environment):
    """Counts what it parses."""

    parsed = 0

    def parse(self, *given: Any, **more: Any) -> Any:
        self.parsed += 1
        return super().parse(*given, **more)


@pytest.fixture
def counted(closures: Callable[..., Closures], tmp_path: Path) -> Callable[..., tuple[str, int]]:
    """The digest of the page, as often as it is asked for, and how many templates had to be parsed for it."""

    def ask(version: str = "1", **changed: str) -> tuple[str, int]:
        closures(**changed)
        environment = Counting(loader=FileSystemLoader(tmp_path), extensions=["jinja2.ext.i18n"])
        asked = Closures(environment, tmp_path / "kept.json", version)
        digest = asked.digest("page.html")
        asked.keep()
        return digest, environment.parsed

    return ask


def test_template_that_has_not_changed_is_not_parsed_again(counted: Callable[..., tuple[str, int]]) -> None:
    digest, parsed = counted()

    assert parsed == 5
    assert counted() == (digest, 0)


def test_changed_template_alone_is_parsed_again(counted: Callable[..., tuple[str, int]]) -> None:
    digest, _ = counted()
    other, parsed = counted(base="{% include 'other.html' %}")

    assert (other == digest, parsed) == (False, 2)  # it, and what it names now


def test_other_version_or_broken_memory_parses_everything(counted: Callable[..., tuple[str, int]], tmp_path: Path) -> None:
    digest, _ = counted()

    assert counted(version="2") == (digest, 5)

    (tmp_path / "kept.json").write_text("[1")

    assert counted() == (digest, 5)
