"""What Pelican makes of a file (its *content*) in our words: what it is about, where it stands, and the article that it is to us."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

from pelican.contents import Article as PelicanArticle
from pelican.contents import Content
from pelican.contents import Page as PelicanPage

from parvis.build.pictures import in_text
from parvis.build.run import Run
from parvis.model.article import Article, Kind
from parvis.model.page import Body
from parvis.pages import typography
from parvis.pelican_plugin import keys
from parvis.tidy import citations
from parvis.tidy import text as words

#: Characters of a summary that nobody wrote.
_EXCERPT: Final = 240


def give_address(content: Content) -> None:
    """`content_object_init`: the hub's address, in any language, so that `{filename}` links lead to it."""
    run = content.settings.get(keys.RUN)
    kind = kind_of(content, run) if run else None
    if run is None or kind is None or content.status == "draft":
        return
    content.override_url = run.url(kind, *slug_of(content, run), content.lang)
    content.override_save_as = f"{content.override_url}index.html"


def every(generators: list[Any], run: Run) -> list[Content]:
    """All articles, pages and nouns that were read, drafts and translations too, by file name."""
    found = generators[0].context["generated_content"].items()
    return [content for _, content in sorted(found) if content is not None and kind_of(content, run) is not None]


def kind_of(content: Content, run: Run) -> Kind | None:
    """What a content is about; a page of Pelican's may be a noun."""
    written = run.written.get(content.source_path)
    if isinstance(content, PelicanArticle):
        return "post"
    if isinstance(content, PelicanPage):
        return written.kind if written else "page"
    return None


def slug_of(content: Content, run: Run) -> tuple[str, str]:
    """Slug and, of an entry, that of its contest."""
    written = run.written.get(content.source_path)
    return (written.slug, written.owner) if written else (content.slug, "")


def file_of(content: Content, run: Run) -> str:
    """Its file, relative to the hub's folder."""
    return f"{run.settings.content.name}/{content.get_relative_source_path()}"


def article(content: Content, run: Run, in_texts: dict[str, tuple[str, str]]) -> Article:
    """Pelican's article or page as ours. `in_texts`: pictures of texts and the files that show them, by address."""
    kind = kind_of(content, run)
    slug, owner = slug_of(content, run)
    assert kind is not None
    pictures = run.work.pictures
    html = in_text.offered(
        content.get_content(run.folder),
        lambda src: pictures.rendition(run.place(in_texts[src][0])) if src in in_texts else None,
        run.folder,
    )
    written, language = run.written.get(content.source_path), run.language(content.lang)
    html = typography.spaced_html(html, language)
    lead = words.one_line(words.plain(content.metadata.get("summary") or ""))
    return Article(
        kind=kind,
        slug=slug,
        owner=owner,
        language=language,
        title=written.title if written else words.one_line(words.plain(content.title)),
        body=Body(html, origin="", written=True),
        summary=lead or words.one_line(words.plain(html), _EXCERPT),
        lead=lead,
        published=_utc(getattr(content, "date", None)),
        updated=_utc(getattr(content, "modified", None)),
        author=", ".join(str(author) for author in getattr(content, "authors", ())),
        tags=tuple(str(tag) for tag in getattr(content, "tags", ())),
        about=tuple(dict.fromkeys((*(written.about if written else ()), *map(str, citations.in_html(html))))),
        picture=run.place(written.picture) if written and written.picture else None,
        picture_alt=written.picture_alt if written else "",
        file=file_of(content, run),
        more=written.more if written else {},
        lines=written.lines if written else {},
    )


def _utc(moment: datetime | None) -> datetime | None:
    # Pelican's moments are of a class of their own.
    return datetime.fromisoformat(moment.astimezone(UTC).isoformat(timespec="seconds")) if moment else None
