"""Mastodon: a poll, or the post that holds it, as its API gives them. The network counts one account once and tells no names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from parvis.importers.forms import _json
from parvis.model.raw_submission import RawVote, Wanted

if TYPE_CHECKING:
    from parvis.importers.forms import Export, Row

GIVES: Final[tuple[Wanted, ...]] = ("ballots",)
PROVEN: Final = True


def read(export: Export, wanted: Wanted) -> Iterator[Row]:
    """A vote for each that an option has."""
    del wanted
    document = _json.load(export)
    poll = document.get("poll", document) if isinstance(document, Mapping) else None
    options = poll.get("options") if isinstance(poll, Mapping) else None
    if not isinstance(poll, Mapping) or not isinstance(options, list) or "id" not in poll:
        raise _json.refused(export, "this is no poll of Mastodon: it has no `id` and `options`.")
    for option in options:
        for number in range(1, int(option.get("votes_count") or 0) + 1):
            yield RawVote(
                number=number,
                poll=str(poll["id"]),
                several=bool(poll.get("multiple")),
                choice=str(option.get("title") or ""),
                at=str(poll.get("expires_at") or ""),
            )
