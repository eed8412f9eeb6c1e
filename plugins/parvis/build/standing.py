"""How everything stands at a moment: the hub as it would be built, without its prose. What `why` and whoever decides look at."""

from __future__ import annotations

from datetime import datetime

import msgspec

from parvis import settings as hub_settings
from parvis.archive import read as archive
from parvis.build import review_files
from parvis.curate.assemble import assemble
from parvis.curate.status import Desk
from parvis.model.article import Article
from parvis.model.curation import Curation
from parvis.model.decision import Decision
from parvis.model.hub import Hub
from parvis.model.page import Body
from parvis.model.rule import Rule
from parvis.settings import Settings
from parvis.written import nouns
from parvis.written.articles import Reader, Written


def hub(settings: Settings, now: datetime, *more: Decision, rules: tuple[Rule, ...] | None = None) -> Hub:
    """The hub at a moment (aware), with decisions that nobody has written down yet; posts of sources that are gone are in it, withheld.

    `rules`: in place of those that are in force.

    Raises what a build would: every mistake in what people have written.
    """
    site = settings.site
    documents, found = nouns.read(settings.content, Reader(timezone=site.timezone, languages=site.languages))
    articles = [_article(one, site.language) for one in documents if not one.draft]
    names = {source.name for source in settings.sources} | set(archive.folders(settings.archive))
    return assemble(
        settings,
        archive.every(settings.archive, sorted(names)),
        (),
        (),
        curation(settings, *more, rules=rules),
        now,
        nouns.tell(found, articles, site.languages),
        review_files.curated(settings, documents, now, *more),
    )


def desk(settings: Settings, rules: tuple[Rule, ...] | None = None) -> Desk:
    """What lies before the editor, for questions about single posts. `rules`: in place of those that are in force."""
    found = curation(settings, rules=rules)
    archived = archive.every(settings.archive, [source.name for source in settings.sources]) if found.rules else {}
    posts = [post for name in sorted(archived) for post in archived[name]]
    return Desk(found, settings.sources, posts, settings.site.timezone)


def curation(settings: Settings, *more: Decision, rules: tuple[Rule, ...] | None = None) -> Curation:
    """What editors have decided, and what they might."""
    found = hub_settings.curation(settings.content)
    if rules is not None:
        found = msgspec.structs.replace(found, rules=rules)
    return msgspec.structs.replace(found, decisions=(*found.decisions, *more)) if more else found


def _article(written: Written, main: str) -> Article:
    body = Body("", origin="", written=True)
    return Article(
        kind=written.kind, slug=written.slug, owner=written.owner, language=written.language or main, title=written.title, body=body
    )
