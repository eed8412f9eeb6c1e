"""`parvis contest SLUG import`: ideas, ballots and points from what people have sent; names shortened, voters hashed, addresses gone."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

import click

from parvis.cli.contest.chosen import Chosen, chosen
from parvis.cli.terminal import say, say_json
from parvis.cli.verb import Verb, json_option
from parvis.errors import Mistake, SettingsError, UsageError
from parvis.importers import forms

if TYPE_CHECKING:
    from parvis.curate.contests.taking import Taken, Terms
    from parvis.model.raw_submission import RawIdea, Wanted

SALT: Final = "PARVIS_VOTE_SALT"
#: Characters of the shortest salt: whoever can guess it can find out who voted.
SHORTEST_SALT: Final = 16
#: Ideas from items of a source that was collected, such as a hashtag's.
ITEMS: Final = "items"
#: So many bad rows are listed on a terminal; `--json` has all.
_LISTED: Final = 100
_FILES: Final = MappingProxyType({"ideas": "entries.csv", "ballots": "ballots.csv", "scores": "scores.csv"})


@click.command(
    "import",
    cls=Verb,
    example="""
parvis contest saveurs import responses.csv --as google_forms --ideas
parvis contest saveurs import votes.csv --as csv --ballots --column voter="Courriel" --column choice="Votre choix"
parvis contest saveurs import poll.json --as mastodon_poll --ballots
parvis contest saveurs import mastodon --as items --ideas
""",
)
@click.argument("file")
@click.option("--as", "kind", required=True, metavar="KIND", help=f"What kind of export it is: {', '.join((*forms.kinds(), ITEMS))}.")
@click.option("--ideas", "wanted", flag_value="ideas", help="Take in ideas: into entries.csv.")
@click.option("--ballots", "wanted", flag_value="ballots", help=f"Take in votes: into ballots.csv, hashed with the salt in {SALT}.")
@click.option("--scores", "wanted", flag_value="scores", help="Take in the jury's points: into scores.csv.")
@click.option("--column", "columns", multiple=True, metavar="FIELD=HEADER", help="Which column is what, where it is not found.")
@click.option("--dates", default="", metavar="FORMAT", help="How dates are written, such as %d/%m/%Y %H:%M.")
@click.option("--tag", default="", metavar="HASHTAG", help="Of items: only those with this hashtag. Default: the contest's.")
@click.option("--full-names", is_flag=True, help="Keep the authors' names whole, instead of first name and initial.")
@json_option
def _import(
    *,
    file: str,
    kind: str,
    wanted: str | None,
    columns: tuple[str, ...],
    dates: str,
    tag: str,
    full_names: bool,
    as_json: bool,
) -> int:
    """Take FILE into the contest. The same file again changes nothing.

    E-mail and IP addresses are never written. Rows that cannot be read are listed with their lines, the others are kept.
    Exit code 0 when any row was kept, else 65; 78 when ballots are to be taken in without a salt.
    """
    what = _wanted(wanted, kind)
    salt = _salt(os.environ) if what == "ballots" else ""
    found = chosen()
    from parvis.curate.contests.taking import Terms

    if kind == ITEMS:
        terms = Terms(file=f"the source '{file}'", source=f"hashtag:{file}", full_names=full_names)
        rows: Any = _items(found, file, tag)
    else:
        path = Path(file)
        if not path.is_file():
            raise UsageError(f"There is no file '{file}'.")
        terms = Terms(file=file, source=kind, full_names=full_names)
        export = forms.Export(body=path.read_bytes(), file=file, columns=_columns(columns), dates=dates)
        rows = forms.kind(kind).read(export, what)
    return _tell(found, what, _take(found, what, rows, salt, terms), as_json=as_json)


def _wanted(wanted: str | None, kind: str) -> Wanted:
    """What the file is taken for. UsageError where that is not said, or where the kind does not give it."""
    from parvis.tidy.yaml import did_you_mean

    if wanted is None:
        raise UsageError("Say what it is taken for: --ideas, --ballots or --scores.")
    if kind != ITEMS and kind not in forms.kinds():
        raise UsageError(f"No kind '{kind}' of export. {did_you_mean(kind, (*forms.kinds(), ITEMS))}".strip())
    gives = ("ideas",) if kind == ITEMS else forms.kind(kind).GIVES
    if wanted not in gives:
        raise UsageError(f"'{kind}' gives {' and '.join(gives)}, and no {wanted}.")
    return wanted


def _salt(environment: Mapping[str, str]) -> str:
    """The salt of the voters' hashes. SettingsError (78) where there is none; of one that could be guessed a warning."""
    salt = environment.get(SALT, "")
    remedy = "Set it to a long random text, the same for the whole vote (`openssl rand -hex 32`), and destroy it when the time for appeals is over."
    if not salt:
        raise SettingsError([Mistake(SALT, 0, "", "this environment variable is not set: voters' hashes need a salt.", remedy)])
    if len(salt) < SHORTEST_SALT:
        say(f"warning: {SALT}: a salt of fewer than {SHORTEST_SALT} characters can be guessed. {remedy}", to_error=True)
    return salt


def _columns(said: tuple[str, ...]) -> dict[str, str]:
    pairs = [one.partition("=") for one in said]
    if not all(sign and header.strip() for _, sign, header in pairs):
        raise UsageError('Write --column as FIELD=HEADER, such as --column title="Votre saveur".')
    return {field.strip(): header.strip() for field, _, header in pairs}


def _take(found: Chosen, what: Wanted, rows: Any, salt: str, terms: Terms) -> Taken[Any]:
    """Take the rows in, and write the table where it has changed."""
    from parvis.curate.contests import taking
    from parvis.written import contest_tables as tables

    if what == "ideas":
        ideas = taking.ideas(rows, found.contest, terms)
        _write(found, what, tables.entries_text(ideas.rows), ideas)
        return ideas
    if what == "ballots":
        ballots = taking.ballots(rows, found.contest, salt, terms)
        _write(found, what, tables.ballots_text(ballots.rows), ballots)
        return ballots
    scores = taking.scores(rows, found.contest, terms)
    _write(found, what, tables.scores_text(scores.rows), scores)
    return scores


def _write(found: Chosen, what: Wanted, text: str, taken: Taken[Any]) -> None:
    if taken.new:
        found.write(_FILES[what], text)


def _items(found: Chosen, source: str, tag: str) -> Iterator[RawIdea]:
    """Items of a source that nobody holds back and that bear the hashtag, as ideas."""
    from parvis.archive import read
    from parvis.curate import tags
    from parvis.model.raw_submission import RawIdea

    names = [known.name for known in found.settings.sources]
    if source not in names:
        from parvis.tidy.yaml import did_you_mean

        raise UsageError(f"No source '{source}' in content/sources.yaml. {did_you_mean(source, names)}".strip())
    wanted = tags.key((tag or found.contest.take_part.hashtag).lstrip("#"))
    for number, post in enumerate(read.posts(found.settings.archive, source), start=1):
        if post.held or post.author.opted_out or (wanted and wanted not in map(tags.key, post.tags)):
            continue
        title = post.title if post.titled and post.title else post.text.partition("\n")[0]
        yield RawIdea(
            number=number,
            native=post.id,
            title=title or post.title,
            text=post.text,
            author=post.author.name or post.author.handle or "",
            at=post.published.isoformat(),
            language=post.language or "",
            link=post.url or "",
        )


def _tell(found: Chosen, what: Wanted, taken: Taken[Any], *, as_json: bool) -> int:
    code = 0 if taken.kept else 65
    if as_json:
        facts = {"file": found.name(_FILES[what]), "new": taken.new, "known": taken.known, "total": len(taken.rows)}
        say_json({"contest": found.contest.slug, "took": what, **facts, "exitcode": code, "mistakes": taken.mistakes})
        return code
    for mistake in taken.mistakes[:_LISTED]:
        say(str(mistake), to_error=True)
    if len(taken.mistakes) > _LISTED:
        say(f"… and {len(taken.mistakes) - _LISTED} more; --json lists them all.", to_error=True)
    left = f", {len(taken.mistakes)} left out" if taken.mistakes else ""
    say(f"{taken.new} new, {taken.known} known{left}: {found.name(_FILES[what])} has {len(taken.rows)} {what}.")
    if what == "ideas" and any(row.source.startswith("hashtag:") for row in taken.rows):
        _ask_them([row.link for row in taken.rows if row.source.startswith("hashtag:")][-taken.new :] if taken.new else [])
    return code


def _ask_them(links: list[str]) -> None:
    """Whoever used a hashtag has not agreed to anything yet."""
    if links:
        say("A hashtag is no agreement. Ask these people whether they take part, and under the rules:")
        for link in links:
            say(f"  {link or '(no address)'}")


COMMANDS: Final = MappingProxyType({"import": _import})
