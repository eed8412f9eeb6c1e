"""`parvis serve`: shows the site on this machine and rebuilds it on every change."""

from __future__ import annotations

import os
import threading
import time
from datetime import datetime
from pathlib import Path
from typing import Any

import click
import msgspec

from parvis import settings as hub_settings
from parvis.cli.build import build, summary
from parvis.cli.spoken import language
from parvis.cli.terminal import error_facts, say, say_error, say_json, spoken
from parvis.cli.verb import UNEXPECTED, Verb, hub_root, json_option, moment, now_option
from parvis.errors import LockedError, ParvisError
from parvis.serve.server import LocalServer, Site
from parvis.serve.watch import changes, follow


@click.command(cls=Verb, example="parvis serve\nparvis serve --port 8001")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes any free one.")
@now_option
@json_option
def command(*, port: int, now_text: str | None, as_json: bool) -> None:
    """Build the site and show it on this machine alone, at http://127.0.0.1:8000/. End with Ctrl+C.

    Every saved file rebuilds the site and reloads the browser. While the content is broken, each page shows what is wrong. As JSON, each
    event (serving, changed, built, broken, waiting, ended) is one line.
    """
    root = hub_root()
    hall = Hall(root, now_text, as_json=as_json)
    server = LocalServer(hall.site, port)
    hall.rebuild(())
    threading.Thread(target=server.serve_forever, name="parvis-serve", daemon=True).start()
    hall.tell("serving", f"Serving at {server.url} (Ctrl+C ends it)", url=server.url)
    try:
        follow(changes(hall.folders(), root / hub_settings.CONF, hall.stop), hall.rebuild, due=hall.due)
    except KeyboardInterrupt:
        hall.tell("ended", "Ended.")
    finally:
        hall.stop.set()
        hall.site.pulse.close()
        server.shutdown()
        server.server_close()


class Hall:
    """A hub while it is served: what is rebuilt, and when it would change by itself."""

    def __init__(self, root: Path, now_text: str | None, *, as_json: bool = False) -> None:
        """Nothing is built yet; `output` is served from where it usually is until the settings say otherwise."""
        self.root = root
        self._as_json = as_json
        self.site = Site(root / "output", spoken, language(os.environ) or "en")
        self.stop = threading.Event()
        self._now_text = now_text
        self._next_change: datetime | None = None
        self._waits = False  #: for another command to end

    def tell(self, event: str, line: str, *, to_error: bool = False, **facts: Any) -> None:
        """Tell people in a line, or machines in JSON on one line."""
        if self._as_json:
            say_json({"event": event, **facts}, on_one_line=True)
        else:
            say(line, to_error=to_error)

    def folders(self) -> tuple[Path, ...]:
        """What is watched: the content and the theme. With broken settings, the usual content folder."""
        try:
            settings = hub_settings.read(self.root)
        except ParvisError:
            return (self.root / "content",)
        return (settings.content, settings.theme)

    def due(self) -> bool:
        """Whether a page would look different by now by itself, or another command stood in the way."""
        if self._waits:
            return True
        if self._next_change is None or self.site.broken is not None:
            return False
        return moment(hub_settings.read(self.root), self._now_text) >= self._next_change

    def rebuild(self, names: tuple[str, ...]) -> None:
        """Build once; what is wrong is shown in the browser, told on the terminal, and ends nothing."""
        if names:
            self.tell("changed", f"Changed: {self._shown(names)}", files=names)
        self.site.settled.clear()
        waited, self._waits = self._waits, False
        try:
            self._build()
        except LockedError as error:
            # A running collect: the site stays as it is, and is built as soon as that has ended.
            if not waited:
                self.tell("waiting", str(error), to_error=True, message=str(error))
            self._waits = True
            return
        except ParvisError as error:
            self.site.broken = error
            if self._as_json:
                self.tell("broken", "", **error_facts(error))
            else:
                say_error(error, as_json=False)
        except Exception as error:  # noqa: BLE001 (a server outlives a mistake in a template, too)
            self.site.broken = error
            what = f"{type(error).__name__}: {error}"
            self.tell("broken", what, to_error=True, error={"kind": "Unexpected", "exitcode": UNEXPECTED, "message": what}, mistakes=())
        finally:
            self.site.settled.set()
        self.site.pulse.beat()

    def _build(self) -> None:
        began = time.monotonic()
        settings = hub_settings.read(self.root)
        report = build(settings, moment(settings, self._now_text))
        self.site.show(settings.output, settings.site.url)
        self._next_change = report.next_change
        seconds = time.monotonic() - began
        for warning in report.warnings if not self._as_json else ():
            say(f"warning: {warning}", to_error=True)
        self.tell("built", f"{summary(report)} ({seconds:.2f} s)", seconds=round(seconds, 3), **msgspec.structs.asdict(report))

    def _shown(self, names: tuple[str, ...]) -> str:
        short = [name.removeprefix(f"{self.root}/") for name in names]
        return ", ".join(short[:3]) + (f" and {len(short) - 3} more" if len(short) > 3 else "")  # noqa: PLR2004 (what fits a line)
