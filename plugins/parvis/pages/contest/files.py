"""A contest for other programs: its phases as a calendar file, and as structured data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from parvis.curate.contests import phases
from parvis.model.article import Article
from parvis.model.contest import Contest
from parvis.model.page import Page
from parvis.pages import ics
from parvis.pages.addresses import absolute
from parvis.pages.contest import words
from parvis.pages.edition import Edition

#: Below the contest's own address.
FILE: Final = "dates.ics"
_SCHEMA: Final = "https://schema.org/"


def calendar(contest: Contest, article: Article, edition: Edition) -> Page:
    """Its phases as dates for a calendar."""
    return ics.page(f"{edition.url_of(article)}{FILE}", article.title, _entries(contest, article, edition), edition)


def _entries(contest: Contest, article: Article, edition: Edition) -> Iterator[ics.Entry]:
    for stage in phases.timeline(contest, edition.hub.now):
        yield ics.Entry(
            uid=ics.uid(f"contest-{contest.slug}-{stage.name}", edition.site),
            start=stage.start,
            end=stage.end,
            title=f"{article.title}: {words.phase(stage.name, edition)}",
            words=words.headline(stage.name, edition),
            url=absolute(edition.site, edition.url_of(article)) if edition.site.url else "",
            made=contest.published or article.published,
            changed=article.updated,
        )


def structured(contest: Contest, article: Article, edition: Edition) -> dict[str, Any] | None:
    """The contest as an event of schema.org, from its first idea to its results; None where it has neither."""
    start, end = contest.starts("ideas") or contest.starts("vote"), contest.starts("results")
    if start is None or end is None or not edition.site.url:
        return None
    url = absolute(edition.site, edition.url_of(article))
    organiser = contest.organiser.name if contest.organiser else edition.site.name
    return {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": article.title,
        "description": article.summary,
        "url": url,
        "startDate": start.isoformat(),
        "endDate": end.isoformat(),
        "eventStatus": f"{_SCHEMA}EventScheduled",
        "eventAttendanceMode": f"{_SCHEMA}OnlineEventAttendanceMode",
        "location": {"@type": "VirtualLocation", "url": url},
        "organizer": {"@type": "Organization", "name": organiser, "url": absolute(edition.site, edition.at.home())},
        **({"image": absolute(edition.site, article.picture)} if article.picture else {}),
        "inLanguage": article.language,
    }
