"""`parvis contest SLUG merges | anomalies`: what the machine has noticed, written down for an editor to decide."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import click

from parvis.cli.contest.chosen import Chosen, chosen
from parvis.cli.terminal import say, say_json
from parvis.cli.verb import Verb, json_option

if TYPE_CHECKING:
    from parvis.curate.contests.anomalies import Anomaly
    from parvis.model.contest import Merge

_MERGES_HEAD = "# Ideas that may be one. Say true to `accept` where they are: the first one stays and credits the authors of all.\n"
_STRANGE_HEAD = (
    "# Ballots that look strange. Say true to `set_aside`, and why (`because: …`), where they shall not count. Nothing is deleted.\n"
)


@click.command("merges", cls=Verb, example="parvis contest saveurs merges")
@json_option
def _merges(*, as_json: bool) -> None:
    """Find the ideas that say the same, in either language, and propose them in merges.yaml with `accept: false`.

    What stands there already is never changed or proposed again.
    """
    from parvis.curate.contests import merge

    found = chosen()
    proposed = merge.proposals(found.contest)
    titles = {entry.id: entry.title for entry in found.contest.entries}
    if proposed:
        found.write("merges.yaml", _added(found, "merges.yaml", _MERGES_HEAD, (_as_merge(one, titles) for one in proposed)))
    if as_json:
        groups = [{"ids": one.ids, "titles": [titles[id_] for id_ in one.ids], "because": one.because} for one in proposed]
        say_json({"contest": found.contest.slug, "file": found.name("merges.yaml"), "proposed": groups})
        return
    for one in proposed:
        say(f"{', '.join(one.ids)}: {' / '.join(titles[id_] for id_ in one.ids)}: {one.because}")
    if proposed:
        say(f"{len(proposed)} proposed. Next: set `accept: true` in {found.name('merges.yaml')} where you agree.")
    else:
        say("No further ideas look alike.")


@click.command("anomalies", cls=Verb, example="parvis contest saveurs anomalies")
@json_option
def _anomalies(*, as_json: bool) -> None:
    """Look for bursts, one hash again and again, many ballots at one moment, and propose what is found in anomalies.yaml.

    Nothing is ever deleted: ballots count until an editor sets `set_aside: true` and says why.
    """
    from parvis.curate.contests import anomalies

    found = chosen()
    proposed = anomalies.undecided(found.contest)
    if proposed:
        found.write("anomalies.yaml", _added(found, "anomalies.yaml", _STRANGE_HEAD, map(_as_anomaly, proposed)))
    if as_json:
        facts = [{"kind": one.kind, "choice": one.choice or None, "since": one.since, "until": one.until} for one in proposed]
        counts = [{"ballots": one.ballots, "voters": len(one.voters), "what": one.what} for one in proposed]
        listed = [{**fact, **count} for fact, count in zip(facts, counts, strict=True)]
        say_json({"contest": found.contest.slug, "file": found.name("anomalies.yaml"), "proposed": listed})
        return
    for one in proposed:
        say(f"{one.since:%Y-%m-%d %H:%M:%S} UTC: {one.kind}: {one.what}")
    if proposed:
        say(f"{len(proposed)} proposed. Next: decide in {found.name('anomalies.yaml')}.")
    else:
        say("Nothing looks strange that has not been decided.")


def _added(found: Chosen, file: str, head: str, lines: Iterable[str]) -> str:
    """The file with more at its end; its own lines stay as they are."""
    path = found.folder / file
    before = path.read_text(encoding="utf-8") if path.is_file() else head
    return f"{before.rstrip()}\n{''.join(lines)}"


def _as_merge(one: Merge, titles: dict[str, str]) -> str:
    shown = " / ".join(titles[id_] for id_ in one.ids)
    return f"- ids: [{', '.join(map(_quoted, one.ids))}] # {shown}\n  accept: false\n  because: {_quoted(one.because)}\n"


def _as_anomaly(one: Anomaly) -> str:
    return "".join(_anomaly_lines(one))


def _anomaly_lines(one: Anomaly) -> Iterator[str]:
    yield f"- kind: {one.kind}\n  what: {_quoted(one.what)}\n"
    if one.choice:
        yield f"  choice: {_quoted(one.choice)}\n"
    yield f"  since: {_iso(one.since)}\n  until: {_iso(one.until)}\n  ballots: {one.ballots}\n"
    yield f"  voters: [{', '.join(map(_quoted, one.voters))}]\n  set_aside: false\n"


def _quoted(text: str) -> str:
    """A text as a double-quoted scalar of YAML."""
    return json.dumps(text, ensure_ascii=False)


def _iso(moment: datetime) -> str:
    return f'"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"'


COMMANDS: Final = MappingProxyType({"merges": _merges, "anomalies": _anomalies})
