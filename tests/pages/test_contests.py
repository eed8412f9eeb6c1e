"""Pages of a contest: the face of each phase, the gallery, the results."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec
import pytest

from parvis.curate import contests as decided
from parvis.model.contest import Ballot, Contest, Entry, Merge, Outcome, PhaseName, SetAside, Vote, Winner
from parvis.model.hub import Hub
from parvis.model.page import Page
from parvis.pages import contests

Make = Callable[..., Contest]
MakeHub = Callable[..., Hub]
MINUTE = timedelta(minutes=1)


@pytest.fixture
def counted(make_contest: Make, judge: Callable[[Contest, str, int], Contest]) -> Contest:
    """Voted, judged, with a winner that was promised."""
    start = make_contest().starts("vote")
    assert start is not None
    cast = tuple(Ballot(f"{number:032x}", id_, start + timedelta(hours=number)) for number, id_ in enumerate("11111122223344"))
    made = make_contest(ballots=cast, vote=Vote(form="https://forms.example/vote", hide_authors=True, options=("1", "2", "3", "4")))
    outcome = Outcome(file="outcome.md", winners=(Winner(entry="3", promised=date(2026, 9, 12)),))
    return msgspec.structs.replace(judge(made, "123", 3), outcome=outcome)


@pytest.fixture
def at(make_hub: MakeHub) -> Callable[[Contest, datetime], dict[str, Page]]:
    """A contest's pages at a moment, by their addresses."""

    def pages_at(contest: Contest, now: datetime) -> dict[str, Page]:
        hub = make_hub(contests=decided.shown([contest], now), now=now)
        return {page.url: page for page in contests.pages(hub)}

    return pages_at


At = Callable[[Contest, datetime], dict[str, Page]]


def moment(contest: Contest, phase: PhaseName) -> datetime:
    start = contest.starts(phase)
    assert start is not None
    return start


def test_before_the_announcement_there_is_no_page(make_contest: Make, at: At) -> None:
    contest = make_contest()

    assert at(contest, moment(contest, "announced") - MINUTE) == {}


#: What the page shows in each phase: call to action, posters, results, outcomes.
FACES: list[tuple[PhaseName, int, int, bool, bool]] = [
    ("announced", 0, 0, False, False),
    ("ideas", 2, 0, False, False),
    ("moderation", 0, 0, False, False),
    ("vote", 1, 4, False, False),
    ("shortlist", 0, 3, False, False),
    ("jury", 0, 3, False, False),
    ("results", 0, 0, True, True),
    ("launch", 0, 0, True, True),
    ("kept", 0, 0, True, True),
]


@pytest.mark.parametrize(("phase", "actions", "posters", "results", "outcomes"), FACES)
def test_each_phase_has_its_face(
    counted: Contest, at: At, phase: PhaseName, actions: int, posters: int, *, results: bool, outcomes: bool
) -> None:
    for later in (timedelta(0), MINUTE):
        values = at(counted, moment(counted, phase) + later)["concours/saveurs/"].values

        assert (values["phase"], values["call"].phase) == (phase, phase)
        assert len(values["call"].actions) == actions
        assert len(values["posters"]) == posters
        assert (values["results"] is not None, bool(values["outcomes"])) == (results, outcomes)
        assert [stretch.name for stretch in values["timeline"] if stretch.state == "now"] == [phase]


def test_until_its_last_second_a_phase_has_the_face_of_its_own(counted: Contest, at: At) -> None:
    for before, phase in zip(counted.phases, counted.phases[1:], strict=False):
        assert at(counted, phase.start - timedelta(seconds=1))["concours/saveurs/"].values["phase"] == before.name


def test_next_change_is_the_moment_at_which_the_face_changes(counted: Contest, at: At) -> None:
    """Between two moments of `changes` nothing on any page is another."""
    now = moment(counted, "announced")
    while True:
        following = min(decided.changes([counted], now), default=None)
        if following is None:
            break
        early, late = at(counted, now), at(counted, following - timedelta(seconds=1))
        assert {url: page.values for url, page in early.items()} == {url: page.values for url, page in late.items()}
        now = following


def test_the_call_says_when_it_closes(counted: Contest, at: At) -> None:
    call = at(counted, moment(counted, "vote"))["concours/saveurs/"].values["call"]

    assert call.closes == moment(counted, "shortlist")
    assert call.headline == "Le vote est ouvert"
    assert "15\u00a0juin 2026" in call.text
    assert call.closed == "Le vote vient de se clore."


def test_authors_are_told_nowhere_during_the_vote(counted: Contest, make_hub: MakeHub, at: At) -> None:
    def told(now: datetime) -> str:
        return repr({url: (page.title, page.values) for url, page in at(counted, now).items()})

    assert "Personne 3" in told(moment(counted, "vote") - MINUTE)
    assert "Personne " not in told(moment(counted, "vote"))
    assert "Personne " not in told(moment(counted, "results") - MINUTE)
    assert "Personne 3" in told(moment(counted, "results"))


def test_results_are_told_nowhere_before_their_moment(counted: Contest, at: At) -> None:
    before = at(counted, moment(counted, "results") - MINUTE)

    assert "concours/saveurs/resultats/" not in before
    assert all(page.values.get("results") is None for page in before.values())
    assert "concours/saveurs/resultats/" in at(counted, moment(counted, "results"))


def test_results_are_those_of_the_step_that_decides(counted: Contest, at: At) -> None:
    results = at(counted, moment(counted, "results"))["concours/saveurs/resultats/"].values["results"]

    assert [(row.place, row.card.id, row.score, row.chosen) for row in results.placed] == [
        (1, "3", "6,000", True),
        (2, "2", "5,000", False),
        (3, "1", "4,000", False),
    ]
    assert [block.place for block in results.podium] == [2, 1, 3]
    assert [(row.card.id, row.votes, row.width) for row in results.votes] == [("1", 6, 1000), ("2", 4, 667), ("3", 2, 333), ("4", 2, 333)]
    assert dict(results.counts)["Voix comptées"] == 14
    assert results.ties == ("Égalité\u00a0: Poire et gingembre, PB&J\u202f; la première envoyée est retenue.",)


def test_every_idea_that_the_outcome_names_has_won(counted: Contest, at: At) -> None:
    outcome = Outcome(file="outcome.md", winners=(Winner(entry="3"), Winner(entry="2")))
    both = msgspec.structs.replace(counted, outcome=outcome)
    results = at(both, moment(both, "results"))["concours/saveurs/resultats/"].values["results"]

    assert [row.chosen for row in results.placed] == [True, True, False]


def test_until_the_votes_are_counted_all_that_is_on_the_ballot_is_in_the_running(counted: Contest, at: At) -> None:
    def running(contest: Contest, phase: PhaseName) -> tuple[bool, int]:
        values = at(contest, moment(contest, phase))["concours/saveurs/"].values
        return values["in_running"], len(values["posters"])

    uncounted = msgspec.structs.replace(counted, result=None)
    assert running(counted, "vote") == (True, 4)
    assert running(uncounted, "shortlist") == (True, 4)
    assert running(counted, "shortlist") == (False, 3)


def test_each_phase_says_who_decides_and_what_comes_next_where_the_call_does_not(counted: Contest, at: At) -> None:
    def questions(phase: PhaseName) -> list[str]:
        return [answer.question for answer in at(counted, moment(counted, phase))["concours/saveurs/"].values["answers"]]

    everything = ["Et ensuite", "Qui décide", "Pour vérifier"]
    assert [questions(phase) for phase in ("ideas", "vote", "shortlist")] == [everything] * 3
    assert questions("announced") == questions("jury") == everything[1:]
    assert questions("results") == []


def test_the_proof_names_every_file_and_the_command(counted: Contest, make_contest: Make, at: At) -> None:
    shown = at(counted, moment(counted, "results"))["concours/saveurs/resultats/"].values["results"].proof

    assert shown.command == "parvis contest saveurs verify"
    assert counted.result is not None
    assert [sealed.file for sealed in shown.files] == list(
        dict.fromkeys(f"{counted.folder}/{file.file}" for step in counted.result.steps for file in step.inputs)
    )


def test_strange_ballots_are_told_with_what_was_decided(counted: Contest, at: At) -> None:
    ballot = counted.ballots[0]
    strange = SetAside(kind="burst", voters=(ballot.voter,), since=ballot.at, until=ballot.at, set_aside=True, because="Un robot.")
    shown = at(msgspec.structs.replace(counted, strange=(strange,)), moment(counted, "results"))["concours/saveurs/"].values["results"]

    assert [(one.sign, one.ballots, one.set_aside, one.because) for one in shown.strange] == [
        ("Une rafale pour une idée", 1, True, "Un robot.")
    ]


@pytest.mark.parametrize(
    ("fields", "now", "sign"),
    [
        ({}, datetime(2026, 9, 12, 20, tzinfo=UTC), "Promise"),
        ({}, datetime(2026, 9, 13, 4, tzinfo=UTC), "En retard"),
        ({"launched": date(2026, 9, 1)}, datetime(2026, 10, 1, tzinfo=UTC), "Promesse tenue"),
        ({"launched": date(2026, 9, 30)}, datetime(2026, 10, 1, tzinfo=UTC), "Tenue, en retard"),
    ],
)
def test_what_became_of_a_promise_is_told(counted: Contest, at: At, fields: dict[str, Any], now: datetime, sign: str) -> None:
    winner = Winner(entry="3", promised=date(2026, 9, 12), **fields)
    contest = msgspec.structs.replace(counted, outcome=Outcome(file="outcome.md", winners=(winner,)))
    (shown,) = at(contest, now)["concours/saveurs/"].values["outcomes"]

    assert shown.sign.startswith(sign[:5])
    assert shown.place == 1
    assert shown.card.authors == "Personne 3"


def test_each_language_has_its_pages_and_each_idea_one(counted: Contest, at: At) -> None:
    found = at(counted, moment(counted, "results"))
    kinds: dict[str, list[str]] = {}
    for url, page in found.items():
        kinds.setdefault(page.kind, []).append(url)

    assert kinds["contest"] == ["concours/saveurs/", "en/contests/saveurs/"]
    assert kinds["contests"] == ["concours/", "en/contests/"]
    assert kinds["rules"] == ["concours/saveurs/reglement/", "en/contests/saveurs/rules/"]
    assert kinds["results"] == ["concours/saveurs/resultats/", "en/contests/saveurs/results/"]
    assert len(kinds["entry"]) == 6
    assert all(url.startswith("concours/saveurs/idees/") for url in kinds["entry"])


def test_a_merged_idea_has_one_page_that_names_the_others(make_contest: Make, at: At) -> None:
    contest = make_contest(merges=(Merge(ids=("4", "1"), accept=True, title="Arachide et confiture"),))
    found = at(contest, moment(contest, "ideas"))
    page = found["concours/saveurs/idees/4/"]

    assert "concours/saveurs/idees/1/" not in found
    assert page.title == "Arachide et confiture"
    assert page.values["also"] == ("Thé au jasmin",)
    assert page.values["card"].authors == "Personne 1 et Personne 4"


def test_refused_ideas_have_no_page(make_contest: Make, at: At) -> None:
    entries = (Entry(id="1", title="Rose"), Entry(id="2", title="Publicité", status="refused", why="pub"))
    contest = make_contest(entries=entries)
    found = at(contest, moment(contest, "ideas"))

    assert [url for url, page in found.items() if page.kind == "entry"] == ["concours/saveurs/idees/1/"]
    assert "Publicité" not in repr([page.values for page in found.values()])


def test_an_idea_links_the_rules_in_force(make_contest: Make, at: At) -> None:
    contest = make_contest()
    rules = at(contest, moment(contest, "ideas"))["concours/saveurs/idees/1/"].values["rules"]

    assert (rules.label, rules.url) == ("Le règlement, version 1", "concours/saveurs/reglement/")


def test_an_idea_can_be_voted_for_while_the_vote_is_open(make_contest: Make, at: At) -> None:
    contest = make_contest(vote=Vote(form="https://forms.example/vote", options=("1",)))

    def voting(id_: str, now: datetime) -> bool:
        return bool(at(contest, now)[f"concours/saveurs/idees/{id_}/"].values["voting"])

    vote = moment(contest, "vote")
    assert [voting("1", vote - MINUTE), voting("1", vote), voting("2", vote), voting("1", moment(contest, "shortlist"))] == [
        False,
        True,
        False,
        False,
    ]


def test_the_words_of_an_idea_stand_in_its_address_once_they_are_frozen(make_contest: Make, at: At) -> None:
    contest = make_contest(entries=(Entry(id="12", slug="pb-j", title="Arachide et confiture"),))

    assert "concours/saveurs/idees/12-pb-j/" in at(contest, moment(contest, "ideas"))


def test_galleries_filter_by_family_without_script(make_contest: Make, at: At) -> None:
    titles = ("Bleuet", "Fraise et menthe", "Poire", "Café", "Thé noir")
    contest = make_contest(entries=tuple(Entry(id=str(number), title=title) for number, title in enumerate(titles, start=1)))
    found = at(contest, moment(contest, "ideas"))
    gallery, fruit = found["concours/saveurs/idees/"].values, found["concours/saveurs/idees/page/fruit/"].values

    assert [(one.label, one.count, one.current) for one in gallery["filters"]] == [("Toutes", 5, True), ("Fruits", 3, False)]
    assert [card.title for card in gallery["cards"]] == list(reversed(titles))
    assert [card.title for card in fruit["cards"]] == ["Poire", "Fraise et menthe", "Bleuet"]


def test_hundreds_of_ideas_are_several_pages_whose_old_ones_stay(make_contest: Make, at: At) -> None:
    def gallery(count: int) -> dict[str, list[str]]:
        contest = make_contest(entries=tuple(Entry(id=str(number), title=f"Idée {number}") for number in range(1, count + 1)))
        found = at(contest, moment(contest, "ideas"))
        return {
            url: [card.id for card in page.values["cards"]]
            for url, page in found.items()
            if page.kind == "ideas" and not url.startswith("en/")
        }

    few, many = gallery(300), gallery(420)
    assert [len(few[url]) for url in ("concours/saveurs/idees/", "concours/saveurs/idees/page/1/")] == [180, 120]
    assert many["concours/saveurs/idees/page/1/"] == few["concours/saveurs/idees/page/1/"]


def test_calendar_holds_every_phase(make_contest: Make, at: At) -> None:
    contest = make_contest()
    text = at(contest, moment(contest, "ideas"))["concours/saveurs/dates.ics"].values["text"]

    assert text.count("BEGIN:VEVENT") == 9
    assert "DTSTART:20260601T130000Z\r\nDTEND:20260615T160000Z" in text
    assert "UID:contest-saveurs-vote@sucre.example" in text


def test_structured_data_is_an_event(make_contest: Make, at: At) -> None:
    contest = make_contest()
    data = at(contest, moment(contest, "ideas"))["en/contests/saveurs/"].values["json_ld"][0]

    assert (data["@type"], data["name"], data["inLanguage"]) == ("Event", "Flavours 2026", "en")
    assert (data["startDate"], data["endDate"]) == ("2026-04-07T13:00:00+00:00", "2026-06-27T15:00:00+00:00")


def test_list_parts_what_runs_from_what_is_over(make_contest: Make, make_hub: MakeHub) -> None:
    now = datetime(2026, 6, 12, tzinfo=UTC)
    old = make_contest("saveurs-2025")
    old = msgspec.structs.replace(
        old, phases=tuple(msgspec.structs.replace(one, start=one.start - timedelta(days=365)) for one in old.phases)
    )
    hub = make_hub(contests=decided.shown([old, make_contest("saveurs-2026")], now), now=now)
    page = next(page for page in contests.pages(hub) if page.kind == "contests")

    assert [one["call"].contest.url for one in page.values["running"]] == ["concours/saveurs-2026/"]
    assert [(one["call"].contest.url, one["year"]) for one in page.values["past"]] == [("concours/saveurs-2025/", 2025)]


def test_where_there_is_no_contest_there_is_no_page(make_hub: MakeHub) -> None:
    assert list(contests.pages(make_hub())) == []
