"""What was forgotten and is met again: left out before anything of it is kept. Pure but for what the suppressions remember."""

from __future__ import annotations

import msgspec

from parvis.collect.recognise import Decision
from parvis.curate.suppressed import Suppressions
from parvis.model.post import Post


def left_out(decision: Decision, suppressions: Suppressions) -> tuple[Decision, int]:
    """The decision without what is suppressed, and how many items that are."""
    if not suppressions:
        return decision, 0
    gone: set[str] = set()

    def staying(posts: tuple[Post, ...]) -> tuple[Post, ...]:
        held = {post.id for post in posts if suppressions.holds(post)}
        gone.update(held)
        return tuple(post for post in posts if post.id not in held)

    kept = msgspec.structs.replace(
        decision,
        new=staying(decision.new),
        edited=staying(decision.edited),
        refreshed=staying(decision.refreshed),
        counted=staying(decision.counted),
    )
    return kept, len(gone)
