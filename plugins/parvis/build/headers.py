"""`_headers`: what a web host says with each file, in the form that Netlify and Cloudflare Pages read.

Where several rules hold for an address, one host takes the narrowest and another joins them all: so none says what another one says.
A policy in a header and the page's own `<meta>` both hold; only the header can say who may show a page in a frame.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from parvis.build import policy
from parvis.build.stage import Stage
from parvis.model.hub import Hub
from parvis.pages.addresses import EMBED
from parvis.pages.players import player
from parvis.tidy import digests

#: The file, below output/.
NAME: Final = "_headers"
#: Cloudflare Pages reads lines of 2,000 characters and 100 rules.
LONGEST_LINE, MOST_RULES = 2000, 100

#: Nothing of a hub, and no player in it, asks for these.
_UNUSED: Final = (
    "accelerometer",
    "browsing-topics",
    "camera",
    "display-capture",
    "geolocation",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "usb",
)
_EVERYWHERE: Final = (
    "X-Content-Type-Options: nosniff",
    "Referrer-Policy: strict-origin-when-cross-origin",
    f"Permissions-Policy: {', '.join(f'{name}=()' for name in _UNUSED)}",
    "Cross-Origin-Opener-Policy: same-origin",
)
_FOR_EVER: Final = "Cache-Control: public, max-age=31536000, immutable"
_FOR_A_WHILE: Final = "Cache-Control: public, max-age=3600"
#: Who may fetch it from another site's page: all; nothing in it is private.
_FOR_ALL: Final = "Access-Control-Allow-Origin: *"
_SHOWN_ELSEWHERE: Final = "Cross-Origin-Resource-Policy: cross-origin"


def take(hub: Hub, paths: Iterable[str], stage: Stage) -> None:
    """Take the file in. `paths`: all files of the site, relative to its root."""
    data = text(hub, paths).encode()
    key = digests.of_bytes(data)
    stage.claim(NAME, "the headers")
    if not stage.keep(NAME, key):
        stage.put(NAME, key, data)


def text(hub: Hub, paths: Iterable[str]) -> str:
    """The rules, one blank line between them."""
    pages, rooms = _rooms(paths)
    shut, framed = _policies(hub)
    rules = [
        ("/*", _EVERYWHERE),
        # Content-addressed: another picture has another name.
        ("/media/*", (_FOR_EVER, _SHOWN_ELSEWHERE)),
        # Pages name these with their digest.
        *((f"/theme/{folder}/*", (_FOR_EVER,)) for folder in ("css", "icons", "js")),
        ("/api/*", (_FOR_A_WHILE, _FOR_ALL)),
        (f"/{EMBED}/*", (f"Content-Security-Policy: {framed}", _FOR_A_WHILE, _FOR_ALL, _SHOWN_ELSEWHERE)),
        *((path, (f"Content-Security-Policy: {shut}", "X-Frame-Options: DENY")) for path in ("/", *pages, *rooms)),
    ]
    return "\n".join("\n  ".join((path, *said)) + "\n" for path, said in rules[:MOST_RULES])


def _rooms(paths: Iterable[str]) -> tuple[list[str], list[str]]:
    """Pages at the root, and the folders there that hold pages, as rules name them."""
    html = {path for path in paths if path.endswith(".html")}
    folders = {path.partition("/")[0] for path in html if "/" in path} - {EMBED}
    return sorted(f"/{path}" for path in html if "/" not in path), sorted(f"/{folder}/*" for folder in folders)


def _policies(hub: Hub) -> tuple[str, str]:
    """For pages that nobody may show in a frame, and for those that anybody may. Each page's own `<meta>` is narrower."""
    known = {source.name: source for source in hub.sources}
    found = {(one.kind, one.origin) for item in hub.items if (one := player(item.post, known.get(item.post.source)))}
    frames, sounds = (sorted(origin for kind, origin in found if kind == wanted) for wanted in ("frame", "sound"))
    shut = policy.of_site(frames, sounds)
    if len(shut) > LONGEST_LINE - 100:  # podcasts of very many hosts: their pages name each one
        shut = policy.of_site(frames[:20], ["https:"])
    return shut, policy.written(ancestors="*")
