"""The brand's own accounts, how soon it helps, and the day on which it closes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from parvis import pages
from parvis.model.contact import Account, Closing, Help
from parvis.model.curated_review import CuratedReview, Reviews
from parvis.model.hub import Hub
from parvis.model.page import Page
from parvis.model.reply import Reply
from parvis.model.source import Source

Make = Callable[..., Any]
At = Callable[[Hub, str], Page]
NOW = datetime(2026, 6, 12, 18, tzinfo=UTC)


def test_accounts_of_the_settings_are_ours(make_hub: Callable[..., Hub], page_at: At) -> None:
    hub = make_hub(
        accounts=(
            Account(network="Mastodon", handle="@bleu", url="https://m.example/@bleu"),
            Account(network="Threema", handle="X", url="https://t.example/"),
        )
    )
    values = page_at(hub, "comptes/index.html").values

    assert [(one.network, one.mark, one.url) for one in values["accounts"]] == [
        ("Mastodon", "mastodon", "https://m.example/@bleu"),
        ("Threema", "web", "https://t.example/"),
    ]
    assert values["address"] == "sucre.example"


def test_without_them_the_brands_own_sources_are(make_hub: Callable[..., Hub], page_at: At) -> None:
    sources = (Source(name="shop", kind="feed", title="The shop", owner="brand"), Source(name="fans", kind="feed", title="Fans"))
    values = page_at(make_hub(sources=sources), "comptes/index.html").values

    assert [one.handle for one in values["accounts"]] == ["The shop"]
    assert [door.label for door in values["sources"]] == ["Fans"]


def test_a_hub_with_nothing_of_its_own_has_no_such_page(make_hub: Callable[..., Hub], page_at: At) -> None:
    hub = make_hub()

    assert "comptes/index.html" not in {page.path for page in pages.every(hub)}
    assert page_at(hub, "index.html").values["accounts_page"] == ""


def test_help_says_how_soon_as_promised_and_as_measured(
    make_hub: Callable[..., Hub], make_review: Callable[..., CuratedReview], page_at: At
) -> None:
    def answered(number: int, days: int) -> CuratedReview:
        published = NOW - timedelta(days=30)
        reply = Reply(review=f"judgeme:{number}", text="Merci", by="Awa", at=published + timedelta(days=days))
        return make_review(number, published=published, replies=(reply,))

    found = (answered(1, 1), answered(2, 3), answered(3, 20), make_review(4))
    hub = make_hub(
        help=Help(channel={"fr": "Notre boîte"}, email="a@b.example", within=timedelta(days=2)), reviews=Reviews(published=found)
    )
    block = page_at(hub, "comptes/index.html").values["help"]

    assert (block.channel, block.url, block.within, block.measured, block.answers) == (
        "Notre boîte",
        "mailto:a@b.example",
        "2\u00a0jours",
        "3\u00a0jours",
        3,
    )


def test_no_figure_is_shown_where_nothing_was_measured(
    make_hub: Callable[..., Hub], make_review: Callable[..., CuratedReview], page_at: At
) -> None:
    hub = make_hub(help=Help(channel={"fr": "Notre page"}, url="https://help.example/"), reviews=Reviews(published=(make_review(1),)))
    block = page_at(hub, "en/accounts/index.html").values["help"]

    assert (block.channel, block.url, block.within, block.measured) == ("Notre page", "https://help.example/", "", "")


def test_every_page_announces_the_end(make_hub: Callable[..., Hub], make_post: Make) -> None:
    hub = make_hub([make_post()], closing=Closing(day=date(2026, 12, 31), reasons={"fr": "Fini.", "en": "Over."}))
    drawn = [page for page in pages.every(hub) if page.template and page.template.endswith(".html")]

    assert drawn
    assert {page.values["closing"].reasons for page in drawn} == {"Fini.", "Over."}
