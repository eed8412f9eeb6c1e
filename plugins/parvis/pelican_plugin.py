"""The Pelican plugin: Pelican reads what editors write, Parvis makes the site of it. The only file that knows Pelican.

What the receivers share lies in Pelican's settings dictionary, under the key RUN: signals outlive a build, and a second
build in the same process must find nothing of the first.
"""

from __future__ import annotations

import gc
import locale
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from pelican import Pelican, signals
from pelican.contents import Article as PelicanArticle
from pelican.contents import Content
from pelican.contents import Page as PelicanPage
from pelican.generators import ArticlesGenerator, Generator, PagesGenerator, StaticGenerator
from pelican.log import LimitFilter, console
from pelican.readers import MarkdownReader, Readers
from pelican.settings import DEFAULT_THEME, read_settings
from pelican.urlwrappers import Author, Category, Tag
from pelican.utils import memoized

import parvis.settings
from parvis.build import inputs, links
from parvis.build.pictures import in_text
from parvis.build.pictures.editors import Named, is_photo, is_raster
from parvis.build.run import Order, Run, refuse_missing_plugins
from parvis.build.site import Progress
from parvis.errors import ContentError, Mistake, SettingsError
from parvis.model.article import Article, Kind
from parvis.model.build_report import BuildReport
from parvis.model.hub import Hub
from parvis.model.page import Body
from parvis.pages import typography
from parvis.settings import Settings, pelican_conf
from parvis.tidy import citations
from parvis.tidy import text as words
from parvis.written import folders
from parvis.written.articles import Written

#: Keys of Pelican's settings dictionary that are ours alone. No PARVIS_*: those are the hub's, and unknown ones are mistakes.
RUN: Final = "_parvis_run"
ORDER: Final = "_parvis_order"

#: Characters of a summary that nobody wrote.
EXCERPT: Final = 240

#: Where Pelican would write pages of its own: the hub has its own feeds, lists and archives.
NOTHING_OF_ITS_OWN: Final[dict[str, Any]] = {
    "DIRECT_TEMPLATES": [],
    "THEME_STATIC_PATHS": [],
    **dict.fromkeys(
        (
            *("FEED_ATOM", "FEED_RSS", "FEED_ALL_ATOM", "FEED_ALL_RSS", "CATEGORY_FEED_ATOM", "CATEGORY_FEED_RSS", "AUTHOR_FEED_ATOM"),
            *("AUTHOR_FEED_RSS", "TAG_FEED_ATOM", "TAG_FEED_RSS", "TRANSLATION_FEED_ATOM", "TRANSLATION_FEED_RSS"),
        )
    ),
    "CACHE_CONTENT": False,  # the shelf does that, by digest
    "LOAD_CONTENT_CACHE": False,
    "RELATIVE_URLS": False,
    "WITH_FUTURE_DATES": True,  # Pelican would ask the clock; the hub has its own moment
}


def register() -> None:
    """Connect the receivers, and nothing else: Pelican logs an exception in here and builds the site without the hub, exit 0."""
    signals.initialized.connect(_begin)
    signals.readers_init.connect(_use_our_reader)
    signals.content_object_init.connect(_give_address)
    signals.get_generators.connect(_generators)
    signals.all_generators_finalized.connect(_assemble)


def build(settings: Settings, now: datetime, *, progress: Progress | None = None) -> BuildReport:
    """Build the hub's site as `pelican -s pelican.conf.py` does, silently.

    `now`: aware. `progress` is called with the number of pages done so far. SettingsError, ContentError, ArchiveError and
    LockedError say what is wrong; nothing of output/ has changed then.
    """
    with _quiet():
        # Pelican would have the whole process speak the user's language: what stands in files would be read by that.
        values = read_settings(str(settings.pelican_conf), override={"LOCALE": [locale.setlocale(locale.LC_ALL)]})
        values[ORDER] = Order(lambda _: now, progress)
        pelican = Pelican(values)
        run = values.get(RUN)
        if run is None:
            what = "Pelican is not told to use Parvis."
            raise SettingsError([Mistake(pelican_conf.NAME, 0, "PLUGINS", what, 'Write `PLUGINS = ["parvis"]`.')])
        pelican.run()
    report: BuildReport = values[RUN].report
    return report


@contextmanager
def _quiet() -> Iterator[None]:
    """Pelican's own words go to nobody: warnings and errors are in the report, and standard output may be a machine's."""
    before = console.quiet
    console.quiet = True
    try:
        yield
    finally:
        console.quiet = before


# Receivers: module-level functions, because signals hold them weakly.


def _begin(pelican: Any) -> None:
    """`initialized`: check everything, and have the site built in staging."""
    if "parvis" not in pelican.settings["PLUGINS"]:
        return
    _prepare(pelican)
    pelican.run = partial(_run, pelican)


def _prepare(pelican: Any) -> None:
    values = pelican.settings
    root = parvis.settings.find_root(Path(values["PATH"]))
    refuse_missing_plugins(values["PLUGINS"], root)
    if values["ARTICLE_PATHS"] == [""]:  # Pelican's default would take every Markdown file of content/ for a post
        values["ARTICLE_PATHS"] = ["posts"]
    # The nouns' files are pages to Pelican, so that links to and from them are followed like all others.
    values["PAGE_PATHS"] = list(dict.fromkeys([*values["PAGE_PATHS"], *folders.ROOTS]))
    values["ARTICLE_EXCLUDES"] = list(dict.fromkeys([*values["ARTICLE_EXCLUDES"], *folders.ROOTS]))
    run = Run(_own(values), root, values.get(ORDER) or Order(_moment), _extras(pelican, root))
    values[RUN] = run
    values.update(NOTHING_OF_ITS_OWN)
    values["THEME"] = pelican.theme = str(run.settings.theme)
    values["OUTPUT_PATH"] = pelican.output_path = str(run.work.staging)
    values["JINJA_ENVIRONMENT"] = {**values["JINJA_ENVIRONMENT"], "autoescape": True}


def _own(values: dict[str, Any]) -> dict[str, Any]:
    """Pelican's values as the hub has given them."""
    own = {name: value for name, value in values.items() if name not in {RUN, ORDER}}
    if RUN in values:  # Pelican was told another theme and another output, which a second run must not take for the hub's
        del own["THEME"], own["OUTPUT_PATH"]
        own.update(values[RUN].told)
    if own.get("THEME") == DEFAULT_THEME:  # nobody has chosen it
        del own["THEME"]
    return own


def _run(pelican: Any) -> None:
    """Instead of Pelican's `run`: the same, with the site put in place when all is done.

    In `finalized` it would be too early: other plugins write their files there, in no particular order.
    """
    if pelican.settings[RUN].report is not None:  # `pelican --autoreload` runs again and again
        _prepare(pelican)
    run: Run = pelican.settings[RUN]
    try:
        with run.work.at_work(), _listening(run), _unswept():
            type(pelican).run(pelican)
            run.finish()
    finally:
        run.shelf.keep()
        _forget()


@contextmanager
def _unswept() -> Iterator[None]:
    """Without the search for garbage in circles: what a build makes stays to its end, and walking over it takes a tenth of the time."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def _forget() -> None:
    """Pelican remembers every text that it has ever given out, and with it the whole hub: `parvis serve` would grow with each build."""
    for method in vars(Content).values():
        if isinstance(method, memoized):
            method.cache.clear()


def _use_our_reader(readers: Readers) -> None:
    if RUN in readers.settings:
        readers.reader_classes.update(dict.fromkeys(MarkdownReader.file_extensions, Reader))


def _give_address(content: Content) -> None:
    """The hub's address, in any language, so that `{filename}` links lead to it."""
    run = content.settings.get(RUN)
    kind = _kind(content, run) if run else None
    if run is None or kind is None or content.status == "draft":
        return
    content.override_url = run.url(kind, *_slug(content, run), content.lang)
    content.override_save_as = f"{content.override_url}index.html"


def _generators(pelican: Any) -> Any:
    return HubGenerator if RUN in pelican.settings else None


def _assemble(generators: list[Any]) -> None:
    """`all_generators_finalized`: everything is read; make the hub of it, and leave Pelican nothing to write."""
    run = next((generator.settings.get(RUN) for generator in generators), None)
    if run is None:
        return
    _refuse_lost(generators[0].context, run)
    written, statics = _contents(generators, run), _statics(generators)
    mistakes = [mistake for content in written for mistake in _dead_links(content, run)]
    if mistakes:
        raise ContentError(mistakes)
    published = [content for content in written if content.status != "draft"]
    in_texts = _in_texts(published, statics, run)
    run.take_in_pictures(Named(picture, file) for found in in_texts.values() for picture, file in [found])
    hub = run.assemble([_article(content, run, in_texts) for content in published])
    run.warnings += _early_links(written, hub, run)
    for generator in generators:
        generator.context["hub"] = hub
        if isinstance(generator, HubGenerator):
            generator.statics = list(_wanted(statics, published, run))
        if isinstance(generator, ArticlesGenerator | PagesGenerator | StaticGenerator):
            generator.generate_output = _write_nothing


def _write_nothing(writer: Any) -> None:
    """Instead of the `generate_output` of Pelican's own generators."""


class HubGenerator(Generator):  # type: ignore[misc]  # Pelican ships no types
    """Draws the hub's pages into staging, when Pelican's generators have their turn to write."""

    statics: list[Any]

    def generate_context(self) -> None:
        """Have the articles' drawings published like the files that they link to; pictures of pixels get other names."""
        run: Run = self.settings[RUN]
        pictures = chain((written.picture for written in run.written.values()), *(contest.pictures() for contest in run.nouns.contests))
        self.context["static_links"].update(picture for picture in pictures if picture and not is_raster(picture))

    def generate_output(self, writer: Any) -> None:
        """Draw what has changed."""
        del writer
        run: Run = self.settings[RUN]
        assert run.hub is not None
        # `{attach}` moves a file beside the article that links to it, which was known only when all links were followed.
        files = {static.save_as: Path(static.source_path) for static in self.statics}
        run.work.render(run.hub, files, run.progress)


class Reader(MarkdownReader):  # type: ignore[misc]  # Pelican ships no types
    """Reads Markdown with YAML front matter or Pelican's headers, from what was read and checked at the start."""

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """HTML and metadata of a file, as Pelican wants them."""
        run: Run = self.settings[RUN]
        written = run.written.get(source_path)
        if written is None:  # a file of another plugin's
            content, metadata = super().read(source_path)
            return content, metadata
        return run.shelf.html(written.text), self._metadata(written, run)

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


def _kind(content: Content, run: Run) -> Kind | None:
    """What a content is about; a page of Pelican's may be a noun."""
    written = run.written.get(content.source_path)
    if isinstance(content, PelicanArticle):
        return "post"
    if isinstance(content, PelicanPage):
        return written.kind if written else "page"
    return None


def _slug(content: Content, run: Run) -> tuple[str, str]:
    """Slug and, of an entry, that of its contest."""
    written = run.written.get(content.source_path)
    return (written.slug, written.owner) if written else (content.slug, "")


def _pelican_slug(written: Written) -> str:
    """Pelican takes pages of one slug for each other's translations: those of different nouns may well share it."""
    if written.kind in {"post", "page"}:
        return written.slug
    return "/".join(part for part in (written.kind, written.owner, written.slug) if part)


def _article(content: Content, run: Run, in_texts: dict[str, tuple[str, str]]) -> Article:
    """Pelican's article or page as ours. `in_texts`: pictures of texts and the files that show them, by address."""
    kind = _kind(content, run)
    slug, owner = _slug(content, run)
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
        summary=lead or words.one_line(words.plain(html), EXCERPT),
        lead=lead,
        published=_utc(getattr(content, "date", None)),
        updated=_utc(getattr(content, "modified", None)),
        author=", ".join(str(author) for author in getattr(content, "authors", ())),
        tags=tuple(str(tag) for tag in getattr(content, "tags", ())),
        about=tuple(dict.fromkeys((*(written.about if written else ()), *map(str, citations.in_html(html))))),
        picture=run.place(written.picture) if written and written.picture else None,
        picture_alt=written.picture_alt if written else "",
        file=_file(content, run),
        more=written.more if written else {},
        lines=written.lines if written else {},
    )


def _contents(generators: list[Any], run: Run) -> list[Content]:
    """All articles, pages and nouns that were read, drafts and translations too, by file name."""
    found = generators[0].context["generated_content"].items()
    return [content for _, content in sorted(found) if content is not None and _kind(content, run) is not None]


def _statics(generators: list[Any]) -> list[Any]:
    return [static for generator in generators if isinstance(generator, StaticGenerator) for static in generator.staticfiles]


def _in_texts(contents: list[Content], statics: list[Any], run: Run) -> dict[str, tuple[str, str]]:
    """The pictures of pixels within texts, and the file that shows each, by address."""
    files = {f"{run.folder}/{static.url}": static.get_relative_source_path() for static in statics}
    shown = ((src, _file(content, run)) for content in contents for src in in_text.sources(content.get_content(run.folder)))
    return {src: (files[src], file) for src, file in shown if src in files and is_raster(files[src])}


def _wanted(statics: list[Any], contents: list[Content], run: Run) -> Iterator[Any]:
    """The files that go out as they are: of pictures only those that a text links to, or that STATIC_PATHS names by themselves."""
    linked = set(chain.from_iterable(links.targets(content.get_content(run.folder)) for content in contents))
    for static in statics:
        file = static.get_relative_source_path()
        if not is_photo(file) or f"{run.folder}/{static.url}" in linked or file in static.settings["STATIC_PATHS"]:
            yield static


def _dead_links(content: Content, run: Run) -> Iterator[Mistake]:
    written = run.written.get(content.source_path)
    found = links.dead(content.get_content(run.folder), content.get_static_links(), run.settings.content)
    for link, target in found:
        line = links.line(link, written) if written else 0
        yield Mistake(
            _file(content, run), line, "", f"the link leads to '{target}', which is not there.", "Mend the link, or add the file."
        )


def _early_links(written: list[Content], hub: Hub, run: Run) -> list[str]:
    """Warnings of links to drafts, and to posts and nouns that are dated ahead."""
    early = {noun.file for noun in run.nouns.every()} - {noun.file for noun in hub.nouns()}
    early |= {_file(content, run) for content in written if isinstance(content, PelicanArticle)} - {post.file for post in hub.articles}
    early |= {_file(content, run) for content in written if content.status == "draft"}
    waiting = {f"{run.folder}/{content.url}": _file(content, run) for content in written if _file(content, run) in early}
    out = (*hub.articles, *hub.written_pages, *(words for noun in hub.nouns() for words in noun.told))
    return list(links.early(out, waiting))


def _refuse_lost(context: dict[str, Any], run: Run) -> None:
    """Pelican logs what it cannot read, and builds the site without it."""
    lost = sorted(path for path, content in context["generated_content"].items() if content is None)
    reasons = " ".join(run.errors)
    what = f"Pelican cannot read this file. {reasons}".strip()
    if lost:
        raise ContentError(Mistake(f"{run.settings.content.name}/{path}", 0, "", what, "Mend it, or take it out.") for path in lost)


class _Listener(logging.Handler):
    """Takes down what Pelican and its plugins warn of."""

    def __init__(self, run: Run) -> None:
        super().__init__(logging.WARNING)
        self._run = run

    def emit(self, record: logging.LogRecord) -> None:
        """Errors stop the build at its end: what Pelican calls so is content that is lost."""
        heard = self._run.errors if record.levelno >= logging.ERROR else self._run.warnings
        heard.append(words.one_line(record.getMessage()))


@contextmanager
def _listening(run: Run) -> Iterator[None]:
    logger, listener = logging.getLogger("pelican"), _Listener(run)
    # Pelican says everything once a process; a second build in it (`parvis serve`) must hear it again.
    LimitFilter._raised_messages.clear()  # noqa: SLF001 (there is no public way)
    logger.addHandler(listener)
    try:
        yield
    finally:
        logger.removeHandler(listener)


def _extras(pelican: Any, root: Path) -> tuple[str, ...]:
    """Python files that have a say: other plugins, and what pelican.conf.py imports from the hub's folder."""
    found: set[Path] = set()
    for plugin in pelican.plugins:
        file = Path(getattr(plugin, "__file__", None) or "")
        if plugin.__name__ != "parvis" and file.is_file():
            found.update(file.parent.rglob("*.py") if file.name == "__init__.py" else (file,))
    found.update(inputs.imported(root))
    return tuple(sorted(os.path.relpath(file, root) for file in found))


def _moment(settings: Settings) -> datetime:
    """PARVIS_NOW of the environment, else of the settings, else what the clock says."""
    return parvis.settings.moment(None, os.environ, settings.now, lambda: datetime.now(UTC), ZoneInfo(settings.site.timezone))


def _utc(moment: datetime | None) -> datetime | None:
    # Pelican's moments are of a class of their own.
    return datetime.fromisoformat(moment.astimezone(UTC).isoformat(timespec="seconds")) if moment else None


def _file(content: Content, run: Run) -> str:
    return f"{run.settings.content.name}/{content.get_relative_source_path()}"
