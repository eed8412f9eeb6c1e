"""What stands on other sites and on the screen in the shop: the same words, labels and figures as on the hub."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from msgspec.structs import replace

from parvis import pages
from parvis.model.ambassador import Ambassador
from parvis.model.contest import Contest
from parvis.model.curated_review import CuratedReview, Reviews
from parvis.model.hub import Hub
from parvis.model.label import Label
from parvis.model.page import Page
from parvis.model.post import Author, Media, Post

PICTURE = Media(kind="image", url="https://x.example/1", local="ab/c.webp", width=400, height=300, alt="Un macaron")


def _values(hub: Hub, path: str) -> dict[str, Any]:
    return next(page for page in pages.every(hub) if page.path == path).values


def test_wall_elsewhere_holds_what_a_card_shows(make_hub: Callable[..., Hub], make_post: Callable[..., Post]) -> None:
    hub = make_hub([make_post(0, media=(PICTURE,), tags=("bleu",)), make_post(1, author=Author(name="Bob", opted_out=True))])
    shown, bare = _values(hub, "api/embed/fr/wall.json")["items"]

    assert (shown["name"], shown["text"], shown["date"]) == ("Post 0", "Some words about macarons.", "12\u00a0juin 2026")
    assert shown["picture"] == {"url": "https://sucre.example/media/ab/c.webp", "width": 400, "height": 300, "alt": "Un macaron"}
    assert (bare["author"], bare["text"], bare["titled"]) == (None, "", True)
    assert _values(hub, "api/embed/en/wall.json")["items"][0]["date"] == "June\u00a012, 2026"
    assert [one["name"] for one in _values(hub, "api/embed/fr/topics/bleu.json")["items"]] == ["Post 0"]
    assert _values(hub, "api/embed/index.json") == {"main": "fr", "languages": ["fr", "en"]}


def test_reviews_elsewhere_stand_beside_the_average_of_all(make_hub: Callable[..., Hub], make_review: Callable[..., CuratedReview]) -> None:
    found = tuple(make_review(number, rating=5.0 if number < 12 else 1.0) for number in range(24))
    told = _values(make_hub(reviews=Reviews(published=found)), "api/embed/fr/reviews.json")

    assert (told["figures"]["average"], told["figures"]["count"], len(told["items"])) == ("3,0", 24, 12)
    assert told["selections"][3] == "Une sélection : les 3 plus récents de 24 avis".replace(" :", "\u00a0:")
    assert told["handling"]["url"].startswith("https://sucre.example/avis/")


def test_nothing_is_said_of_a_selection_where_all_are_shown(
    make_hub: Callable[..., Hub], make_review: Callable[..., CuratedReview]
) -> None:
    hub = make_hub(reviews=Reviews(published=(make_review(0), make_review(1))))

    assert [bool(said) for said in _values(hub, "api/embed/fr/reviews.json")["selections"]] == [True, True, False]
    assert len(_values(hub, "api/embed/fr/reviews/bleuet-citron.json")["items"]) == 2


def test_contest_elsewhere_says_when_it_closes(make_hub: Callable[..., Hub], make_contest: Callable[..., Contest]) -> None:
    told = _values(make_hub(contests=(make_contest(),)), "api/embed/fr/contest/saveurs.json")

    assert told["phase"] == "vote"
    assert told["closes"].isoformat() == "2026-06-15T16:00:00+00:00"
    assert told["closed"]
    assert [deed["url"] for deed in told["actions"]] == ["https://forms.example/vote"]
    assert _values(make_hub(contests=(make_contest(),)), "api/embed/fr/contest.json") == told


def test_embedded_pages_are_not_to_be_found(make_hub: Callable[..., Hub], make_post: Callable[..., Post]) -> None:
    found = [page for page in pages.every(make_hub([make_post()])) if page.kind in {"embed", "kiosk"}]

    assert {page.path for page in found} == {
        *("embed/index.html", "embed/wall/index.html", "embed/en/index.html", "embed/en/wall/index.html"),
        *("kiosque/index.html", "en/kiosk/index.html"),
    }
    assert all(page.values["noindex"] for page in found)


def _slides(hub: Hub) -> list[Any]:
    return list(_values(hub, "kiosque/index.html")["slides"])


def test_screen_begins_with_what_is_on(
    make_hub: Callable[..., Hub],
    make_post: Callable[..., Post],
    make_contest: Callable[..., Contest],
    make_review: Callable[..., CuratedReview],
    make_ambassador: Callable[..., Ambassador],
) -> None:
    ada = make_ambassador("ada")
    hub = make_hub(
        [make_post(number, media=(PICTURE,)) for number in range(9)],
        contests=(make_contest(),),
        ambassadors=(ada,),
        spotlight=ada,
        reviews=Reviews(published=tuple(make_review(number) for number in range(5))),
    )
    slides = _slides(hub)

    assert [slide.kind for slide in slides] == [
        "contest",
        *("post", "review"),
        *("post", "person"),
        *("post", "review", "post", "review"),
        "post",
        "post",
    ]
    assert slides[0].address == "https://sucre.example/concours/saveurs/"
    assert all(slide.figures.count == 5 and slide.selection for slide in slides if slide.kind == "review")


def test_screen_chooses_reviews_by_their_date_and_not_by_their_stars(
    make_hub: Callable[..., Hub], make_review: Callable[..., CuratedReview]
) -> None:
    found = tuple(make_review(number, rating=1.0 if number < 3 else 5.0) for number in range(9))

    assert {slide.review.rating for slide in _slides(make_hub(reviews=Reviews(published=found)))} == {"1 étoile sur 5"}


def test_screen_shows_nothing_that_is_behind_a_veil(make_hub: Callable[..., Hub], make_post: Callable[..., Post]) -> None:
    posts = [
        make_post(0, sensitive=True, media=(PICTURE,)),
        make_post(1, warning="Attention", media=(PICTURE,)),
        make_post(2, author=Author(opted_out=True)),
    ]

    assert _slides(make_hub(posts)) == []


def test_plays_nothing_on_the_screen_and_in_frames(make_hub: Callable[..., Hub], make_post: Callable[..., Post]) -> None:
    sound = make_post(kind="audio", media=(Media(kind="audio", url="https://cdn.example/1.mp3", local="ab/c.webp", width=9, height=9),))
    hub = make_hub([sound])

    assert _values(hub, "mur/index.html")["days"][0].cards[0].player is not None
    assert _slides(hub)[0].card.player is None
    assert _values(hub, "embed/wall/index.html")["cards"][0].player is None


def test_a_new_post_leaves_older_topics_alone(make_hub: Callable[..., Hub], make_post: Callable[..., Post]) -> None:
    old = [make_post(1, tags=("bleu",))]
    before, after = make_hub(old), make_hub([make_post(0), *old])

    assert _values(before, "api/embed/fr/topics/bleu.json") == _values(after, "api/embed/fr/topics/bleu.json")
    assert _values(before, "api/embed/fr/wall.json") != _values(after, "api/embed/fr/wall.json")


def test_labels_go_along(make_hub: Callable[..., Hub], make_post: Callable[..., Post], page_at: Callable[[Hub, str], Page]) -> None:
    hub = make_hub([make_post(published=make_post().published - timedelta(days=1))])
    labelled = replace(hub, items=tuple(replace(item, disclosure=(Label("gift"),)) for item in hub.items))
    (shown,) = page_at(labelled, "api/embed/en/wall.json").values["items"]

    assert shown["disclosure"] == [str(label) for label in page_at(labelled, "embed/en/wall/index.html").values["cards"][0].disclosure]
    assert shown["disclosure"]
