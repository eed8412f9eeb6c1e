"""`readers_init`: Markdown is given to Pelican as it was read and checked at the start."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from pelican.contents import Article as PelicanArticle
from pelican.readers import MarkdownReader, Readers
from pelican.urlwrappers import Author, Category, Tag

from parvis.build.run import Run
from parvis.pelican_plugin import keys
from parvis.written.articles import Written


def use_our_reader(readers: Readers) -> None:
    """For every Markdown file of a hub."""
    if keys.RUN in readers.settings:
        readers.reader_classes.update(dict.fromkeys(MarkdownReader.file_extensions, Reader))


class Reader(MarkdownReader):  # type: ignore[misc]  # Pelican ships no types
    """Reads Markdown with YAML front matter or Pelican's headers, from what was read and checked at the start."""

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """HTML and metadata of a file, as Pelican wants them."""
        run: Run = self.settings[keys.RUN]
        written = run.written.get(source_path)
        if written is None:  # a file of another plugin's
            content, metadata = super().read(source_path)
            return content, metadata
        return run.shelf.html(written.text, written.language or run.settings.site.language), self._metadata(written, run)

    def _metadata(self, written: Written, run: Run) -> dict[str, Any]:
        main, zone = run.settings.site.language, ZoneInfo(run.settings.site.timezone)
        given = {
            "date": written.published and written.published.astimezone(zone),
            "modified": written.updated and written.updated.astimezone(zone),
            "tags": [Tag(tag, self.settings) for tag in written.tags],
            "authors": [Author(author, self.settings) for author in written.authors],
            "category": Category(written.category, self.settings) if written.category else None,
            "summary": run.shelf.html(written.summary),
        }
        return {
            **{name: value for name, value in written.more.items() if _may_be_given(name)},
            **{name: value for name, value in given.items() if value},
            "title": written.title,
            "slug": _pelican_slug(written),
            "lang": (written.language or main).lower(),
            "status": "draft" if written.draft else "published",
            "translation": str(written.translation).lower(),
        }


def _may_be_given(field: str) -> bool:
    """Whether Pelican may keep a field as an attribute of the article: not where that would be one of its own."""
    return (
        field.isidentifier() and not field.startswith("_") and not hasattr(PelicanArticle, field) and field not in {"settings", "metadata"}
    )


def _pelican_slug(written: Written) -> str:
    """Pelican takes pages of one slug for each other's translations: those of different nouns may well share it."""
    if written.kind in {"post", "page"}:
        return written.slug
    return "/".join(part for part in (written.kind, written.owner, written.slug) if part)
