"""Writes the catalogue of the command's sentences: finds every English one in plugins/parvis and keeps the French that stands.

    python scripts/messages.py

Run it after adding or changing a sentence that people read on the terminal, then fill the empty `msgstr` lines that it
names. Rooms keep speaking English; cli/messages.py puts the French in its place where a line is shown.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from io import BytesIO
from itertools import product
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
CODE = ROOT / "plugins" / "parvis"
CATALOGUE = CODE / "cli" / "locale" / "fr" / "LC_MESSAGES" / "parvis-cli.po"

#: Rooms that speak to readers of the site, by the theme's own catalogue; of theirs, only what is raised or warned is told to editors.
_FOR_READERS = (
    "pages/",
    "build/social/",
    "build/brand/",
    "cli/letters/",
    "curate/contests/clauses.py",
    "curate/forgetting.py",
    "importers/forms/",
)
#: Files whose strings are written into files of a hub or of the site, or are words of a format: nobody reads them on a terminal.
_NOT_TOLD = (
    "build/assets.py",
    "build/headers.py",
    "build/lettering/",
    "build/pictures/encode.py",
    "build/pictures/in_text.py",
    "build/policy.py",
    "cli/forms/",
    "cli/messages.py",
    "build/export.py",
    "build/inputs.py",
    "curate/contests/food.py",
    "curate/listen_phrases.py",
    "pages/qr.py",
    "serve/files.py",
    "serve/reload.py",
    "sources/_media.py",
    "curate/contests/skeleton.py",
    "importers/forms/_columns.py",
    "model/takedown.py",
    "tidy/dates.py",
    "tidy/html.py",
    "tidy/person.py",
    "tidy/title.py",
)
#: Calls whose strings are read by no editor: translated for readers, patterns, selectors, parts of formats.
_MACHINES = frozenset(
    [
        "gettext",
        "ngettext",
        "pgettext",
        "compile",
        "blank",
        "Asset",
        "css",
        "css_first",
        "cast",
        "startswith",
        "endswith",
        "removeprefix",
        "removesuffix",
        "strftime",
        "TypeVar",
        "encode",
        "decode",
        "getLogger",
        "sub",
        "split",
        "fullmatch",
        "match",
        "search",
        "warn_explicit",
        "NotImplementedError",
        "AssertionError",
    ]
)
#: Calls that tell an editor something.
_TOLD = re.compile(r"(Error|Mistake|Refusal|Anomaly|BadRow)$|^(say|wrong|_wrong|mistake|warn|warnings|told|listed|append)$")
#: What click itself says on a terminal, as it says it.
_CLICK = (
    "Usage: {0}",
    "Options",
    "Commands",
    "Arguments",
    "Example",
    "Verbs",
    "[OPTIONS]",
    "Error: {0}",
    "Try '{0}' for help.",
    "Show this message and exit.",
    "Show the version and exit.",
    "default: {0}",
    "required",
    "env var: {0}",
    "No such option: {0}",
    "No such option: {0} Did you mean {1}?",
    "No such option: {0} (Possible options: {1})",
    "No such option '{0}'.",
    "No such option '{0}'. Did you mean '{1}'?",
    "No such option '{0}'. (Did you mean one of: {1}?)",
    "No such command '{0}'.",
    "Missing command.",
    "Missing argument '{0}'.",
    "Missing option '{0}'.",
    "Missing parameter: {0}",
    "Choose from:",
    "Got unexpected extra argument ({0})",
    "Got unexpected extra arguments ({0})",
    "Option '{0}' does not take a value.",
    "Option '{0}' requires an argument.",
    "Option '{0}' requires {1} arguments.",
    "Argument '{0}' takes {1} values.",
    "Invalid value: {0}",
    "Invalid value for {0}: {1}",
    "Invalid value for '{0}': {1}",
    "'{0}' is not one of {1}.",
    "{0} is not one of {1}.",
    "'{0}' is not a valid integer.",
    "{0} is not a valid integer.",
    "{0} is not a valid {1}.",
    "{0} is not in the range {1}.",
    "{0} is not a valid boolean. Recognized values: {1}",
    "{0} {1} does not exist.",
    "{0} {1} is a directory.",
    "{0} {1} is a file.",
    "{0} {1} is not readable.",
    "{0} {1} is not writable.",
    "File '{0}' does not exist.",
    "File '{0}' is a directory.",
    "Directory '{0}' does not exist.",
    "Directory '{0}' is a file.",
    "Path '{0}' does not exist.",
    "Could not open file {0}: {1}",
    "Aborted!",
)
#: Words that stand alone as a label, or behind a number, and would be too short to be found.
_WORDS = (
    "because",
    "next",
    "by hand",
    "Stopped.",
    "Ended.",
    "unchanged",
    "featured",
    "Works",
    "{0} new",
    "{0} held",
    "{0} edited",
    "{0} pictures",
    "{0} suppressed",
    "{0} to come",
    "{0} post",
    "{0} posts",
    "{0} by {1}.",
    "{0} and {1} more",
    "source",
    "hold",
    "rules",
    "decisions",
    "rights",
    "copies",
    "term",
    "ground",
    "author",
    "date",
    "rating",
    "tags",
    "LISTENING",
    "PUBLISHED",
    "HIDDEN",
    "WAITING",
    "{0} record",
    "{0} records",
    "{0} entry",
    "{0} entries",
    "{0} line",
    "{0} lines",
    "{0} cache",
    "{0} caches",
    "{0} would go.",
    "{0} gone.",
    "{0} of the archive gone: {1}",
    "{0}, by {1}: {2}",
    "{0}, {1}, by {2}: {3}",
    "{0} declined",
    "{0} expired",
    "{0} granted",
    "{0} none",
    "{0} requested",
    "{0} revoked",
    "{0} of {1}",
    "never",
    "nobody",
    "late",
    "This page goes away by itself once it is mended and saved.",
)
#: The catalogue's own dates: they stand still, so that nothing but sentences changes it.
_STILL = datetime(2026, 1, 1, tzinfo=UTC)
_HEAD = "# The command's sentences in French. `python scripts/messages.py` finds them and keeps what is translated."
#: Of so many choices inside one sentence, every combination is a sentence of its own.
_MOST_CHOICES = 5

Piece = str | ast.expr  #: of a sentence: words, or what is put in at run time


def sentences(code: Path = CODE) -> dict[str, set[str]]:
    """Every sentence with `{0}`, `{1}` … where something is put in at run time, and the files that it stands in."""
    found: dict[str, set[str]] = {sentence: {"click"} for sentence in (*_CLICK, *_WORDS)}
    for file in sorted(code.rglob("*.py")):
        name = file.relative_to(code).as_posix()
        if not name.startswith(_NOT_TOLD):
            for sentence in _File(ast.parse(file.read_text(encoding="utf-8")), only_told=name.startswith(_FOR_READERS)).sentences():
                found.setdefault(sentence, set()).add(name)
    return found


class _File:
    """The sentences of one file."""

    def __init__(self, tree: ast.Module, *, only_told: bool) -> None:
        self._tree = tree
        self._only_told = only_told
        self._parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
        self._consumed: set[ast.AST] = set()

    def sentences(self) -> Iterator[str]:
        for node in ast.walk(self._tree):  # breadth first: what holds others comes before them
            if node in self._consumed or not isinstance(node, ast.Constant | ast.JoinedStr | ast.BinOp):
                continue
            if not _is_words(node) or self._is_machines(node):
                continue
            if not self._is_docstring(node):
                yield from self._told(node)
            elif self._is_help(node):
                yield from _paragraphs(ast.literal_eval(node))

    def _told(self, node: ast.expr) -> Iterator[str]:
        """The lines that this expression makes, as far as they are words for people."""
        short = self._is_heading(node)
        for pieces in self._variants(node):
            for line in _sentence(pieces).split("\n"):
                sentence = _numbered(line.strip())
                if short or _is_told(sentence):
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
                if name in _MACHINES and child is not parent.func:
                    return True
                told = told or bool(_TOLD.search(name))
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


def _numbered(line: str) -> str:
    """One line of a longer text, its places numbered from 0 again."""
    places = iter(range(line.count("{")))
    return _PUT_IN.sub(lambda _: f"{{{next(places)}}}", line)


def _paragraphs(docstring: str) -> Iterator[str]:
    for paragraph in re.split(r"\n\s*\n", docstring.strip()):
        yield " ".join(paragraph.split())


#: A place of ours, or one that `str.format` fills.
_PUT_IN = re.compile(r"\{\w*\}")
_WORD = re.compile(r"[a-z]{2,}", re.IGNORECASE)
#: A command to be copied, a line of a file.
_COPIED = re.compile(
    r"^(parvis|git) (?!.*, or )|^--[a-z-]+ \{0\}$|^#|^default-src|; charset=|^(- )?(accept|ballots|because|data|ground|item|kind|lang|of|retry|review|set_aside|since|source|title|until|version|what): [^.]*$"
)
#: With more words than this, braces and brackets are part of what is said.
_A_FEW = 5
_ODD = re.compile(r"[{}\[\]\\]")
_CODE = re.compile(
    r"</?(?!svg>)[a-z!]|; ?\}|-(scheme|width|space): |^(- )?\{[a-z]+: |^https?://|\w\|\w|^[\w.-]+/[\w./-]+$|\w\(\)|^[a-z-]+=|; ?q=|^\.\w|[#@]\w+ |^\s*$",
    re.IGNORECASE,
)


def _is_told(sentence: str) -> bool:
    """Whether these are words for people: some words with blanks between them, and nothing of a markup or a format."""
    bare = _PUT_IN.sub("", sentence)
    return (
        " " in sentence
        and not _COPIED.search(sentence)
        and len(_WORD.findall(bare)) >= 1
        and (sentence[-1] in ".?!:" or len(_WORD.findall(bare)) > _A_FEW or not _ODD.search(bare))
        and not _CODE.search(bare)
        and len(re.sub(r"\W", "", bare)) > 2
    )


def update(catalogue: Path, found: Mapping[str, set[str]]) -> Catalog:
    """Write the catalogue anew: these sentences in order, each with the French that it had."""
    known: Catalog | None = None
    if catalogue.exists():
        known = read_po(BytesIO(catalogue.read_bytes()), locale="fr")
    made = Catalog(
        locale="fr",
        project="Parvis",
        version="0",
        charset="utf-8",
        fuzzy=False,
        creation_date=_STILL,
        revision_date=_STILL,
        header_comment=_HEAD,
        last_translator="Parvis",
        language_team="fr",
        copyright_holder="Parvis",
        msgid_bugs_address="",
    )
    for sentence in sorted(found, key=lambda one: (sorted(found[one]), one)):
        message = known.get(sentence) if known else None
        made.add(sentence, message.string if message else "", locations=[(file, 0) for file in sorted(found[sentence])])
    written = BytesIO()
    write_po(written, made, width=0, include_lineno=False)
    catalogue.parent.mkdir(parents=True, exist_ok=True)
    catalogue.write_bytes(written.getvalue())
    return made


def main() -> int:
    """Write the catalogue; the sentences that have no French yet are told, and the exit code is 1 when there are any."""
    made = update(CATALOGUE, sentences())
    missing = [str(message.id) for message in made if message.id and not message.string]
    for sentence in missing:
        print(sentence)
    print(f"{len(made)} sentences, {len(missing)} without French: {CATALOGUE.relative_to(ROOT)}")
    return int(bool(missing))


if __name__ == "__main__":
    sys.exit(main())
