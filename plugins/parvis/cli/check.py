"""`parvis check`: settings, sources, content and archive, everything that is wrong at once, without building."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial

import click

from parvis import settings as hub_settings
from parvis import sources as kinds
from parvis.cli.terminal import say, say_json
from parvis.cli.verb import Verb, hub_root, json_option, moment, now_option
from parvis.curate import descriptions
from parvis.curate.descriptions import Undescribed
from parvis.errors import ArchiveError, ContentError, ListedError, Mistake, ParvisError, SettingsError
from parvis.model.nouns import Nouns
from parvis.model.report import Health
from parvis.model.source import Source
from parvis.settings import Settings
from parvis.settings.mending import mend

#: A source without a good answer for so long is worth a warning.
_SILENT = timedelta(days=14)


@click.command(cls=Verb, example="parvis check\nparvis check --json")
@now_option
@json_option
def command(*, now_text: str | None, as_json: bool) -> int:
    """Check settings, sources, posts and pages, decisions and the archive; nobody is asked.

    Nothing is written, but for what a merge has left between the lines of content/curation/: that is mended, and said.
    Exit code 0 when nothing is wrong (warnings may be listed), 78 for mistakes in settings or sources, 65 for others.
    """
    root = hub_root()
    try:
        settings = hub_settings.read(root)
    except SettingsError as error:
        return _tell([error], [], [], as_json=as_json)
    now = moment(settings, now_text)
    mended = mend(settings.content)
    errors = list(_errors(settings, now))
    undescribed = [] if errors else list(_undescribed(settings, now))
    warned = [*mended, *warnings(settings, os.environ, now), *descriptions.told(undescribed)]
    return _tell(errors, warned, undescribed, as_json=as_json)


def _errors(settings: Settings, now: datetime) -> Iterator[ParvisError]:
    for step in (
        _content,
        _owners,
        partial(_decisions, now=now),
        _rights,
        _archive,
        partial(_contests, now=now),
        partial(_reviews, now=now),
        partial(_citations, now=now),
    ):
        try:
            step(settings)
        except ParvisError as error:
            yield error


def _content(settings: Settings) -> None:
    from parvis.written import nouns

    nouns.check(settings.content, settings.site.timezone, settings.site.languages)


def _owners(settings: Settings) -> None:
    """Of whoever a source belongs to, readers must be told what binds them to the brand."""
    from parvis.curate import disclosure

    with suppress(ContentError):
        disclosure.refuse_hidden_owners(settings.sources, _nouns(settings).ambassadors)


def _contests(settings: Settings, now: datetime) -> tuple[str, ...]:
    """What the law and the networks ask of the contests; what else should be known of them. Mistakes of content are told as such."""
    from parvis.build import review_files
    from parvis.curate import contests
    from parvis.model.curated_review import Reviews

    languages, reviews = settings.site.languages, Reviews()
    with suppress(ParvisError):
        reviews = review_files.check(settings, now)
    with suppress(ContentError):
        found = _nouns(settings).contests
        contests.refuse(found, now, languages)
        return tuple(contests.warnings(found, reviews, now, languages))
    return ()


def _nouns(settings: Settings) -> Nouns:
    from parvis.written import nouns
    from parvis.written.articles import Reader

    return nouns.read(settings.content, Reader(timezone=settings.site.timezone, languages=settings.site.languages))[1]


def _decisions(settings: Settings, now: datetime) -> tuple[str, ...]:
    """Decisions about what nobody has; notes on those about what was forgotten."""
    from parvis.build import decision_check

    curation = hub_settings.curation(settings.content)
    try:
        found = _nouns(settings)
    except ContentError:  # told by their own check
        return ()
    return decision_check.check(settings, curation, found, now)


def _rights(settings: Settings) -> None:
    """Rights of items that nobody has. What is wrong with the files themselves is told once, with the decisions."""
    from parvis.build import rights_check

    rights_check.check(settings, hub_settings.curation(settings.content))


def _odd_rights(settings: Settings) -> tuple[str, ...]:
    from parvis.curate import rights_lines

    return tuple(rights_lines.warnings(hub_settings.curation(settings.content).rights))


def _archive(settings: Settings) -> None:
    from parvis.archive import read

    problems = []
    for source in settings.sources:
        try:
            read.posts(settings.archive, source.name)
        except ArchiveError as error:
            problems.append(str(error))
    if problems:
        raise ArchiveError("\n".join(problems))


def _rules(settings: Settings, now: datetime) -> tuple[str, ...]:
    """Rules about sources that nobody has, and about networks that there are none of."""
    del now
    from parvis import sources
    from parvis.curate import rules

    names = {source.name for source in settings.sources}
    return tuple(rules.warnings(hub_settings.curation(settings.content).rules, names, sources.kinds()))


def _standing(settings: Settings, now: datetime) -> tuple[str, ...]:
    """Whether one network, or the brand itself, has too much of the wall; whether a merge has brought back what was forgotten."""
    from parvis.build import forgotten, standing
    from parvis.curate import mix

    hub = standing.hub(settings, now)
    return (*forgotten.returned(hub.withheld), *mix.warnings(hub.items, {source.name: source for source in settings.sources}))


def _reviews(settings: Settings, now: datetime) -> tuple[str, ...]:
    from parvis.build import review_files

    return review_files.check(settings, now).warnings


def _citations(settings: Settings, now: datetime) -> None:
    """Whether what is cited of the archive is there."""
    from parvis.build import citation_check

    citation_check.check(settings, now)


def warnings(settings: Settings, environment: Mapping[str, str], now: datetime) -> Iterator[str]:
    """What is not wrong but should be known: missing tokens, sources that fail or fall silent, an address that is not given."""
    from parvis.collect import health

    if not settings.site.url:
        yield "pelican.conf.py: SITEURL is empty: feeds and the api have no absolute addresses until it is given."
    from parvis.pages.palette import palette

    yield from (f"pelican.conf.py: {change}" for change in palette(settings.site.brand).changes)
    known = health.read(settings.state)
    for source in settings.sources:
        place = f"{source.file}:{source.line}: {source.name}:"
        for name in sorted(tokens(source) - set(environment)):
            yield f"{place} the environment variable {name} is not set: this source cannot be collected here."
        yield from (f"{place} {what}" for what in _fares(known.get(source.name), now))
    yield from _strays(settings)
    for step in (_decisions, _rules, _contests, _reviews, _standing):
        with suppress(ParvisError):  # told as a mistake
            yield from step(settings, now)
    with suppress(ParvisError):
        yield from _odd_rights(settings)


def _strays(settings: Settings) -> Iterator[str]:
    from parvis.written import strays
    from parvis.written.articles import Reader, gather

    return strays.warnings(gather(settings.content, Reader(timezone=settings.site.timezone, languages=settings.site.languages))[0])


def tokens(source: Source) -> set[str]:
    """Environment variables whose tokens the source's first request needs."""
    options = kinds.options_of(source.kind, source.options)
    first = next(kinds.requests(source.kind, options, {}), None)
    return {first.secret.env} if first is not None and first.secret is not None else set()


def _fares(found: Health | None, now: datetime) -> Iterator[str]:
    if found is None or found.last_attempt is None:
        return
    if found.error:
        yield f"the last attempt failed: {found.error}"
    elif found.last_success is not None and now - found.last_success > _SILENT:
        yield f"the last good answer came on {found.last_success:%Y-%m-%d}."
    if found.moved:
        yield f"it has moved to {found.moved}: change its address."


def _undescribed(settings: Settings, now: datetime) -> Iterator[Undescribed]:
    """The pictures without alternative text that a build of this moment would show."""
    from parvis.build import standing
    from parvis.written.articles import Reader, gather

    yield from descriptions.of_items(standing.hub(settings, now).items)
    site = settings.site
    written, _ = gather(settings.content, Reader(timezone=site.timezone, languages=site.languages))
    yield from (Undescribed(one.file, one.picture) for one in written if one.picture and not one.picture_alt and not one.draft)


def _tell(errors: list[ParvisError], warned: list[str], undescribed: list[Undescribed], *, as_json: bool) -> int:
    exit_code = max((error.exitcode for error in errors), default=0)
    listed = (mistake for error in errors if isinstance(error, ListedError) for mistake in error.mistakes)
    mistakes = list(dict.fromkeys(listed))  # two steps may have come upon the same one
    others = [str(error) for error in errors if not isinstance(error, ListedError)]
    if as_json:
        answer = {"ok": not errors, "exitcode": exit_code, "mistakes": mistakes, "errors": others, "warnings": warned}
        say_json({**answer, "undescribed": undescribed})
        return exit_code
    _lines(mistakes, others, lambda text: say(text, to_error=True))
    for warning in warned:
        say(f"warning: {warning}")
    count = len(mistakes) + len(others)
    say(f"{count} mistake{'s' if count != 1 else ''}." if errors else "Nothing is wrong.", to_error=bool(errors))
    return exit_code


def _lines(mistakes: list[Mistake], others: list[str], tell: Callable[[str], None]) -> None:
    for text in (*map(str, mistakes), *others):
        tell(text)
