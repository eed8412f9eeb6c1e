"""The error tree: each error says what is wrong, where, and what to do.

ParvisError
├── SettingsError   78  pelican.conf.py, sources.yaml or rules.yaml is wrong (all mistakes listed)
├── ContentError    65  a file that an editor wrote is wrong (all mistakes listed)
├── PolicyError     65  a rule of law or of a network is broken
├── ArchiveError    65  content/archive/ cannot be read or written
├── LockedError     75  another command is at work in this hub
├── UsageError       2  a command was asked for something that does not exist
└── SourceError      1  one source failed: a value in the report, it stops nobody else
    ├── FetchError      the answer could not be had
    │   └── RefusedAddress  the address is not one of the public Internet
    └── ReadError       the answer could not be understood

Exit codes after sysexits.h: EX_DATAERR 65, EX_TEMPFAIL 75, EX_CONFIG 78.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable


class Mistake(msgspec.Struct, frozen=True, order=True):
    """One thing that a person can mend: where it is, what is wrong, what to do."""

    file: str  #: relative to the hub's folder, with forward slashes
    line: int  #: 1-based; 0 where the file has no lines to name
    field: str  #: dotted path such as ``sources.3.kind``; empty for the whole file
    what: str  #: one sentence
    remedy: str = ""  #: one sentence in the imperative

    def __str__(self) -> str:
        """`content/sources.yaml:14: kind: unknown kind 'yutube'. Did you mean 'youtube'?`."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        field = f" {self.field}:" if self.field else ""
        remedy = f" {self.remedy}" if self.remedy else ""
        return f"{place}:{field} {self.what}{remedy}"


class ParvisError(Exception):
    """Whatever Parvis tells a user about; the edge prints it and ends with `exitcode`."""

    exitcode = 1


class ListedError(ParvisError):
    """An error that lists every mistake at once, sorted by file and line."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        """Keep the mistakes, in the order in which a reader meets them."""
        self.mistakes = tuple(sorted(set(mistakes)))
        super().__init__("\n".join(map(str, self.mistakes)))


class SettingsError(ListedError):
    """A settings file is wrong."""

    exitcode = 78


class ContentError(ListedError):
    """A file that an editor wrote is wrong."""

    exitcode = 65


class PolicyError(ListedError):
    """A rule of law or of a network is broken; the remedy says how to mend it."""

    exitcode = 65


class ArchiveError(ParvisError):
    """The archive cannot be read or written."""

    exitcode = 65


class LockedError(ParvisError):
    """Another command holds the hub's lock."""

    exitcode = 75


class UsageError(ParvisError):
    """A command names something that this hub does not have."""

    exitcode = 2


class SourceError(ParvisError):
    """One source failed. It is reported, the archive keeps what it had, the other sources go on."""


class FetchError(SourceError):
    """The answer could not be had."""


class RefusedAddress(FetchError):  # noqa: N818 (named after what happened, like every refusal)
    """The address lies inside a private network, or is otherwise not global unicast.

    Deliberately no OSError: an HTTP client would take that for a failed address and try the next one.
    """


class ReadError(SourceError):
    """The answer is not what this kind of source gives."""
