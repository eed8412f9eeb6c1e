"""The nouns: facts of all their files checked at once, then their words joined to them. Each noun is one file of this folder.

A module that has the name of one of the fields of `Nouns` is a noun:

    KINDS: Final = ("product",)                         kinds of its files (see `folders`), that of its own words first
    def read(documents, reader) -> tuple[Product, …]    pure; ContentError with every mistake; only files in the main language
    def complete(models, content, reader) -> tuple[Product, …]    optional: with what lies beside their Markdown files
    def refer(nouns) -> Iterator[Mistake]               optional: what it names that is not there
    def tell(models, told) -> tuple[Product, …]         optional: where words go elsewhere than into `told`
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator, MutableMapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

import parvis.written
from parvis.errors import ContentError, ListedError, Mistake
from parvis.model.article import Article
from parvis.model.noun import Noun
from parvis.model.nouns import Nouns
from parvis.written import citations
from parvis.written.articles import Reader, Written, gather

#: The words of a kind's file of a slug (and of an owner: an entry's contest), the main language first.
Told = Callable[..., tuple[Article, ...]]


def check(content: Path, timezone: str, languages: Sequence[str] = ()) -> None:
    """Read everything below a content folder that editors write. ContentError lists everything that is wrong with any of it."""
    read(content, Reader(timezone=timezone, languages=tuple(languages)))


def read(content: Path, reader: Reader, kept: MutableMapping[str, Written] | None = None) -> tuple[tuple[Written, ...], Nouns]:
    """All files, and the nouns without their words. ContentError lists every mistake of all of them; `kept` as in `articles.every`."""
    written, mistakes = gather(content, reader, kept)
    nouns, more = _facts(written, reader, content)
    more += citations.unreadable(written)
    if not mistakes and not more:  # what cites a file that cannot be read would be told twice
        more += citations.mistakes(written, citations.names(written, nouns))
    if mistakes or more:
        raise ContentError([*mistakes, *more])
    return written, nouns


def tell(nouns: Nouns, articles: Iterable[Article], languages: Sequence[str]) -> Nouns:
    """The nouns with their words. `articles`: what was read of their files, in any order; `languages`: the main one first."""
    by_file: dict[tuple[str, str, str], list[Article]] = {}
    for article in sorted(articles, key=lambda article: languages.index(article.language)):
        by_file.setdefault((article.kind, article.owner, article.slug), []).append(article)

    def told(kind: str, slug: str, owner: str = "") -> tuple[Article, ...]:
        return tuple(by_file.get((kind, owner, slug), ()))

    return msgspec.structs.replace(nouns, **{name: _tell(module, getattr(nouns, name), told) for name, module in _readers().items()})


@cache
def _readers() -> dict[str, Any]:
    """The modules of this folder that are nouns, by name."""
    names = sorted(module.name for module in pkgutil.iter_modules(parvis.written.__path__) if module.name in Nouns.__struct_fields__)
    return {name: importlib.import_module(f"{parvis.written.__name__}.{name}") for name in names}


def _facts(written: Iterable[Written], reader: Reader, content: Path) -> tuple[Nouns, list[Mistake]]:
    by_kind: dict[str, list[Written]] = {}
    mistakes: list[Mistake] = []
    for one in _originals(written, reader, mistakes):
        by_kind.setdefault(one.kind, []).append(one)
    drafts = {one.file for of_kind in by_kind.values() for one in of_kind if one.draft}
    found: dict[str, tuple[Any, ...]] = {}
    for name, module in _readers().items():
        try:
            models = module.read([one for kind in module.KINDS for one in by_kind.get(kind, ())], reader)
            models = tuple(model for model in models if model.file not in drafts)
            found[name] = module.complete(models, content, reader) if hasattr(module, "complete") else models
        except ListedError as error:
            mistakes += error.mistakes
    nouns = Nouns(**found)
    if not mistakes:  # what names a file that cannot be read would be told twice
        mistakes += [mistake for module in _readers().values() if hasattr(module, "refer") for mistake in module.refer(nouns)]
    return nouns, mistakes


def _originals(written: Iterable[Written], reader: Reader, mistakes: list[Mistake]) -> Iterator[Written]:
    """The nouns' files in the main language; of the others it is checked that they are translations and nothing else."""
    of_nouns = [one for one in written if one.kind not in {"post", "page"}]
    main = reader.languages[0] if reader.languages else ""
    originals = {(one.kind, one.owner, one.slug): one for one in of_nouns if one.language in {"", main}}
    for one in of_nouns:
        original = originals.get((one.kind, one.owner, one.slug))
        if original is one:
            yield one
        elif original is None:
            what = f"this is a translation, and there is no file in the main language ('{main}') beside it."
            mistakes.append(Mistake(one.file, 1, "", what, "Write the main language's file first, with the same name."))
        else:
            what, remedy = "a translation has no facts of its own.", f"Take this line out: the facts of {original.file} hold."
            mistakes += [Mistake(one.file, one.lines.get(field, 1), field, what, remedy) for field in one.more]


def _tell(module: Any, models: tuple[Noun, ...], told: Told) -> tuple[Any, ...]:
    if hasattr(module, "tell"):
        return tuple(module.tell(models, told))
    return tuple(msgspec.structs.replace(model, told=told(module.KINDS[0], model.slug)) for model in models)
