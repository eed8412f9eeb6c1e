"""The page that tells how reviews are handled: from what the hub does, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, get_args

from parvis import pages
from parvis.model.curated_review import CuratedReview, Reviews
from parvis.model.hub import Hub
from parvis.model.review import Answer
from parvis.model.review_policy import Ground, ReviewPolicy

Make = Callable[..., CuratedReview]


def handling(hub: Hub, path: str = "avis/comment-nous-traitons-les-avis/index.html") -> dict[str, Any]:
    return next(page.values for page in pages.every(hub) if page.path == path)


def test_how_reviews_are_handled_is_told_from_what_the_hub_does(make_hub: Callable[..., Hub], make_review: Make) -> None:
    published = (
        make_review(0, verified=True, proof="commande rapprochée", incentive="une boîte"),
        make_review(1, insider="cousin"),
        make_review(2, origin="Trustpilot", first_party=False),
    )
    policy = ReviewPolicy(
        given=True,
        checked={"fr": "Oui, par commande.", "en": "Yes, by order."},
        contact="avis@sucre.example",
        publication=timedelta(days=7),
        retention=timedelta(days=5 * 365),
        grounds=("insult",),
    )
    withheld = (make_review(5, status="withheld", ground="insult"), make_review(6, status="withheld", held="spam"))
    values = handling(make_hub(reviews=Reviews(published=published, withheld=withheld, policy=policy), reply_within=timedelta(days=2)))

    assert (values["checked"], values["publication"], values["retention"], values["reply_within"]) == (
        "Oui, par commande.",
        "7\u00a0jours",
        "5 ans",
        "2\u00a0jours",
    )
    assert [(place.name, place.count, place.verified, place.first_party) for place in values["collected"]] == [
        ("Judge.me", 2, 1, True),
        ("Trustpilot", 1, 0, False),
    ]
    assert values["collected"][0].proofs == ("commande rapprochée",)
    assert [refused.count for refused in values["refused"]] == [1, 1]
    assert (values["contact_url"], values["withheld"], values["insiders"], values["figures"].rewarded) == (
        "mailto:avis@sucre.example",
        2,
        1,
        1,
    )


def test_complaints_are_counted_and_how_many_have_an_answer(make_hub: Callable[..., Hub], make_review: Make) -> None:
    answer = Answer(text="Nous avons changé la rampe.", at=datetime(2026, 6, 11, tzinfo=UTC))
    published = (make_review(0, rating=1.0, answer=answer), make_review(1, rating=2.5), make_review(2, rating=3.0, answer=answer))
    values = handling(make_hub(reviews=Reviews(published=published)))

    assert (values["answered"], values["complaints"]) == (1, 2)


def test_a_text_without_a_language_serves_all(make_hub: Callable[..., Hub], make_review: Make) -> None:
    hub = make_hub(reviews=Reviews(published=(make_review(),), policy=ReviewPolicy(checked={"": "Oui."}, contact="https://x.example/c")))

    assert handling(hub, "en/reviews/how-we-handle-reviews/index.html")["checked"] == "Oui."
    assert handling(hub)["contact_url"] == "https://x.example/c"


def test_every_ground_has_its_sentence_in_both_languages(make_hub: Callable[..., Hub], make_review: Make) -> None:
    policy = ReviewPolicy(grounds=get_args(Ground))
    hub = make_hub(reviews=Reviews(published=(make_review(),), policy=policy))

    french = [refused.reason for refused in handling(hub)["refused"]]
    english = [refused.reason for refused in handling(hub, "en/reviews/how-we-handle-reviews/index.html")["refused"]]
    assert len(set(french)) == len(set(english)) == len(get_args(Ground))
    assert not set(french) & set(english)
