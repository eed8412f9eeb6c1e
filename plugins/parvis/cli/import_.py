"""`parvis import`: files that other tools have exported, each kind of them a file in importers/."""

from __future__ import annotations

import importlib
from pathlib import Path

import click
import msgspec

from parvis import importers
from parvis.cli.verb import Verb, hub, json_option, moment, now_option
from parvis.errors import UsageError
from parvis.settings import Settings

#: Hand-written reviews are no export: their words are sealed.
WRITTEN = "written"


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """What the handler of a kind gets: everything that the user has said."""

    settings: Settings
    file: Path
    kind: str
    product: str
    challenge: str
    proof: str
    mapping: Path | None
    full_names: bool
    as_json: bool


@click.command(
    "import",
    cls=Verb,
    example="""
parvis import reviews.csv --as judgeme --proof "matched with our orders by Judge.me"
parvis import avis.csv --as csv --mapping avis.yaml --product bleuet-citron
parvis import content/reviews/lettre.md --as written
parvis import points.csv --as progress --challenge cent-macarons
""",
)
@click.argument("file", type=click.Path(path_type=Path, exists=True))
@click.option("--as", "kind", required=True, metavar="KIND", help=f"What kind of export it is: {', '.join((*importers.kinds(), WRITTEN))}.")
@click.option("--product", default="", metavar="SLUG", help="All of it is about this product.")
@click.option("--challenge", default="", metavar="SLUG", help="The challenge that it is the progress of.")
@click.option("--proof", default="", metavar="TEXT", help="How the reviews that the export calls verified were checked.")
@click.option("--mapping", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="YAML that says which column is what.")
@click.option("--full-names", is_flag=True, help="Keep the authors' names whole, instead of first name and initial.")
@now_option
@json_option
def command(
    *,
    file: Path,
    kind: str,
    product: str,
    challenge: str,
    proof: str,
    mapping: Path | None,
    full_names: bool,
    now_text: str | None,
    as_json: bool,
) -> int:
    """Import FILE into the archive. Importing the same file again changes nothing; a newer export updates.

    E-mail and IP addresses are never written. Rows that cannot be read are listed with their lines, the others are kept.
    Exit code 0 when any row was kept, else 65.
    """
    handler = importlib.import_module(f"parvis.cli.imports.{_gives(kind)}")
    job = Job(
        settings=hub(),
        file=file,
        kind=kind,
        product=product.strip(),
        challenge=challenge.strip(),
        proof=proof.strip(),
        mapping=mapping,
        full_names=full_names,
        as_json=as_json,
    )
    code: int = handler.run(job, moment(job.settings, now_text))
    return code


def _gives(kind: str) -> str:
    """What a kind's file holds, which names its handler. UsageError when there is no such kind."""
    if kind == WRITTEN:
        return "reviews"
    if kind not in importers.kinds():
        from parvis.tidy.yaml import did_you_mean

        raise UsageError(f"No kind '{kind}' of export. {did_you_mean(kind, (*importers.kinds(), WRITTEN))}".strip())
    return importers.gives(kind)
