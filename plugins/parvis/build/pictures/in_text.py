"""Pictures within what editors write: each `<img>` offered in all widths and formats, in a size that the page knows before it comes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape, unescape
from typing import Final

from parvis.build.pictures.rendition import Rendition
from parvis.tidy import grounds

_IMG: Final = re.compile(r"<img\b(?:[^>\"']|\"[^\"]*\"|'[^']*')*>", re.IGNORECASE)
_SRC: Final = re.compile(r"\ssrc\s*=\s*(\"[^\"]*\"|'[^']*')", re.IGNORECASE)
_OF_OURS: Final = re.compile(r"\s(?:srcset|sizes|loading|decoding)\s*=\s*(?:\"[^\"]*\"|'[^']*')", re.IGNORECASE)
_MEASURED: Final = re.compile(r"\s(?:width|height)\s*=", re.IGNORECASE)
#: How wide a text's column is.
_SIZES: Final = "(width >= 44rem) 40rem, 92vw"


def sources(html: str) -> Iterator[str]:
    """The address of each picture of a text."""
    return (unescape(src[1][1:-1]) for tag in _IMG.finditer(html) if (src := _SRC.search(tag[0])))


def offered(html: str, find: Callable[[str], Rendition | None], folder: str) -> str:
    """The text with its pictures as `<picture>`. `find`: a picture by its address; `folder`: path of the site's root."""

    def one(tag: re.Match[str]) -> str:
        src = _SRC.search(tag[0])
        rendition = find(unescape(src[1][1:-1])) if src else None
        return _picture(tag[0], rendition, folder) if rendition else tag[0]

    return _IMG.sub(one, html)


def _picture(tag: str, rendition: Rendition, folder: str) -> str:
    given = _OF_OURS.sub("", _SRC.sub("", tag))[4:].rstrip(">").rstrip("/ ")
    size = "" if _MEASURED.search(given) else f' width="{rendition.width}" height="{rendition.height}"'
    better = "".join(
        f'<source type="{offer.type}" srcset="{_set(offer.files, folder)}" sizes="{escape(_SIZES)}">' for offer in rendition.offers
    )
    plain = f' srcset="{_set(rendition.plain, folder)}" sizes="{escape(_SIZES)}"' if len(rendition.plain) > 1 else ""
    img = f'<img{given} src="{folder}/{rendition.src}"{plain}{size} loading="lazy" decoding="async">'
    ground = f' class="{grounds.mark(rendition.color)}"' if rendition.color else ""
    return f"<picture{ground}>{better}{img}</picture>"


def _set(files: tuple[tuple[str, int], ...], folder: str) -> str:
    return ", ".join(f"{folder}/{path} {width}w" for path, width in files)
