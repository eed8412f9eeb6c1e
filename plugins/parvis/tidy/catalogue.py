"""The theme's words in one language: a gettext catalogue, read straight from its .po file."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

from parvis.tidy import digests

#: Name of the one catalogue that a theme has.
DOMAIN = "parvis"


def load(locale: Path | tuple[Path, ...], language: str) -> Translations:
    """Translations from `locale`/<language>/LC_MESSAGES/parvis.po, of several folders those of the first that has a word.

    `fr-CA` falls back on `fr`; what no catalogue says keeps its English msgid.
    Raises OSError when a file cannot be read, and Babel's PoFileError when it is not well formed.
    """
    return _chained(tuple((file.read_bytes(), name) for file, name in _files(locale, language)))


def digest(locale: Path | tuple[Path, ...], language: str) -> str:
    """The digest of every file that the language's words may come from."""
    return digests.of_values([digests.of_file(file) for file, _name in _files(locale, language)])


def _files(locale: Path | tuple[Path, ...], language: str) -> Iterator[tuple[Path, str]]:
    """The catalogues that there are, the one that is asked first in front, each with its folder's name."""
    for folder in (locale,) if isinstance(locale, Path) else locale:
        for name in _candidates(language):
            file = folder / name / "LC_MESSAGES" / f"{DOMAIN}.po"
            if file.is_file():
                yield file, name


def _candidates(language: str) -> tuple[str, ...]:
    """Folders to look in, the most exact first: `fr_CA`, `fr`."""
    exact = language.replace("-", "_")
    return tuple(dict.fromkeys((exact, exact.partition("_")[0])))


@lru_cache(maxsize=64)
def _chained(found: tuple[tuple[bytes, str], ...]) -> Translations:
    """The catalogues of these bytes, each asked where those before it say nothing: the bytes are the key, so that an edited file is read again."""
    if not found:
        return Translations()
    first, *others = (_compiled(words, language) for words, language in found)
    for other in others:
        first.add_fallback(other)
    return first


def _compiled(words: bytes, language: str) -> Translations:
    catalog = read_po(BytesIO(words), locale=language, domain=DOMAIN, abort_invalid=True)
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return Translations(compiled, domain=DOMAIN)
