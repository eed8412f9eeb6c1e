"""A template's closure: itself and every template that it extends, includes or imports, as one digest."""

from __future__ import annotations

from pathlib import Path

import msgspec
from jinja2 import Environment, TemplateNotFound, TemplateSyntaxError, meta, nodes

from parvis.build.disk import Disk
from parvis.errors import ContentError, Mistake
from parvis.tidy import digests


class Closures:
    """Digests of closures, each template read and parsed once."""

    def __init__(self, environment: Environment, kept: Path | None = None, version: str = "") -> None:
        """`kept`: file that remembers which names stand in which text, as `version` of this program reads it; it may be lost."""
        self._environment = environment
        self._kept = kept
        self._version = version
        self._known = _read(kept)
        self._used: dict[str, tuple[str, ...]] = {}
        self._sources: dict[str, str] = {}
        self._named: dict[str, tuple[str, ...]] = {}

    def digest(self, template: str) -> str:
        """The digest of all that a template is drawn from. ContentError when it cannot be known, or does not exist."""
        return digests.of_values([(name, self._sources[name]) for name in self.names(template)])

    def names(self, template: str) -> tuple[str, ...]:
        """Names of the templates in the closure, sorted."""
        found: set[str] = set()
        waiting = [(template, template)]
        while waiting:
            name, user = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += [(used, name) for used in self._uses(name, user)]
        return tuple(sorted(found))

    def keep(self) -> None:
        """Remember the names of the texts that were read, if any of them had to be parsed."""
        if self._kept is not None and not self._used.keys() <= self._known.keys():
            Disk().write(self._kept, msgspec.json.encode(self._used, order="sorted"))

    def _uses(self, name: str, user: str) -> tuple[str, ...]:
        if name not in self._named:
            loader = self._environment.loader
            assert loader is not None
            try:
                source, _, _ = loader.get_source(self._environment, name)
                names = self._names_in(source, name)
            except TemplateNotFound as error:
                raise _mistake(user, 0, f"the template '{name}' does not exist.", "Add it to theme/templates/.") from error
            except TemplateSyntaxError as error:
                raise _mistake(name, error.lineno, f"{error.message}.", "Mend the template.") from error
            self._sources[name] = source
            self._named[name] = names
        return self._named[name]

    def _names_in(self, source: str, name: str) -> tuple[str, ...]:
        """The names that stand in a template's text. TemplateSyntaxError when it is none."""
        key = digests.of_values([self._version, source])
        self._used[key] = self._known[key] if key in self._known else _literal_names(self._environment.parse(source, name), name)
        return self._used[key]


def _read(kept: Path | None) -> dict[str, tuple[str, ...]]:
    try:
        return msgspec.json.decode(kept.read_bytes(), type=dict[str, tuple[str, ...]]) if kept else {}
    except (OSError, msgspec.DecodeError):
        return {}


def _literal_names(tree: nodes.Template, name: str) -> tuple[str, ...]:
    names = tuple(meta.find_referenced_templates(tree))
    if None in names:
        users = tree.find_all((nodes.Extends, nodes.Import, nodes.FromImport, nodes.Include))
        line = next((user.lineno for user in users if not isinstance(user.template, nodes.Const)), 0)  # type: ignore[attr-defined]
        remedy = "Write the name itself in quotes: else nobody can tell which pages a change of a template touches."
        raise _mistake(name, line, "the name of a template is computed.", remedy)
    return tuple(used for used in names if used is not None)


def _mistake(template: str, line: int, what: str, remedy: str) -> ContentError:
    return ContentError([Mistake(f"theme/templates/{template}", line, "", what, remedy)])
