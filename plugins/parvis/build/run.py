"""One build from the inside: what is read, what is decided, what came of it. Pelican's receivers share it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec

import parvis.settings
from parvis import sources
from parvis.archive import read as archive
from parvis.build import citation_check, decision_check, forgotten, review_files, rights_check
from parvis.build.pictures import editors, items
from parvis.build.pictures.editors import Named
from parvis.build.shelf import Shelf
from parvis.build.site import Progress, SiteBuild
from parvis.curate import contests, descriptions, mix, rights_lines, rules
from parvis.curate.assemble import assemble
from parvis.errors import ContentError, Mistake, SettingsError
from parvis.model.article import Article, Kind
from parvis.model.build_report import BuildReport
from parvis.model.hub import Hub
from parvis.model.nouns import Nouns
from parvis.model.post import Post
from parvis.pages import citations
from parvis.pages.addresses import addresses
from parvis.settings import Settings, pelican_conf
from parvis.written import articles, folders, nouns, strays
from parvis.written.articles import Written


class Order(msgspec.Struct, frozen=True):
    """What is asked of a build."""

    moment: Callable[[Settings], datetime]  #: the moment to build for, aware
    progress: Progress | None = None


class Run:
    """One build: everything that the receivers share."""

    def __init__(self, values: dict[str, Any], root: Path, order: Order, extras: tuple[str, ...]) -> None:
        """Read settings and all Markdown files. SettingsError and ContentError list every mistake."""
        self.settings = parvis.settings.from_pelican(values, root)
        self.told = {name: values[name] for name in ("THEME", "OUTPUT_PATH") if name in values}
        self.progress = order.progress
        self.now = order.moment(self.settings)
        elsewhere = self.settings.output.resolve() != parvis.settings.read(root).output.resolve()
        self.work = SiteBuild(self.settings, self.now, elsewhere=elsewhere, extras=extras)
        self.shelf = Shelf(self.settings.state, values["MARKDOWN"])
        written, self.nouns = self._read(values)
        self.written = {str(self.settings.root / one.file): one for one in written}
        self.folder = urlsplit(self.settings.site.url).path.rstrip("/")
        self.warnings: list[str] = []
        self.errors: list[str] = []
        self.hub: Hub | None = None
        self.report: BuildReport | None = None

    def _read(self, values: dict[str, Any]) -> tuple[tuple[Written, ...], Nouns]:
        site = self.settings.site
        posts = tuple(values["ARTICLE_PATHS"])
        pages = tuple(folder for folder in values["PAGE_PATHS"] if folder not in folders.ROOTS)
        reader = articles.Reader(timezone=site.timezone, languages=site.languages, posts=posts, pages=pages)
        return nouns.read(self.settings.content, reader, self.shelf.files)

    def language(self, said: str) -> str:
        """A language as the settings spell it; Pelican keeps small letters."""
        site = self.settings.site
        return next((language for language in site.languages if language.lower() == said.lower()), said)

    def url(self, kind: Kind, slug: str, owner: str, language: str) -> str:
        """Where a post, page or noun stands, relative to the site's root. `owner`: slug of an entry's contest."""
        return addresses(self.settings.site, self.language(language)).noun(kind, slug, owner)

    def take_in_pictures(self, in_texts: Iterable[Named]) -> None:
        """Have the pictures ready that the editors' files name, and those in their texts. ContentError lists all that cannot be shown."""
        editors.take_in((*editors.named(self.written.values(), self.nouns.contests), *in_texts), self.work.pictures)
        contests_ = tuple(editors.placed_contest(contest, self.place) for contest in self.nouns.contests)
        self.nouns = msgspec.structs.replace(self.nouns, contests=contests_)

    def place(self, picture: str) -> str:
        """Where a picture below content/ is published."""
        return editors.placed(picture, self.work.pictures)

    def assemble(self, found: list[Article]) -> Hub:
        """The hub of what is written and what is archived."""
        settings = self.settings
        posts = tuple(one for one in found if one.kind == "post")
        pages = tuple(one for one in found if one.kind == "page")
        told = nouns.tell(self.nouns, found, settings.site.languages)
        archived = archive.every(settings.archive, [source.name for source in settings.sources])
        curation = forgotten.looked_up(settings, parvis.settings.curation(settings.content), archived)
        reviews = review_files.curated(settings, self.written.values(), self.now)
        self.warnings += reviews.warnings
        editors.take_in(editors.of_reviews(reviews), self.work.pictures)
        reviews = editors.placed_reviews(reviews, self.place)
        self.warnings += decision_check.refuse_unknown(settings, curation, archived, self.nouns, reviews, self.now)
        rights_check.refuse_unknown(settings, curation, archived)
        self.warnings += rights_lines.warnings(curation.rights)
        citation_check.refuse_unknown(settings, self.written.values(), self.nouns, archived, reviews, self.now)

        def assembled(archived: Mapping[str, tuple[Post, ...]]) -> Hub:
            return assemble(settings, archived, posts, pages, curation, self.now, told, reviews)

        hub = assembled(archived)
        if gone := items.unshowable(hub, self.work.pictures, settings.content.name):
            self.warnings += gone.values()
            hub = assembled(items.without(archived, gone))
        hub, warnings = citations.resolved(hub)
        self.warnings += (*warnings, *contests.warnings(self.nouns.contests, reviews, self.now, settings.site.languages))
        told_here = (*hub.articles, *hub.written_pages, *(words for noun in hub.nouns() for words in noun.told))
        self.warnings += descriptions.told((*descriptions.of_items(hub.items), *descriptions.of_articles(told_here)))
        self.warnings += rules.warnings(curation.rules, {source.name for source in settings.sources}, sources.kinds())
        self.warnings += strays.warnings(self.written.values())
        self.warnings += mix.warnings(hub.items, {source.name: source for source in settings.sources})
        self.hub = hub
        return hub

    def finish(self) -> None:
        """Put the site in place. ContentError when Pelican has logged an error: what it calls so is content that is lost."""
        if self.errors:
            raise ContentError(Mistake(self.settings.content.name, 0, "", error) for error in self.errors)
        self.report = self.work.finish(markdown_parses=self.shelf.parses, warnings=tuple(self.warnings))


def refuse_missing_plugins(registered: Iterable[str], root: Path) -> None:
    """SettingsError for plugins that were not loaded: Pelican logs them, and builds the site without them."""
    conf = pelican_conf.read(root)
    loaded = {name.removeprefix("pelican.plugins.") for name in registered}
    wanted = [plugin for plugin in conf.values.get("PLUGINS") or () if isinstance(plugin, str)]
    missing = [plugin for plugin in wanted if plugin.removeprefix("pelican.plugins.") not in loaded]
    remedy = "Install it, or take its name out."
    if missing:
        line = conf.line(("PLUGINS",))
        raise SettingsError(Mistake(conf.file, line, "PLUGINS", f"the plugin '{name}' cannot be loaded.", remedy) for name in missing)
