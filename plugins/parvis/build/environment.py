"""The environment in which templates are drawn: one for each language, escaping everything, forgiving nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined

from parvis.build.filters import addresses, filters
from parvis.build.pictures.rendition import Rendition
from parvis.model.hub import Site
from parvis.tidy import catalogue


class _Environment(Environment):
    """Jinja's own, which asks each page's drawing for each import whether a global was changed since: ours are not."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """A template's globals as one plain dictionary, whose names are compared many times as fast as a chain's."""
        return {**self.globals, **(d or {})}


def environment(
    site: Site,
    language: str,
    *,
    templates: tuple[Path, ...],
    locale: Path | tuple[Path, ...],
    assets: Mapping[str, str],
    seals: Mapping[str, str] | None = None,
    bytecode: Path | None = None,
    pictures: Callable[[str], Rendition | None] = lambda _src: None,
) -> Environment:
    """Jinja as the theme's templates find it, for pages of one language.

    `templates`: folders, the first one that has a name wins. `locale`: folder of the catalogues, or several. `assets`: digests of the
    theme's static files; `seals`: what browsers check its scripts and style sheets by. `bytecode`: folder that keeps compiled
    templates; it may be lost. `pictures`: what is offered of one.
    """
    if bytecode is not None:
        bytecode.mkdir(parents=True, exist_ok=True)
    made = _Environment(
        loader=FileSystemLoader([str(folder) for folder in templates]),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=FileSystemBytecodeCache(str(bytecode), "%s.jinja") if bytecode else None,
    )
    made.filters.update(filters(site, language, assets))
    made.globals.update(addresses(site, assets, seals or {}))
    made.globals.update(site=site, language=language, rendition=pictures)
    words = catalogue.load(locale, language)
    made.install_gettext_translations(words, newstyle=True)  # type: ignore[attr-defined]  # the i18n extension adds it
    return made
