"""What a first visit weighs: HTML, style and script of the heaviest page of each kind, compressed as web hosts do; writes docs/weight.md."""

from __future__ import annotations

import gzip
import json
import re
import sys
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "docs" / "weight.md"
#: Bytes of HTML, CSS and JavaScript together, and font files, that a first visit may load.
MOST, FONTS = 60_000, 1

_STYLE = re.compile(r'<link rel="stylesheet" href="([^"]+)"')
_SCRIPT = re.compile(r'<script[^>]* src="([^"]+)"')
_FONT = re.compile(r'<link rel="preload" as="font"[^>]* href="([^"]+)"')

#: What others weigh, where somebody has published it.
OTHERS = (
    (
        "the median home page of the web, on a desktop, 2024",
        "18 KB HTML, 78 KB CSS, 613 KB JavaScript, 131 KB fonts",
        "https://almanac.httparchive.org/en/2024/page-weight",
    ),
    (
        "one embedded post of X (Twitter), 2023",
        "600 KB in 27 requests",
        "https://www.builder.io/blog/how-to-embed-tweets-without-a-performance-penalty",
    ),
    ("one embedded film of YouTube, 2023", "1.2 MB JavaScript", "https://css-irl.info/testing-the-performance-of-social-media-embeds/"),
)


class Weight(NamedTuple):
    """One page, in bytes as they travel."""

    kind: str
    path: str
    html: int
    css: int
    js: int
    fonts: int  #: files

    @property
    def whole(self) -> int:
        """Everything that counts."""
        return self.html + self.css + self.js


def weigh(output: Path) -> list[Weight]:
    """The heaviest page of each kind, by kind."""
    pages = json.loads((output / "api" / "index.json").read_text("utf-8"))["pages"]
    home = next(page["url"] for page in pages if page["kind"] == "home")  # the list is in the order of addresses: the root is first
    heaviest: dict[str, Weight] = {}
    for page in pages:
        below = page["url"].removeprefix(home)
        path = f"{below}index.html" if below.endswith("/") or not below else below
        found = _page(output, page["kind"], path)
        if page["kind"] not in heaviest or found.whole > heaviest[page["kind"]].whole:
            heaviest[page["kind"]] = found
    return [heaviest[kind] for kind in sorted(heaviest)]


def _page(output: Path, kind: str, path: str) -> Weight:
    html = (output / path).read_text("utf-8")
    css, js = (sum(_packed(output / _file(url)) for url in sorted(set(pattern.findall(html)))) for pattern in (_STYLE, _SCRIPT))
    return Weight(kind, path, len(gzip.compress(html.encode(), 9)), css, js, len(set(_FONT.findall(html))))


@cache
def _packed(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 9))


def _file(url: str) -> str:
    """A theme file's path below output/, whatever folder the site lies in."""
    return url[url.index("theme/") :].partition("?")[0] if "theme/" in url else url.lstrip("/").partition("?")[0]


def table(weights: list[Weight]) -> str:
    """The tables as Markdown."""
    lines = [
        "# What a first visit weighs",
        "",
        "Made by `python scripts/weight.py` from the built demo: the heaviest page of each kind, in KB (1,000 bytes) compressed with gzip. A first visit",
        f"may load {MOST // 1000} KB of HTML, CSS and JavaScript, and {FONTS} font file; a test counts them. Pictures come on top, as large as the screen asks for.",
        "",
        "| kind | HTML | CSS | JS | together | fonts |",
        "|---|---:|---:|---:|---:|---:|",
        *(f"| {one.kind} | {_kb(one.html)} | {_kb(one.css)} | {_kb(one.js)} | **{_kb(one.whole)}** | {one.fonts} |" for one in weights),
        "",
        "What others have published of themselves or measured of others:",
        "",
        "| what | weighs | source |",
        "|---|---|---|",
        *(f"| {what} | {weighs} | <{source}> |" for what, weighs, source in OTHERS),
    ]
    return "\n".join(lines) + "\n"


def _kb(size: int) -> str:
    return f"{size / 1000:.1f}"


def main() -> int:
    """Write the table; 1 when a page is too heavy."""
    output = ROOT / "output"
    if not (output / "api" / "index.json").is_file():
        print("There is no site in output/ yet. Build it first: make site", file=sys.stderr)
        return 1
    weights = weigh(output)
    TABLE.write_text(table(weights), encoding="utf-8")
    print(table(weights))
    return 0 if all(one.whole <= MOST and one.fonts <= FONTS for one in weights) else 1


if __name__ == "__main__":
    sys.exit(main())
