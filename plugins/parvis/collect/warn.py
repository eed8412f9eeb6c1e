"""What a person should know of a source although it worked, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from parvis.collect import media
from parvis.collect.media import Gathered
from parvis.collect.memory import Memory
from parvis.collect.recognise import Decision
from parvis.collect.visit import Visit
from parvis.model.report import Health
from parvis.model.source import Source


def lines(source: Source, before: Memory, done: Visit, decision: Decision, gathered: Gathered) -> Iterator[str]:
    """One sentence each: what broke off, is missing, is held, is left for the next run, could not be copied."""
    if done.trouble is not None:
        yield f"{done.trouble} What came before that was kept."
    yield from (str(error) for error in done.passed_over)
    if done.parses and not decision.found:
        yield _nothing(before)
    if any(post.held for post in decision.new):
        yield f"{sum(1 for post in decision.new if post.held)} new items are held: {decision.held}. Look at them, then `parvis approve`."
    if decision.left:
        yield f"{decision.left} more items come with the next run (`limit: {source.limit}`)."
    yield from media.troubles(gathered)
    if gathered.left:
        yield f"{gathered.left} more pictures come with the next run."


def _nothing(before: Memory) -> str:
    if before.health.items:
        return f"the answer holds no items where there were {before.health.items}; what was collected stays."
    return "the answer holds no items."


def moved(health: Health) -> tuple[str, ...]:
    """The sentence about an address that has moved, if there is one."""
    return (f"moved permanently to {health.moved}: update sources.yaml",) if health.moved else ()
