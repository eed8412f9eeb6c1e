"""Reading what came from outside in worker processes, each job with a limit of time and of memory."""

from __future__ import annotations

import asyncio
import os
import signal
import struct
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

import parvis
from parvis.collect.jobs import Found, Job, Picture, PictureJob, ReadJob, Result
from parvis.collect.limits import Limits
from parvis.errors import ReadError
from parvis.model.post import dec_hook

_LENGTH = struct.Struct(">I")
#: Processor time is what a job is limited by; this many times as much may pass on a busy machine.
_BUSY = 4
_COMMAND = (sys.executable, "-P", "-m", "parvis.collect.worker")
#: What a worker gets of the environment: no token of it.
_PASSED_ON = ("PATH", "LANG", "LC_ALL", "TMPDIR", "TZ", "SYSTEMROOT", "PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX")
_MOST_WORKERS = 4


class Workers:
    """At most one worker process for each processor, started when first needed and used again. An asynchronous context."""

    def __init__(self, limits: Limits | None = None, command: Sequence[str] = _COMMAND) -> None:
        """`command` starts a worker; it is given its limit of memory as last argument."""
        self._limits = limits or Limits()
        self._command = command
        self._slots: asyncio.Queue[_Worker] = asyncio.Queue()
        self.kills = 0  #: how many jobs took too long

    async def __aenter__(self) -> Self:
        """Make room for the workers, without starting one."""
        for _ in range(min(os.cpu_count() or 1, _MOST_WORKERS)):
            self._slots.put_nowait(_Worker(self._command, self._limits))
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """End all workers."""
        while not self._slots.empty():
            await self._slots.get_nowait().end()

    @property
    def seconds(self) -> float:
        """Processor time for the next job: less, once several have taken too long, so that 120 of them end a run in time."""
        return self._limits.parse_seconds if self.kills < self._limits.parse_kills else self._limits.parse_seconds_hurried

    async def read(self, job: ReadJob) -> tuple[Found, ...]:
        """The items of a document. ReadError when it cannot be read, or not within the limits."""
        return (await self._do(job)).found

    async def copy(self, job: PictureJob) -> Picture:
        """Our copy of a picture. ReadError when it is none that we show, or not within the limits."""
        picture = (await self._do(job)).picture
        assert picture is not None, "a result without error holds what was asked for"
        return picture

    async def _do(self, job: Job) -> Result:
        worker = await self._slots.get()
        try:
            result = await worker.do(msgspec.structs.replace(job, seconds=self.seconds))
        except TimeoutError as error:
            self.kills += 1
            raise ReadError("it took too long to read, as documents made to do harm do. It was given up.") from error
        finally:
            self._slots.put_nowait(worker)
        if result.error:
            raise ReadError(result.error)
        return result


class _Worker:
    """One process, replaced after each end."""

    def __init__(self, command: Sequence[str], limits: Limits) -> None:
        self._command = (*command, str(limits.worker_bytes))
        self._most = limits.result_bytes
        self._start_seconds = limits.start_seconds
        self._process: Process | None = None

    async def do(self, job: Job) -> Result:
        """The job's result. TimeoutError when it took too long, ReadError when the process died of it."""
        process = self._process = self._process or await self._started()
        finished = False
        try:
            async with asyncio.timeout(job.seconds * _BUSY + self._start_seconds):
                result = await self._exchange(process, msgspec.msgpack.encode(job))
            finished = not result.out_of_memory
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            code = await process.wait()
            if code == -signal.SIGPROF:
                raise TimeoutError from error
            raise ReadError(f"the process that read it ended without a word ({_ending(code)}).") from error
        else:
            return result
        finally:
            if not finished:
                await self.end()

    async def _exchange(self, process: Process, frame: bytes) -> Result:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(_LENGTH.pack(len(frame)) + frame)
        await process.stdin.drain()
        (length,) = _LENGTH.unpack(await process.stdout.readexactly(_LENGTH.size))
        if length > self._most:
            raise ReadError(f"it holds more than {self._most // (1024 * 1024)} MiB of items.")
        return msgspec.json.decode(await process.stdout.readexactly(length), type=Result, dec_hook=dec_hook)

    async def _started(self) -> Process:
        return await asyncio.create_subprocess_exec(*self._command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=_environment())

    async def end(self) -> None:
        """Kill the process; the next job starts another one."""
        process, self._process = self._process, None
        if process is None:
            return
        with suppress(ProcessLookupError):
            process.kill()
        # Reads what is left in the pipes and closes them, which waiting alone does not.
        with suppress(ConnectionError):
            await process.communicate()


def _environment() -> dict[str, str]:
    """The worker's environment: where to find this very package, one thread for each numeric library, no tokens."""
    here = str(Path(parvis.__file__).resolve().parents[1])
    return {
        **{name: os.environ[name] for name in _PASSED_ON if name in os.environ},
        "PYTHONPATH": os.pathsep.join(filter(None, (here, os.environ.get("PYTHONPATH")))),
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
    }


def _ending(code: int) -> str:
    return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
