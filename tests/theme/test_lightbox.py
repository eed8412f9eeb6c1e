"""Several pictures of one text can be turned over large; for a single one no script is loaded."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from parvis.model.hub import Hub
from parvis.model.page import Body

PICTURES = '<p>Ici :</p><p><img src="/images/a.jpg" alt="A"></p>'


@pytest.mark.parametrize(
    ("body", "picture", "several"), [("<p>Rien.</p>", "images/b.jpg", False), (PICTURES, "images/b.jpg", True), (PICTURES * 2, None, True)]
)
def test_a_text_with_several_pictures_has_the_dialog(
    draw: Callable[[Hub], dict[str, str]],
    make_hub: Callable[..., Hub],
    make_article: Callable[..., Any],
    body: str,
    picture: str | None,
    *,
    several: bool,
) -> None:
    post = make_article(body=Body(body, "", written=True), picture=picture)
    page = LexborHTMLParser(draw(make_hub(articles=(post,)))["journal/bonjour/index.html"])

    assert len(page.css("[data-pictures]")) == len(page.css("dialog[data-lightbox]")) == int(several)
    assert len(page.css('script[src*="lightbox.js"]')) == int(several)
    assert not several or len(page.css("[data-pictures] img")) > 1
