"""What people send to a contest, as a form, a forum or a poll exports it, before anything of it is trusted, shortened or hashed."""

from __future__ import annotations

from typing import Literal

import msgspec

#: What a file is imported for.
Wanted = Literal["ideas", "ballots", "scores"]


class RawIdea(msgspec.Struct, frozen=True, kw_only=True):
    """One idea. Every field is text as it stands in the file; what the export does not say is empty. It has no field for an e-mail address."""

    line: int = 0  #: 1-based line of the file on which it begins; 0 in a file whose lines say nothing
    number: int = 0  #: its place in the file, from 1
    native: str = ""  #: its id in the tool
    title: str = ""
    text: str = ""
    html: bool = False  #: title and text are HTML
    author: str = ""  #: whole: it is shortened before it is kept
    at: str = ""
    language: str = ""
    link: str = ""  #: where it was posted
    tags: tuple[str, ...] = ()
    minor: str = ""  #: whether the author is a minor, in words
    guardian: str = ""  #: whether a guardian agrees
    shell: str = ""  #: the swatch's outside, as whoever sent it has chosen it
    filling: str = ""  #: its inside


class RawVote(msgspec.Struct, frozen=True, kw_only=True):
    """One vote. Who cast it becomes a salted hash at once and is kept nowhere."""

    line: int = 0
    number: int = 0
    voter: str = ""  #: what identifies the person in this export; empty for a vote of a poll that names nobody
    poll: str = ""  #: id of the poll, or address of the post, where the votes are only counted
    several: bool = False  #: the poll lets one person choose several options
    choice: str = ""  #: an entry's id, title or address
    at: str = ""


class RawScore(msgspec.Struct, frozen=True, kw_only=True):
    """What one juror gives by one criterion."""

    line: int = 0
    number: int = 0
    juror: str = ""  #: id or name
    entry: str = ""  #: an entry's id or title
    criterion: str = ""  #: id or name
    points: str = ""


class Unread(msgspec.Struct, frozen=True, kw_only=True):
    """A row that cannot be read."""

    line: int = 0
    number: int = 0
    field: str = ""
    what: str  #: one sentence
