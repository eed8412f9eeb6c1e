"""Reloading the browser: a script that stands in pages only while they are served, and the pulse that it listens to."""

from __future__ import annotations

import threading
import time

#: Where the script and its stream of events are served; no path of a site starts like this.
SCRIPT_PATH = "/__parvis__/reload.js"
EVENTS_PATH = "/__parvis__/events"

SCRIPT = f"""\
const shown = document.currentScript.dataset.version;
const events = new EventSource("{EVENTS_PATH}");
events.onmessage = (event) => {{
  if (event.data !== shown) {{
    events.close();
    location.reload();
  }}
}};
addEventListener("pagehide", () => events.close());
"""


class Pulse:
    """A version that beats after each rebuild; many threads can wait for the next beat."""

    def __init__(self) -> None:
        """Start with a version that no earlier server of this machine has shown."""
        self._started = time.time_ns()
        self._beats = 0
        self._closed = False
        self._changed = threading.Condition()

    @property
    def version(self) -> str:
        """What a page that is served now shows."""
        return f"{self._started:x}-{self._beats}"

    @property
    def closed(self) -> bool:
        """Whether the server is about to end."""
        return self._closed

    def beat(self) -> None:
        """Say that the site has changed."""
        with self._changed:
            self._beats += 1
            self._changed.notify_all()

    def close(self) -> None:
        """Let everybody go who waits."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def wait(self, seen: str, seconds: float) -> str:
        """The version as soon as it is another than `seen`; the same one when the time is up."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self.version != seen, timeout=seconds)
            return self.version


def with_script(html: bytes, version: str) -> bytes:
    """The page with the script in front of its closing body tag, or at its end where it has none."""
    tag = f'<script src="{SCRIPT_PATH}" data-version="{version}"></script>'.encode()
    at = html.lower().rfind(b"</body>")
    return html + tag if at < 0 else html[:at] + tag + html[at:]
