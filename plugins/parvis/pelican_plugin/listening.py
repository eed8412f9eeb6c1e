"""What Pelican and its plugins warn of while a build is at work, taken down for its report."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from pelican.log import LimitFilter

from parvis.build.run import Run
from parvis.tidy import text as words


class _Listener(logging.Handler):
    """Takes down what Pelican and its plugins warn of."""

    def __init__(self, run: Run) -> None:
        super().__init__(logging.WARNING)
        self._run = run

    def emit(self, record: logging.LogRecord) -> None:
        """Errors stop the build at its end: what Pelican calls so is content that is lost."""
        heard = self._run.errors if record.levelno >= logging.ERROR else self._run.warnings
        heard.append(words.one_line(record.getMessage()))


@contextmanager
def listening(run: Run) -> Iterator[None]:
    """Warnings and errors of the block are the run's."""
    logger, listener = logging.getLogger("pelican"), _Listener(run)
    # Pelican says everything once a process; a second build in it (`parvis serve`) must hear it again.
    LimitFilter._raised_messages.clear()  # noqa: SLF001 (there is no public way)
    logger.addHandler(listener)
    try:
        yield
    finally:
        logger.removeHandler(listener)
