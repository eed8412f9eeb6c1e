"""Files beside the texts (Pelican's *statics*): the pictures that texts show, and what goes out as it is."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

from pelican.contents import Content
from pelican.generators import StaticGenerator

from parvis.build import links
from parvis.build.pictures import in_text
from parvis.build.pictures.editors import is_photo, is_raster
from parvis.build.run import Run
from parvis.pelican_plugin import contents


def every(generators: list[Any]) -> list[Any]:
    """All that Pelican has found."""
    return [static for generator in generators if isinstance(generator, StaticGenerator) for static in generator.staticfiles]


def in_texts(written: list[Content], statics: list[Any], run: Run) -> dict[str, tuple[str, str]]:
    """The pictures of pixels within texts, and the file that shows each, by address."""
    files = {f"{run.folder}/{static.url}": static.get_relative_source_path() for static in statics}
    shown = ((src, contents.file_of(content, run)) for content in written for src in in_text.sources(content.get_content(run.folder)))
    return {src: (files[src], file) for src, file in shown if src in files and is_raster(files[src])}


def wanted(statics: list[Any], written: list[Content], run: Run) -> Iterator[Any]:
    """The files that go out as they are: of pictures only those that a text links to, or that STATIC_PATHS names by themselves."""
    linked = set(chain.from_iterable(links.targets(content.get_content(run.folder)) for content in written))
    for static in statics:
        file = static.get_relative_source_path()
        if not is_photo(file) or f"{run.folder}/{static.url}" in linked or file in static.settings["STATIC_PATHS"]:
            yield static
