"""Which files tell an editor something, and by which calls."""

from __future__ import annotations

import re

#: Rooms that speak to readers of the site, by the theme's own catalogue; of theirs, only what is raised or warned is told to editors.
FOR_READERS = (
    "pages/",
    "build/shelf.py",
    "build/social/",
    "build/brand/",
    "cli/letters/",
    "cli/rights/request.py",
    "curate/contests/clauses.py",
    "curate/forgetting.py",
    "importers/forms/",
)
#: Files whose strings are written into files of a hub or of the site, or are words of a format: nobody reads them on a terminal.
NOT_TOLD = (
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
    "curate/contests/food_words.py",
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
MACHINES = frozenset(
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
TOLD = re.compile(r"(Error|Mistake|Refusal|Anomaly|BadRow)$|^(say|wrong|_wrong|mistake|warn|warnings|told|listed|append)$")
