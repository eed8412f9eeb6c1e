"""`get_generators`: the hub's pages are drawn when Pelican's generators have their turn to write."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import Any

from pelican.generators import Generator

from parvis.build.pictures.editors import is_raster
from parvis.build.run import Run
from parvis.pelican_plugin import keys


def offer(pelican: Any) -> Any:
    """Our generator, for a hub."""
    return HubGenerator if keys.RUN in pelican.settings else None


class HubGenerator(Generator):  # type: ignore[misc]  # Pelican ships no types
    """Draws the hub's pages into staging, when Pelican's generators have their turn to write."""

    statics: list[Any]

    def generate_context(self) -> None:
        """Have the articles' drawings published like the files that they link to; pictures of pixels get other names."""
        run: Run = self.settings[keys.RUN]
        pictures = chain((written.picture for written in run.written.values()), *(contest.pictures() for contest in run.nouns.contests))
        self.context["static_links"].update(picture for picture in pictures if picture and not is_raster(picture))

    def generate_output(self, writer: Any) -> None:
        """Draw what has changed."""
        del writer
        run: Run = self.settings[keys.RUN]
        assert run.hub is not None
        # `{attach}` moves a file beside the article that links to it, which was known only when all links were followed.
        files = {static.save_as: Path(static.source_path) for static in self.statics}
        run.work.render(run.hub, files, run.progress)
