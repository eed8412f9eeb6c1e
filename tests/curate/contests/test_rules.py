"""Whether a contest may open: the clauses that the law asks for, rules that cannot change unseen, and the skeleton to begin with."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest

from parvis.curate import contests
from parvis.curate.contests import proof, rules
from parvis.curate.contests.clauses import CLAUSES, is_unfinished, mandatory
from parvis.curate.contests.skeleton import skeleton
from parvis.errors import PolicyError
from parvis.model.contest import Ballot, Conflict, Contest, DrawPlan, Entry, Organiser, Outcome, Phase, Prize, TakePart, Winner
from parvis.model.curated_review import CuratedReview, Reviews

Make = Callable[..., Contest]
NOW = datetime(2026, 6, 12, 14, tzinfo=UTC)
LANGUAGES = ("fr", "en")


def found(contest: Contest, now: datetime = NOW, languages: tuple[str, ...] = LANGUAGES) -> list[str]:
    return [str(mistake) for mistake in rules.violations(contest, now, languages)]


def with_rules(contest: Contest, **fields: Any) -> Contest:
    assert contest.rules is not None
    return msgspec.structs.replace(contest, rules=msgspec.structs.replace(contest.rules, **fields))


def without(clauses: Iterable[str], *names: str) -> dict[str, str]:
    return dict.fromkeys((name for name in clauses if name not in names), "Tout est dit.")


def test_a_contest_with_all_that_is_asked_for_opens(make_contest: Make) -> None:
    assert found(make_contest()) == []
    contests.refuse([make_contest()], NOW, LANGUAGES)


def test_a_contest_without_rules_cannot_open(make_contest: Make) -> None:
    contest = make_contest(rules=None)

    with pytest.raises(PolicyError, match="a contest without rules cannot open") as caught:
        contests.refuse([contest], NOW, LANGUAGES)
    assert caught.value.exitcode == 65


def test_before_the_announcement_nothing_is_refused_but_told(make_contest: Make) -> None:
    contest = make_contest(rules=None)
    before = contest.phases[0].start - timedelta(days=1)

    contests.refuse([contest], before, LANGUAGES)
    assert any("cannot be before this is mended" in warning for warning in rules.warnings(contest, before, LANGUAGES))


@pytest.mark.parametrize(
    "name", ["organiser", "network", "dates", "eligibility", "costs", "prizes", "selection", "votes", "minors", "data", "language"]
)
def test_every_mandatory_clause_is_missed(make_contest: Make, name: str) -> None:
    contest = make_contest()
    assert contest.rules is not None
    (mistake,) = found(with_rules(contest, clauses=without(contest.rules.clauses, name)))

    assert f"the clause '{name}'" in mistake
    assert "cannot open without it" in mistake


@pytest.mark.parametrize("text", ["", "[À COMPLÉTER : délai]", "Oui. [TO COMPLETE: when]"])
def test_a_clause_with_a_blank_is_unfinished(make_contest: Make, text: str) -> None:
    contest = make_contest()
    assert contest.rules is not None
    (mistake,) = found(with_rules(contest, clauses={**contest.rules.clauses, "data": text}, lines={"data": 40}))

    assert mistake.startswith("content/contests/saveurs/rules.md:40: data: this clause is unfinished.")


def test_rules_that_were_changed_need_a_new_version(make_contest: Make) -> None:
    (mistake,) = found(with_rules(make_contest(), sha256="b" * 64))

    assert "the text is not that of version 1" in mistake
    assert 'parvis contest saveurs rules --seal "what has changed"' in mistake


def test_rules_without_a_change_log_are_refused(make_contest: Make) -> None:
    assert "no change log" in found(with_rules(make_contest(), changes=()))[0]


def test_the_version_is_that_of_the_change_log(make_contest: Make) -> None:
    assert "say that they are version 2" in found(with_rules(make_contest(), version=2))[0]


def test_in_quebec_the_rules_are_french_first(make_contest: Make) -> None:
    contest = make_contest()

    assert "must be there in French" in found(with_rules(contest, languages=("",)), languages=("en", "fr"))[0]
    assert found(with_rules(contest, languages=("", "fr")), languages=("en", "fr")) == []
    assert found(with_rules(make_contest(law=("france",)), languages=("",)), languages=("en", "fr")) == []


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"organiser": None}, "nobody is named who is responsible"),
        ({"organiser": Organiser(name="Sucre Bleu")}, "the organiser's address and contact must be known"),
        ({"prizes": ()}, "no prize is named"),
        ({"prizes": (Prize(what={"fr": "Une boîte"}),)}, "the number of the prizes and their approximate value"),
        ({"eligibility": {}}, "nobody is told who can take part"),
        ({"take_part": TakePart(hashtag="saveurs")}, "people can take part by a hashtag alone"),
        ({"take_part": TakePart(form="https://a.example/", requires=("Suivez notre compte Instagram",))}, "the networks forbid contests"),
        ({"text": "Pour participer, partagez cette publication en story !"}, "the networks forbid contests"),
    ],
)
def test_what_the_law_or_a_network_forbids_is_refused(make_contest: Make, fields: dict[str, Any], sentence: str) -> None:
    (mistake,) = found(make_contest(**fields))

    assert sentence in mistake
    assert mistake.startswith("content/contests/saveurs/contest.md:")


@pytest.mark.parametrize(
    "sentence",
    [
        "Like our page to enter.",
        "To win, follow us and tag two friends!",
        "You must share this post.",
        "Aimez notre page pour participer.",
        "Abonnez-vous à notre compte pour gagner",
        "Pour valider votre participation, identifiez deux amis.",
        "Partagez la publication et doublez vos chances de gagner.",
        "Repost this story for a chance at the prize.",
    ],
)
def test_a_like_as_the_price_is_a_condition(sentence: str) -> None:
    assert rules.is_condition(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Nous ne vous demanderons jamais de suivre, d’aimer ou de partager quoi que ce soit pour participer.",
        "You never have to like our page to enter.",
        "Suivez-nous pour voir les coulisses.",
        "Partagez votre idée avec nous pour participer.",
        "Il n’est pas nécessaire de suivre notre compte pour voter.",
        "Tell us which flavour you would like to win.",
        "Pour participer, remplissez le formulaire.",
    ],
)
def test_a_sentence_that_asks_for_nothing_of_the_kind_is_none(sentence: str) -> None:
    assert not rules.is_condition(sentence)


def test_popular_vote_alone_decides_only_where_the_rules_say_so(make_contest: Make) -> None:
    contest = make_contest(decision="vote")
    assert contest.rules is not None

    assert "the clause 'popular-vote'" in found(contest)[0]
    assert found(with_rules(contest, clauses={**contest.rules.clauses, "popular-vote": "Le public décide seul."})) == []


def test_a_draw_in_quebec_needs_its_skill_question(make_contest: Make) -> None:
    missing = found(make_contest(decision="draw", draw=DrawPlan(commitment="a" * 64)))

    assert [mistake.partition("clause '")[2].partition("'")[0] for mistake in missing] == ["draw", "skill"]


def test_a_minors_picture_needs_a_guardian(make_contest: Make) -> None:
    entry = Entry(id="1", title="Rose", picture="images/a.jpg", minor=True, file="content/contests/saveurs/entries.csv", line=7)

    assert found(make_contest(entries=(entry,))) == [
        (
            "content/contests/saveurs/entries.csv:7: guardian: the picture of the entry '1' comes from a minor, and no guardian has agreed to it. "
            "Take the picture out, or write `yes` into `guardian` when you have the agreement in writing."
        )
    ]
    assert found(make_contest(entries=(msgspec.structs.replace(entry, guardian=True),))) == []


def test_winners_need_the_step_that_decides(make_contest: Make) -> None:
    contest = make_contest(
        ballots=(Ballot("a" * 32, "4", NOW - timedelta(days=1)),),
        outcome=Outcome(file="content/contests/saveurs/outcome.md", winners=(Winner(entry="4", line=3),)),
    )
    contest = msgspec.structs.replace(contest, result=proof.with_step(contest, proof.tally(contest)))

    assert "the votes alone may choose a shortlist, never the winner" in found(contest)[0]


def test_winners_without_a_result_are_refused_once_the_results_are_due(make_contest: Make) -> None:
    outcome = Outcome(file="content/contests/saveurs/outcome.md", winners=(Winner(entry="4", line=3),))
    contest = make_contest(ballots=(Ballot("a" * 32, "4", NOW - timedelta(days=1)),), outcome=outcome)
    due = contest.starts("results")
    assert due is not None

    assert found(contest, due - timedelta(seconds=1)) == []
    assert "outcome.md:3: winners: winners are named, and no result proves" in found(contest, due)[0]


def test_a_winner_that_others_beat_needs_a_reason(make_contest: Make) -> None:
    cast = tuple(Ballot(f"{number:032x}", choice, NOW - timedelta(days=1)) for number, choice in enumerate("4441"))
    contest = make_contest(decision="vote", ballots=cast)
    assert contest.rules is not None
    contest = with_rules(contest, clauses={**contest.rules.clauses, "popular-vote": "Le public décide seul."})
    contest = msgspec.structs.replace(contest, result=proof.with_step(contest, proof.tally(contest)))

    def outcome(**fields: Any) -> Contest:
        return msgspec.structs.replace(contest, outcome=Outcome(file="outcome.md", winners=(Winner(entry="1", **fields),)))

    assert "though the result puts others before it" in found(outcome())[0]
    assert found(outcome(because={"fr": "L’arachide est un allergène."})) == []


def test_results_that_do_not_verify_are_not_published(make_contest: Make) -> None:
    contest = make_contest(ballots=(Ballot("a" * 32, "4", NOW - timedelta(days=1)),))
    result = proof.with_step(contest, proof.tally(contest))
    tampered = msgspec.structs.replace(contest, result=result, result_text=proof.text(result).replace('"votes": 1', '"votes": 9'))
    over = datetime(2026, 7, 1, tzinfo=UTC)

    assert found(tampered) == []
    assert found(tampered, over)[0].startswith("content/contests/saveurs/result.json:")


def test_complaints_that_wait_are_told(make_contest: Make) -> None:
    assert list(rules.warnings(make_contest(), NOW, LANGUAGES)) == []
    (warning,) = rules.warnings(make_contest(complaints=2), NOW, LANGUAGES, unanswered=3)
    assert "5 complaints wait for an answer" in warning


def test_a_juror_with_an_idea_of_their_own_declares_it(make_contest: Make) -> None:
    contest = make_contest()
    juror = contest.jury.members[0]

    def told(author: str, **fields: Any) -> list[str]:
        entry = Entry(id="99", title="Sarrasin", author=author, file="content/contests/saveurs/entries.csv", line=7)
        jury = msgspec.structs.replace(contest.jury, members=(msgspec.structs.replace(juror, **fields),))
        found = rules.warnings(msgspec.structs.replace(contest, entries=(entry,), jury=jury), NOW, LANGUAGES)
        return [warning for warning in found if "sits in the jury" in warning]

    assert told(juror.name)[0].startswith("content/contests/saveurs/entries.csv:7: ")
    assert told("Somebody E.") == []
    assert told(juror.name, conflicts=(Conflict("99", {"fr": "Son idée."}),)) == []


def test_a_promise_that_has_run_out_is_told(make_contest: Make) -> None:
    outcome = Outcome(file="outcome.md", winners=(Winner(entry="4", promised=date(2026, 4, 1), line=3),))

    assert any(
        warning.startswith("outcome.md:3: the promised day has passed")
        for warning in rules.warnings(make_contest(outcome=outcome), NOW, LANGUAGES)
    )


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("law", [("france",), ("quebec",), ("france", "quebec")])
def test_the_skeleton_has_every_mandatory_clause(make_contest: Make, language: Any, law: Any) -> None:
    contest = make_contest(law=law, decision="draw", minimum_age=None, draw=DrawPlan(commitment="c" * 64))
    text = skeleton(contest, language)

    for clause in mandatory(contest):
        assert f"## {clause.title[language]} {{#{clause.name}}}" in text
    assert {"organiser", "dates", "eligibility", "prizes", "selection", "costs", "data", "network"} <= {
        clause.name for clause in mandatory(contest)
    }


def test_the_skeleton_says_what_the_contest_says(make_contest: Make) -> None:
    text = skeleton(make_contest(), "fr")

    for fact in (
        "Sucre Bleu inc.",
        "12, rue du Pain",
        "1 × Un coffret de 24 (valeur approximative\u00a0: 60 $)",
        "America/Montreal",
        "Goût × 4",
        "14 ans",
    ):
        assert fact.replace("\u00a0", " ") in text.replace("\u00a0", " ")
    assert "Commission d’accès à l’information" in text
    assert "CNIL" not in text


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("fr", ("Ouverture du vote : 1er\u00a0juin 2026 à 09:00", "Fin de la réception des idées : 10 mai 2026, à la fin de la journée")),
        ("en", ("The vote opens: June 1, 2026, 9:00\u202fAM", "No more ideas after: May 10, 2026, at the end of the day")),
    ],
)
def test_the_skeleton_writes_moments_as_a_sentence_has_them(make_contest: Make, language: Any, lines: tuple[str, ...]) -> None:
    """Midnight is no time that anybody writes: what ends then ends with the day before."""
    zone = ZoneInfo("America/Montreal")
    phases = (Phase("moderation", datetime(2026, 5, 11, tzinfo=zone)), Phase("vote", datetime(2026, 6, 1, 9, tzinfo=zone)))
    text = skeleton(make_contest(phases=phases), language)

    for line in lines:
        assert f"- {line}\n" in f"{text}\n"


def test_what_the_contest_does_not_say_is_left_blank(make_contest: Make) -> None:
    text = skeleton(make_contest(organiser=None, prizes=(), eligibility={}), "en")

    assert text.count("[TO COMPLETE") > 6
    assert is_unfinished(text)


def test_every_clause_speaks_both_languages() -> None:
    assert len({clause.name for clause in CLAUSES}) == len(CLAUSES)
    assert all(set(clause.title) == set(clause.text) == {"fr", "en"} for clause in CLAUSES)


def test_negative_reviews_without_an_answer_are_complaints_that_wait(make_contest: Make, make_review: Callable[..., CuratedReview]) -> None:
    reviews = Reviews(published=(make_review(0, rating=1.0), make_review(1, rating=5.0)))

    (warning,) = contests.warnings([make_contest()], reviews, NOW, LANGUAGES)
    assert "1 complaint waits for an answer" in warning
    assert list(contests.warnings([make_contest()], Reviews(), NOW, LANGUAGES)) == []
