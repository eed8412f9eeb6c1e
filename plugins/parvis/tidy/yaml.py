"""YAML that people write: read to plain values with the line of each, refused with plain sentences."""

from __future__ import annotations

import difflib
import io
import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import msgspec
from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from parvis.errors import ContentError, Mistake

if TYPE_CHECKING:
    from pydantic import BaseModel, ValidationError
    from pydantic_core import ErrorDetails

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
        root = YAML(typ="rt", pure=True).compose(text)
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


def mistakes(
    error: ValidationError, document: Document, file: str, prefix: Path = (), model: type[BaseModel] | None = None
) -> list[Mistake]:
    """What pydantic found wrong, as sentences with file and line; `prefix`: where the checked value stands in the document.

    With `model`, the one that was checked, unknown keys get the name that was probably meant.
    """
    return [_mistake(details, document, file, prefix, model) for details in error.errors(include_url=False)]


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """`Did you mean 'youtube'?`, or the known names where none is near."""
    near = difflib.get_close_matches(word.lower(), known, n=1, cutoff=0.6)
    if near:
        return f"Did you mean '{near[0]}'?"
    return f"Known: {', '.join(known)}." if known else ""


class _Reading:
    """One walk over the nodes of a document: values, lines, mistakes."""

    def __init__(self, file: str, offset: int) -> None:
        self.file, self.offset = file, offset
        self.lines: dict[Path, int] = {}
        self.mistakes: list[Mistake] = []
        self._seen: set[int] = set()
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
            self._wrong(node, path, f"'{node.value}' is no value of its kind.", "Put it in quotes if it is a text.")
            return None
        return value

    def _is_plain(self, node: Node, path: Path) -> bool:
        if id(node) in self._seen:
            self._wrong(node, path, "An alias (*) repeats this value.", "Write the value out where it is needed.")
            return False
        self._seen.add(id(node))
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


def _syntax(error: YAMLError, file: str, offset: int, text: str) -> Mistake:
    mark = (error.problem_mark or error.context_mark) if isinstance(error, MarkedYAMLError) else None
    line = int(mark.line) + 1 if mark else text.count("\n", 0, getattr(error, "position", 0)) + 1
    problem = str(getattr(error, "problem", "") or getattr(error, "reason", "") or error).partition("\n")[0]
    what, remedy = next(
        (sentence for sign, sentence in _SENTENCES if sign in problem), (f"This is no YAML: {problem}.", "Check quotes and indentation.")
    )
    return Mistake(file, line + offset, "", what, remedy)


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

_KINDS = {
    "string": "must be a text",
    "int": "must be a whole number",
    "float": "must be a number",
    "bool": "must be true or false",
    "list": "must be a list",
    "tuple": "must be a list",
    "dict": "must have keys and values",
    "model": "must have keys and values",
    "date": "must be a date such as 2026-06-12",
    "datetime": "must be a date with a time such as 2026-06-12T10:00:00-04:00",
    "url": "must be an address that begins with https://",
    "none": "must be empty",
}
_LIMITS = {
    "greater_than_equal": ("ge", "must be at least {}"),
    "greater_than": ("gt", "must be more than {}"),
    "less_than_equal": ("le", "must be at most {}"),
    "less_than": ("lt", "must be less than {}"),
    "string_too_short": ("min_length", "must have at least {} characters"),
    "string_too_long": ("max_length", "must have at most {} characters"),
    "too_short": ("min_length", "must have at least {} entries"),
    "too_long": ("max_length", "must have at most {} entries"),
    "string_pattern_mismatch": ("pattern", "must match {}"),
}


def _mistake(details: ErrorDetails, document: Document, file: str, prefix: Path, model: type[BaseModel] | None) -> Mistake:
    place = (*prefix, *details["loc"])
    what, remedy = _sentence(details, model)
    unnamed = details["type"] in {"missing", "extra_forbidden"}
    field = ".".join(map(str, place[:-1] if unnamed and details["type"] == "extra_forbidden" else place))
    return Mistake(file, document.line(place), field, what, remedy)


def _sentence(details: ErrorDetails, model: type[BaseModel] | None) -> tuple[str, str]:
    kind, context, loc = details["type"], details.get("ctx", {}), details["loc"]
    given = details["input"]
    if kind == "missing":
        return "is missing", f"Add `{loc[-1]}:`."
    if kind == "extra_forbidden":
        return f"unknown key '{loc[-1]}'.", did_you_mean(str(loc[-1]), _names(model, loc[:-1]))
    if kind in {"literal_error", "enum"}:
        return f"unknown {loc[-1] if loc else 'value'} '{given}'.", did_you_mean(
            str(given), re.findall(r"'([^']*)'", context.get("expected", ""))
        )
    if kind in {"value_error", "assertion_error"}:
        return str(context.get("error", details["msg"])), ""
    if kind in _LIMITS:
        name, sentence = _LIMITS[kind]
        return f"{sentence.format(context.get(name))}; it is {given!r}.", ""
    expected = _KINDS.get(kind.partition("_")[0])
    return (f"{expected}; it is {given!r}." if expected else f"{details['msg'].lower()}.", "")


def _names(model: type[BaseModel] | None, loc: tuple[str | int, ...]) -> list[str]:
    """The keys that the model at a place knows."""
    if model is None:
        return []
    for step in loc:
        field = model.model_fields.get(str(step)) if model else None
        nested = _model_in(field.annotation) if field else None
        model = nested or model
    return [field.alias or name for name, field in model.model_fields.items()]


def _model_in(annotation: Any) -> type[BaseModel] | None:
    from pydantic import BaseModel

    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (_model_in(part) for part in getattr(annotation, "__args__", ()))
    return next((found for found in inner if found), None)
