"""The demo at twelve moments: before, in and after each phase of its contest every page has the face of its moment, and not a second longer.

The hub is assembled of the demo's own files without their prose, which no moment changes; the pages are worked out, and those that
show the moment are drawn.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

import msgspec
import pytest

from parvis import pages
from parvis import settings as hub_settings
from parvis.archive import read as archive
from parvis.build import brand, review_files
from parvis.build.render import Drawing, Theme
from parvis.curate import ambassadors, offers
from parvis.curate.assemble import assemble
from parvis.model.article import Article
from parvis.model.hub import Hub
from parvis.model.nouns import Nouns
from parvis.model.page import Body, Page
from parvis.tidy import digests
from parvis.written import nouns
from parvis.written.articles import Reader, Written

ROOT: Final = Path(__file__).resolve().parents[1]
ZONE: Final = ZoneInfo("America/Montreal")
SECOND: Final = timedelta(seconds=1)
CONTEST: Final = "concours/saveurs-2026/index.html"
#: The phases of the contest of 2026, by the moment at which each begins.
PHASES: Final = {
    "announced": "2026-03-24T09:00",
    "ideas": "2026-04-07T09:00",
    "moderation": "2026-05-11T00:00",
    "vote": "2026-06-01T09:00",
    "shortlist": "2026-06-15T12:00",
    "jury": "2026-06-20T10:00",
    "results": "2026-06-27T12:00",
    "launch": "2026-09-12T08:00",
    "kept": "2026-10-01T00:00",
}
#: First and last moment of each offer; at the last one it is gone.
OFFERS: Final = {
    "boite-du-vote": ("2026-06-01T09:00", "2026-06-15T12:00"),
    "fete-des-meres": ("2026-05-01T09:00", "2026-05-10T16:00"),
    "quatre-pour-trois-cassis": ("2026-05-18T09:00", "2026-06-30T18:00"),
    "sac-froid": ("2026-06-01T00:00", "2026-09-30T18:00"),
}
#: The day after which each says goodbye.
LAST_DAYS: Final = {
    "gabriel-ostiguy": "2026-03-31",
    "fatoumata-keita": "2026-08-31",
    "manuela-restrepo": "2026-09-30",
    "rosalie-vadnais": "2026-12-31",
}
#: When events of one date are over.
EVENTS: Final = {
    "degustation-des-finalistes": "2026-05-31T16:00",
    "recomptage-public": "2026-06-16T20:30",
    "cafe-des-refuses": "2026-06-27T17:00",
    "cueillette-camerise": "2026-07-11T14:00",
    "lancement-2026": "2026-09-12T12:00",
}


def at(text: str) -> datetime:
    """A moment in Montréal."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE).astimezone(UTC)


#: Before the contest, in each phase, on both sides of the second at which the vote closes, and long after everything.
MOMENTS: Final = {
    "2026-03-24T08:59:59": "",
    "2026-03-24T09:00": "announced",
    "2026-04-20T12:00": "ideas",
    "2026-05-10T23:59:59": "ideas",
    "2026-05-11T00:00": "moderation",
    "2026-06-12T10:00": "vote",
    "2026-06-15T11:59:59": "vote",
    "2026-06-15T12:00": "shortlist",
    "2026-06-22T12:00": "jury",
    "2026-07-01T12:00": "results",
    "2026-09-12T08:00": "launch",
    "2027-06-01T12:00": "kept",
}
each_moment = pytest.mark.parametrize("text", MOMENTS)


class Demo(NamedTuple):
    """What the demo's hub is made of, whatever the moment."""

    settings: hub_settings.Settings
    documents: tuple[Written, ...]
    articles: tuple[Article, ...]
    nouns: Nouns
    archived: Mapping[str, Any]


@cache
def demo() -> Demo:
    """Everything read once. The demo stands still at its moment, which the countdown of its pages knows; here it does not."""
    settings = hub_settings.read(ROOT)
    settings = msgspec.structs.replace(settings, site=msgspec.structs.replace(settings.site, still=False))
    site = settings.site
    documents, found = nouns.read(settings.content, Reader(timezone=site.timezone, languages=site.languages))
    articles = tuple(_article(one, site.language) for one in documents if not one.draft)
    archived = archive.every(settings.archive, [source.name for source in settings.sources])
    return Demo(settings, documents, articles, nouns.tell(found, articles, site.languages), archived)


def _article(written: Written, main: str) -> Article:
    return Article(
        kind=written.kind,
        slug=written.slug,
        owner=written.owner,
        language=written.language or main,
        title=written.title,
        body=Body("", origin="", written=True),
        published=written.published,
        file=written.file,
        more=written.more,
    )


@cache
def hub(now: datetime) -> Hub:
    settings, documents, articles, found, archived = demo()
    posts, own = (tuple(one for one in articles if one.kind == kind) for kind in ("post", "page"))
    reviews = review_files.curated(settings, documents, now)
    return assemble(settings, archived, posts, own, hub_settings.curation(settings.content), now, found, reviews)


@cache
def drawing() -> Drawing:
    theme = demo().settings.theme
    static = theme / "static"
    assets = {file.relative_to(static).as_posix(): "0" * 64 for file in static.rglob("*") if file.is_file()}
    assets |= dict.fromkeys(brand.paths(demo().settings.site), "0" * 64)
    return Drawing(demo().settings.site, Theme(templates=(theme / "templates",), locale=theme / "locale", assets=assets))


@cache
def site(now: datetime) -> dict[str, Page]:
    """The pages of a moment that show it, by path."""
    shown = {"home", "contest", "contests", "offer", "offers", "event", "events", "ambassador", "ambassadors"}
    return {page.path: page for page in pages.every(hub(now)) if page.kind in shown}


def html(page: Page) -> str:
    return drawing().draw(page).decode()


@each_moment
def test_the_contest_has_the_face_of_its_phase(text: str) -> None:
    phase, found = MOMENTS[text], site(at(text))
    assert (CONTEST in found) == bool(phase)
    if not phase:
        assert not [page for page in found.values() if page.kind == "home" and "saveurs-2026" in html(page)]
        return
    drawn = html(found[CONTEST])
    assert f'class="contest contest--{phase}"' in drawn
    call = re.search(r'<section class="call call--(\w+)[ "].*?</section>', drawn, re.DOTALL)
    assert call is not None
    assert call[1] == phase
    assert ("data-act" in call[0]) == (phase in {"ideas", "vote"})
    assert (f'data-closes="{_closing(phase)}"' in call[0]) == (phase in {"ideas", "vote"})


def _closing(phase: str) -> str:
    names = list(PHASES)
    following = names[min(names.index(phase) + 1, len(names) - 1)]
    return at(PHASES[following]).isoformat().replace("+00:00", "Z")


@each_moment
def test_the_home_page_calls_for_what_can_be_done(text: str) -> None:
    phase = MOMENTS[text]
    for home in (page for page in site(at(text)).values() if page.kind == "home"):
        drawn = html(home)
        assert ("data-act" in drawn) == (phase in {"ideas", "vote"}), home.path
        calls = re.findall(r'<section class="call call--(\w+)[ "].*?/saveurs-2026/.*?</section>', drawn, re.DOTALL)
        assert calls == ([phase] if phase not in {"", "kept"} else []), home.path


@pytest.mark.parametrize(("before", "after"), list(pairwise(PHASES)))
def test_each_phase_begins_at_its_second(before: str, after: str) -> None:
    moment = at(PHASES[after])

    assert [_phase(moment - SECOND), _phase(moment)] == [before, after]


def _phase(now: datetime) -> str:
    return next(str(page.values["phase"]) for page in pages.every(hub(now)) if page.path == CONTEST)


@each_moment
def test_offers_are_there_while_they_run(text: str) -> None:
    now, found = at(text), site(at(text))
    listed = html(found["offres/index.html"])
    for slug, (first, last) in OFFERS.items():
        state = "coming" if now < at(first) else "running" if now < at(last) else "ended"
        page = found[f"offres/{slug}/index.html"]
        assert page.values["card"].state == state, slug
        assert ("Cette offre est terminée." in html(page)) == (state == "ended"), slug
        assert f"/offres/{slug}/" in listed
    running = at(OFFERS["boite-du-vote"][0]) <= now < at(OFFERS["boite-du-vote"][1])
    assert {path for path, page in found.items() if "VOTE26" in html(page)} == ({*_with_code(found)} if running else set())


def _with_code(found: dict[str, Page]) -> list[str]:
    """Where a running offer's code stands: its own page in each language, and wherever its card does."""
    own = [path for path in found if path.endswith("/boite-du-vote/index.html")]
    return own + [path for path, page in found.items() if path not in own and "VOTE26" in html(page)]


@pytest.mark.parametrize("slug", OFFERS)
def test_an_offer_is_gone_at_its_minute(slug: str) -> None:
    first, last = map(at, OFFERS[slug])
    offer = next(offer for offer in demo().nouns.offers if offer.slug == slug)

    states = [offers.state(offer, moment) for moment in (first - SECOND, first, last - SECOND, last)]
    assert states == ["coming", "running", "running", "ended"]
    assert hub(last - SECOND).next_change == last


@each_moment
def test_one_ambassador_of_today_stands_in_the_spotlight_all_week(text: str) -> None:
    now = at(text)
    person = hub(now).spotlight
    assert person is not None
    assert ambassadors.state(person, now.astimezone(ZONE).date()) == "active"
    monday = now.astimezone(ZONE).replace(hour=0, minute=0, second=0) - timedelta(days=now.astimezone(ZONE).weekday())
    start = max(monday.astimezone(UTC), at("2025-01-15T00:00"))
    others = {one.slug for one in (hub(start).spotlight,) if one}
    assert person.slug in others or _left_since(start, now)
    homes = [page for page in site(now).values() if page.kind == "home"]
    assert homes
    for home in homes:
        assert home.values["spotlight"].first_name == person.first_name
        assert person.first_name in html(home)


def _left_since(start: datetime, now: datetime) -> bool:
    """Whether somebody has said goodbye since: who leaves within the week makes room at once."""
    return any(start <= at(f"{day}T00:00") + timedelta(days=1) <= now for day in LAST_DAYS.values())


@each_moment
def test_an_event_is_to_come_until_it_is_over(text: str) -> None:
    now = at(text)
    values = site(now)["evenements/index.html"].values
    coming, past = ({card.url.rstrip("/").rpartition("/")[2] for card in values[name]} for name in ("coming", "past"))

    for slug, end in EVENTS.items():
        assert slug in (coming if now < at(end) else past), slug
    assert not coming & past
    assert ("echange-de-moules" in coming) == (now < at("2026-10-31T12:00"))


@each_moment
def test_who_has_left_is_told_goodbye(text: str) -> None:
    today = at(text).astimezone(ZONE).date().isoformat()
    values = site(at(text))["ambassadeurs/index.html"].values
    alumni = {card.url.rstrip("/").rpartition("/")[2] for card in values["alumni"]}

    for slug, last in LAST_DAYS.items():
        assert (slug in alumni) == (today > last), slug
        assert f"ambassadeurs/{slug}/index.html" in site(at(text))


@each_moment
def test_nothing_changes_before_the_moment_that_is_named_and_something_does_then(text: str) -> None:
    now = at(text)
    change = hub(now).next_change
    assert change is None or change > now
    later = change - SECOND if change else now + timedelta(days=4000)

    assert _changed(now, later) == []
    if change:
        assert _changed(later, change), change


def _changed(one: datetime, other: datetime) -> list[str]:
    mine, theirs = _keys(one), _keys(other)
    return sorted(path for path in mine.keys() | theirs.keys() if mine.get(path) != theirs.get(path))


@cache
def _keys(now: datetime) -> dict[str, str]:
    """A digest of what each page shows."""
    return {page.path: digests.of_values([page]) for page in pages.every(hub(now))}
