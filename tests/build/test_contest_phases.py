"""A date sweep: the small hub with one contest, built before, in and after each phase, shows each time what it should and nothing else."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from parvis import settings
from parvis.pelican_plugin import build

STARTS = {
    "announced": datetime(2026, 3, 20, 13, tzinfo=UTC),
    "ideas": datetime(2026, 4, 7, 13, tzinfo=UTC),
    "moderation": datetime(2026, 5, 10, 22, tzinfo=UTC),
    "vote": datetime(2026, 6, 1, 13, tzinfo=UTC),
    "shortlist": datetime(2026, 6, 15, 16, tzinfo=UTC),
    "jury": datetime(2026, 6, 20, 14, tzinfo=UTC),
    "results": datetime(2026, 6, 27, 15, tzinfo=UTC),
    "launch": datetime(2026, 9, 12, 14, tzinfo=UTC),
    "kept": datetime(2026, 12, 1, 15, tzinfo=UTC),
}
HEADLINES = {
    "announced": "Bientôt, à vos idées",
    "ideas": "Envoyez-\u2060nous votre idée",
    "moderation": "Nous lisons vos idées",
    "vote": "Le vote est ouvert",
    "shortlist": "Le vote est clos",
    "jury": "Le jury délibère",
    "results": "Les résultats sont là",
    "launch": "De l’idée au produit",
    "kept": "",
}
SECOND = timedelta(seconds=1)
#: The day after the promised one: the winner's promise is late from then on.
LATE = datetime(2026, 9, 13, 4, tzinfo=UTC)
MOMENTS = sorted(
    {moment for start in STARTS.values() for moment in (start - SECOND, start)} | {LATE - SECOND, LATE, datetime(2027, 6, 1, tzinfo=UTC)}
)


def phase_at(moment: datetime) -> str | None:
    return next((phase for phase, start in reversed(STARTS.items()) if start <= moment), None)


class Site:
    """The site as it was built at a moment."""

    def __init__(self, output: Path, moment: datetime, next_change: datetime | None) -> None:
        self.output = output
        self.moment = moment
        self.next_change = next_change
        self.phase = phase_at(moment)
        self.files = {file.relative_to(output).as_posix(): file.read_bytes() for file in output.rglob("*") if file.is_file()}

    def tree(self, path: str) -> LexborHTMLParser:
        return LexborHTMLParser(self.files[path].decode())

    def one(self, path: str, selector: str) -> LexborNode | None:
        return self.tree(path).css_first(selector)

    def texts(self, path: str, selector: str) -> list[str]:
        return [node.text(strip=True) for node in self.tree(path).css(selector)]


@pytest.fixture(scope="module")
def sites(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Site]:
    """All moments, one after the other in one folder, as a hub lives."""
    root = Path(shutil.copytree(samples / "contest" / "hub", tmp_path_factory.mktemp("sweep") / "hub"))
    found = []
    for moment in MOMENTS:
        report = build(settings.read(root), moment)
        found.append(Site(root / "output", moment, report.next_change))
    return found


def with_contest(sites: list[Site]) -> Iterator[Site]:
    return (site for site in sites if site.phase is not None)


PAGE = "concours/saveurs/index.html"


def test_there_are_more_moments_than_phases() -> None:
    assert len(MOMENTS) >= 12


def test_before_the_announcement_nothing_is_told(sites: list[Site]) -> None:
    (before,) = [site for site in sites if site.phase is None]

    assert not [path for path in before.files if path.startswith(("concours", "en/contests"))]
    assert not [path for path, data in before.files.items() if b"Saveurs 2026" in data and path.endswith((".html", ".json", ".xml"))]


def test_the_page_has_the_face_of_its_phase(sites: list[Site]) -> None:
    for site in with_contest(sites):
        article = site.one(PAGE, "article.contest")
        assert article is not None
        assert article.attributes["class"] == f"contest contest--{site.phase}", site.moment
        assert site.texts(PAGE, '.timeline [aria-current="step"] .timeline__label') == [
            {
                "announced": "Annonce",
                "ideas": "Idées",
                "moderation": "Lecture",
                "vote": "Vote",
                "shortlist": "Sélection",
                "jury": "Jury",
                "results": "Résultats",
                "launch": "Lancement",
                "kept": "Promesses",
            }[site.phase or ""]
        ], site.moment


def test_the_call_to_action_is_there_while_it_can_be_followed(sites: list[Site]) -> None:
    expected = {"ideas": ["https://forms.example/saveurs", "mailto:idees@carre.example"], "vote": ["https://forms.example/vote"]}
    for site in with_contest(sites):
        actions = [node.attributes["href"] for node in site.tree(PAGE).css("[data-act]")]
        assert actions == expected.get(site.phase or "", []), site.moment
        closing = site.one(PAGE, "[data-closes]")
        assert (closing is not None) == (site.phase in expected), site.moment


def test_the_home_page_says_what_is_on(sites: list[Site]) -> None:
    for site in sites:
        said, expected = site.texts("index.html", ".call__headline"), HEADLINES[site.phase] if site.phase else ""
        assert len(said) == bool(expected), site.moment
        assert all(headline.startswith(expected) for headline in said), site.moment


def test_posters_show_the_shortlist_from_the_end_of_the_vote_to_the_results(sites: list[Site]) -> None:
    for site in with_contest(sites):
        posters = site.texts(PAGE, ".idea-poster__title")
        expected = (
            ["Thé au jasmin", "Poire et gingembre", "Arachide et confiture", "Sapin et chocolat"]
            if site.phase in {"shortlist", "jury"}
            else []
        )
        assert posters == expected, site.moment


def test_results_appear_at_their_second(sites: list[Site]) -> None:
    for site in with_contest(sites):
        out = site.phase in {"results", "launch", "kept"}
        assert ("concours/saveurs/resultats/index.html" in site.files) == out, site.moment
        assert bool(site.tree(PAGE).css(".podium")) == out, site.moment
        assert bool(site.tree(PAGE).css("table.placed tbody tr")) == out, site.moment
        assert [one.text() for one in site.tree(PAGE).css(".proof__command")] == ["parvis contest saveurs verify"] * out, site.moment


def test_authors_are_hidden_from_the_vote_to_the_results(sites: list[Site]) -> None:
    for site in with_contest(sites):
        told = any(b"Hana K." in data for path, data in site.files.items() if path.endswith((".html", ".json", ".xml", ".ics")))
        assert told == (site.phase not in {"vote", "shortlist", "jury"}), site.moment


def test_a_promise_becomes_late_at_midnight(sites: list[Site]) -> None:
    signs = {site.moment: site.texts(PAGE, ".outcome .sign") for site in with_contest(sites) if site.phase in {"results", "launch", "kept"}}

    assert set(map(tuple, signs.values())) == {("Promis",), ("En retard",)}
    assert all((said == ["En retard"]) == (moment >= LATE) for moment, said in signs.items())


def test_the_calendar_file_has_all_phases_and_every_language(sites: list[Site]) -> None:
    for site in with_contest(sites):
        assert site.files["concours/saveurs/dates.ics"].count(b"BEGIN:VEVENT") == 9
        assert b"SUMMARY:Flavours 2026: Vote" in site.files["en/contests/saveurs/dates.ics"]


def test_the_next_change_is_the_next_moment_at_which_something_changes(sites: list[Site]) -> None:
    turns = sorted({*STARTS.values(), LATE})
    for site in sites:
        turn = next((turn for turn in turns if turn > site.moment), None)
        if site.phase in {"ideas", "vote"}:  # the days that are left are told, too
            assert site.next_change is not None, site.moment
            assert turn is not None, site.moment
            assert site.moment < site.next_change <= turn, site.moment
        else:
            assert site.next_change == turn, site.moment


def test_each_idea_that_remains_has_a_page_and_is_listed(sites: list[Site]) -> None:
    for site in with_contest(sites):
        listed = json.loads(site.files["api/index.json"])["pages"]
        assert sum(page["kind"] == "entry" for page in listed) == 8
        assert sum(page["kind"] == "contest" for page in listed) == 2


def test_no_vote_can_be_traced_on_the_site(sites: list[Site], samples: Path) -> None:
    hashes = [
        line.partition(",")[0].encode()
        for line in (samples / "contest/hub/content/contests/saveurs/ballots.csv").read_text().splitlines()[1:]
    ]
    site = sites[-1]

    assert not [path for path, data in site.files.items() if any(one in data for one in hashes)]
