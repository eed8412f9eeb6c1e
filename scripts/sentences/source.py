"""The sentences of one Python file, read from its syntax: its strings, and `{0}`, `{1}` for what is put in at run time."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from itertools import product

from sentences.files import MACHINES, TOLD
from sentences.wording import is_told, numbered, paragraphs

#: Of so many choices inside one sentence, every combination is a sentence of its own.
_MOST_CHOICES = 5

Piece = str | ast.expr  #: of a sentence: words, or what is put in at run time


class Source:
    """The sentences of one file."""

    def __init__(self, tree: ast.Module, *, only_told: bool) -> None:
        self._tree = tree
        self._only_told = only_told
        self._parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
        self._consumed: set[ast.AST] = set()

    def sentences(self) -> Iterator[str]:
        """All of them, those of a command's help too; one that stands twice comes twice."""
        for node in ast.walk(self._tree):  # breadth first: what holds others comes before them
            if node in self._consumed or not isinstance(node, ast.Constant | ast.JoinedStr | ast.BinOp):
                continue
            if not _is_words(node) or self._is_machines(node):
                continue
            if not self._is_docstring(node):
                yield from self._told(node)
            elif self._is_help(node):
                yield from paragraphs(ast.literal_eval(node))

    def _told(self, node: ast.expr) -> Iterator[str]:
        """The lines that this expression makes, as far as they are words for people."""
        short = self._is_heading(node)
        for pieces in self._variants(node):
            for line in _sentence(pieces).split("\n"):
                sentence = numbered(line.strip())
                if short or is_told(sentence):
                    yield sentence

    def _variants(self, node: ast.expr) -> Iterator[tuple[Piece, ...]]:
        """The expression's pieces, once for each combination of the choices in it."""
        self._consumed.update(inner for inner in self._words(node))
        choices = list(self._parts(node))
        if sum(len(options) > 1 for options in choices) > _MOST_CHOICES:
            choices = [options if len(options) == 1 else [("", ast.Constant(0))] for options in choices]
        for combination in product(*choices):
            yield tuple(piece for part in combination for piece in part)

    def _parts(self, node: ast.expr) -> Iterator[list[tuple[Piece, ...]]]:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield [(node.value,)]
        elif isinstance(node, ast.JoinedStr):
            for value in node.values:
                yield from self._parts(value)
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            yield from self._parts(node.left)
            yield from self._parts(node.right)
        elif (
            isinstance(node, ast.FormattedValue)
            and isinstance(node.value, ast.IfExp | ast.JoinedStr | ast.Constant)
            and not node.format_spec
        ):
            yield from self._parts(node.value)
        elif isinstance(node, ast.IfExp) and (_is_words(node.body) or _is_words(node.orelse)):
            yield [*self._variants(node.body), *self._variants(node.orelse)]
        else:
            yield [(node,)]

    def _words(self, node: ast.expr) -> Iterator[ast.AST]:
        """The strings that are part of this sentence, and no sentences of their own."""
        yield node
        if isinstance(node, ast.JoinedStr):
            for value in node.values:
                if isinstance(value, ast.FormattedValue):
                    if value.format_spec:
                        yield from ast.walk(value.format_spec)
                    yield from self._words(value.value)
                else:
                    yield value
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            yield from self._words(node.left)
            yield from self._words(node.right)
        elif isinstance(node, ast.IfExp) and (_is_words(node.body) or _is_words(node.orelse)):
            yield from self._words(node.body)
            yield from self._words(node.orelse)

    def _is_docstring(self, node: ast.AST) -> bool:
        return isinstance(self._parents.get(node), ast.Expr)

    def _is_help(self, node: ast.AST) -> bool:
        """Whether the docstring is a command's: click shows it."""
        function = self._parents.get(self._parents[node])
        return isinstance(function, ast.FunctionDef) and any(
            ast.unparse(decorator).startswith(("click.command", "click.group")) or ".command(" in ast.unparse(decorator)
            for decorator in function.decorator_list
        )

    def _is_heading(self, node: ast.AST) -> bool:
        """Whether it heads a column of a table."""
        row = self._parents.get(node)
        call = self._parents.get(row) if row is not None else None
        return (
            isinstance(call, ast.Call)
            and ast.unparse(call.func) == "say_table"
            and call.args[0] is row
            and bool(getattr(node, "value", ""))
        )

    def _is_machines(self, node: ast.AST) -> bool:
        told = not self._only_told
        child, parent = node, self._parents.get(node)
        while parent is not None and not isinstance(parent, ast.FunctionDef | ast.ClassDef | ast.Lambda):
            if isinstance(parent, ast.Raise | ast.Yield) and self._only_told:
                told = told or isinstance(parent, ast.Raise)
            if isinstance(parent, ast.Call):
                name = ast.unparse(parent.func).rpartition(".")[2]
                if name in MACHINES and child is not parent.func:
                    return True
                told = told or bool(TOLD.search(name))
            if isinstance(parent, ast.keyword) and parent.arg in {"example", "pattern", "accept", "metavar"}:
                return True
            if isinstance(parent, ast.Assert | ast.Compare):
                return True
            if isinstance(parent, ast.AnnAssign | ast.arg) and child is parent.annotation:
                return True
            if isinstance(parent, ast.Subscript) and child is parent.slice:
                return True
            child, parent = parent, self._parents.get(parent)
        return not told


def _is_words(node: ast.expr) -> bool:
    if isinstance(node, ast.IfExp):
        return _is_words(node.body) or _is_words(node.orelse)
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, ast.Add) and any(map(_is_words, (node.left, node.right)))
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def _sentence(pieces: Iterable[Piece]) -> str:
    told, count, open_ = "", 0, False
    for piece in pieces:
        if isinstance(piece, str):
            told, open_ = told + piece, open_ and not piece
        elif not open_:  # two that touch are one: nobody could tell where the first ends
            told, count, open_ = f"{told}{{{count}}}", count + 1, True
    return told
