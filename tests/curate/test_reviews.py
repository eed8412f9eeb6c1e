"""What becomes of reviews, and what may not be done to them unseen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from parvis.errors import ContentError, PolicyError
from parvis.model.curated_review import Reviews, figures
from parvis.model.decision import Decision
from parvis.model.reply import Reply
from parvis.model.review import Review
from parvis.model.review_policy import ReviewPolicy, Rule
from parvis.written.articles import Reader, Written, read

NOW = datetime(2026, 6, 12, 12, tzinfo=UTC)
AT = datetime(2026, 6, 1, tzinfo=UTC)
Make = Callable[..., Review]
Decide = Callable[..., Reviews]


def hiding(item: str, because: str = "names a person", **fields: Any) -> Decision:
    given: dict[str, Any] = {
        "item": item,
        "by": "Awa",
        "at": AT,
        "because": because,
        "file": "content/curation/decisions/2026-06.yaml",
        "line": 3,
    }
    return Decision(do="hide", **given | fields)


def written(text: str, kind: Any = "page") -> Written:
    return read(f"---\ntitle: À propos\ndate: 2026-01-01\n---\n{text}", f"content/{kind}s/a-propos.md", kind, Reader(timezone="UTC"))


def test_a_review_is_published_unless_a_reason_stands_against_it(review: Make, decided: Decide) -> None:
    found = decided(review(1), review(0, rating=1.0))

    assert [one.review.id for one in found.published] == ["judgeme:0", "judgeme:1"]
    assert found.withheld == ()
    assert found.published[0].reasons == ("Reviews are published unless a reason stands against it.",)


def test_a_decision_hides_with_its_reason(review: Make, decided: Decide) -> None:
    found = decided(review(0), review(1), decisions=(hiding("judgeme:0", ground="personal_data"),))

    (withheld,) = found.withheld
    assert (withheld.status, withheld.ground) == ("withheld", "personal_data")
    assert withheld.reasons == ("Hidden by Awa on 2026-06-01: names a person",)
    assert [one.review.id for one in found.published] == ["judgeme:1"]


def test_the_latest_decision_holds(review: Make, decided: Decide) -> None:
    approval = Decision(do="approve", item="judgeme:0", by="Linh", at=AT + timedelta(days=1), because="read again")

    found = decided(review(), decisions=(hiding("judgeme:0"), approval))

    assert found.published[0].reasons == ("Approved by Linh on 2026-06-02: read again",)


def test_what_its_tool_hides_waits_for_a_decision(review: Make, decided: Decide) -> None:
    held = review(held="Judge.me: spam")
    approval = Decision(do="approve", item="judgeme:0", by="Linh", at=AT, because="a real customer")

    assert decided(held).withheld[0].reasons == ("The tool that it comes from does not show it (Judge.me: spam).",)
    assert decided(held, decisions=(approval,)).withheld == ()


@pytest.mark.parametrize(
    ("fields", "count"),
    [
        ({"words": ("très BONNE",)}, 2),
        ({"words": ("bon",)}, 0),
        ({"kinds": ("yotpo",)}, 0),
        ({"products": ("bleuet-citron",)}, 2),
        ({"languages": ("fr",)}, 2),
        ({"products": ("bleuet-citron",), "words": ("zut",)}, 0),
        ({"rating": "<4", "public": {"fr": "…"}}, 1),
        ({"rating": ">=4", "public": {"fr": "…"}}, 1),
        ({}, 0),
    ],
)
def test_a_rule_withholds_what_it_says(review: Make, fields: dict[str, Any], count: int, decided: Decide) -> None:
    policy = ReviewPolicy(contact="a@b.example", rules=(Rule(name="essai", because="essai", **fields),))

    found = decided(review(0), review(1, rating=2.0), policy=policy)

    assert len(found.withheld) == count
    assert all(one.reasons == ("The rule 'essai' withholds it: essai",) for one in found.withheld)


def test_a_rule_by_rating_that_nobody_is_told_of_is_forbidden(review: Make, decided: Decide) -> None:
    policy = ReviewPolicy(rules=(Rule(name="basses", because="x", rating="<3", line=7),))

    with pytest.raises(PolicyError) as caught:
        decided(review(), policy=policy)

    assert str(caught.value).startswith(
        "content/curation/reviews.yaml:7: withhold.basses: this hides reviews by their rating, and no page says so."
    )
    assert "`public: …`" in str(caught.value)


@pytest.mark.parametrize(
    "because",
    [
        "only one star",
        "1 étoile",
        "too negative",
        "avis négatif",
        "mauvaise note",
        "note trop basse",
        "low rating",
        "a bad review",
        "Trop négative",
    ],
)
def test_a_decision_by_rating_that_nobody_is_told_of_is_forbidden(review: Make, because: str, decided: Decide) -> None:
    with pytest.raises(PolicyError, match=r"2026-06\.yaml:3: because: this hides reviews by their rating"):
        decided(review(), decisions=(hiding("judgeme:0", because),))


@pytest.mark.parametrize(
    "because", ["names a person", "insulte une vendeuse", "about another shop", "notre numéro de compte", "noted twice"]
)
def test_a_decision_for_another_reason_is_none_by_rating(review: Make, because: str, decided: Decide) -> None:
    assert len(decided(review(), decisions=(hiding("judgeme:0", because),)).withheld) == 1


def test_a_decision_by_rating_may_be_said_publicly(review: Make, decided: Decide) -> None:
    found = decided(review(), decisions=(hiding("judgeme:0", "one star", public="Les avis à une étoile ne sont pas montrés."),))

    assert found.withheld[0].public == "Les avis à une étoile ne sont pas montrés."


@pytest.mark.parametrize(
    "text", ["# Tous nos avis", "Voyez [tous les avis](/avis/).", "## All our customer reviews", "[Every review](/reviews/)"]
)
def test_no_page_may_claim_all_reviews_while_one_is_withheld(review: Make, text: str, decided: Decide) -> None:
    document = written(f"Bonjour.\n\n{text}\n")

    assert decided(review(0), documents=(document,)).withheld == ()
    with pytest.raises(PolicyError) as caught:
        decided(review(0), decisions=(hiding("judgeme:0"),), documents=(document,))

    assert str(caught.value).startswith("content/pages/a-propos.md:7: this speaks of all reviews, while at least one is withheld.")


def test_words_in_a_sentence_are_no_claim(review: Make, decided: Decide) -> None:
    document = written("Nous lisons tous les avis, et [les avis publiés](/avis/) y sont.")

    assert len(decided(review(), decisions=(hiding("judgeme:0"),), documents=(document,)).withheld) == 1


def test_a_title_may_not_claim_them_either(review: Make, decided: Decide) -> None:
    document = read("---\ntitle: Tous les avis\n---\nBonjour", "content/pages/avis-clients.md", "page", Reader(timezone="UTC"))

    with pytest.raises(PolicyError, match=r"avis-clients\.md:2: title: this speaks of all reviews"):
        decided(review(), decisions=(hiding("judgeme:0"),), documents=(document,))


def test_a_decision_about_a_post_is_left_to_who_knows_posts(review: Make, decided: Decide) -> None:
    assert decided(review(), decisions=(hiding("blog:9"),)).withheld == ()


def test_a_short_name_that_fits_two_reviews_is_a_mistake(review: Make, decided: Decide) -> None:
    with pytest.raises(ContentError, match=r"2026-06\.yaml:3: item: '0' may be judgeme:0 or yotpo:0"):
        decided(review(), review(id="yotpo:0"), decisions=(hiding("0"),))


def reply(wanted: str = "judgeme:0", **fields: Any) -> Reply:
    given: dict[str, Any] = {"review": wanted, "text": "Merci", "by": "Awa", "at": AT, "file": "content/curation/replies/a.yaml", "line": 2}
    return Reply(**given | fields)


def test_a_reply_stands_beside_its_review(review: Make, decided: Decide) -> None:
    found = decided(review(0), review(1), replies=(reply("0", at=AT + timedelta(days=1)), reply()))

    assert [len(one.replies) for one in found.published] == [2, 0]
    assert [one.at for one in found.published[0].replies] == [AT, AT + timedelta(days=1)]
    assert (found.published[0].answered, found.published[1].answered) == (True, False)


def test_a_short_reference_must_be_unambiguous(review: Make, decided: Decide) -> None:
    twins = (review(0), review(0, id="yotpo:0", source="reviews-yotpo", kind="yotpo"))

    with pytest.raises(ContentError, match=r"a\.yaml:2: review: '0' may be judgeme:0 or yotpo:0\. Give the whole id\."):
        decided(*twins, replies=(reply("0"),))


def test_a_reply_to_no_review_is_a_mistake(review: Make, decided: Decide) -> None:
    with pytest.raises(ContentError, match="there is no review '7'"):
        decided(review(), replies=(reply("7"),))


def test_what_was_changed_must_exist(review: Make, decided: Decide) -> None:
    document = written("Bonjour")

    assert decided(review(), replies=(reply(changed=("page:a-propos",)),), documents=(document,)).published
    with pytest.raises(ContentError, match=r"a\.yaml:2: changed: there is nothing written that is called 'post:autre'"):
        decided(review(), replies=(reply(changed=("page:a-propos", "post:autre")),), documents=(document,))


def test_a_reply_of_tomorrow_waits_for_its_moment(review: Make, decided: Decide) -> None:
    tomorrow = NOW + timedelta(days=1)
    before = decided(review(), replies=(reply(at=tomorrow),))

    assert before.published[0].replies == ()
    assert before.changes == (tomorrow,)
    assert len(decided(review(), replies=(reply(at=tomorrow),), now=tomorrow).published[0].replies) == 1


def test_a_review_leaves_after_the_retention_to_the_second(review: Make, decided: Decide) -> None:
    policy = ReviewPolicy(contact="a@b.example", retention=timedelta(days=30))
    one = review(0)
    end = one.published + timedelta(days=30)

    assert decided(one, policy=policy).changes == (end,)
    assert decided(one, policy=policy, now=end - timedelta(seconds=1)).withheld == ()
    assert "left the pages" in decided(one, policy=policy, now=end).withheld[0].reasons[0]


def test_a_hub_without_a_contact_is_warned(review: Make, decided: Decide) -> None:
    assert any("there is no `contact`" in warning for warning in decided(review(), policy=ReviewPolicy()).warnings)
    assert not decided(policy=ReviewPolicy()).warnings


def test_products_that_the_hub_does_not_know_are_a_warning(review: Make, decided: Decide) -> None:
    known = written("Un macaron", "product")

    assert any("bleuet-citron" in warning for warning in decided(review(), documents=(known,)).warnings)
    assert not decided(review(product="a-propos"), documents=(known,)).warnings


def test_three_refused_reviews_that_are_all_negative_are_a_warning(review: Make, decided: Decide) -> None:
    bad = [review(number, rating=1.0) for number in range(3)]
    hidings = tuple(hiding(one.id) for one in bad)

    assert any("are negative ones" in warning for warning in decided(*bad, decisions=hidings).warnings)
    assert not any("are negative ones" in warning for warning in decided(*bad[:2], decisions=hidings[:2]).warnings)


def test_figures_are_of_all_published_reviews(review: Make, decided: Decide) -> None:
    found = decided(
        review(0, rating=5.0), review(1, rating=4.5), review(2, rating=1.0), review(3, rating=None), review(4, rating=1.0, held="x")
    )

    told = figures(found.published)

    assert (told.count, told.rated, told.average, told.stars) == (4, 3, 3.5, (1, 1, 0, 0, 1))


def test_figures_of_nothing_have_no_average() -> None:
    assert (figures(()).average, figures(()).stars) == (None, (0, 0, 0, 0, 0))


def pin(number: int, **fields: Any) -> Decision:
    return Decision(do="pin", item=f"judgeme:{number}", by="Awa", because="read this", **{"at": AT + timedelta(hours=number)} | fields)


def test_a_pinned_review_stands_before_the_others_to_the_second_of_its_end(review: Make, decided: Decide) -> None:
    found = decided(review(0), review(1, rating=2.0), decisions=(pin(1, until=NOW + timedelta(seconds=1)),))
    after = decided(review(0), review(1, rating=2.0), decisions=(pin(1, until=NOW),))

    assert [one.review.id for one in found.in_front] == ["judgeme:1"]
    assert [one.review.id for one in found.published] == ["judgeme:0", "judgeme:1"]
    assert found.changes == (NOW + timedelta(seconds=1),)
    assert (after.in_front, after.changes) == ((), ())


def test_a_hidden_review_stands_nowhere_however_it_is_pinned(review: Make, decided: Decide) -> None:
    found = decided(review(0), decisions=(pin(0, until=NOW + timedelta(days=1)), hiding("judgeme:0", at=AT - timedelta(days=1))))

    assert (found.in_front, found.published, found.changes) == ((), (), ())


def test_a_few_are_pinned_at_most_and_praise_alone_is_told(review: Make, decided: Decide) -> None:
    some = [review(number, rating=5.0) for number in range(4)]
    critical = decided(*some[:3], review(3, rating=2.0), decisions=tuple(map(pin, (0, 3))))
    praise = decided(*some, decisions=tuple(map(pin, range(4))))

    assert [one.review.id for one in praise.in_front] == ["judgeme:3", "judgeme:2", "judgeme:1"]
    assert [warning.partition(" ")[0] for warning in praise.warnings if "pinned" in warning] == ["4", "every"]
    assert not [warning for warning in critical.warnings if "pinned" in warning]
