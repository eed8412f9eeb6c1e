"""The theme's words in one language: a gettext catalogue, read straight from its .po file."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

from parvis.tidy import digests

#: Name of the one catalogue that a theme has.
DOMAIN = "parvis"


def load(locale: Path, language: str) -> Translations:
    """Translations from `locale`/<language>/LC_MESSAGES/parvis.po.

    `fr-CA` falls back on `fr`; a language without a catalogue keeps the English msgids.
    Raises OSError when the file cannot be read, and Babel's PoFileError when it is not well formed.
    """
    for name in _candidates(language):
        file = locale / name / "LC_MESSAGES" / f"{DOMAIN}.po"
        if file.is_file():
            return _compiled(file.read_bytes(), name)
    return Translations()


def digest(locale: Path, language: str) -> str:
    """The digest of every file that the language's words may come from."""
    files = (locale / name / "LC_MESSAGES" / f"{DOMAIN}.po" for name in _candidates(language))
    return digests.of_values([digests.of_file(file) for file in files if file.is_file()])


def _candidates(language: str) -> tuple[str, ...]:
    """Folders to look in, the most exact first: `fr_CA`, `fr`."""
    exact = language.replace("-", "_")
    return tuple(dict.fromkeys((exact, exact.partition("_")[0])))


@lru_cache(maxsize=64)
def _compiled(words: bytes, language: str) -> Translations:
    """The catalogue of these bytes: the bytes are the key, so that an edited file is read again."""
    catalog = read_po(BytesIO(words), locale=language, domain=DOMAIN, abort_invalid=True)
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return Translations(compiled, domain=DOMAIN)
