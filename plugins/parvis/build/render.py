"""Pages to bytes: which of them must be drawn anew, and drawing them."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import msgspec
from jinja2 import Environment, TemplateNotFound, TemplateSyntaxError

from parvis.build import json_page, labels, policy
from parvis.build.closure import Closures
from parvis.build.environment import environment
from parvis.build.pictures.rendition import Rendition
from parvis.build.social import Cards
from parvis.build.stage import Stage
from parvis.errors import ContentError, Mistake, ParvisError
from parvis.model.hub import Site
from parvis.model.page import Page, Plan
from parvis.tidy import catalogue, digests


class Theme(msgspec.Struct, frozen=True, kw_only=True):
    """What pages are drawn with, besides their values."""

    templates: tuple[Path, ...]  #: folders, the first one that has a name wins
    locale: Path | tuple[Path, ...]  #: folder of the catalogues, or several
    assets: Mapping[str, str] = {}  #: digest of each static file of the theme, by its path
    seals: Mapping[str, str] = {}  #: of its scripts and style sheets, as `integrity` has them (Subresource Integrity)
    code: str = ""  #: digest of the program that draws: filters, functions, libraries
    bytecode: Path | None = None  #: folder for what is known of templates; it may be lost
    pictures: Callable[[str], Rendition | None] = lambda _src: None  #: what is offered of a picture, which follows from its name and `code`


class Tally(msgspec.Struct, frozen=True):
    """What rendering came to."""

    pages: int
    rendered: int  #: drawn, because something they are made from has changed
    planned: int = 0  #: not even worked out, because nothing of their plans has


def render(
    pages: Iterable[Page | Plan],
    site: Site,
    theme: Theme,
    stage: Stage,
    progress: Callable[[int], None] | None = None,
    cards: Cards | None = None,
) -> Tally:
    """Take each page in: as it lies in output/ where nothing of it has changed, else drawn and staged. One page is held at a time.

    ContentError when two pages want one path, when a path is not ASCII, or when a template fails.
    """
    drawing = Drawing(site, theme, cards)
    count = rendered = planned = 0
    for page in pages:
        _claim(page, stage)
        plan = drawing.plan(page) if isinstance(page, Plan) else ""
        if plan and drawing.knows(page.path) and stage.keep_planned(page.path, plan):
            drawing.again(page.path)
            planned += 1
        else:
            rendered += _take(page.page() if isinstance(page, Plan) else page, plan, drawing, stage)
        count += 1
        if progress is not None:
            progress(count)
    drawing.keep()
    return Tally(count, rendered, planned)


def _take(page: Page, plan: str, drawing: Drawing, stage: Stage) -> bool:
    """Take a page in; whether it had to be drawn."""
    key = drawing.key(page)
    drawing.take(page)
    if stage.keep(page.path, key, plan):
        return False
    stage.put(page.path, key, drawing.draw(page), plan)
    return True


class Drawing:
    """Templates made ready, one environment a language."""

    def __init__(self, site: Site, theme: Theme, cards: Cards | None = None) -> None:
        self._site = site
        self._cards = cards
        self._theme = theme
        self._environments: dict[str, Environment] = {}
        self._frames: dict[tuple[str, str | None], str] = {}
        self._closures: Closures | None = None

    def key(self, page: Page) -> str:
        """The digest of everything that the page's bytes follow from. ParvisError where a value is no plain one."""
        frame = self._frame(page.language or self._site.language, page.template)
        try:
            return digests.of_values([frame, page])
        except TypeError as error:
            raise ParvisError(f"{page.path} ({page.kind}): {error}") from error

    def plan(self, plan: Plan) -> str:
        """The digest of everything that the page's key follows from, and therefore its bytes."""
        frame = self._frame(plan.language or self._site.language, plan.template)
        return digests.of_values([frame, plan.key, plan.kind, plan.path, plan.title, plan.language, plan.updated])

    def knows(self, path: str) -> bool:
        """Whether all that goes with a page is known without working it out."""
        return self._cards is None or self._cards.knows(path)

    def again(self, path: str) -> None:
        """Take the card in of a page that stays as it is."""
        if self._cards is not None:
            self._cards.again(path)

    def take(self, page: Page) -> None:
        """Take the card of a page in."""
        if self._cards is not None:
            self._cards.take(page)

    def draw(self, page: Page) -> bytes:
        """The page's bytes."""
        if page.template is None:
            return json_page.encode(page.values)
        made = self._environment(page.language or self._site.language)
        try:
            text = made.get_template(page.template).render(
                {**page.values, "page": page, "social": self._cards and self._cards.of(page), **policy.of_page(page)}
            )
        except ParvisError:
            raise
        except Exception as error:
            raise self._failure(page, page.template, error) from error
        labels.refuse_hidden(page, text)
        return text.encode()

    def keep(self) -> None:
        """Remember what was found out about the templates."""
        if self._closures is not None:
            self._closures.keep()

    def _frame(self, language: str, template: str | None) -> str:
        """What all pages of one template and language share."""
        if (language, template) not in self._frames:
            shared = [self._theme.code, msgspec.structs.replace(self._site, locale=""), template or ""]
            if template is not None:
                shared += [
                    self._closure().digest(template),
                    catalogue.digest(self._theme.locale, language),
                    dict(sorted(self._theme.assets.items())),
                ]
            self._frames[language, template] = digests.of_values(shared)
        return self._frames[language, template]

    def _closure(self) -> Closures:
        if self._closures is None:
            kept = self._theme.bytecode / "closures.json" if self._theme.bytecode else None
            self._closures = Closures(self._environment(self._site.language), kept, self._theme.code)
        return self._closures

    def _environment(self, language: str) -> Environment:
        if language not in self._environments:
            theme = self._theme
            self._environments[language] = environment(
                self._site,
                language,
                templates=theme.templates,
                locale=theme.locale,
                assets=theme.assets,
                seals=theme.seals,
                bytecode=theme.bytecode,
                pictures=theme.pictures,
            )
        return self._environments[language]

    def _failure(self, page: Page, template: str, error: Exception) -> ContentError:
        """The template's place where drawing failed, as far as the error tells."""
        if isinstance(error, TemplateSyntaxError):
            file, line = error.filename or template, error.lineno
        elif isinstance(error, TemplateNotFound):
            file, line = template, 0
        else:
            file, line = self._last_template(error) or (template, 0)
        name = next((name for name in (self._inside(file, folder) for folder in self._theme.templates) if name), template)
        what = f"{page.path} cannot be drawn: {error or type(error).__name__}."
        return ContentError([Mistake(f"theme/templates/{name}", line, "", what, "Mend the template, or what it is given.")])

    def _last_template(self, error: Exception) -> tuple[str, int] | None:
        frames = reversed(traceback.extract_tb(error.__traceback__))
        return next(((frame.filename, frame.lineno or 0) for frame in frames if self._is_template(frame.filename)), None)

    def _is_template(self, file: str) -> bool:
        return any(self._inside(file, folder) for folder in self._theme.templates)

    @staticmethod
    def _inside(file: str, folder: Path) -> str:
        return file.removeprefix(f"{folder}/") if file.startswith(f"{folder}/") else ""


def _claim(page: Page | Plan, stage: Stage) -> None:
    if not page.path.isascii():
        what = f"the address of this {page.kind} holds letters that are not ASCII."
        raise ContentError([Mistake(f"output/{page.path}", 0, "", what, "Give it a slug of letters, digits and hyphens.")])
    stage.claim(page.path, page.kind)
