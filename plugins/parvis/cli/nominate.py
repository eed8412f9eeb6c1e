"""`parvis nominate`: fans who might be asked to be ambassadors, from the archive, with the reasons."""

from __future__ import annotations

import click

from parvis import settings as hub_settings
from parvis.cli.terminal import say, say_json, say_table, spoken
from parvis.cli.verb import Verb, hub, json_option
from parvis.curate.nominate import Candidate
from parvis.settings import Settings


@click.command(cls=Verb, example="parvis nominate\nparvis nominate --top 3 --json")
@click.option("--top", type=click.IntRange(min=1), default=10, show_default=True, help="How many to name.")
@json_option
def command(*, top: int, as_json: bool) -> None:
    """Name people whose posts are often approved, liked or thankful: candidates to ask whether they would be ambassadors.

    The brand's own people, ambassadors of today and of earlier, and authors who asked not to be shown are left out. Nothing is
    written, and nobody is asked: that is yours to do.
    """
    found = _candidates(hub())[:top]
    if as_json:
        say_json({"candidates": [_facts(one) for one in found]})
    elif not found:
        say("Nobody yet: the archive knows no one outside of the brand who posts often and is liked or thankful.")
    else:
        say_table(
            ("Who", "Where", "Why"),
            [(one.name, one.url or one.handle or one.network, " · ".join(map(spoken, one.reasons))) for one in found],
        )


def _candidates(settings: Settings) -> tuple[Candidate, ...]:
    from parvis.archive import read
    from parvis.curate import nominate
    from parvis.written import nouns
    from parvis.written.articles import Reader

    site = settings.site
    _, written = nouns.read(settings.content, Reader(timezone=site.timezone, languages=site.languages))
    archived = read.every(settings.archive, [source.name for source in settings.sources])
    return nominate.candidates(archived, settings.sources, written, hub_settings.every_decision(settings.content), site)


def _facts(candidate: Candidate) -> dict[str, object]:
    return {
        "name": candidate.name,
        "handle": candidate.handle or None,
        "url": candidate.url or None,
        "network": candidate.network,
        "posts": candidate.posts,
        "approved": candidate.approved,
        "liked": candidate.liked,
        "likes": candidate.likes,
        "thankful": candidate.thankful,
        "latest": candidate.latest,
        "reasons": candidate.reasons,
    }
