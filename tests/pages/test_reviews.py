"""The pages of reviews: the figures of all beside every selection, and an order that is said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import msgspec
import pytest

from parvis import pages
from parvis.model.curated_review import CuratedReview, Reviews
from parvis.model.hub import Hub
from parvis.model.page import Page
from parvis.model.review_policy import ReviewPolicy, Rule
from parvis.pages.edition import main_edition
from parvis.pages.review_figures import figures_value

Make = Callable[..., CuratedReview]
AT = datetime(2026, 6, 11, tzinfo=UTC)


@pytest.fixture
def hub(make_hub: Callable[..., Hub], make_review: Make) -> Hub:
    """Eight reviews of two products on pages of three: five stars, four, one; one is found helpful."""
    ratings = (5.0, 4.0, 1.0, 5.0, 4.5, 2.0, 5.0, None)
    found = tuple(
        make_review(number, rating=rating, product="camerise" if number % 2 else "bleuet-citron", helpful=7 if number == 5 else None)
        for number, rating in enumerate(ratings)
    )
    return make_hub(reviews=Reviews(published=found))


@pytest.fixture
def drawn(hub: Hub) -> dict[str, Page]:
    return {page.path: page for page in pages.every(hub)}


def ids(page: Page) -> list[str]:
    return [shown.id.partition(":")[2] for shown in page.values["cards"]]


def test_a_hub_without_reviews_has_no_such_pages(make_hub: Callable[..., Hub]) -> None:
    assert not [page for page in pages.every(make_hub()) if page.kind in ("review", "reviews")]


def test_all_reviews_stand_by_date_on_pages_that_stay(drawn: dict[str, Page]) -> None:
    assert ids(drawn["avis/index.html"]) == ["0", "1", "2", "3", "4"]
    assert ids(drawn["avis/page/1/index.html"]) == ["5", "6", "7"]
    assert drawn["avis/page/1/index.html"].values["list"].pager.newer == "avis/"


def test_every_order_and_selection_is_a_page(drawn: dict[str, Page]) -> None:
    expected = {
        *("avis/", "avis/par-note/", "avis/les-plus-utiles/", "avis/note/5/", "avis/note/1/", "avis/produits/camerise/"),
        *("avis/produits/camerise/par-note/", "avis/produits/camerise/les-plus-utiles/", "avis/comment-nous-traitons-les-avis/"),
        *(
            "en/reviews/",
            "en/reviews/by-rating/",
            "en/reviews/rating/5/",
            "en/reviews/products/bleuet-citron/",
            "en/reviews/how-we-handle-reviews/",
        ),
    }

    assert {f"{url}index.html" for url in expected} <= set(drawn)
    assert "avis/note/3/index.html" not in drawn
    assert "avis/produits/bleuet-citron/les-plus-utiles/index.html" not in drawn


def test_by_rating_the_best_stand_first_and_those_without_last(drawn: dict[str, Page]) -> None:
    front, second, third = (drawn[f"avis/par-note/{number}index.html"] for number in ("", "page/2/", "page/3/"))

    assert [*ids(front), *ids(second), *ids(third)] == ["0", "3", "6", "4", "1", "5", "2", "7"]
    assert [page.values["list"].pager.newer for page in (front, second, third)] == [None, "avis/par-note/", "avis/par-note/page/2/"]
    assert front.values["list"].pager.older == "avis/par-note/page/2/"
    assert not front.values["list"].by_date


def test_the_most_helpful_stand_first(drawn: dict[str, Page]) -> None:
    assert ids(drawn["avis/les-plus-utiles/index.html"])[0] == "5"


def test_other_orders_are_not_indexed(drawn: dict[str, Page]) -> None:
    assert (drawn["avis/index.html"].values["noindex"], drawn["avis/par-note/index.html"].values["noindex"]) == (False, True)


def test_the_order_by_date_is_the_default_and_said_so(drawn: dict[str, Page]) -> None:
    beside = drawn["avis/index.html"].values["list"]

    assert "du plus récent au plus ancien" in beside.shown
    assert [(choice.label, choice.here) for choice in beside.orders] == [("Date", True), ("Note", False), ("Utilité", False)]
    assert drawn["en/reviews/index.html"].values["list"].shown.startswith("8 reviews, newest first")


def test_beside_a_selection_stand_the_figures_of_all(drawn: dict[str, Page]) -> None:
    whole, selection = drawn["avis/index.html"].values["figures"], drawn["avis/note/1/index.html"].values["figures"]

    assert (whole.count, whole.rated, whole.average) == (8, 7, "3,8")
    assert [bar.count for bar in whole.bars] == [3, 2, 0, 1, 1]
    assert (selection.average, [bar.count for bar in selection.bars]) == (whole.average, [3, 2, 0, 1, 1])
    assert [bar.here for bar in selection.bars] == [False, False, False, False, True]


def test_a_selection_is_called_one_and_leads_to_all(drawn: dict[str, Page]) -> None:
    beside = drawn["avis/note/5/index.html"].values["list"]

    assert beside.selection == "Sélection\u00a0: 3 avis sur 8 publiés"
    assert (beside.whole.label, beside.whole.url) == ("Les 8 avis publiés", "avis/")
    assert drawn["avis/index.html"].values["list"].selection == ""


def test_a_products_page_has_the_average_of_all_its_own(drawn: dict[str, Page]) -> None:
    page = drawn["avis/produits/camerise/index.html"]

    assert (page.values["figures"].count, page.values["figures"].average) == (4, "3,7")
    assert "avis publiés sur ce produit" in page.values["figures"].words
    assert page.values["list"].selection


def test_bars_lead_to_their_rating(drawn: dict[str, Page]) -> None:
    bars = drawn["avis/index.html"].values["figures"].bars

    assert [bar.url for bar in bars] == ["avis/note/5/", "avis/note/4/", "", "avis/note/2/", "avis/note/1/"]
    assert [bar.percent for bar in bars] == [43, 29, 0, 14, 14]


def test_half_of_a_percent_is_rounded_up(make_hub: Callable[..., Hub], make_review: Make) -> None:
    found = [make_review(number, rating=5.0 if number < 27 else 4.0 if number < 39 else 1.0) for number in range(40)]

    assert [bar.percent for bar in figures_value(found, main_edition(make_hub())).bars] == [68, 30, 0, 0, 3]


def test_each_review_has_a_page_in_the_main_language(drawn: dict[str, Page], hub: Hub) -> None:
    found = [page for page in drawn.values() if page.kind == "review"]

    assert len(found) == 8
    assert {page.path for page in found} == {f"avis/judgeme/{one.review.id8}/index.html" for one in hub.reviews.published}
    assert all(page.language == "fr" for page in found)


def test_copied_reviews_are_not_indexed(make_hub: Callable[..., Hub], make_review: Make) -> None:
    hub = make_hub(reviews=Reviews(published=(make_review(0), make_review(1, first_party=False))))

    found = [page.values["noindex"] for page in pages.every(hub) if page.kind == "review"]

    assert found == [False, True]


def test_reviews_have_a_door(hub: Hub, make_hub: Callable[..., Hub]) -> None:
    assert "Avis" in [link.label for link in main_edition(hub).frame()["nav"]]
    assert "Avis" not in [link.label for link in main_edition(make_hub()).frame()["nav"]]


def test_withheld_ones_are_counted_and_what_is_said_of_them_is_told(hub: Hub, make_review: Make) -> None:
    hidden = make_review(90, status="withheld", public="Les avis d'essai ne sont pas montrés.")
    waiting = make_review(91, status="waiting")
    policy = ReviewPolicy(
        rules=(Rule(name="a", because="b", rating="<2", public={"fr": "Une étoile ne suffit pas.", "en": "One star is not enough."}),)
    )
    reviews = msgspec.structs.replace(hub.reviews, withheld=(hidden, waiting), policy=policy)
    drawn = {page.path: page for page in pages.every(msgspec.structs.replace(hub, reviews=reviews))}

    beside = drawn["avis/index.html"].values["list"]
    assert (beside.withheld, beside.public) == (1, ("Une étoile ne suffit pas.", "Les avis d'essai ne sont pas montrés."))
    assert "One star is not enough." in drawn["en/reviews/index.html"].values["list"].public


def test_no_page_of_ours_ever_says_all_reviews(hub: Hub, make_review: Make) -> None:
    reviews = msgspec.structs.replace(hub.reviews, withheld=(make_review(90, status="withheld", ground="insult"),))
    said = (
        msgspec.json.encode([page.values for page in pages.every(msgspec.structs.replace(hub, reviews=reviews))], enc_hook=str)
        .decode()
        .lower()
    )

    assert not [claim for claim in ("tous les avis", "tous nos avis", "all reviews", "all our reviews", "every review") if claim in said]


def test_only_a_products_front_page_is_marked_up(drawn: dict[str, Page]) -> None:
    marked = [path for path, page in drawn.items() if b"aggregateRating" in msgspec.json.encode(page.values.get("json_ld"))]

    assert marked == [
        path
        for path in drawn
        if path
        in {
            f"{prefix}/{product}/index.html"
            for prefix in ("avis/produits", "en/reviews/products")
            for product in ("bleuet-citron", "camerise")
        }
    ]
    assert len(marked) == 4


def test_a_pinned_review_leads_the_whole_list_says_so_and_moves_no_figure(make_hub: Callable[..., Hub], make_review: Make) -> None:
    plain = tuple(make_review(number, rating=rating) for number, rating in enumerate((5.0, 4.0, 1.0)))
    pinned = (*plain[:2], msgspec.structs.replace(plain[2], pinned=AT))
    before, after = ({page.path: page for page in pages.every(make_hub(reviews=Reviews(published=found)))} for found in (plain, pinned))

    list_before, list_after = before["avis/index.html"].values, after["avis/index.html"].values
    assert ids(after["avis/index.html"]) == ["2", "0", "1"]
    assert [shown.pinned for shown in list_after["cards"]] == ["Épinglé par Sucre Bleu", "", ""]
    assert list_after["list"].shown == "3 avis, du plus récent au plus ancien, après un avis que Sucre Bleu a épinglé et qui le dit"
    assert list_after["figures"] == list_before["figures"]
    assert ids(after["avis/produits/bleuet-citron/index.html"]) == ids(before["avis/produits/bleuet-citron/index.html"]) == ["0", "1", "2"]
    told = after["avis/comment-nous-traitons-les-avis/index.html"].values
    assert (told["pinned"], list_before["list"].shown.count("épinglé")) == (1, 0)


def test_the_home_page_quotes_the_pinned_review_and_says_so(make_hub: Callable[..., Hub], make_review: Make) -> None:
    said = "Les macarons sont excellents, la marche m’arrête."
    found = (make_review(0, text=said), make_review(1, text=said, rating=2.0, pinned=AT))
    home = {page.path: page for page in pages.every(make_hub(reviews=Reviews(published=found)))}["index.html"]

    assert (home.values["voice"].review.id, home.values["voice"].review.pinned) == ("judgeme:1", "Épinglé par Sucre Bleu")
    assert home.values["voice"].figures.average == "3,0"
