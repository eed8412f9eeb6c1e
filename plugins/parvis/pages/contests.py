"""Contests: all of them, each with the face of its phase, its rules, its results, its ideas and a calendar file."""

from __future__ import annotations

from collections.abc import Iterator

from parvis.curate.contests import phases, proof
from parvis.curate.contests.merge import ideas
from parvis.model.article import Article
from parvis.model.contest import Contest
from parvis.model.hub import Hub
from parvis.model.page import Page
from parvis.pages import moved, nouns, related
from parvis.pages.contest import ahead, files, gallery
from parvis.pages.contest.call import call, timeline
from parvis.pages.contest.results import fulfilments, results
from parvis.pages.contest.values import Finalist, Judge, Measure
from parvis.pages.edition import Edition, alternate, editions, main_edition
from parvis.pages.on_now import bouquet
from parvis.pages.portraits import drawn
from parvis.pages.typography import spaced
from parvis.pages.values import Link

#: Swatches that the contest's own page shows of its gallery, and how many of them beside a ballot: whole rows of two to eight.
FIRST_IDEAS, BESIDE_A_BALLOT = 48, 24


def pages(hub: Hub) -> Iterator[Page]:
    """The list in each language; each contest, its rules and results in each language in which they are told; a page an idea."""
    if not hub.contests:
        return
    for edition in editions(hub):
        yield _list(hub, edition)
        for contest in hub.contests:
            yield from _in_language(contest, edition)
    main = main_edition(hub)
    for contest in hub.contests:
        yield from gallery.entries(contest, main, fulfilments(contest, main))


def _in_language(contest: Contest, edition: Edition) -> Iterator[Page]:
    for article in nouns.told(contest, edition):
        yield _contest(contest, article, edition)
        yield files.calendar(contest, article, edition)
        if ideas(contest):
            yield from gallery.galleries(contest, edition)
        yield from _papers(contest, edition)


def _papers(contest: Contest, edition: Edition) -> Iterator[Page]:
    """The rules; the results, once they are out."""
    for article in contest.rules.told if contest.rules else ():
        if article.language == edition.language:
            yield _rules(contest, article, edition)
    if has_results(contest, edition):
        yield _results(contest, edition)


def has_results(contest: Contest, edition: Edition) -> bool:
    """Whether the contest has a page of results in a language."""
    told = contest.outcome.told if contest.outcome else ()
    return phases.is_over(contest, edition.hub.now) and bool(contest.result or told)


def _list(hub: Hub, edition: Edition) -> Page:
    over = {contest.slug for contest in hub.contests if phases.is_over(contest, hub.now)}
    return nouns.list_page(
        "contest",
        edition,
        title=str(edition.words.gettext("Contests")),
        running=tuple(_line(contest, edition) for contest in hub.contests if contest.slug not in over),
        past=tuple(_line(contest, edition) for contest in hub.contests if contest.slug in over),
    )


def _line(contest: Contest, edition: Edition) -> dict[str, object]:
    article = nouns.words(contest, edition)
    return {
        "summary": spaced(article.summary, article.language),
        "language": article.language,
        "call": call(contest, edition),
        "bouquet": bouquet(contest, edition),
        "timeline": timeline(contest, edition),
        "count": len(ideas(contest)),
        "outcomes": fulfilments(contest, edition),
        "year": edition.day(contest.phases[0].start).year,
    }


def _contest(contest: Contest, article: Article, edition: Edition) -> Page:
    shown = ideas(contest)
    here = call(contest, edition)
    ballot = posters(contest, edition)
    newest = reversed(shown[-(BESIDE_A_BALLOT if ballot else FIRST_IDEAS) :])
    eligibility = nouns.said(contest.eligibility, edition)
    return nouns.page(
        contest,
        article,
        edition,
        room=str(edition.words.gettext("Contests")),
        related=related.of("contest", contest.slug, edition),
        moved=moved.shown("contest", contest.slug, edition),
        call=here,
        phase=here.phase,
        bouquet=bouquet(contest, edition),
        answers=ahead.answers(contest, edition),
        timeline=timeline(contest, edition),
        shop=nouns.said(contest.take_part.shop, edition),
        hashtag=contest.take_part.hashtag,
        how=nouns.said(contest.vote.how, edition),
        hidden=phases.hides_authors(contest, edition.hub.now),
        cards=tuple(gallery.card(idea, contest, edition) for idea in newest),
        count=len(shown),
        gallery=edition.at.gallery(contest.slug) if shown else "",
        posters=ballot,
        in_running=here.phase == "vote" or not shortlisted(contest, edition),
        judges=tuple(_judge(juror.id, contest, edition) for juror in contest.jury.members),
        measures=_measures(contest, edition),
        prizes=tuple(_prizes(contest, edition)),
        eligibility=eligibility,
        # Said once: most editors write it into the sentence.
        minimum_age=None if str(contest.minimum_age) in eligibility else contest.minimum_age,
        organiser=contest.organiser.name if contest.organiser else "",
        contact=contest.organiser.contact if contest.organiser else "",
        results=results(contest, edition),
        outcomes=fulfilments(contest, edition),
        all_results=edition.at.noun("outcome", contest.slug) if has_results(contest, edition) else "",
        rules=gallery.rules_link(contest, edition),
        calendar=f"{edition.url_of(article)}{files.FILE}",
        json_ld=files.structured(contest, article, edition),
    )


def posters(contest: Contest, edition: Edition) -> tuple[Finalist, ...]:
    """The ballot while people vote, the shortlist as soon as it is counted, until the results take over."""
    now = edition.hub.now
    if phases.is_over(contest, now) or not phases.has_reached(contest, "vote", now):
        return ()
    if not shortlisted(contest, edition):
        return gallery.on_ballot(contest, edition)
    chosen = proof.finalists(contest)
    return gallery.finalists(tuple(idea for idea in ideas(contest) if idea.id in chosen), contest, edition)


def shortlisted(contest: Contest, edition: Edition) -> bool:
    """Whether the votes have been counted, and the time has come to say what they chose."""
    counted = contest.result is not None and contest.result.step("shortlist") is not None
    return counted and phases.has_reached(contest, "shortlist", edition.hub.now)


def _judge(id_: str, contest: Contest, edition: Edition) -> Judge:
    juror = next(one for one in contest.jury.members if one.id == id_)
    known = {idea.id: gallery.card(idea, contest, edition) for idea in ideas(contest)}
    bonds = ((known.get(conflict.entry), nouns.said(conflict.why, edition)) for conflict in juror.conflicts)
    return Judge(
        name=juror.name,
        role=nouns.said(juror.role, edition),
        customer=juror.customer,
        picture=juror.portrait,
        alt="",
        bust=drawn(juror.name),
        conflicts=tuple((Link(card.title, card.url), why) for card, why in bonds if card),
    )


def _measures(contest: Contest, edition: Edition) -> tuple[Measure, ...]:
    whole = sum(criterion.weight for criterion in contest.jury.criteria)
    return tuple(
        Measure(
            name=nouns.said(criterion.name, edition),
            about=nouns.said(criterion.about, edition),
            weight=criterion.weight,
            percent=round(100 * criterion.weight / whole),
        )
        for criterion in contest.jury.criteria
    )


def _prizes(contest: Contest, edition: Edition) -> Iterator[dict[str, object]]:
    for prize in contest.prizes:
        yield {"what": nouns.said(prize.what, edition), "count": prize.count, "value": spaced(prize.value, edition.language)}


def _rules(contest: Contest, article: Article, edition: Edition) -> Page:
    assert contest.rules is not None
    at_rules = {told.language: edition.url_of(told) for told in contest.rules.told}
    return Page(
        kind="rules",
        path=f"{edition.url_of(article)}index.html",
        template="rules.html",
        title=article.title,
        language=edition.language,
        updated=article.updated,
        values=edition.frame(
            title=spaced(article.title, article.language),
            here=edition.at.list_of("contest"),
            alternates=tuple(alternate(language, at_rules[language]) for language in edition.site.languages if language in at_rules),
            contest=nouns.link(contest, edition),
            body=article.body,
            version=contest.rules.version,
            sha256=contest.rules.sha256,
            changes=tuple(sorted(contest.rules.changes, key=lambda change: -change.version)),
            main=edition.main,
        ),
    )


def _results(contest: Contest, edition: Edition) -> Page:
    told = contest.outcome.told if contest.outcome else ()
    article = next((one for one in told if one.language == edition.language), None)
    title = spaced(article.title, article.language) if article else str(edition.words.gettext("Results"))
    here = nouns.link(contest, edition)
    return Page(
        kind="results",
        path=f"{edition.at.noun('outcome', contest.slug)}index.html",
        template="results.html",
        title=f"{title}: {here.label}",
        language=edition.language,
        updated=contest.starts("results"),
        values=edition.frame(
            title=title,
            here=edition.at.list_of("contest"),
            alternates=tuple(
                alternate(language, edition.at_in[language].noun("outcome", contest.slug))
                for language in edition.site.languages
                if any(one.language == language for one in contest.told)
            ),
            contest=here,
            body=article.body if article else None,
            results=results(contest, edition),
            outcomes=fulfilments(contest, edition),
            judges=tuple(_judge(juror.id, contest, edition) for juror in contest.jury.members),
            measures=_measures(contest, edition),
            rules=gallery.rules_link(contest, edition),
        ),
    )
