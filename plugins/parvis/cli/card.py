"""`parvis card`: a QR card of any page, to be printed and put on a counter, a door or a jar."""

from __future__ import annotations

import difflib
import os
from html import escape
from pathlib import Path
from urllib.parse import quote, urlsplit

import click
import msgspec

from parvis.cli.terminal import say, say_json
from parvis.cli.verb import Verb, hub, json_option
from parvis.errors import UsageError
from parvis.settings import Settings

#: The card in millimetres: that of a visiting card.
_WIDTH, _HEIGHT, _CODE = 85, 55, 39
#: So many letters fit beside the code.
_LINE, _LINES = 19, 4


class _Page(msgspec.Struct, frozen=True):
    url: str
    title: str = ""


class _Index(msgspec.Struct, frozen=True):
    pages: tuple[_Page, ...] = ()


@click.command(
    cls=Verb,
    example="""
parvis card evenements/atelier/ -o atelier.svg
parvis card https://sucrebleu.example/produits/camerise/ > camerise.svg
""",
)
@click.argument("page", metavar="URL-OR-PATH")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="The SVG file to write; standard output without it.")
@click.option("--title", default="", metavar="TEXT", help="What stands beside the code, instead of the page's own title.")
@json_option
def command(*, page: str, output: Path | None, title: str, as_json: bool) -> None:
    """Draw a QR card (SVG, the size of a visiting card) that leads to a page of this hub, or to any other address.

    A path of the hub must be that of a page of the last build, whose title the card shows.
    """
    settings = hub()
    address, found = _find(page, settings)
    name = title or found or settings.site.name
    drawing = draw(address, name, settings.site.name)
    if output is not None:
        _write(output, drawing)
    if as_json:
        say_json({"address": address, "title": name, "file": str(output) if output else None})
    else:
        say(f"{output}: a card of {address}" if output else drawing)


def draw(address: str, name: str, brand: str) -> str:
    """The card as an SVG document: the code, what it leads to, and the address for people."""
    from parvis.pages.qr import qr

    code = qr(address)
    lines = _lines(name)
    words = "".join(f'<tspan x="46" dy="{0 if place == 0 else 5}">{escape(line)}</tspan>' for place, line in enumerate(lines))
    shown = urlsplit(address)._replace(scheme="").geturl().removeprefix("//").rstrip("/")
    return f"""<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}mm" height="{_HEIGHT}mm" viewBox="0 0 {_WIDTH} {_HEIGHT}">
<title>{escape(name)}</title>
<path fill="#fff" d="M0 0h{_WIDTH}v{_HEIGHT}H0z"/>
<g shape-rendering="crispEdges" transform="translate(4 4) scale({_CODE / code.size:.5f})"><path d="{code.path}"/></g>
<text x="46" y="12" font-family="Georgia, serif" font-size="4.2">{words}</text>
<text x="46" y="41" font-family="sans-serif" font-size="2.8">{escape(brand)}</text>
<text x="6" y="50" font-family="sans-serif" font-size="2.5"{_squeezed(shown)}>{escape(shown)}</text>
</svg>
"""


def _find(page: str, settings: Settings) -> tuple[str, str]:
    """The whole address, and the title of the hub's own page; UsageError where the last build has no such page."""
    own = settings.site.url
    if "://" in page and (not own or not page.startswith(f"{own}/")):
        if urlsplit(page).scheme not in {"http", "https"} or not urlsplit(page).netloc:
            raise UsageError(f"'{page}' is no address of a page. Write it whole, such as https://shop.example/.")
        return page, ""
    if not own:
        raise UsageError('This hub has no address yet: write SITEURL = "https://…" in pelican.conf.py, or give the card a whole address.')
    path = page.removeprefix(f"{own}/").lstrip("/")
    known = {one.url: one.title for one in _built(settings)}
    address = f"{own}/{quote(path, safe='/%')}"
    for candidate in (address, f"{address.rstrip('/')}/"):
        if candidate in known:
            return candidate, known[candidate]
    near = difflib.get_close_matches(address, known, n=1)
    remedy = f"Did you mean '{near[0].removeprefix(f'{own}/')}'?" if near else "Build the site first: parvis build."
    raise UsageError(f"The last build has no page '{path}'. {remedy}")


def _built(settings: Settings) -> tuple[_Page, ...]:
    from parvis.pages.addresses import PAGE_INDEX

    try:
        return msgspec.json.decode((settings.output / PAGE_INDEX).read_bytes(), type=_Index).pages
    except (OSError, msgspec.DecodeError):
        return ()


def _lines(name: str) -> list[str]:
    """The title in lines that fit beside the code; what is too long ends with "…"."""
    lines = [""]
    for word in name.split():
        longer = f"{lines[-1]} {word}".strip()
        lines = [*lines[:-1], longer] if len(longer) <= _LINE or not lines[-1] else [*lines, word]
    return lines if len(lines) <= _LINES else [*lines[: _LINES - 1], f"{lines[_LINES - 1]}…"]


def _squeezed(shown: str) -> str:
    """A long address is set narrower, so that it stays on the card."""
    return f' textLength="{_WIDTH - 12}" lengthAdjust="spacingAndGlyphs"' if len(shown) > 50 else ""  # noqa: PLR2004 (letters that fit)


def _write(output: Path, drawing: str) -> None:
    """Whole or not at all."""
    output.parent.mkdir(parents=True, exist_ok=True)
    waiting = output.with_name(f".{output.name}.{os.getpid()}")
    waiting.write_text(drawing, encoding="utf-8")
    waiting.replace(output)
