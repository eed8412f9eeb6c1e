"""pelican.conf.py: executed as Pelican would, without Pelican, and asked for the line of each value."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from parvis.errors import Mistake, SettingsError, UsageError

#: The file that makes a folder a hub.
NAME = "pelican.conf.py"

#: What Parvis reads of Pelican's own settings.
PELICANS = ("SITENAME", "SITEURL", "PATH", "OUTPUT_PATH", "DEFAULT_LANG", "TIMEZONE", "THEME")


class Conf:
    """What a pelican.conf.py has said."""

    def __init__(self, root: Path, text: bytes, values: Mapping[str, Any]) -> None:
        """Keep the text too: it knows the lines."""
        self.root = root
        self.file = NAME  #: for messages
        self.text = text
        self.values = values  #: the names in capitals

    def line(self, path: tuple[str | int, ...]) -> int:
        """The line of a setting, or of what it holds as far as that is written out; 1 where the file does not name it."""
        node = self._assigned.get(str(path[0])) if path else None
        line = node.lineno if node else 1
        for step in path[1:]:
            node = _within(node, step)
            if node is None:
                break
            line = node.lineno
        return line

    @cached_property
    def _assigned(self) -> dict[str, ast.expr]:
        """What is last assigned to each name, wherever in the file."""
        assigned: dict[str, ast.expr] = {}
        for node in ast.walk(ast.parse(self.text)):
            if isinstance(node, (ast.Assign, ast.AnnAssign, ast.AugAssign)) and node.value is not None:
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                assigned |= {target.id: node.value for target in targets if isinstance(target, ast.Name)}
        return assigned


def read(root: Path) -> Conf:
    """Execute the pelican.conf.py of a folder.

    UsageError when there is none; SettingsError with file and line when it is no Python, or raises something.
    """
    path = root / NAME
    try:
        text = path.read_bytes()
    except FileNotFoundError:
        raise UsageError(f"{root} is no hub: it holds no {NAME}. Make one with `parvis init DIR`.") from None
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.") from error
    try:
        code = compile(text, str(path), "exec")
    except (SyntaxError, ValueError) as error:
        raise SettingsError([_unreadable(error)]) from error
    namespace: dict[str, Any] = {"__name__": "pelican_conf", "__file__": str(path)}
    try:
        exec(code, namespace)  # noqa: S102 (a hub's settings are a program of its owner's; Pelican does the same)
    except (Exception, SystemExit) as error:
        raise SettingsError([_raised(error, str(path))]) from error
    return Conf(root, text, {name: value for name, value in namespace.items() if name.isupper()})


def ours(values: Mapping[str, Any]) -> dict[str, Any]:
    """Those of Pelican's settings that Parvis reads, and its own."""
    return {name: value for name, value in values.items() if name.startswith("PARVIS_") or name in PELICANS}


def _unreadable(error: SyntaxError | ValueError) -> Mistake:
    line = error.lineno or 0 if isinstance(error, SyntaxError) else 0
    what = error.msg if isinstance(error, SyntaxError) else str(error)
    return Mistake(file=NAME, line=line, field="", what=f"Python cannot read this: {what}.")


def _raised(error: BaseException, path: str) -> Mistake:
    """The innermost line of the settings file itself, whatever it has called."""
    lines = []
    frame = error.__traceback__
    while frame:
        if frame.tb_frame.f_code.co_filename == path:
            lines.append(frame.tb_lineno)
        frame = frame.tb_next
    return Mistake(
        file=NAME,
        line=lines[-1] if lines else 0,
        field="",
        what=f"{type(error).__name__}: {error}.".replace("..", "."),
        remedy="Pelican could not read these settings either.",
    )


def _within(node: ast.expr | None, step: str | int) -> ast.expr | None:
    """An entry of a dictionary, list or tuple that is written out."""
    if isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            if isinstance(key, ast.Constant) and key.value == step:
                return value
    if isinstance(node, (ast.List, ast.Tuple)) and isinstance(step, int) and step < len(node.elts):
        return node.elts[step]
    return None
