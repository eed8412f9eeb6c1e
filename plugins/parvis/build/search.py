"""The search index: one for each language of the hub, made by Pagefind from the records of what can be found.

It is made when a record has changed, else it lies there. Pagefind has no order of its own for the values of a facet, so two runs may
differ in bytes: an index is known by the digest of its records, not by its bytes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from html import escape
from importlib.metadata import PackageNotFoundError, version
from typing import Final

from parvis.build import indexer, manifest
from parvis.build.pictures.rendition import Rendition
from parvis.build.stage import Stage
from parvis.errors import ParvisError
from parvis.model.hub import Hub
from parvis.pages.addresses import search_index
from parvis.pages.search_records import Record, by_language
from parvis.tidy import digests

#: What an index is made as; another number makes all of them anew.
FORM: Final = 1
#: Its user interfaces: we have our own.
_NOT_OURS: Final = ("pagefind-ui.", "pagefind-modular-ui.", "pagefind-component-ui.", "pagefind-highlight.")
#: Pixels: the smallest picture that is sharp in a list.
_WIDTH: Final = 320

_WARNING: Final = "the hub is published without what its search finds things by"


def take(hub: Hub, stage: Stage, pictures: Callable[[str], Rendition | None]) -> list[str]:
    """Take the indexes in, made anew where a record has changed. What went wrong, in sentences: a hub without search is still a hub."""
    if not hub.site.search:
        return []
    try:
        made_by = version("pagefind_bin")
    except PackageNotFoundError:
        return [f'Pagefind is not installed: {_WARNING}. Run `pip install "pagefind[bin]"`.']
    wrong: list[str] = []
    for language, records in by_language(hub).items():
        drawn = [_drawn(record, pictures) for record in records]
        key = digests.of_values([FORM, made_by, language, drawn])
        if not _kept(search_index(language), key, stage):
            wrong += _make(language, drawn, key, stage)
    return list(dict.fromkeys(wrong))


def _kept(prefix: str, key: str, stage: Stage) -> bool:
    """Whether the whole index made from these records lies in output/; then it stays."""
    known = [entry for path, entry in stage.earlier.items() if path.startswith(prefix)]
    if not known or any(entry.key != key or manifest.intact(entry, stage.output) is None for entry in known):
        return False
    for entry in known:
        stage.claim(entry.path, "the search")
        stage.keep(entry.path, key)
    return True


def _make(language: str, drawn: Sequence[tuple[str, str]], key: str, stage: Stage) -> list[str]:
    try:
        made = indexer.index(language.partition("-")[0].lower(), drawn) if drawn else {}
    except OSError as error:
        return [f"Pagefind cannot run here ({error}): {_WARNING}."]
    except ParvisError as error:
        return [f"Pagefind failed ({error}): {_WARNING}."]
    prefix = search_index(language)
    for path, data in sorted(made.items()):
        if not path.startswith(_NOT_OURS):
            stage.claim(f"{prefix}{path}", "the search")
            stage.put(f"{prefix}{path}", key, data)
    return []


def _drawn(record: Record, pictures: Callable[[str], Rendition | None]) -> tuple[str, str]:
    """Its page's path, and all that is found and shown of it as Pagefind reads it."""
    found = {
        "title": record.title,
        "kind": record.kind,
        "sign": record.sign,
        "by": record.by,
        "place": record.place,
        "day": record.day,
        "lang": record.language,
        "dir": record.direction,
        "picture": _small(record.picture, pictures) if record.picture else "",
        "colors": " ".join(record.colors),
        "stars": str(record.stars or ""),
        "rating": record.rating,
        "signs": json.dumps(record.signs, ensure_ascii=False) if record.signs else "",
    }
    said = {name: value for name, value in found.items() if value}
    meta = ",".join(f"{name}[data-{name}]" for name in said)
    values = "".join(f' data-{name}="{escape(value)}"' for name, value in said.items())
    facts = "".join(
        f'<i data-pagefind-filter="{fact.facet}[data-v]" data-v="{escape(fact.value)}"></i>' for fact in dict.fromkeys(record.facts)
    )
    at = f"{record.at.timestamp():013.0f}" if record.at else "0" * 13
    body = "".join(f"<p>{escape(line)}</p>" for line in record.text.splitlines() if line.strip())
    head = f'<!doctype html><html><body><main data-pagefind-body><i data-pagefind-meta="{meta}"{values}></i>'
    return record.path, f'{head}<i data-pagefind-sort="date[data-at]" data-at="{at}"></i>{facts}{body}</main></body></html>'


def _small(picture: str, pictures: Callable[[str], Rendition | None]) -> str:
    """The smallest file of a picture that is sharp enough in a list."""
    offered = pictures(picture)
    best: Iterator[tuple[str, int]] = iter(offered.offers[0].files if offered and offered.offers else ())
    return next((path for path, width in best if width >= _WIDTH), picture)
