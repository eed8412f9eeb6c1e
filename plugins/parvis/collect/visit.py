"""One source's visit: what its kind asks for, one request after the other, and the items of the answers."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path

import msgspec

from parvis import sources
from parvis.collect import inside, schedule
from parvis.collect.archived import Archived
from parvis.collect.fetch import Answer, Budget, Fetcher
from parvis.collect.jobs import Found, ReadJob
from parvis.collect.limits import FULL_EVERY, Limits
from parvis.collect.memory import Known
from parvis.collect.parse import Workers
from parvis.collect.recognise import new_in_last
from parvis.errors import SourceError
from parvis.model.exchange import Request, Response, State
from parvis.model.source import Source

#: A source that has this part of its time left is told to stop and to remember where it was.
_LAST_PART = 0.25


@dataclass(frozen=True)
class Tools:
    """What all visits of a run share."""

    fetcher: Fetcher
    workers: Workers
    limits: Limits
    root: Path  #: the hub's folder
    now: datetime


@dataclass
class Visit:
    """What a visit has found and spent."""

    budget: Budget
    documents: list[tuple[Found, ...]] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)  #: of each document, as in `answers`
    confirmed: list[Known] = field(default_factory=list)  #: answers that have not changed
    answers: dict[str, Known] = field(default_factory=dict)  #: to be remembered, if all goes well to the end
    state: State = field(default_factory=dict)
    fresh: timedelta = timedelta(0)  #: for how long the server says that nothing will change
    moved_to: str = ""
    path: str = ""  #: of the recorded document, where the source is a file of the hub
    asked: int = 0  #: documents that were asked for
    parses: int = 0
    same_body: int = 0
    new: int = 0
    full: bool = False  #: the source was told to stop: more comes with the next run
    trouble: SourceError | None = None  #: what went wrong after something was had
    passed_over: list[SourceError] = field(default_factory=list)  #: what the kind itself could do without


async def visit(source: Source, before: Mapping[str, Known], state: State, budget: Budget, archived: Archived, tools: Tools) -> Visit:
    """Ask all that the kind of a source asks for, and read it.

    `before`: the last good answers, to be asked for again conditionally. SourceError when nothing could be had; when
    something could, what went wrong afterwards stands in `trouble`.
    """
    done = Visit(budget=budget, state=state)
    if is_written_by_hand(source):
        await _read_options(source, before.get(""), done, tools)
        return done
    try:
        await _converse(source, before, archived, done, tools)
    except SourceError as error:
        if not done.asked:
            raise
        done.trouble = error
    return done


def is_written_by_hand(source: Source) -> bool:
    """Whether the items stand in sources.yaml itself, and nobody is asked."""
    return hasattr(sources.kind(source.kind), "items")


async def _read_options(source: Source, known: Known | None, done: Visit, tools: Tools) -> None:
    digest = sha256(msgspec.json.encode(source.options, order="deterministic")).hexdigest()
    done.answers[""] = Known(digest=digest, whole=tools.now)
    if known is not None and known.digest == digest:
        done.same_body += 1
        done.confirmed.append(known)
        return
    await _read(source, None, Answer(url="", status=HTTPStatus.OK, headers={}), "", done, tools)


async def _converse(source: Source, before: Mapping[str, Known], archived: Archived, done: Visit, tools: Tools) -> None:
    """Hand each answer to the kind and ask what it wants next; an answer that cannot be had is raised inside of it."""
    options = sources.options_of(source.kind, source.options)
    talk: Generator[Request, Response, State] = sources.requests(source.kind, options, done.state)
    answer: Response | SourceError | None = None
    while True:
        request = _next(talk, answer, done)
        if isinstance(answer, SourceError):
            done.passed_over.append(answer)
        if request is None:
            return
        try:
            answer = await _answered(source, request, before, archived, done, tools)
        except SourceError as error:
            answer = error


def _next(talk: Generator[Request, Response, State], answer: Response | SourceError | None, done: Visit) -> Request | None:
    """What the kind asks for next; None when it has all it wants, and what to remember is noted.

    Kinds read JSON of all sorts: whatever they stumble over is a fact about the answer.
    """
    try:
        if answer is None:
            return next(talk)
        return talk.throw(answer) if isinstance(answer, SourceError) else talk.send(answer)
    except StopIteration as end:
        done.state = end.value or {}
        return None
    except SourceError:
        raise
    except Exception as error:
        raise SourceError(f"its answer cannot be understood ({type(error).__name__}).") from error


async def _answered(
    source: Source, request: Request, before: Mapping[str, Known], archived: Archived, done: Visit, tools: Tools
) -> Response:
    key = tools.fetcher.secrets.hide(request.url)
    known = before.get(key) if request.items and request.body is None else None
    is_whole = known is None or not timedelta(0) <= tools.now - known.whole < FULL_EVERY
    answer = await _fetched(source, request, None if is_whole else known, done, tools)
    if not request.items:
        return Response(url=answer.url, status=answer.status, headers=answer.headers, body=answer.body)
    done.moved_to = done.moved_to or answer.moved_to
    done.fresh = max(done.fresh, schedule.max_age(answer.headers))
    if answer.status == HTTPStatus.NOT_MODIFIED and known is not None:
        done.answers[key] = known
        return _unchanged(answer, known, done)
    digest = sha256(answer.body).hexdigest()
    done.answers[key] = Known(validator=answer.validator, digest=digest, whole=tools.now if is_whole or known is None else known.whole)
    if known is not None and known.digest == digest:
        done.same_body += 1
        done.answers[key] = msgspec.structs.replace(done.answers[key], items=known.items, term=known.term)
        return _unchanged(answer, known, done)
    await _read(source, request, answer, key, done, tools)
    response = _counted(source, answer, archived, done, tools)
    if response.full:  # it is asked for again, whole, for the sake of what follows it
        del done.answers[key]
    return response


def _unchanged(answer: Answer, known: Known, done: Visit) -> Response:
    done.asked += 1
    done.confirmed.append(known)
    return Response(url=answer.url, status=HTTPStatus.NOT_MODIFIED, headers=answer.headers)


async def _fetched(source: Source, request: Request, known: Known | None, done: Visit, tools: Tools) -> Answer:
    if schedule.is_path(request.url):
        done.path = request.url
        body = inside.read(tools.root, request.url, tools.limits.body_bytes)
        return Answer(url=request.url, status=HTTPStatus.OK, headers={}, body=body)
    interval = float(getattr(sources.kind(source.kind), "MIN_INTERVAL", 0))
    return await tools.fetcher.ask(request, done.budget, validator=known.validator if known else None, interval=interval)


async def _read(source: Source, request: Request | None, answer: Answer, key: str, done: Visit, tools: Tools) -> None:
    job = ReadJob(
        source=source,
        body=tools.fetcher.secrets.hide_in(answer.body) if request else None,
        origin=answer.url,
        asked=request.url if request else "",
        now=tools.now,
        seconds=tools.limits.parse_seconds,
    )
    done.parses += 1
    done.documents.append(await tools.workers.read(job))
    done.addresses.append(key)
    done.asked += 1


def _counted(source: Source, answer: Answer, archived: Archived, done: Visit, tools: Tools) -> Response:
    """The answer as its kind sees it: with how much of it is new, and whether to go on."""
    items, new = new_in_last(archived, done.documents)
    done.new += new
    is_late = done.budget.seconds < _LAST_PART * tools.limits.source_seconds
    # Exactly as many as may be kept leave nothing of this page, by which the next run would know to go on from here.
    full = done.new > source.limit or is_late
    done.full = done.full or full
    return Response(url=answer.url, status=HTTPStatus.OK, headers=answer.headers, body=answer.body, items=items, new=new, full=full)
