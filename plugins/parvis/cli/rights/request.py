"""The text that asks somebody to let an item be shown whole, in the item's own language where there is one of it."""

from __future__ import annotations

from pathlib import Path
from string import Template
from typing import Final

from parvis.model.post import Post
from parvis.settings import Settings
from parvis.tidy import text

#: Languages that there are texts in.
LANGUAGES: Final = ("fr", "en")
_TITLE: Final = 120


def texts(post: Post, settings: Settings, by: str) -> dict[str, str]:
    """The text by language: that of the item, else every one that there is."""
    spoken = (post.language or "").partition("-")[0].lower()
    return {language: _text(post, settings, by, language) for language in LANGUAGES if spoken not in LANGUAGES or spoken == language}


def _text(post: Post, settings: Settings, by: str, language: str) -> str:
    template = Template((Path(__file__).parent / f"request.{language}.txt").read_text(encoding="utf-8"))
    said = {
        "author": text.one_line(post.author.name or post.author.handle or "", _TITLE),
        "title": text.one_line(post.title or post.text, _TITLE),
        "url": post.url or "",
        "brand": settings.site.name,
        "hub": settings.site.url or "…",
        "by": by,
    }
    lines = template.substitute(said).splitlines()
    return "\n".join(line.rstrip().replace(" ,", ",") for line in lines) + "\n"
