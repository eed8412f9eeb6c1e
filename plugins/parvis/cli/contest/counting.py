"""`parvis contest SLUG tally | shortlist | jury | draw | verify`: each step is written into result.json and can be computed again."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click
import msgspec

from parvis.cli.contest.chosen import Chosen, chosen
from parvis.cli.terminal import say, say_error, say_json, say_table
from parvis.cli.verb import Verb, json_option, moment
from parvis.errors import ContentError, UsageError

if TYPE_CHECKING:
    from parvis.model.contest_result import Seed, Step

_Function = TypeVar("_Function", bound=Callable[..., Any])


def _seed_options(function: _Function) -> _Function:
    """`--secret` and `--number`: what a draw is made from."""
    secret = click.option("--secret", default="", metavar="TEXT", help="The secret whose SHA-256 was published beforehand.")
    number = click.option("--number", default="", metavar="TEXT", help="The public number that nobody could know then.")
    return secret(number(function))


@click.command("tally", cls=Verb, example="parvis contest saveurs tally")
@json_option
def _tally(*, as_json: bool) -> None:
    """Count the ballots, and write the step into result.json: digests of the files, how many count and why the others do not, the order."""
    from parvis.curate.contests import proof

    found = chosen()
    _keep(found, proof.tally(found.contest), as_json=as_json)


@click.command("shortlist", cls=Verb, example="parvis contest saveurs shortlist 8")
@click.argument("size", type=click.IntRange(1, 1000), required=False)
@_seed_options
@json_option
def _shortlist(*, size: int | None, secret: str, number: str, as_json: bool) -> None:
    """Choose the SIZE ideas with the most votes; ties are decided by the rule that the contest has written down.

    Without SIZE, the one that the contest says.
    """
    from parvis.curate.contests import proof

    found = chosen()
    wanted = size or found.contest.shortlist.size
    if wanted is None:
        raise UsageError(f"How many? Such as: parvis contest {found.contest.slug} shortlist 8")
    _keep(found, proof.shortlist(found.contest, wanted, _seed(found, secret, number)), as_json=as_json)


@click.command("jury", cls=Verb, example="parvis contest saveurs jury")
@_seed_options
@json_option
def _jury(*, secret: str, number: str, as_json: bool) -> None:
    """Count the jury's points: criteria by their weights, the mean of those who judge; whoever stands aside is left out."""
    from parvis.curate.contests import proof

    found = chosen()
    _keep(found, proof.jury(found.contest, _seed(found, secret, number)), as_json=as_json)


@click.command("draw", cls=Verb, example='parvis contest saveurs draw --secret "a box of nails" --number "04 11 23 31 38 44"')
@_seed_options
@json_option
def _draw(*, secret: str, number: str, as_json: bool) -> None:
    """Draw lots among whom the contest says.

    The order follows SHA-256 of "secret:number:id": the secret's digest was published before the number was known, so nobody could choose.
    """
    from parvis.curate.contests import draw, proof

    found = chosen()
    _keep(found, proof.draw(found.contest, draw.seed(found.contest, secret, number)), as_json=as_json)


@click.command("verify", cls=Verb, example="parvis contest saveurs verify")
@json_option
def _verify(*, as_json: bool) -> int:
    """Compute everything again from the files, and compare digests and results.

    Exit code 0 when all agrees, else 1, with the first file or line that differs.
    """
    from parvis.curate.contests import proof

    try:
        found = chosen()
    except ContentError as error:  # a file that cannot even be read is not the one that was counted
        say_error(error, as_json=as_json)
        return 1
    differences = list(proof.verify(found.contest))
    if as_json:
        files = {file.file: file.sha256 for file in found.contest.files}
        say_json({"contest": found.contest.slug, "agrees": not differences, "differences": differences, "sha256": files})
        return int(bool(differences))
    for difference in differences:
        say(str(difference), to_error=True)
    if differences:
        return 1
    for file in found.contest.files:
        say(f"{file.sha256}  {found.name(file.file)}")
    say("Digests and results agree.")
    return 0


def _seed(found: Chosen, secret: str, number: str) -> Seed | None:
    from parvis.curate.contests import draw

    return draw.seed(found.contest, secret, number) if secret or number else None


def _keep(found: Chosen, step: Step, *, as_json: bool) -> None:
    """Write a step into result.json, and tell it."""
    from parvis.curate.contests import proof

    file = proof.NAME
    written = found.write(file, proof.text(proof.with_step(found.contest, step)))
    early = _is_early(found)
    if as_json:
        say_json({"contest": found.contest.slug, "file": found.name(file), "changed": written, "early": early, "step": step})
        return
    rows = [[str(place.place), place.id, place.title, _outcome(place), "yes" if place.id in step.chosen else ""] for place in step.order]
    say_table(("place", "id", "title", "result", "chosen"), rows)
    say(", ".join(f"{name}: {count}" for name, count in step.counts.items()))
    for tie in step.ties:
        say(f"Equal: {', '.join(tie.ids)}; decided by: {tie.rule}.")
    if early:
        say("The vote is still open: what is counted now is not the result.")
    say(f"{'Written' if written else 'Unchanged'}: {found.name(file)}. Next: parvis contest {found.contest.slug} verify")


def _outcome(place: msgspec.Struct) -> str:
    votes, score, mark = (getattr(place, name) for name in ("votes", "score", "print"))
    if votes is not None:
        return f"{votes} votes"
    return str(score) if score is not None else str(mark or "")[:12]


def _is_early(found: Chosen) -> bool:
    """Whether ballots may still come."""
    end = found.contest.ends("vote")
    return end is not None and moment(found.settings, None) < end and found.contest.starts("vote") is not None


COMMANDS: Final = MappingProxyType({"tally": _tally, "shortlist": _shortlist, "jury": _jury, "draw": _draw, "verify": _verify})
