"""The ideas of a contest: cards, galleries with filters that need no script, and a page for each, made for sharing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from babel.lists import format_list

from parvis.curate.contests import phases, similar, votes
from parvis.curate.contests.merge import Idea, ideas
from parvis.model.contest import Contest, Entry
from parvis.model.page import Page
from parvis.pages import noun_data, nouns
from parvis.pages.addresses import absolute
from parvis.pages.contest import words
from parvis.pages.contest.colors import colors
from parvis.pages.contest.values import Filter, Finalist, Fulfilment, IdeaCard
from parvis.pages.edition import Edition, direction
from parvis.pages.lists import heading, pager
from parvis.pages.numbering import Sheet, sheets
from parvis.pages.typography import spaced
from parvis.pages.values import Link, Swatch
from parvis.tidy import text

#: Ideas on a page of the gallery.
SHEET: Final = 120
#: A family with fewer ideas is no filter.
_LEAST: Final = 3


def card(idea: Idea, contest: Contest, edition: Edition) -> IdeaCard:
    """An idea as a gallery shows it."""
    entry = idea.entry
    return IdeaCard(
        id=idea.id,
        title=spaced(idea.title, entry.language or edition.site.language),
        url=address(entry, contest, edition),
        language=entry.language,
        direction=direction(entry.language or None),
        authors="" if phases.hides_authors(contest, edition.hub.now) else credit(idea, edition),
        swatch=swatch(entry),
        merged=len(idea.also),
    )


def address(entry: Entry, contest: Contest, edition: Edition) -> str:
    """Where an idea's page lies: one for all languages, in the main one, for ever."""
    name = f"{entry.id}-{entry.slug}" if entry.slug else entry.id
    return edition.at_in[edition.site.language].noun("entry", name, contest.slug)


def credit(idea: Idea, edition: Edition) -> str:
    """The names of all its authors, and how many want none."""
    names = [_INITIAL.sub("\u00a0", name) for name in idea.authors]
    if idea.nameless:
        ngettext = edition.words.ngettext
        nameless = str(ngettext("one person who gives no name", "%(count)s people who give no name", idea.nameless))
        names.append(nameless % {"count": idea.nameless} if idea.nameless > 1 else nameless)
    return format_list(names, locale=edition.locale) if names else ""


#: The space before an initial, at which no line may break.
_INITIAL: Final = re.compile(r" (?=\w\.$)")


def swatch(entry: Entry) -> Swatch:
    """Its picture, else its flavour drawn."""
    picture = (entry.told[0].picture or "") if entry.told else entry.picture
    return Swatch(picture=picture, alt=entry.picture_alt, colors=colors(entry))


def finalists(found: tuple[Idea, ...], contest: Contest, edition: Edition) -> tuple[Finalist, ...]:
    """Ideas as posters, numbered as on the ballot."""
    return tuple(
        Finalist(card=card(idea, contest, edition), text=text.one_line(idea.entry.text, 220), number=number)
        for number, idea in enumerate(found, start=1)
    )


def on_ballot(contest: Contest, edition: Edition) -> tuple[Finalist, ...]:
    """The posters of the vote; none where the ballot holds so many that a gallery shows them better."""
    found = votes.on_ballot(contest) if contest.vote.options else ()
    return finalists(found, contest, edition)


def galleries(contest: Contest, edition: Edition) -> Iterator[Page]:
    """All ideas, newest first, and those of each family that has some."""
    found = tuple(reversed(ideas(contest)))
    of_family = by_family(found)
    yield from _gallery(contest, edition, "", found, of_family)
    for family, members in of_family.items():
        yield from _gallery(contest, edition, family, members, of_family)


def by_family(found: tuple[Idea, ...]) -> dict[str, tuple[Idea, ...]]:
    """The ideas of each family of tastes that has enough, the largest first."""
    members: dict[str, list[Idea]] = {}
    for idea in found:
        for family in similar.families(idea.entry):
            members.setdefault(family, []).append(idea)
    large = {family: tuple(inside) for family, inside in members.items() if len(inside) >= _LEAST}
    return dict(sorted(large.items(), key=lambda one: (-len(one[1]), one[0])))


def _gallery(
    contest: Contest, edition: Edition, family: str, found: tuple[Idea, ...], of_family: dict[str, tuple[Idea, ...]]
) -> Iterator[Page]:
    for sheet in sheets(found, SHEET):
        yield _sheet(contest, edition, family, sheet, of_family)


def _sheet(contest: Contest, edition: Edition, family: str, sheet: Sheet[Idea], of_family: dict[str, tuple[Idea, ...]]) -> Page:
    gettext, here = edition.words.gettext, nouns.link(contest, edition)
    title = words.family(family, edition) if family else str(gettext("All ideas"))
    return Page(
        kind="ideas",
        path=f"{edition.at.gallery(contest.slug, family, sheet.number)}index.html",
        template="ideas.html",
        title=f"{heading(title, sheet, edition)}: {here.label}",
        language=edition.language,
        values=edition.frame(
            title=heading(title, sheet, edition),
            here=edition.at.list_of("contest"),
            alternates=edition.alternates(lambda at: at.gallery(contest.slug, family)) if not sheet.number else (),
            contest=here,
            cards=tuple(card(idea, contest, edition) for idea in sheet.items),
            filters=_filters(contest, family, of_family, edition),
            hidden=phases.hides_authors(contest, edition.hub.now),
            pager=pager(sheet, lambda number: edition.at.gallery(contest.slug, family, number)),
            json_ld=noun_data.collection(heading(title, sheet, edition), edition.at.gallery(contest.slug, family, sheet.number), edition),
        ),
    )


def _filters(contest: Contest, current: str, of_family: dict[str, tuple[Idea, ...]], edition: Edition) -> tuple[Filter, ...]:
    every = Filter(str(edition.words.gettext("All")), edition.at.gallery(contest.slug), len(ideas(contest)), not current)
    named = (
        Filter(words.family(family, edition), edition.at.gallery(contest.slug, family), len(members), family == current)
        for family, members in of_family.items()
    )
    return (every, *named) if of_family else ()


def entries(contest: Contest, edition: Edition, outcomes: Iterable[Fulfilment] = ()) -> Iterator[Page]:
    """A page for each idea, in the main language: whoever shares it shares one address. `outcomes`: of those that have won."""
    ballot, won = {idea.id for idea in votes.on_ballot(contest)}, {one.card.id: one for one in outcomes}
    found = ideas(contest)
    cards = tuple(card(idea, contest, edition) for idea in found)
    for number, idea in enumerate(found):
        first = max(0, min(number - _AROUND // 2, len(found) - _AROUND - 1))
        around = (*cards[first:number], *cards[number + 1 : first + _AROUND + 1])
        more = {"around": around, "outcome": won.get(idea.id)}
        yield _entry(idea, contest, edition, more, votable=idea.id in ballot)


def _other_names(idea: Idea, title: str) -> tuple[str, ...]:
    """What else the idea has been called, each once, without the title that it has now."""
    named = dict.fromkeys(spaced(other.title, other.language) for other in idea.also)
    return tuple(name for name in named if name != title)


#: Ideas that were sent just before one and just after, which its page shows.
_AROUND: Final = 6


def _entry(idea: Idea, contest: Contest, edition: Edition, more: Mapping[str, Any], *, votable: bool) -> Page:
    entry, shown = idea.entry, card(idea, contest, edition)
    gettext = edition.words.gettext
    phase = phases.at(contest, edition.hub.now)
    voting = votable and phase is not None and phase.name == "vote"
    by = str(gettext("An idea of %(people)s.")) % {"people": shown.authors} if shown.authors else ""
    return Page(
        kind="entry",
        path=f"{shown.url}index.html",
        template="entry.html",
        title=shown.title,
        language=edition.language,
        updated=entry.at,
        values=edition.frame(
            title=shown.title,
            description=text.one_line(f"{by} {entry.text}", 200),
            here=edition.at.list_of("contest"),
            card=shown,
            words=text.lines(entry.text).split("\n") if entry.text else (),
            body=entry.told[0].body if entry.told else None,
            hidden=phases.hides_authors(contest, edition.hub.now),
            sent=entry.at,
            also=_other_names(idea, shown.title),
            contest=nouns.link(contest, edition),
            gallery=edition.at.gallery(contest.slug),
            rules=rules_link(contest, edition),
            vote=contest.vote.form if voting else "",
            voting=voting,
            closes=phases.closes(contest, edition.hub.now) if voting else None,
            closed=words.closed("vote", edition),
            now=edition.hub.now if edition.site.still else None,
            address=absolute(edition.site, shown.url) if edition.site.url else "",
            post=entry.link,
            **more,
            json_ld=noun_data.idea(
                idea, shown.url, nouns.link(contest, edition), edition, hidden=phases.hides_authors(contest, edition.hub.now)
            ),
        ),
    )


def rules_link(contest: Contest, edition: Edition) -> Link | None:
    """The version of the rules that is in force."""
    if contest.rules is None:
        return None
    label = str(edition.words.gettext("The rules, version %(version)s")) % {"version": contest.rules.version}
    languages = {article.language for article in contest.rules.told} or {edition.site.language}
    language = edition.language if edition.language in languages else edition.site.language
    return Link(label, edition.at_in[language].noun("rules", contest.slug))
