"""YAML that people write: read to plain values with the line of each, refused with plain sentences."""

from __future__ import annotations

import io
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import msgspec
from ruamel.yaml import YAML
from ruamel.yaml.composer import Composer
from ruamel.yaml.constructor import SafeConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from parvis.errors import ContentError, Mistake
from parvis.tidy.sentences import did_you_mean, mistakes

__all__ = ["Document", "did_you_mean", "dump", "load", "load_for_editing", "mistakes"]

Path = tuple[str | int, ...]

_CORE = "tag:yaml.org,2002:"
_SCALARS = {_CORE + name for name in ("str", "int", "float", "bool", "null", "timestamp")}


class Document(msgspec.Struct, frozen=True):
    """A YAML file as plain Python values (dict, list, str, int, float, bool, None, date, datetime), and where each stands."""

    value: Any
    file: str  #: relative to the hub's folder
    lines: Mapping[Path, int]  #: 1-based: of a key, or of a list's item

    def line(self, path: Path) -> int:
        """1-based line of the value at a path such as `("sources", 3, "kind")`; of what holds it where the path names nothing."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 0)


def load(text: str, file: str, offset: int = 0) -> Document:
    """Read one YAML 1.2 document: `no` is a text, `2026-06-12` a date. An empty one is None.

    `offset`: lines that stand before it in the file. ContentError lists every duplicate key, tag, anchor and alias, or tells where
    the syntax breaks.
    """
    try:
        yaml = YAML(typ="rt", pure=True)
        yaml.Composer = _Composer
        root = yaml.compose(text)
    except RecursionError:
        raise ContentError([Mistake(file, offset + 1, "", "The lists are nested too deeply to be read.", "Write them flatter.")]) from None
    except YAMLError as error:
        raise ContentError([_syntax(error, file, offset, text)]) from error
    reading = _Reading(file, offset)
    value = reading.value(root, ()) if root is not None else None
    if reading.mistakes:
        raise ContentError(reading.mistakes)
    return Document(value, file, MappingProxyType(reading.lines))


def load_for_editing(text: str) -> Any:
    """The document as ruamel's own mapping or list: changes keep comments, order and quotes. YAMLError where it cannot be read."""
    return _editor().load(text)


def dump(document: Any) -> str:
    """A document from `load_for_editing`, or plain values, as text."""
    out = io.StringIO()
    _editor().dump(document, out)
    return out.getvalue()


class _Alias(ScalarNode):
    """An alias where it stands."""


class _Composer(Composer):
    """Ruamel's own, but for aliases: they stay what they are, instead of becoming the very node that they repeat."""

    def compose_node(self, parent: Node | None, index: int) -> Node | None:
        alias = self.parser.peek_event() if self.parser.check_event(AliasEvent) else None
        node = super().compose_node(parent, index)
        return _Alias(_CORE + "str", "", alias.start_mark, alias.end_mark) if alias else node


class _Reading:
    """One walk over the nodes of a document: values, lines, mistakes."""

    def __init__(self, file: str, offset: int) -> None:
        self.file, self.offset = file, offset
        self.lines: dict[Path, int] = {}
        self.mistakes: list[Mistake] = []
        self._scalars = SafeConstructor(loader=YAML(typ="rt", pure=True))

    def value(self, node: Node, path: Path) -> Any:
        self.lines.setdefault(path, self._line(node))
        if not self._is_plain(node, path):
            return None
        if isinstance(node, MappingNode):
            return self._mapping(node, path)
        if isinstance(node, SequenceNode):
            return [self.value(item, (*path, place)) for place, item in enumerate(node.value)]
        return self._scalar(node, path)

    def _mapping(self, node: MappingNode, path: Path) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = self._key(key_node, path)
            if key is None:
                continue
            if key in values:
                first = self.lines[(*path, key)]
                self._wrong(key_node, path, f"The key '{key}' stands here again; it is on line {first} already.", "Keep one of them.")
                continue
            self.lines[(*path, key)] = self._line(key_node)
            values[key] = self.value(value_node, (*path, key))
        return values

    def _key(self, node: Node, path: Path) -> str | None:
        if not self._is_plain(node, path):
            return None
        if not isinstance(node, ScalarNode):
            self._wrong(node, path, "A key must be a word.", "Put it in quotes if it begins with a bracket.")
            return None
        return str(node.value)

    def _scalar(self, node: Node, path: Path) -> Any:
        try:
            value = self._scalars.construct_object(node)
        except (ValueError, YAMLError):
            kind = "date" if str(node.tag).endswith(":timestamp") else "value of its kind"
            self._wrong(node, path, f"'{node.value}' is no {kind}.", "Mend it, or put it in quotes if it is a text.")
            return None
        return value

    def _is_plain(self, node: Node, path: Path) -> bool:
        if isinstance(node, _Alias):
            self._wrong(node, path, "An alias (*) repeats a value.", "Write the value out where it is needed.")
            return False
        if node.anchor:
            self._wrong(node, path, f"The anchor '&{node.anchor}' is not allowed.", "Write the value out where it is needed.")
        tag = str(node.tag)
        if isinstance(node, ScalarNode) and tag not in _SCALARS:
            name = tag.removeprefix(_CORE)
            what = "Merge keys (<<) are not allowed." if name == "merge" else f"The tag '{name}' is not allowed."
            self._wrong(node, path, what, "Write the plain value.")
            return False
        if not isinstance(node, ScalarNode) and tag not in {_CORE + "map", _CORE + "seq"}:
            self._wrong(node, path, f"The tag '{tag.removeprefix(_CORE)}' is not allowed.", "Write the plain value.")
            return False
        return True

    def _line(self, node: Node) -> int:
        return int(node.start_mark.line) + 1 + self.offset

    def _wrong(self, node: Node, path: Path, what: str, remedy: str) -> None:
        self.mistakes.append(Mistake(self.file, self._line(node), ".".join(map(str, path)), what, remedy))


def _editor() -> YAML:
    yaml = YAML(typ="rt", pure=True)
    yaml.preserve_quotes = True
    yaml.width = 4096
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _line_of(error: YAMLError, text: str) -> int:
    """0-based line where a person must look: what is never closed is wrong where it is opened, all else where it is found."""
    if not isinstance(error, MarkedYAMLError):
        return text.count("\n", 0, getattr(error, "position", 0))
    unclosed = any(sign in str(error.problem) for sign in _UNCLOSED)
    marks = (error.context_mark, error.problem_mark) if unclosed else (error.problem_mark, error.context_mark)
    return next((int(mark.line) for mark in marks if mark), 0)


def _syntax(error: YAMLError, file: str, offset: int, text: str) -> Mistake:
    problem = str(getattr(error, "problem", "") or getattr(error, "reason", "") or error).partition("\n")[0]
    what, remedy = next(
        (sentence for sign, sentence in _SENTENCES if sign in problem), (f"This is no YAML: {problem}.", "Check quotes and indentation.")
    )
    return Mistake(file, _line_of(error, text) + 1 + offset, "", what, remedy)


_UNCLOSED = ("found unexpected end of stream", "expected ',' or")
_SENTENCES = (
    ("'\\t'", ("A tab stands where spaces must.", "Indent with spaces.")),
    ("mapping values are not allowed", ("A colon stands where none can.", "Put the text in quotes, or check the indentation.")),
    ("could not find expected ':'", ("A key without a colon.", "Write `key: value`.")),
    ("expected <block end>", ("The indentation does not fit the lines above.", "Begin it in the same column as its neighbours.")),
    ("found unexpected end of stream", ("A quote is opened and never closed.", "Close it.")),
    ("unknown escape character", ("A backslash stands in double quotes.", "Use single quotes, or write it twice.")),
    ("undefined alias", ("An alias (*) names nothing.", "Put the text in quotes if it begins with an asterisk.")),
    ("expected alphabetic or numeric character", ("A text begins with * or &.", "Put the text in quotes.")),
    ("cannot start any token", ("A text begins with a character that YAML keeps for itself.", "Put the text in quotes.")),
    ("another document", ("A second document begins here (---).", "Keep one document a file.")),
    ("special characters are not allowed", ("A control character stands here.", "Delete it.")),
    ("expected ',' or", ("A bracket is opened and never closed, or a comma is missing.", "Close it.")),
)
