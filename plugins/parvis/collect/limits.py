"""How far a run goes: every number that keeps it polite, safe and short, in one place."""

from __future__ import annotations

from datetime import timedelta

import msgspec

_MIB = 1024 * 1024


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """The defaults are those of the documentation; tests pass smaller ones."""

    in_flight: int = 20  #: sources at work at the same time
    per_host: int = 2  #: requests at the same time
    connect_seconds: float = 5.0  #: name look-up and TLS included
    source_seconds: float = 20.0  #: for all answers of a source together; a drip does not extend it
    body_bytes: int = 10 * _MIB  #: of an answer, after decompression
    redirects: int = 5
    host_timeouts: int = 8  #: after so many timeouts a host is not asked again in this run

    parse_seconds: float = 10.0  #: of processor time for one document
    start_seconds: float = 30.0  #: for a worker process to start on a busy machine
    parse_seconds_hurried: float = 2.0  #: the same, once `parse_kills` documents have taken too long in this run
    parse_kills: int = 6
    worker_bytes: int = 1024 * _MIB  #: memory of a worker process: ten times what the largest honest feed was seen to need
    result_bytes: int = 64 * _MIB  #: of what a worker may hand back for one document

    pictures: int = 100  #: fetched for a source in one run; the rest comes with the next
    pictures_a_post: int = 10
    picture_bytes: int = 12 * _MIB
    picture_seconds: float = 10.0  #: for one picture
    picture_timeouts: int = 2  #: after so many that did not come in time, the rest of a source's pictures comes with the next run
    picture_tries: int = 4  #: in different runs
    picture_pixels: int = 50_000_000
    picture_side: int = 1600  #: pixels, of the longer side of the copy


#: The longest a validator is trusted before the whole answer is asked for again.
FULL_EVERY = timedelta(days=7)
