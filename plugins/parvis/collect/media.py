"""Pictures of the posts: fetched with the same guards as feeds, copied into the archive, and tried again a few times when that fails."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import msgspec

from parvis.archive import pictures
from parvis.collect import edits, inside
from parvis.collect.answers import DeadlineError
from parvis.collect.fetch import Budget
from parvis.collect.hosts import GivenUpError, PausedError
from parvis.collect.jobs import Picture, PictureJob
from parvis.collect.limits import Limits
from parvis.collect.visit import Tools
from parvis.errors import SourceError
from parvis.model.exchange import Request
from parvis.model.post import Media, Post

_AT_ONCE = 4
#: So many pictures, or reasons, are told one by one.
_MOST_LINES = 12


@dataclass
class Gathered:
    """What became of a source's pictures."""

    posts: dict[str, Post] = field(default_factory=dict)  #: by id, those that have a new picture
    copied: int = 0
    files_written: int = 0
    left: int = 0  #: above the limit of a run
    troubles: list[tuple[str, str]] = field(default_factory=list)  #: why pictures could not be copied, and their addresses
    tries: dict[str, int] = field(default_factory=dict)  #: in vain, by picture


@dataclass(frozen=True)
class _Wanted:
    """One picture that is not in the archive yet."""

    key: str
    url: str


async def gather(posts: Iterable[Post], tries: Mapping[str, int], document: str, budget: Budget, archive: Path, tools: Tools) -> Gathered:
    """Copy the pictures of posts into the archive, newest posts first, as many as a run may.

    `tries`: how often each was tried in vain. `document`: path of the recorded document, whose pictures lie beside it.
    Requests are counted in `budget`; each picture has its own deadline. A picture that cannot be had never fails its source.
    """
    newest = sorted(posts, key=lambda post: (post.published, post.id), reverse=True)
    wanted = {want.key: want for post in newest for want in _wanted(post, tools.limits)}
    done = Gathered(tries={key: tries[key] for key in wanted if key in tries})
    due = [want for key, want in wanted.items() if tries.get(key, 0) < tools.limits.picture_tries]
    taken, done.left = due[: tools.limits.pictures], max(len(due) - tools.limits.pictures, 0)
    places = await _copied(taken, document, budget, archive, tools, done)
    for post in newest:
        filled = _filled(post, places, tools.limits)
        if filled != post:
            done.posts[post.id] = filled
    return done


def _wanted(post: Post, limits: Limits) -> list[_Wanted]:
    """The pictures of a post that have no copy."""
    missing = [(media, url) for media in post.media[: limits.pictures_a_post] if not media.local and (url := _picture(media))]
    return [_Wanted(key=_key(url), url=url) for _media, url in missing]


def _picture(media: Media) -> str | None:
    """Address of what can be shown still."""
    return media.url if media.kind == "image" else media.preview


def _key(url: str) -> str:
    """The same for every signed form of an address."""
    return sha256(edits.address_key(url).encode()).hexdigest()[:20]


async def _copied(wanted: list[_Wanted], document: str, budget: Budget, archive: Path, tools: Tools, done: Gathered) -> dict[str, Media]:
    """What each picture's copy is like, by the picture's key."""
    places: dict[str, Media] = {}
    turn = asyncio.Semaphore(_AT_ONCE)
    late = 0

    async def one(want: _Wanted) -> None:
        nonlocal late
        async with turn:
            if late >= tools.limits.picture_timeouts:
                done.left += 1
                return
            try:
                places[want.key] = _kept(await _copy(want.url, document, budget, tools), archive, want.url, done)
            except (PausedError, GivenUpError):
                done.left += 1
            except SourceError as error:
                late += isinstance(error, DeadlineError)
                done.tries[want.key] = done.tries.get(want.key, 0) + 1
                done.troubles.append((str(error), want.url))

    for error in await asyncio.gather(*map(one, wanted), return_exceptions=True):
        if error is not None:
            raise error
    return places


async def _copy(url: str, document: str, budget: Budget, tools: Tools) -> Picture:
    body = inside.recorded_picture(tools.root, document, url, tools.limits.picture_bytes) if document else None
    if body is None:
        own = Budget(seconds=tools.limits.picture_seconds)
        try:
            answer = await tools.fetcher.ask(Request(url=url, accept="image/*"), own, most=tools.limits.picture_bytes)
        finally:
            budget.requests += own.requests
        body = answer.body
    limits = tools.limits
    return await tools.workers.copy(
        PictureJob(body=body, pixels=limits.picture_pixels, side=limits.picture_side, seconds=limits.parse_seconds)
    )


def _kept(picture: Picture, archive: Path, url: str, done: Gathered) -> Media:
    place, is_new = pictures.keep(archive, picture.body, picture.extension)
    done.files_written += is_new
    done.copied += 1
    return Media(kind="image", url=url, local=place, width=picture.width, height=picture.height, color=picture.color, moves=picture.moves)


def _filled(post: Post, places: Mapping[str, Media], limits: Limits) -> Post:
    """The post with the places of its pictures' copies."""

    def one(media: Media) -> Media:
        url = _picture(media)
        copy = places.get(_key(url)) if url and not media.local else None
        if copy is None:
            return media
        return msgspec.structs.replace(media, local=copy.local, width=copy.width, height=copy.height, color=copy.color, moves=copy.moves)

    within, beyond = post.media[: limits.pictures_a_post], post.media[limits.pictures_a_post :]
    return msgspec.structs.replace(post, media=(*map(one, within), *beyond))


def troubles(gathered: Gathered) -> tuple[str, ...]:
    """A line for each picture that could not be copied, with its address; of many, a line for each reason, the rarest in one."""
    told = [(reason, url.partition("?")[0]) for reason, url in gathered.troubles]  # a signed address is nobody's business
    if len(told) <= _MOST_LINES:
        return tuple(f"{_pictures(1)} not copied: {reason} ({url})" for reason, url in sorted(told))
    by_reason: dict[str, list[str]] = {}
    for reason, url in told:
        by_reason.setdefault(reason, []).append(url)
    ordered = sorted(by_reason.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    lines = [f"{_pictures(len(urls))} not copied: {reason} ({min(urls)})" for reason, urls in ordered[:_MOST_LINES]]
    rest = sum(len(urls) for _, urls in ordered[_MOST_LINES:])
    return (*lines, *([f"{_pictures(rest)} not copied for other reasons."] if rest else ()))


def _pictures(count: int) -> str:
    return "1 picture was" if count == 1 else f"{count} pictures were"
