"""Whatever a theme leaves out, a label that a page's values have is on the page, or the page is not built."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from parvis.build.labels import refuse_hidden
from parvis.build.render import Drawing, Theme
from parvis.errors import PolicyError
from parvis.model.hub import Site
from parvis.model.page import Page

SITE = Site(name="Place", url="", language="en", languages=("en",))


class Card(msgspec.Struct, frozen=True):
    """What a list shows."""

    name: str
    disclosure: tuple[str, ...] = ()


class Day(msgspec.Struct, frozen=True):
    """Several of them."""

    cards: tuple[Card, ...]


def page(**values: Any) -> Page:
    return Page(kind="wall", path="wall/index.html", template="wall.html", values=values)


PAID = Card("Ada", ("Paid & gifted", "Virtual images"))


def refused(drawn: Page, text: str) -> list[str]:
    """What is said against a page that is drawn as this text."""
    try:
        refuse_hidden(drawn, text)
    except PolicyError as error:
        return [mistake.what.rpartition(": ")[2] for mistake in error.mistakes]
    return []


@pytest.mark.parametrize("values", [{"card": PAID}, {"days": (Day((Card("Bao"), PAID)),)}, {"entries": [PAID]}, {"groups": {"a": (PAID,)}}])
def test_a_label_is_looked_for_wherever_it_lies(values: dict[str, Any]) -> None:
    assert refused(page(**values), "<p>Paid &amp; gifted</p> Virtual images") == []
    with pytest.raises(PolicyError) as caught:
        refuse_hidden(page(**values), "<p>Virtual images</p>")

    (mistake,) = caught.value.mistakes
    assert mistake.file == "theme/templates/wall.html"
    assert mistake.what == "wall/index.html shows somebody's words and not what binds them to the brand: 'Paid & gifted'."
    assert "parts/disclosure.html" in mistake.remedy


def test_a_page_without_labels_is_let_be() -> None:
    assert refused(page(card=Card("Bao"), title="Wall", number=3), "") == []
    assert refused(page(card=PAID, title="Wall", number=3), "") == ["'Paid & gifted'.", "'Virtual images'."]


def test_a_theme_that_forgets_the_label_builds_nothing(tmp_path: Path) -> None:
    (tmp_path / "wall.html").write_text("{{ card.name }}", encoding="utf-8")
    drawing = Drawing(SITE, Theme(templates=(tmp_path,), locale=tmp_path))

    assert drawing.draw(page(card=Card("Bao"))) == b"Bao"
    with pytest.raises(PolicyError):
        drawing.draw(page(card=PAID))


def test_a_theme_that_shows_the_label_is_drawn(tmp_path: Path) -> None:
    (tmp_path / "wall.html").write_text("{{ card.name }} {{ card.disclosure|join(', ') }}", encoding="utf-8")

    assert Drawing(SITE, Theme(templates=(tmp_path,), locale=tmp_path)).draw(page(card=PAID)).startswith(b"Ada Paid &amp; gifted")
