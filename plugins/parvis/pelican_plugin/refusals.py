"""What stops a build, or is warned of, when everything is read: files that Pelican has lost, links that lead nowhere yet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pelican.contents import Article as PelicanArticle
from pelican.contents import Content

from parvis.build import links
from parvis.build.run import Run
from parvis.errors import ContentError, Mistake
from parvis.model.hub import Hub
from parvis.pelican_plugin import contents


def refuse_lost(context: dict[str, Any], run: Run) -> None:
    """ContentError for texts that Pelican could not read: it logs them, and builds the site without them."""
    lost = sorted(path for path, content in context["generated_content"].items() if content is None)
    reasons = " ".join(run.errors)
    what = f"Pelican cannot read this file. {reasons}".strip()
    if lost:
        raise ContentError(Mistake(f"{run.settings.content.name}/{path}", 0, "", what, "Mend it, or take it out.") for path in lost)


def dead_links(content: Content, run: Run) -> Iterator[Mistake]:
    """Links of a text to what is not there."""
    written, file = run.written.get(content.source_path), contents.file_of(content, run)
    html = content.get_content(run.folder)
    for link, target in links.dead(html, content.get_static_links(), run.settings.content):
        line = links.line(link, written) if written else 0
        yield Mistake(file, line, "", f"the link leads to '{target}', which is not there.", "Mend the link, or add the file.")
    for said, better in links.adrift(html, run.settings.content, Path(content.source_path).parent):
        line = links.line(said, written) if written else 0
        yield Mistake(file, line, "", f"nobody finds '{said}' from the page that this becomes.", f"Write `{better}`.")


def early_links(written: list[Content], hub: Hub, run: Run) -> list[str]:
    """Warnings of links to drafts, and to posts and nouns that are dated ahead."""
    files = [(content, contents.file_of(content, run)) for content in written]
    early = {noun.file for noun in run.nouns.every()} - {noun.file for noun in hub.nouns()}
    early |= {file for content, file in files if isinstance(content, PelicanArticle)} - {post.file for post in hub.articles}
    early |= {file for content, file in files if content.status == "draft"}
    waiting = {f"{run.folder}/{content.url}": file for content, file in files if file in early}
    out = (*hub.articles, *hub.written_pages, *(words for noun in hub.nouns() for words in noun.told))
    return list(links.early(out, waiting))
