"""Pagefind at work: pages go in and the index's files come out through a pipe, so that nothing but the index is ever written.

Its command line reads a folder of pages and writes one of files: for ten thousand items in two languages these are thirty thousand files
and as many folders, made to be deleted again. Through the pipe each message is Base64 of JSON with a comma behind it, as Pagefind's own
packages speak; the one for Python waits a tenth of a second before it looks at an answer, and each page has one.
"""

from __future__ import annotations

import os
import subprocess
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import count
from threading import Thread, Timer
from typing import IO, Any, Final

import msgspec

from parvis.errors import ParvisError

#: Seconds: for the largest hubs on the slowest machines.
_PATIENCE: Final = 600
#: Bytes that are read at once: as many as a pipe holds.
_PIPE: Final = 1 << 16


class _File(msgspec.Struct, frozen=True):
    path: str
    content: bytes


class _Told(msgspec.Struct, frozen=True):
    type: str
    message: str = ""  #: of an error
    index_id: int = 0
    files: tuple[_File, ...] = ()


class _Answer(msgspec.Struct, frozen=True):
    payload: _Told


def index(language: str, pages: Sequence[tuple[str, str]]) -> dict[str, bytes]:
    """The index's files by their paths. `pages`: path below output/ and HTML of each.

    OSError when Pagefind cannot run here, ParvisError with what it says when it fails.
    """
    from pagefind.service import get_executable

    asked = [str(get_executable()), "--service"]
    with subprocess.Popen(asked, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as at_work:  # noqa: S603 (its own binary)
        assert at_work.stdin is not None
        assert at_work.stdout is not None
        watch = Timer(_PATIENCE, at_work.kill)
        watch.start()
        try:
            return _asked(language, pages, at_work.stdin, at_work.stdout)
        except (ValueError, msgspec.DecodeError) as error:
            raise ParvisError(f"nobody understands its answer: {error}") from error
        finally:
            watch.cancel()
            at_work.kill()  # it has said all that is wanted, or nobody listens any more
            with suppress(OSError):
                at_work.stdin.close()


def _asked(language: str, pages: Iterable[tuple[str, str]], to: IO[bytes], of: IO[bytes]) -> dict[str, bytes]:
    answers, numbers = _answers(of), count(1)
    _say(to, [{"message_id": next(numbers), "payload": {"type": "NewIndex", "config": {"force_language": language}}}])
    of_it = {"index_id": _next(answers).index_id}
    payloads: Iterator[dict[str, Any]] = (
        {"type": "AddFile", "file_path": f"{path}index.html", "file_contents": html, "url": None} for path, html in pages
    )
    wanted = (*payloads, {"type": "GetFiles"})
    # Beside the reading: a pipe that nobody empties would stop both.
    Thread(target=_say, args=(to, [{"message_id": next(numbers), "payload": one | of_it} for one in wanted]), daemon=True).start()
    last = [_next(answers) for _ in wanted][-1]
    return {file.path: file.content for file in last.files}


def _say(pipe: IO[bytes], messages: Iterable[dict[str, Any]]) -> None:
    with suppress(OSError, ValueError):  # it has ended, or is listened to no more: that answers are missing tells
        for message in messages:
            pipe.write(b64encode(msgspec.json.encode(message)) + b",")
        pipe.flush()


def _next(answers: Iterator[_Told]) -> _Told:
    answer = next(answers, _Told("Error", "it has ended before its time"))
    if answer.type == "Error":
        raise ParvisError(answer.message)
    return answer


def _answers(pipe: IO[bytes]) -> Iterator[_Told]:
    decode = msgspec.json.Decoder(_Answer).decode
    parts: list[bytes] = []  # the last answer, with all files, is megabytes long
    while chunk := os.read(pipe.fileno(), _PIPE):
        *ends, rest = chunk.split(b",")
        for end in ends:
            yield decode(b64decode(b"".join((*parts, end)))).payload
            parts.clear()
        parts.append(rest)
