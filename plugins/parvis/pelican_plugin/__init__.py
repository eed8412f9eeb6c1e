"""The Pelican plugin: Pelican reads what editors write, Parvis makes the site of it. The only room that knows Pelican.

In the order of a build: `preparing` and `running` · `listening` · `reading` and `contents` · `assembling`, with `statics`
and `refusals` · `drawing`. `silent` is how the command starts one.
"""

from __future__ import annotations

from pelican import signals

from parvis.pelican_plugin import assembling, contents, drawing, reading, running
from parvis.pelican_plugin.silent import build

__all__ = ["build", "register"]


def register() -> None:
    """Connect the receivers, and nothing else: Pelican logs an exception in here and builds the site without the hub, exit 0.

    Signals hold them weakly: they are functions of their modules.
    """
    signals.initialized.connect(running.begin)
    signals.readers_init.connect(reading.use_our_reader)
    signals.content_object_init.connect(contents.give_address)
    signals.get_generators.connect(drawing.offer)
    signals.all_generators_finalized.connect(assembling.assemble)
