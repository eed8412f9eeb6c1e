"""The shelf: what the editors' files were read to, and the HTML made of their Markdown, kept so that nothing is parsed twice."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import msgspec

from parvis.build import inputs
from parvis.build.disk import Disk
from parvis.tidy import citations, digests
from parvis.written.articles import Written

#: In the hub's state folder.
NAME = "written.json"
#: What a footnote's way back is called, by language; `{}` is its number.
_BACK: Final = MappingProxyType({"fr": "Revenir à l’appel de la note {}", "en": "Back to the place of note {}"})


class _Kept(msgspec.Struct, frozen=True):
    files: dict[str, Written] = {}
    html: dict[str, str] = {}


class Shelf:
    """What was kept, and what this build uses of it. Losing it costs time only."""

    def __init__(self, state: Path, markdown: Mapping[str, Any]) -> None:
        """`markdown`: Pelican's MARKDOWN setting, as the arguments of `markdown.Markdown`."""
        self._file = state / NAME
        self._config = {**markdown, "extensions": _extensions(markdown)}
        self._version = digests.of_values([inputs.libraries(), citations.VERSION, repr(sorted(self._config.items()))])
        kept = self._read()
        self.files = kept.files  #: readings by the digest of file and reader, for `written.articles.every`
        self._known = kept.html
        self._used: dict[str, str] = {}
        self._parser: Any = None
        self.parses = 0  #: Markdown texts that had to be parsed

    def html(self, text: str, language: str = "en") -> str:
        """HTML of a Markdown text, not yet cleaned; `language`: that of the words which Markdown itself adds."""
        if not text.strip():
            return ""
        back = _BACK.get(language.partition("-")[0].lower(), _BACK["en"])
        key = digests.of_values([self._version, text, back])
        if key not in self._used:
            self._used[key] = self._known[key] if key in self._known else self._parse(text, back)
        return self._used[key]

    def keep(self) -> None:
        """Write down what was used, if that is not what is there."""
        data = msgspec.json.encode(_Kept(self.files, self._used), order="sorted")
        if not self._file.exists() or self._file.read_bytes() != data:
            Disk().write(self._file, data)

    def _parse(self, text: str, back: str) -> str:
        if self._parser is None:
            from markdown import Markdown

            from parvis.build import citing

            self._parser = citing.install(Markdown(**self._config))
        for extension in self._parser.registeredExtensions:
            if "BACKLINK_TITLE" in extension.config:  # of footnotes
                extension.setConfig("BACKLINK_TITLE", back)
        self.parses += 1
        return str(self._parser.reset().convert(text))

    def _read(self) -> _Kept:
        try:
            return msgspec.json.decode(self._file.read_bytes(), type=_Kept)
        except (OSError, msgspec.DecodeError):
            return _Kept({}, {})


def _extensions(markdown: Mapping[str, Any]) -> list[Any]:
    """Those that are named, and those that are configured: Pelican's own reader takes both, and its defaults are of the second kind.

    Without the one that takes `Key: value` lines off the top: they were read already, and a text may begin so.
    """
    named = [*markdown.get("extensions", []), *markdown.get("extension_configs", {})]
    return [one for one in dict.fromkeys(named) if one not in {"meta", "markdown.extensions.meta"}]
