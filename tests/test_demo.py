"""The demo's whole story: what its files must hold, so that every page of a community has something to show."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Final

import msgspec
import pytest

from parvis import settings as hub_settings
from parvis.archive import read as archive
from parvis.build import review_files
from parvis.curate import ambassadors, offers
from parvis.curate.assemble import assemble
from parvis.curate.contests import anomalies, phases, proof, taking
from parvis.curate.contests.merge import ideas
from parvis.importers import forms
from parvis.model.article import Article
from parvis.model.contest import Contest
from parvis.model.hub import Hub
from parvis.model.page import Body
from parvis.pages import every
from parvis.written import contest_tables, nouns
from parvis.written.articles import Reader, Written

ROOT: Final = Path(__file__).resolve().parents[1]
#: PARVIS_NOW of the demo.
NOW: Final = datetime(2026, 6, 12, 14, tzinfo=UTC)
#: From this rating down a review is negative.
NEGATIVE: Final = 2


@cache
def hub() -> Hub:
    """The demo without its prose."""
    settings = hub_settings.read(ROOT)
    site = settings.site
    documents, found = nouns.read(settings.content, Reader(timezone=site.timezone, languages=site.languages))
    articles = tuple(_article(one, site.language) for one in documents if not one.draft)
    archived = archive.every(settings.archive, [source.name for source in settings.sources])
    reviews = review_files.curated(settings, documents, NOW)
    told = nouns.tell(found, articles, site.languages)
    return assemble(settings, archived, (), (), hub_settings.curation(settings.content), NOW, told, reviews)


def _article(written: Written, main: str) -> Article:
    body = Body("", origin="", written=True)
    return Article(
        kind=written.kind, slug=written.slug, owner=written.owner, language=written.language or main, title=written.title, body=body
    )


def contest(slug: str) -> Contest:
    return next(contest for contest in hub().contests if contest.slug == slug)


def test_the_demo_stands_at_a_moment_at_which_its_vote_is_open() -> None:
    now = max(hub().contests, key=lambda contest: len(contest.ballots))

    assert hub_settings.read(ROOT).now == NOW
    assert now.slug == "saveurs-2026"
    assert phases.is_open(now, NOW)


def test_hundreds_of_ideas_were_merged_and_nobody_is_forgotten() -> None:
    now = contest("saveurs-2026")
    merged = ideas(now)

    assert len(now.entries) >= 300
    assert 200 <= len(merged) < len(now.entries)
    assert {entry.author for entry in now.entries if entry.author and not entry.status} <= {
        name for idea in merged for name in idea.authors
    }


def test_the_forms_export_gives_the_ideas_and_their_colours_again() -> None:
    body = (ROOT / "content" / "recorded" / "contest" / "ideas.csv").read_bytes()
    rows = forms.kind("google_forms").read(forms.Export(body=body, file="ideas.csv"), "ideas")
    bare = msgspec.structs.replace(contest("saveurs-2026"), entries=())
    taken = taking.ideas(rows, bare, taking.Terms(file="ideas.csv", source="google_forms"))  # type: ignore[arg-type]  # ideas all of them

    kept = (ROOT / "content" / "contests" / "saveurs-2026" / "entries.csv").read_text(encoding="utf-8")
    assert contest_tables.entries_text(taken.rows) == kept


def test_five_thousand_ballots_with_fraud_that_was_found_and_decided() -> None:
    now = contest("saveurs-2026")

    assert len(now.ballots) == 5000
    found = anomalies.anomalies(msgspec.structs.replace(now, strange=()))
    assert {anomaly.kind for anomaly in found} == {"burst", "same_voter", "same_time"}
    assert anomalies.undecided(now) == ()


def test_clean_ballots_raise_no_suspicion() -> None:
    assert len(contest("saveurs-2025").ballots) > 300
    assert anomalies.anomalies(contest("saveurs-2025")) == ()


def test_eight_finalists_before_a_jury_with_customers() -> None:
    now = contest("saveurs-2026")

    assert len(now.vote.options) == 8
    assert set(now.vote.options) <= {idea.entry.id for idea in ideas(now)}
    assert any(juror.customer for juror in now.jury.members)
    assert not all(juror.customer for juror in now.jury.members)


def test_the_past_contest_can_be_verified_and_its_promises_are_told() -> None:
    past = contest("saveurs-2025")
    assert past.outcome is not None

    assert list(proof.verify(past)) == []
    assert Counter(phases.promise(winner, past, NOW) for winner in past.outcome.winners) == {"kept": 2, "late": 1}
    assert all(winner.late_because for winner in past.outcome.winners if phases.promise(winner, past, NOW) == "late")


def test_two_hundred_and_forty_reviews_in_three_exports() -> None:
    found = [one.review for one in (*hub().reviews.published, *hub().reviews.withheld)]

    assert len(found) == 240
    assert len({review.source for review in found}) == 3


def test_thirty_negative_reviews_of_which_most_were_answered_and_some_changed_something() -> None:
    negative = [one for one in hub().reviews.published if (one.review.rating or 0) <= NEGATIVE]

    assert len(negative) == 30
    assert sum(one.answered for one in negative) == 24
    assert sum(any(reply.changed for reply in one.replies) for one in negative) == 10


def test_nine_ambassadors() -> None:
    people, today = hub().ambassadors, NOW.date()

    assert len(people) == 9
    assert sum(person.relationship == "paid" for person in people) == 3
    assert Counter(ambassadors.state(person, today) for person in people) == {"active": 8, "alumni": 1}


def test_events_places_and_offers() -> None:
    assert len(hub().events) == 15
    assert len(hub().places) == 3
    assert Counter(offers.state(offer, NOW) for offer in hub().offers) == {"running": 3, "ended": 1}


def test_machines_are_told_of_stars_on_products_alone_and_of_first_hand_ones() -> None:
    copied = {one.review.author for one in hub().reviews.published if not one.review.first_party}
    copied -= {one.review.author for one in hub().reviews.published if one.review.first_party}
    marked: Counter[str] = Counter()
    for page in every(hub()):
        found = page.values.get("json_ld") if isinstance(page.values, Mapping) else None
        text = msgspec.json.encode(found).decode() if found else ""
        if "AggregateRating" in text or '"Review"' in text:
            marked[page.kind] += 1
            assert '"@type":"Product"' in text or re.search(r'"itemReviewed":\{"@id":"[^"]+/(?:produits|products)/[^"]+#product"', text), (
                page.path
            )
            assert not [author for author in copied if f'"name":"{author}"' in text], page.path

    assert copied
    # A product's own page and a review's own page: a list leads there, and tells no stars a second time.
    assert set(marked) == {"product", "review"}


@pytest.mark.parametrize(
    ("kind", "count"), [("ambassador", 9), ("event", 15), ("place", 3), ("offer", 4), ("product", 16), ("contest", 2), ("entry", 310)]
)
def test_each_noun_has_a_page_of_its_kind_in_the_main_language(kind: str, count: int) -> None:
    index = next(page for page in every(hub()) if page.path == "api/index.json")
    listed = json.loads(msgspec.json.encode(index.values, enc_hook=str))["pages"]
    own = {entry["url"] for entry in listed if entry["kind"] == kind and "/en/" not in entry["url"]}

    assert len(own) == count
