"""`parvis hide`: takes a post or a review off all pages, and says why in a file."""

from __future__ import annotations

from typing import get_args

import click

from parvis.cli import deciding
from parvis.cli.verb import Verb, hub, json_option, moment
from parvis.model.decision import Decision
from parvis.model.review_policy import Ground


@click.command(
    cls=Verb,
    example="""
parvis hide mastodon:1145 --because "off topic"
parvis hide https://hub.example/wall/journal/the-first-line-0a1b2c3d/ --because "the author asked us to"
parvis hide judgeme:88 --because "names an employee" --ground personal_data
""",
)
@click.argument("item")
@deciding.because_option
@deciding.by_option
@click.option("--ground", type=click.Choice(get_args(Ground)), default="other", help="For which of the hub's own reasons. Default: other.")
@click.option("--public", default="", help="What the pages say of it; hiding a review for its rating needs it.")
@json_option
def command(*, item: str, because: str, by: str | None, ground: Ground, public: str, as_json: bool) -> None:
    """Hide ITEM: its id in the archive, an unambiguous beginning of it, or the address of its page; a review, too.

    The decision is a line in content/curation/decisions/, with its reason; commit it. `parvis approve` takes it back. What must not
    be kept at all is forgotten instead: `parvis forget`.
    """
    from parvis.cli.item import any_of

    because, settings = deciding.reason(because), hub()
    now = moment(settings, None)
    found = any_of(settings, item)
    decision = Decision(item=found.id, do="hide", by=deciding.who(by), at=now, because=because, ground=ground, public=public.strip())
    deciding.write(settings, decision, as_json=as_json)
