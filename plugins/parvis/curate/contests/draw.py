"""Drawing lots so that anybody can do it again: the order of SHA-256 digests, with a seed that nobody could choose.

Beforehand the contest publishes the SHA-256 of a secret, and which public number will be added (a lottery's, say). The seed is the
secret, a colon and that number. Whoever's `SHA-256(seed:id)` is smallest comes first: `printf %s "SEED:ID" | sha256sum`.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from parvis.errors import Mistake, PolicyError
from parvis.model.contest import Contest
from parvis.model.contest_result import Seed


def commitment(secret: str) -> str:
    """What is published beforehand."""
    return sha256(secret.encode()).hexdigest()


def mark(seed: Seed, id_: str) -> str:
    """The digest that an id's place follows from."""
    return sha256(f"{seed.secret}:{seed.number}:{id_}".encode()).hexdigest()


def order(ids: Iterable[str], seed: Seed) -> list[str]:
    """The ids as they are drawn, each once; the order in which they are given decides nothing."""
    return sorted(set(ids), key=lambda id_: (mark(seed, id_), id_))


def seed(contest: Contest, secret: str, number: str) -> Seed:
    """The seed of a contest's draw. PolicyError where no commitment was published, or where the secret is another one."""
    published = contest.draw.commitment
    if not published:
        what = "no commitment was published before the draw: nobody could tell that its seed was not chosen afterwards."
        remedy = "Write `commitment:` below `draw:` with the SHA-256 of a secret, before the number is known."
        raise PolicyError([Mistake(contest.file, contest.line("draw"), "draw.commitment", what, remedy)])
    if commitment(secret) != published:
        what = "the secret is not the one whose SHA-256 was published."
        raise PolicyError([Mistake(contest.file, contest.line("draw.commitment"), "draw.commitment", what, "Give the secret of then.")])
    if not number.strip():
        what = "the public number is missing: the secret alone was known to those who drew."
        raise PolicyError([Mistake(contest.file, contest.line("draw.number"), "draw.number", what, "Give it with `--number`.")])
    return Seed(commitment=published, secret=secret, number=" ".join(number.split()))
