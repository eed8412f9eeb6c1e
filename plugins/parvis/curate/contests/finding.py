"""Finding what people mean: an entry by its number, name or address, a juror or criterion by id or name."""

from __future__ import annotations

import difflib
import re
from typing import Final

from parvis.curate.contests.merge import ideas
from parvis.curate.contests.words import words
from parvis.model.contest import Contest
from parvis.tidy.links import canonical

_NUMBERED: Final = re.compile(r"#?\s*(?P<number>\d+)\s*[.):–—-]?\s*(?P<rest>.*)", re.DOTALL)


class Finder:
    """The names of one contest, however they are spelled."""

    def __init__(self, contest: Contest) -> None:
        self._ids = {entry.id for entry in contest.entries}
        self._several = any(cap.ballots > 1 for cap in contest.vote.caps)
        self._titles = {_spelled(entry.title): entry.id for entry in reversed(contest.entries)}
        self._titles |= {_spelled(idea.title): idea.id for idea in ideas(contest)}
        self._links = {_last(entry.link): entry.id for entry in contest.entries if entry.link}
        self._jurors = {_spelled(name): juror.id for juror in contest.jury.members for name in (juror.name, juror.id)}
        self._criteria = {
            _spelled(name): criterion.id for criterion in contest.jury.criteria for name in (*criterion.name.values(), criterion.id)
        }

    def entries(self, said: str) -> tuple[str, ...]:
        """Ids of the entries that a cell names: one, or several where the contest lets a person choose several; none where it names none."""
        one = self._entry(said)
        if one or not self._several:
            return (one,) if one else ()
        parts = [self._entry(part) for part in re.split(r";|,\s", said) if part.strip()]
        return tuple(dict.fromkeys(parts)) if all(parts) else ()

    def juror(self, said: str) -> str:
        """A juror's id; empty where nobody is called so."""
        return self._jurors.get(_spelled(said), "")

    def criterion(self, said: str) -> str:
        """A criterion's id; empty where none is called so."""
        return self._criteria.get(_spelled(said), "")

    def near(self, said: str) -> str:
        """The entry that was probably meant, as a question."""
        near = difflib.get_close_matches(_spelled(said), self._titles, n=1, cutoff=0.6)
        return f"Did you mean '{near[0]}'?" if near else ""

    def _entry(self, said: str) -> str:
        said = said.strip()
        if said in self._ids:
            return said
        if "://" in said:
            return self._links.get(_last(said), "")
        named = self._titles.get(_spelled(said), "")
        numbered = _NUMBERED.fullmatch(said)
        if named or numbered is None or numbered["number"] not in self._ids:
            return named
        rest = self._titles.get(_spelled(numbered["rest"]), numbered["number"])
        return numbered["number"] if rest == numbered["number"] or not numbered["rest"] else ""


def _spelled(name: str) -> str:
    return " ".join(words(name))


def _last(address: str) -> str:
    """What two addresses of one post share: Bluesky's `at://…/app.bsky.feed.post/KEY` and `https://bsky.app/profile/…/post/KEY`."""
    if address.startswith("at://") or "://bsky.app/" in address:
        return f"bsky {address.rstrip('/').rpartition('/')[2]}"
    return canonical(address)
