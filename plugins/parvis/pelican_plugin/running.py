"""`initialized`: the site is built in staging, and put in its place when all is done."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from pelican.contents import Content
from pelican.utils import memoized

from parvis.build.run import Run
from parvis.pelican_plugin import keys
from parvis.pelican_plugin.listening import listening
from parvis.pelican_plugin.preparing import prepare


def begin(pelican: Any) -> None:
    """`initialized`: check everything, and have the site built in staging."""
    if "parvis" not in pelican.settings["PLUGINS"]:
        return
    prepare(pelican)
    pelican.run = partial(_run, pelican)


def _run(pelican: Any) -> None:
    """Instead of Pelican's `run`: the same, with the site put in place when all is done.

    In `finalized` it would be too early: other plugins write their files there, in no particular order.
    """
    if pelican.settings[keys.RUN].report is not None:  # `pelican --autoreload` runs again and again
        prepare(pelican)
    run: Run = pelican.settings[keys.RUN]
    try:
        with run.work.at_work(), listening(run), _unswept():
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
