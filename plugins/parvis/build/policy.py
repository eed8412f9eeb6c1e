"""The Content-Security-Policy: a page may load what is the site's own, and the players that it shows, nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from parvis.model.page import Page
from parvis.pages.players import origins

#: The search runs WebAssembly, and its script has no policy of its own for what it writes into the page.
SEARCHING: Final = "search"


def of_page(page: Page) -> dict[str, str | bool]:
    """`policy`, as a page's `<meta>` has it (`frame-ancestors` works in a header alone), and `plays`: whether it has a player."""
    frames, sounds = origins(page.values)
    return {"policy": written(frames, sounds, searching=page.kind == SEARCHING), "plays": bool(frames or sounds)}


def of_site(frames: Sequence[str], sounds: Sequence[str]) -> str:
    """What holds for all pages together, as a header says it: each page's own policy is narrower. Nobody may show them in a frame."""
    return written(frames, sounds, searching=True, ancestors="'none'")


def written(frames: Sequence[str] = (), sounds: Sequence[str] = (), *, searching: bool = False, ancestors: str = "") -> str:
    """A policy of the site. `frames`, `sounds`: origins of players; `ancestors`: who may show the page in a frame, where it is said."""
    parts = [
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'" if searching else "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        *(["worker-src 'self'"] if searching else []),
        *([f"frame-src {' '.join(frames)}"] if frames else []),
        *([f"media-src {' '.join(sounds)}"] if sounds else []),
        "base-uri 'none'",
        "form-action 'self'" if searching else "form-action 'none'",
        *([] if searching else ["require-trusted-types-for 'script'", "trusted-types 'none'"]),
        *([f"frame-ancestors {ancestors}"] if ancestors else []),
    ]
    return "; ".join(parts)
