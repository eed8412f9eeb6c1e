"""Labels that a drawn page must show: whatever a theme's templates leave out, what is paid does not go out unlabelled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from markupsafe import escape

from parvis.errors import Mistake, PolicyError
from parvis.model.page import PLAIN, Page


def refuse_hidden(page: Page, text: str) -> None:
    """PolicyError where a page's values have a label (`disclosure` of a card or an entry) that the page as drawn does not show."""
    missing = [label for label in dict.fromkeys(_labels(page.values)) if str(escape(label)) not in text]
    if missing:
        remedy = 'Show it beside the name: `{% from "parts/disclosure.html" import disclosure %}` and `{{ disclosure(card.disclosure) }}`.'
        what = f"{page.path} shows somebody's words and not what binds them to the brand:"
        raise PolicyError(Mistake(f"theme/templates/{page.template}", 0, "", f"{what} '{label}'.", remedy) for label in missing)


def _labels(value: Any) -> Iterator[str]:
    """All labels in the values that a page is drawn from."""
    if isinstance(value, msgspec.Struct):
        disclosed = getattr(value, "disclosure", None)
        if disclosed is not None:
            yield from (label for label in disclosed if isinstance(label, str))
            return
        value = msgspec.structs.astuple(value)
    elif isinstance(value, Mapping):
        value = value.values()
    elif not isinstance(value, tuple | list):
        return
    for inner in value:
        if inner.__class__ not in PLAIN:
            yield from _labels(inner)
