"""A template's closure: itself and every template that it extends, includes or imports, as one digest."""

from __future__ import annotations

from jinja2 import Environment, TemplateNotFound, TemplateSyntaxError, meta, nodes

from parvis.errors import ContentError, Mistake
from parvis.tidy import digests


class Closures:
    """Digests of closures, each template read and parsed once."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
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

    def _uses(self, name: str, user: str) -> tuple[str, ...]:
        if name not in self._named:
            loader = self._environment.loader
            assert loader is not None
            try:
                source, _, _ = loader.get_source(self._environment, name)
                tree = self._environment.parse(source, name)
            except TemplateNotFound as error:
                raise _mistake(user, 0, f"the template '{name}' does not exist.", "Add it to theme/templates/.") from error
            except TemplateSyntaxError as error:
                raise _mistake(name, error.lineno, f"{error.message}.", "Mend the template.") from error
            self._sources[name] = source
            self._named[name] = _literal_names(tree, name)
        return self._named[name]


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
