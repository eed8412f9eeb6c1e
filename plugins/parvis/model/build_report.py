"""What a build has done, as a value."""

from __future__ import annotations

from datetime import datetime

import msgspec


class BuildReport(msgspec.Struct, frozen=True, kw_only=True):
    """The outcome of one build that ended well."""

    output: str  #: the folder that was built into, absolute
    pages: int = 0  #: pages, feeds and data files that the hub has
    rendered: int = 0  #: of these, drawn: something they are made from had changed
    planned: int = 0  #: of these, not even worked out: nothing that they are planned from had changed
    written: tuple[str, ...] = ()  #: paths below output/ whose bytes are new, sorted
    deleted: tuple[str, ...] = ()  #: paths that no longer belong, sorted
    unchanged: int = 0  #: files that stayed as they were
    markdown_parses: int = 0  #: of the editors' files; 0 when all were known
    encoded: int = 0  #: pictures; 0 when all were known
    warnings: tuple[str, ...] = ()  #: sentences, in the order in which they came up
    next_change: datetime | None = None  #: when a page would next change by itself
    whole: bool = False  #: the site was put in place at once, by two renames
