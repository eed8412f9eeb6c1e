"""The worker process: reads what came from outside, where a crash, a hang or a lack of memory is nobody else's.

It talks over its standard input and output in frames: four bytes of length, then a job in MessagePack or a result in JSON. The
time of a job is limited by a timer of processor time whose signal ends the process wherever it stands, in C code too;
its memory by RLIMIT_DATA, which counts what it writes to and not the libraries that it maps.
"""

from __future__ import annotations

import os
import resource
import signal
import struct
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from typing import Any, BinaryIO, cast

import msgspec

from parvis import sources
from parvis.collect import jobs
from parvis.collect.jobs import Found, Job, PictureJob, ReadJob, Result
from parvis.errors import ReadError
from parvis.model.raw_post import RawPost
from parvis.model.source import Source
from parvis.tidy import post as tidy_post
from parvis.tidy import text

_LENGTH = struct.Struct(">I")


def main() -> None:
    """Do the jobs that come in, one after the other, until there are no more."""
    given, taken = sys.stdin.buffer, _own_output()
    _limit_memory(int(sys.argv[1]))
    while job := _next(given):
        signal.setitimer(signal.ITIMER_PROF, job.seconds)
        result, frame = _framed(_done(job))
        signal.setitimer(signal.ITIMER_PROF, 0)
        taken.write(_LENGTH.pack(len(frame)) + frame)
        taken.flush()
        if result.out_of_memory:
            return


def _own_output() -> BinaryIO:
    """Standard output for frames alone: whatever a library prints goes to standard error instead."""
    own = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return own


def _limit_memory(most: int) -> None:
    _soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    with suppress(ValueError, OSError):  # not every system lets a process limit itself
        resource.setrlimit(resource.RLIMIT_DATA, (most, hard))


def _next(given: BinaryIO) -> Job | None:
    length = given.read(_LENGTH.size)
    return msgspec.msgpack.decode(given.read(_LENGTH.unpack(length)[0]), type=Job) if len(length) == _LENGTH.size else None


def _framed(result: Result) -> tuple[Result, bytes]:
    """A result as bytes, or what kept it from becoming some."""
    try:
        return result, msgspec.json.encode(result)
    except MemoryError:
        result = Result(error=jobs.TOO_MUCH_MEMORY, out_of_memory=True)
    except UnicodeEncodeError:
        result = Result(error="the document holds what is no text.")
    return result, msgspec.json.encode(result)


def _done(job: Job) -> Result:
    """The result, or a sentence saying why there is none: whatever goes wrong in here is a fact about the document."""
    try:
        if isinstance(job, PictureJob):
            from parvis.collect import pictures

            return Result(picture=pictures.copy(job.body, job.pixels, job.side))
        return Result(found=tuple(_found(job)))
    except ReadError as error:
        return Result(error=str(error))
    except MemoryError:
        return Result(error=jobs.TOO_MUCH_MEMORY, out_of_memory=True)
    except Exception as error:  # noqa: BLE001 (feedparser raises all sorts on hostile bytes)
        return Result(error=f"the document cannot be read ({type(error).__name__}: {text.one_line(str(error), 200)}).")


def _found(job: ReadJob) -> Iterator[Found]:
    options = sources.options_of(job.source.kind, job.source.options)
    if job.body is None:
        items = cast("Any", sources.kind(job.source.kind)).items(options)
    else:
        items = sources.read(job.source.kind, job.body, options, job.asked)
    for raw in items:
        yield found(raw, job.source, job.origin, job.now)


def found(raw: RawPost, source: Source, origin: str, now: datetime) -> Found:
    """A raw post, tidied, with what it can be recognised by."""
    keys = list(tidy_post.keys(raw, origin))
    digest = keys.pop()
    native = keys.pop(0) if text.one_line(raw.native or "") else ""
    author = tuple(name for name in (raw.author.handle, raw.author.url) if name)
    return Found(native=native, link="".join(keys), digest=digest, author=author, post=tidy_post.tidy(raw, source, origin, now))


if __name__ == "__main__":
    main()
