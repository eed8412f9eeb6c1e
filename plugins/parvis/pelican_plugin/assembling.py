"""`all_generators_finalized`: everything is read; the hub is made of it, and Pelican has nothing left to write."""

from __future__ import annotations

from typing import Any

from pelican.generators import ArticlesGenerator, PagesGenerator, StaticGenerator

from parvis.build.pictures.editors import Named
from parvis.errors import ContentError
from parvis.pelican_plugin import contents, keys, refusals, statics
from parvis.pelican_plugin.drawing import HubGenerator


def assemble(generators: list[Any]) -> None:
    """Make the hub. ContentError lists every link that leads nowhere, and every file that was lost."""
    run = next((generator.settings.get(keys.RUN) for generator in generators), None)
    if run is None:
        return
    refusals.refuse_lost(generators[0].context, run)
    written, files = contents.every(generators, run), statics.every(generators)
    mistakes = [mistake for content in written for mistake in refusals.dead_links(content, run)]
    if mistakes:
        raise ContentError(mistakes)
    published = [content for content in written if content.status != "draft"]
    in_texts = statics.in_texts(published, files, run)
    run.take_in_pictures(Named(picture, file) for found in in_texts.values() for picture, file in [found])
    hub = run.assemble([contents.article(content, run, in_texts) for content in published])
    run.warnings += refusals.early_links(written, hub, run)
    for generator in generators:
        generator.context["hub"] = hub
        if isinstance(generator, HubGenerator):
            generator.statics = list(statics.wanted(files, published, run))
        if isinstance(generator, ArticlesGenerator | PagesGenerator | StaticGenerator):
            generator.generate_output = _write_nothing


def _write_nothing(writer: Any) -> None:
    """Instead of the `generate_output` of Pelican's own generators."""
