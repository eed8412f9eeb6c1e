"""A build that the command asks for: what `pelican -s pelican.conf.py` does, silently, for a moment that is given."""

from __future__ import annotations

import locale
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from pelican import Pelican
from pelican.log import console
from pelican.settings import read_settings

from parvis.build.run import Order
from parvis.build.site import Progress
from parvis.errors import Mistake, SettingsError
from parvis.model.build_report import BuildReport
from parvis.pelican_plugin import keys
from parvis.settings import Settings, pelican_conf


def build(settings: Settings, now: datetime, *, progress: Progress | None = None) -> BuildReport:
    """Build the hub's site as `pelican -s pelican.conf.py` does, silently.

    `now`: aware. `progress` is called with the number of pages done so far. SettingsError, ContentError, ArchiveError and
    LockedError say what is wrong; nothing of output/ has changed then.
    """
    with _quiet():
        # Pelican would have the whole process speak the user's language: what stands in files would be read by that.
        values = read_settings(str(settings.pelican_conf), override={"LOCALE": [locale.setlocale(locale.LC_ALL)]})
        values[keys.ORDER] = Order(lambda _: now, progress)
        pelican = Pelican(values)
        run = values.get(keys.RUN)
        if run is None:
            what = "Pelican is not told to use Parvis."
            raise SettingsError([Mistake(pelican_conf.NAME, 0, "PLUGINS", what, 'Write `PLUGINS = ["parvis"]`.')])
        pelican.run()
    report: BuildReport = values[keys.RUN].report
    return report


@contextmanager
def _quiet() -> Iterator[None]:
    """Pelican's own words go to nobody: warnings and errors are in the report, and standard output may be a machine's."""
    before = console.quiet
    console.quiet = True
    try:
        yield
    finally:
        console.quiet = before
