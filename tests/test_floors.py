"""Imports only go down: the table of floors, drawn from the code itself, and what each room may not touch."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "plugins" / "parvis"

#: The floor of each room. What stands first in the package (`parvis` itself) says where the theme lies, and is below all.
FLOORS = {
    "": -1,
    "model": 0,
    "errors": 0,
    "tidy": 1,
    "sources": 2,
    "importers": 2,
    "written": 2,
    "archive": 3,
    "settings": 3,
    "curate": 4,
    "collect": 5,
    "pages": 6,
    "build": 7,
    "pelican_plugin": 8,
    "cli": 9,
    "serve": 9,
}
#: Rooms of one floor that make up one thing: the nouns may end in an error, and the local server is a verb of the command.
TOGETHER = frozenset({("errors", "model"), ("cli", "serve")})
#: `register()` is what Pelican calls, so the package itself knows its plugin; nothing else goes up.
DOORS = frozenset({("__init__", "parvis.pelican_plugin")})

CLIENTS = ("urllib.request", "http.client", "socket.create_connection", "aiohttp", "httpx", "requests", "urllib3", "smtplib", "ftplib")
#: The local server and the tests' server answer; they never ask.
SERVING = frozenset({("serve", "aiohttp.web")})


class Import(msgspec.Struct, frozen=True):
    """One import of our package: which file, which module (or name in a module), where."""

    file: str  #: relative to the package, without `.py`
    target: str
    line: int

    @property
    def room(self) -> str:
        return room(self.file.replace("/", "."))

    def __str__(self) -> str:
        return f"{self.file}.py:{self.line} imports {self.target}"


def room(module: str) -> str:
    """First part of a module's name below the package."""
    first = module.split(".", maxsplit=1)[0]
    return "" if first == "__init__" else first


def files() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if "starter" not in path.relative_to(PACKAGE).parts)


def imports(path: Path) -> Iterator[Import]:
    """Every import of a file, inside functions too, with each imported name written out."""
    file = path.relative_to(PACKAGE).with_suffix("").as_posix()
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (Import(file, alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}.py:{node.lineno}: imports name the package"
            yield from (Import(file, f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


ALL = [found for path in files() for found in imports(path)]
OURS = [found for found in ALL if found.target.split(".")[0] == "parvis"]


def is_module(name: str) -> bool:
    """Whether a dotted name below the package is a file or folder of it."""
    place = PACKAGE.joinpath(*name.split("."))
    return place.is_dir() or place.with_suffix(".py").is_file()


def below(target: str) -> str:
    """The module that an import names, relative to the package: `archive.read` for `parvis.archive.read.posts`."""
    parts = target.split(".")[1:]
    while parts and not is_module(".".join(parts)):
        parts.pop()
    return ".".join(parts)


def test_every_room_has_its_floor() -> None:
    rooms = {room(".".join(path.relative_to(PACKAGE).with_suffix("").parts)) for path in files()}

    assert rooms <= set(FLOORS)


def test_the_table_is_drawn_from_real_imports() -> None:
    assert len(files()) > 30
    assert len(OURS) > 100
    assert any(found.room == "curate" and below(found.target).startswith("settings") for found in OURS)


def goes_up(found: Import) -> bool:
    return (found.file, found.target) not in DOORS and FLOORS[found.room] < FLOORS[room(below(found.target))]


def goes_sideways(found: Import) -> bool:
    other = room(below(found.target))
    return found.room != other and FLOORS[found.room] == FLOORS[other] and tuple(sorted((found.room, other))) not in TOGETHER


def test_imports_only_go_down() -> None:
    assert [str(found) for found in OURS if goes_up(found)] == []


def test_rooms_of_one_floor_do_not_import_each_other() -> None:
    assert [str(found) for found in OURS if goes_sideways(found)] == []


def test_a_wrong_direction_would_be_found() -> None:
    up = Import("tidy/html", "parvis.archive.read.posts", 1)
    sideways = Import("archive/read", "parvis.settings.Settings", 1)
    down = Import("cli/__init__", "parvis.errors.ParvisError", 1)

    assert (goes_up(up), goes_sideways(up)) == (True, False)
    assert (goes_up(sideways), goes_sideways(sideways)) == (False, True)
    assert (goes_up(down), goes_sideways(down)) == (False, False)


def test_pelican_is_imported_by_the_plugin_alone() -> None:
    importers = {found.room for found in ALL if found.target.split(".")[0] == "pelican"}

    assert importers == {"pelican_plugin"}


def test_only_collect_has_a_network_client() -> None:
    clients = [
        str(found)
        for found in ALL
        if found.room != "collect"
        and any(f"{found.target}.".startswith(f"{client}.") for client in CLIENTS)
        and not any(found.room == server and f"{found.target}.".startswith(f"{module}.") for server, module in SERVING)
    ]

    assert clients == []


def test_no_connection_is_opened_outside_collect() -> None:
    """A client can be reached without importing its name: `socket.create_connection`, `asyncio.open_connection`, `.urlopen`."""
    openers = {"create_connection", "open_connection", "urlopen", "ClientSession", "HTTPConnection", "HTTPSConnection"}
    opened = [
        f"{path.relative_to(PACKAGE)}:{node.lineno} {node.attr}"
        for path in files()
        if path.relative_to(PACKAGE).parts[0] != "collect"
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.Attribute) and node.attr in openers
    ]

    assert opened == []


def test_feedparser_is_imported_by_sources_alone() -> None:
    assert {found.room for found in ALL if found.target.split(".")[0] == "feedparser"} == {"sources"}


def test_only_tidy_makes_markup() -> None:
    """Other rooms may name the type; whoever calls it, or a method that makes one, trusts what nobody has cleaned."""
    made = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path in files()
        if path.relative_to(PACKAGE).parts[0] != "tidy"
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.Call) and _makes_markup(node.func)
    ]

    assert made == []


def _makes_markup(function: ast.expr) -> bool:
    if isinstance(function, ast.Name):
        return function.id in ("Markup", "mark_safe")
    if isinstance(function, ast.Attribute):
        owner = function.value
        return function.attr == "Markup" or (isinstance(owner, ast.Name) and owner.id == "Markup")
    return False


def test_no_circle_of_imports() -> None:
    graph: dict[str, set[str]] = {}
    for found in OURS:
        module = found.file.removesuffix("/__init__").replace("/", ".")
        target = below(found.target)
        if (found.file, found.target) not in DOORS and target and target != module and not _within(module, found):
            graph.setdefault(module, set()).add(target)

    assert list(_circles(graph)) == []


def _within(module: str, found: Import) -> bool:
    """An import of a package's own parts by its `__init__`, or of the package's constants by its parts: one module to Python."""
    return f"{module}.".startswith(f"{below(found.target)}.") and not found.file.endswith("__init__")


def _circles(graph: dict[str, set[str]]) -> Iterator[list[str]]:
    """Each circle that a walk from every module comes upon, once."""
    done: set[str] = set()

    def walk(module: str, path: list[str]) -> Iterator[list[str]]:
        if module in path:
            yield path[path.index(module) :]
        elif module not in done:
            for target in sorted(graph.get(module, ())):
                yield from walk(target, [*path, module])
            done.add(module)

    for module in sorted(graph):
        yield from walk(module, [])


def test_a_circle_would_be_found() -> None:
    assert list(_circles({"a": {"b"}, "b": {"c"}, "c": {"a"}})) == [["a", "b", "c"]]
    assert list(_circles({"a": {"b", "c"}, "b": {"c"}})) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("import urllib.request", "urllib.request"),
        ("def f():\n    from parvis.build import render", "parvis.build.render"),
        ("from aiohttp import ClientSession", "aiohttp.ClientSession"),
    ],
)
def test_imports_are_found_wherever_they_stand(text: str, expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "room.py").write_text(text)
    monkeypatch.setitem(globals(), "PACKAGE", tmp_path)

    assert [found.target for found in imports(tmp_path / "room.py")] == [expected]


def test_the_clock_is_read_by_the_edges_alone() -> None:
    """Time is an argument: below the plugin nobody asks what time it is; a stopwatch (`monotonic`, `perf_counter`) is no clock."""
    asked = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path in files()
        if FLOORS[room(".".join(path.relative_to(PACKAGE).with_suffix("").parts))] < FLOORS["pelican_plugin"]
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.Call) and _asks_the_time(node.func)
    ]

    assert asked == []


def _asks_the_time(function: ast.expr) -> bool:
    """`datetime.now()`, `date.today()`, `time.time()`."""
    if not isinstance(function, ast.Attribute) or not isinstance(function.value, ast.Name):
        return False
    return (function.value.id, function.attr) in {
        ("datetime", "now"),
        ("datetime", "utcnow"),
        ("datetime", "today"),
        ("date", "today"),
        ("time", "time"),
        ("time", "time_ns"),
        ("time", "localtime"),
        ("time", "gmtime"),
    }


def test_only_the_command_prints() -> None:
    printed = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path in files()
        if path.relative_to(PACKAGE).parts[0] != "cli"
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]

    assert printed == []
