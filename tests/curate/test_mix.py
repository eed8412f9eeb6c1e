"""The mix of the wall: what is too much of one network, and of the brand itself, to the item."""

from __future__ import annotations

from datetime import UTC, datetime

from parvis.curate.mix import mix, warnings
from parvis.model.hub import Item
from parvis.model.label import Label
from parvis.model.post import Post
from parvis.model.source import Source

MOMENT = datetime(2026, 6, 1, tzinfo=UTC)
SOURCES = {
    "ours": Source(name="ours", kind="mastodon", owner="brand"),
    "theirs": Source(name="theirs", kind="reddit"),
    "hers": Source(name="hers", kind="feed", owner="ambassador: ada"),
}


def items(count: int, source: str = "theirs", network: str = "reddit", *labels: Label) -> list[Item]:
    return [
        Item(
            post=Post(id=f"{source}:{network}{n}", source=source, network=network, published=MOMENT, collected=MOMENT),
            status="published",
            reasons=(),
            disclosure=labels,
        )
        for n in range(count)
    ]


def test_sixty_percent_of_one_network_is_allowed_and_one_item_more_is_told() -> None:
    assert list(warnings([*items(60), *items(40, network="feed")], SOURCES)) == []

    (said,) = warnings([*items(61), *items(39, network="feed")], SOURCES)
    assert "61.0 % of its 100 items come from one network, 'reddit' (more than 60%)" in said


def test_half_of_the_wall_may_be_the_brands_own_and_one_item_more_is_told() -> None:
    assert list(warnings([*items(50, "ours", "mastodon"), *items(50)], SOURCES)) == []

    (said,) = warnings([*items(51, "ours", "mastodon"), *items(49)], SOURCES)
    assert "51.0 % of its 100 items are the brand's own or paid for" in said


def test_what_somebody_was_paid_to_say_counts_as_the_brands_own_and_a_gift_does_not() -> None:
    paid, gift = Label(sign="paid"), Label(sign="gift")

    assert (
        mix([*items(3, "hers", "feed", paid), *items(2, "hers", "blog", gift), *items(1, "ours", "mastodon", paid)], SOURCES).promotion == 4
    )
    assert len(list(warnings([*items(6, "hers", "feed", paid), *items(5)], SOURCES))) == 1


def test_a_few_items_say_nothing_of_a_share() -> None:
    assert list(warnings(items(9, "ours"), SOURCES)) == []
    assert len(list(warnings(items(10, "ours"), SOURCES))) == 2


def test_shares_come_largest_first() -> None:
    found = mix([*items(2), *items(3, "hers", "feed"), *items(2, "ours", "a")], SOURCES)

    assert list(found.by_source) == ["hers", "ours", "theirs"]
    assert found.by_network == {"feed": 3, "a": 2, "reddit": 2}
