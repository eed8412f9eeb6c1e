"""How an item is shown to whoever decides: everything that it says, and nothing that a terminal would obey."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from zoneinfo import ZoneInfo

from parvis.build import reasons
from parvis.cli.moderation.queue import Case
from parvis.cli.terminal import Paper, spoken
from parvis.curate.status import Desk
from parvis.model.hub import Hub
from parvis.model.post import Media, Post
from parvis.model.review import Review

#: Characters of a text that are shown.
_MOST: Final = 4000
#: Of the labels, the longest French one and two blanks.
_WIDTH: Final = 13


def show(paper: Paper, case: Case, hub: Hub, desk: Desk, place: str) -> None:
    """Print an item. `place`: such as `3 of 12`."""
    paper.say()
    paper.say(f"── {spoken(place)} · {spoken(case.status.upper()).lower()} · {case.id}", "bold cyan")
    thing = case.thing
    for name, line in _head(case, ZoneInfo(hub.site.timezone)):
        paper.say(f"{spoken(name):<{_WIDTH}}{line}", "dim")
    if thing.title and (isinstance(thing, Review) or thing.titled):
        paper.say()
        paper.say(thing.title, "bold")
    if thing.text:
        paper.say()
        for line in _text(thing.text):
            paper.say(line, indent=2)
    paper.say()
    for name, line in (*_rest(thing), *_decided(case, hub, desk)):
        paper.say(f"{spoken(name):<{_WIDTH}}{line}", "yellow" if name == "because" else "dim")


def _head(case: Case, zone: ZoneInfo) -> Iterator[tuple[str, str]]:
    thing = case.thing
    yield "source", f"{thing.source} ({case.network})"
    if isinstance(thing, Post):
        said = " ".join(part for part in (thing.author.name, thing.author.handle, thing.author.url) if part)
    else:
        said = thing.author
        yield "rating", f"{thing.rating:g} of 5" if thing.rating is not None else "none"
        if thing.product:
            yield "product", thing.product
    yield "author", said or "nobody is named"
    yield "date", f"{thing.published.astimezone(zone):%Y-%m-%d %H:%M}{'' if thing.dated else ' (when it was first seen)'}"


def _text(text: str) -> Iterator[str]:
    yield from text[:_MOST].splitlines()
    if len(text) > _MOST:
        yield f"… and {len(text) - _MOST} characters more: see the original."


def _rest(thing: Post | Review) -> Iterator[tuple[str, str]]:
    if isinstance(thing, Review):
        for place, photo in enumerate(thing.photos, start=1):
            yield f"picture {place}", f"{photo.picture or photo.url}: {photo.alt or 'no description'}"
    else:
        for place, media in enumerate(thing.media, start=1):
            yield f"{media.kind if media.kind != 'image' else 'picture'} {place}", _media(media)
        if thing.warning or thing.sensitive:
            yield "warning", thing.warning or "marked as sensitive"
        if thing.tags:
            yield "tags", " ".join(f"#{tag}" for tag in thing.tags)
        for link in thing.links:
            yield "link", link
        if thing.reply_to:
            yield "answers", thing.reply_to
        if thing.repost_of:
            yield "repeats", thing.repost_of
    if thing.url:
        yield "stands at", thing.url


def _media(media: Media) -> str:
    name = media.local or media.url
    size = f" {media.width}×{media.height}" if media.width and media.height else ""
    return f"{name}{size}: {media.alt or 'no description'}"


def _decided(case: Case, hub: Hub, desk: Desk) -> Iterator[tuple[str, str]]:
    """The chain of reasons, and how its rights stand."""
    if case.item is not None and isinstance(case.thing, Post):
        chain = reasons.of_item(case.item, case.thing, hub, desk)
        for step in chain.steps:
            if step.name in {"rights", "decisions", "copies", "term"}:
                yield from ((step.name, line) for line in step.said)
    yield from (("because", reason) for reason in case.reasons)
