"""The same thing said in several places becomes one card, and what is only alike stays apart."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from parvis.curate.ambassadors import People
from parvis.curate.duplicates import Sheet, fold
from parvis.curate.voices import Voices
from parvis.model.decision import Decision
from parvis.model.hub import Item
from parvis.model.post import Author, Media, Occasion, Post
from parvis.model.source import Source

SAID = "Lundi matin, 6 h 10 : premières coques de la semaine. Celles du fond ont craqué, elles partent en brisures pour les gourmands."
NOON = datetime(2026, 6, 8, 12, tzinfo=UTC)
BRAND = Author(name="Sucre Bleu", handle="@sucrebleu", url="https://toot.example/@sucrebleu")

SOURCES = {
    source.name: source
    for source in (
        Source(name="mastodon", kind="mastodon", owner="brand"),
        Source(name="instagram", kind="instagram", owner="brand"),
        Source(name="threads", kind="threads", owner="brand"),
        Source(name="noemie", kind="bluesky", owner="ambassador: noemie"),
        Source(name="notes", kind="feed", owner="ambassador: noemie"),
        Source(name="tagged", kind="mastodon"),
        Source(name="pool", kind="bluesky"),
        Source(name="planet", kind="feed"),
    )
}

EVERYBODYS: Final = "le macaron du jour est à la vitrine de la boutique et il y en a pour tout le monde"


@pytest.fixture(scope="module")
def voices(make_ambassador: Callable[..., Any]) -> Voices:
    return Voices(People([make_ambassador("noemie")], SOURCES), SOURCES)


@pytest.fixture(scope="module")
def item(make_post: Callable[..., Post]) -> Callable[..., Item]:
    def make(source: str, number: int = 0, text: str = SAID, minutes: int = 0, **fields: Any) -> Item:
        kind = SOURCES[source].kind
        author = BRAND if SOURCES[source].owner == "brand" else Author(name=f"Somebody {source}", url=f"https://{source}.example/me")
        known = {
            "id": f"{source}:{number}",
            "source": source,
            "network": kind,
            "url": f"https://{kind}.example/{source}/{number}",
            "published": NOON + timedelta(minutes=minutes),
            "author": author,
            "title": text[:60],
            "titled": False,
            "text": text,
            "html": f"<p>{text}</p>",
        }
        on_item = {name: fields.pop(name) for name in tuple(fields) if name in Item.__struct_fields__}
        return Item(post=make_post(number, **(known | fields)), **({"status": "published", "reasons": ()} | on_item))

    return make


def decided(item: str, do: Any, to: str = "", minute: int = 0) -> Decision:
    return Decision(item=item, do=do, to=to, by="Awa", at=datetime(2026, 6, 9, 10, minute, tzinfo=UTC), because="they are")


def kept(items: list[Item]) -> dict[str, list[str]]:
    """What stays, with the sources that it names beside its own."""
    return {item.post.id: [also.source for also in item.also] for item in items if item.status == "published"}


def test_the_same_post_on_three_networks_becomes_one_card_with_three_links(item: Callable[..., Item], voices: Voices) -> None:
    trailing = f"{SAID}\n\n#macaron #sucrebleu @montreal"
    found = fold([item("threads", minutes=9), item("instagram", text=trailing, minutes=4), item("mastodon")], voices)

    assert kept(found) == {"mastodon:0": ["instagram", "threads"]}
    assert [also.url for also in found[2].also] == ["https://instagram.example/instagram/0", "https://threads.example/threads/0"]
    assert (found[0].status, found[0].same_as) == ("hidden", "mastodon:0")
    assert found[0].reasons == ("The same as mastodon:0 (text 1.00).",)


def test_a_text_that_a_network_has_cut_is_the_same(item: Callable[..., Item], voices: Voices) -> None:
    found = fold([item("mastodon"), item("threads", text=f"{SAID[:70]}…")], voices)

    assert kept(found) == {"mastodon:0": ["threads"]}
    assert "cut" in found[1].reasons[0]


def test_a_few_words_are_changed_on_the_way(item: Callable[..., Item], voices: Voices) -> None:
    found = fold([item("mastodon"), item("threads", text=SAID.replace("Celles du fond", "Les dernières"))], voices)

    assert kept(found) == {"mastodon:0": ["threads"]}
    assert "(text 0.8" in found[1].reasons[0]


def test_short_words_are_said_every_day(item: Callable[..., Item], voices: Voices) -> None:
    assert len(kept(fold([item("mastodon", text="Merci !"), item("threads", text="Merci !")], voices))) == 2


def test_another_number_is_another_post(item: Callable[..., Item], voices: Voices) -> None:
    assert len(kept(fold([item("mastodon"), item("threads", text=SAID.replace("6 h 10", "6 h 40"))], voices))) == 2


def test_the_same_words_a_week_later_are_another_post(item: Callable[..., Item], voices: Voices) -> None:
    assert len(kept(fold([item("mastodon"), item("threads", minutes=7 * 24 * 60)], voices))) == 2


def test_who_says_the_same_twice_in_one_place_has_said_it_twice(item: Callable[..., Item], voices: Voices) -> None:
    assert len(kept(fold([item("mastodon", 1), item("mastodon", 2, minutes=5)], voices))) == 2


def test_a_text_that_many_have_copied_stays_each_ones_own(item: Callable[..., Item], voices: Voices) -> None:
    people = [
        item(("tagged", "pool", "planet")[number % 3], number, minutes=number, author=Author(name=f"N{number}", handle=f"@n{number}"))
        for number in range(30)
    ]

    assert len(kept(fold([*people, item("mastodon"), item("noemie")], voices))) == 32


def test_one_person_in_two_places_is_known_by_profile_handle_or_full_name(item: Callable[..., Item], voices: Voices) -> None:
    for author, other in (
        (Author(url="https://lou.example/"), Author(url="https://lou.example")),
        (Author(handle="@loubelanger@toot.example"), Author(handle="loubelanger")),
        (Author(name="Lou Bélanger"), Author(name="lou belanger")),
    ):
        assert len(kept(fold([item("tagged", author=author), item("pool", author=other)], voices))) == 1


def test_a_first_name_is_many_peoples_and_so_is_a_full_one_on_one_network(item: Callable[..., Item], voices: Voices) -> None:
    lou = Author(name="Lou")
    first, second = (Author(name="Lou Bélanger", url=f"https://toot.example/@lou{number}") for number in (1, 2))

    assert len(kept(fold([item("tagged", author=lou), item("pool", author=lou)], voices))) == 2
    assert len(kept(fold([item("tagged", author=first), item("pool", network="mastodon", author=second)], voices))) == 2


def test_an_ambassadors_words_in_two_places_are_one_card(item: Callable[..., Item], voices: Voices) -> None:
    assert kept(fold([item("noemie"), item("notes", minutes=60)], voices)) == {"noemie:0": ["notes"]}


def test_a_picture_or_a_link_in_common_lets_the_words_differ_more(item: Callable[..., Item], voices: Voices) -> None:
    photo = (Media(kind="image", url="https://cdn.example/1.jpg", local="aa/1.jpg"),)
    told = "Premières coques de la semaine, les brisures sont au comptoir."
    linked = {"links": ("https://sucrebleu.example/brisures?utm_source=x",)}
    pictured = fold([item("instagram", text="Brisures.", media=photo), item("mastodon", text=told, media=photo)], voices)
    led = fold(
        [item("threads", text=f"{told} Par ici.", **linked), item("mastodon", text=f"Voilà : {told} Bonne semaine !", **linked)], voices
    )

    assert kept(pictured) == {"instagram:0": ["mastodon"]}
    assert "the same picture" in pictured[1].reasons[0]
    assert len(kept(led)) == 1
    assert len(kept(fold([item("threads", text=told), item("mastodon", text="Tout autre chose, et bien plus long.")], voices))) == 2


def test_one_picture_under_two_texts_that_say_different_things_is_two_posts(item: Callable[..., Item], voices: Voices) -> None:
    photo = (Media(kind="image", url="https://cdn.example/1.jpg", local="aa/1.jpg"),)
    other = "Le jury se réunit samedi à huis clos, les fenêtres resteront ouvertes."

    assert len(kept(fold([item("instagram", media=photo), item("mastodon", text=other, media=photo)], voices))) == 2


def test_what_is_shared_again_folds_into_the_original_by_address_or_native_name(item: Callable[..., Item], voices: Voices) -> None:
    toot = "https://toot.example/users/lou/statuses/7"
    original = item("tagged", id=f"tagged:{toot}", text="Quel macaron !")
    by_name = item("mastodon", 1, text="Quel macaron !", repost_of=toot, author=original.post.author, minutes=-60)
    by_address = item("pool", 2, text="Autre", repost_of=original.post.url)
    found = fold([by_name, by_address, original], voices)

    assert kept(found) == {original.post.id: ["mastodon", "pool"]}
    assert found[0].reasons == (f"The same as {original.post.id} (shared again).",)


def test_two_who_share_what_the_hub_does_not_have_are_one_card(item: Callable[..., Item], voices: Voices) -> None:
    shared = {"repost_of": "https://far.example/posts/1", "author": Author(name="Far")}

    assert kept(fold([item("mastodon", text="A", **shared), item("noemie", text="A", minutes=5, **shared)], voices)) == {
        "mastodon:0": ["noemie"]
    }


def test_what_is_shared_of_a_whole_site_is_not_one_post(item: Callable[..., Item], voices: Voices) -> None:
    shared = {"repost_of": "https://far.example/"}

    assert len(kept(fold([item("tagged", text="Un", **shared), item("pool", text="Deux", **shared)], voices))) == 2


def test_a_repost_of_a_repost_ends_at_the_original(item: Callable[..., Item], voices: Voices) -> None:
    original = item("tagged", text="Quel macaron !")
    again = item("pool", 1, text="x", repost_of=original.post.url)
    third = item("planet", 2, text="y", repost_of=again.post.url)

    assert {name: sorted(also) for name, also in kept(fold([third, again, original], voices)).items()} == {"tagged:0": ["planet", "pool"]}


def test_one_address_in_two_sources_is_one_post_unless_a_stranger_claims_it(item: Callable[..., Item], voices: Voices) -> None:
    url = "https://sucrebleu.example/a"
    stranger = item("planet", url=url, text="Gagnez un iPhone", author=Author(name="Mallory"), minutes=-600)

    assert kept(fold([stranger, item("mastodon", url=url)], voices)) == {"mastodon:0": ["planet"]}
    assert len(kept(fold([stranger, item("tagged", url=url)], voices))) == 2


def test_an_address_that_a_feed_gives_to_all_its_items_tells_nothing(item: Callable[..., Item], voices: Voices) -> None:
    home = "https://planet.example/index.html"
    items = [item("planet", number, text=f"Texte {number}", url=home, author=Author()) for number in range(5)]

    assert len(kept(fold([*items, item("tagged", 9, text="Autre", url=home, author=Author())], voices))) == 6


def test_two_dates_of_the_calendar_are_two(item: Callable[..., Item], voices: Voices) -> None:
    date = Occasion(start=NOON)
    items = [item("mastodon", kind="event", occasion=date), item("threads", kind="event", occasion=date)]

    assert len(kept(fold(items, voices))) == 2


def test_only_what_is_to_be_published_is_looked_at(item: Callable[..., Item], voices: Voices) -> None:
    for status in ("waiting", "hidden", "refused", "listening"):
        found = fold([item("mastodon", status=status), item("threads", minutes=5)], voices)
        assert kept(found) == {"threads:0": []}
        assert found[0].status == status


def test_what_may_only_be_quoted_never_hides_what_may_be_shown(item: Callable[..., Item], voices: Voices) -> None:
    lou = Author(url="https://lou.example/")
    photo = (Media(kind="image", url="https://cdn.example/1.jpg", local="aa/1.jpg"),)
    found = fold([item("tagged", author=lou, media=photo, quoted=True), item("pool", author=lou, minutes=60)], voices)

    assert kept(found) == {"pool:0": ["tagged"]}


def test_the_kept_one_is_pinned_then_the_brands_then_pictured_then_the_earliest(item: Callable[..., Item], voices: Voices) -> None:
    photo = (Media(kind="image", url="https://cdn.example/1.jpg", local="aa/1.jpg"),)
    early, pictured, pinned = item("mastodon"), item("instagram", media=photo, minutes=5), item("threads", pinned=NOON, minutes=9)

    assert list(kept(fold([early, pictured, pinned], voices))) == ["threads:0"]
    assert list(kept(fold([early, pictured], voices))) == ["instagram:0"]
    assert list(kept(fold([early, replace(pinned, pinned=None)], voices))) == ["mastodon:0"]


def test_an_editor_splits_and_joins(item: Callable[..., Item], voices: Voices) -> None:
    trio = [item("mastodon"), item("instagram", minutes=1), item("threads", minutes=2)]
    other = item("pool", 9, text="Autre chose")

    assert kept(fold(trio, voices, [decided("threads:0", "split")])) == {"mastodon:0": ["instagram"], "threads:0": []}
    assert kept(fold(trio, voices, [decided("mastodon:0", "split")])) == {"mastodon:0": [], "instagram:0": ["threads"]}
    joined = fold([*trio, other], voices, [decided("pool:9", "join", "threads:0")])
    assert kept(joined) == {"mastodon:0": ["pool", "instagram", "threads"]}
    assert joined[3].reasons == ("The same as mastodon:0 (joined by Awa on 2026-06-09: they are).",)


def test_of_a_split_and_a_join_the_later_holds_and_a_ring_keeps_its_best(item: Callable[..., Item], voices: Voices) -> None:
    pair = [item("mastodon", text="Un"), item("threads", text="Deux", minutes=1)]
    join, split = decided("threads:0", "join", "mastodon:0", 1), decided("threads:0", "split", minute=2)
    ring = [join, decided("mastodon:0", "join", "threads:0")]

    assert len(kept(fold(pair, voices, [split, join]))) == 2
    assert len(kept(fold(pair, voices, [split, replace(join, at=split.at + timedelta(1))]))) == 1
    assert kept(fold(pair, voices, ring)) == {"mastodon:0": ["threads"]}
    assert len(kept(fold(pair, voices, [decided("threads:0", "join", "nothing:1")]))) == 2


def test_somebody_who_asked_not_to_be_shown_is_not_compared_nor_named(item: Callable[..., Item], voices: Voices) -> None:
    lou = Author(name="Lou Bélanger", url="https://lou.example/")
    hidden = replace(lou, opted_out=True)
    url = "https://toot.example/@lou/1"

    assert len(kept(fold([item("tagged", author=lou), item("pool", author=hidden)], voices))) == 2
    at_one = fold([item("tagged", author=replace(lou, name=""), url=url), item("planet", author=hidden, url=url, minutes=5)], voices)
    assert kept(at_one) == {"planet:0": ["tagged"]}
    assert [also.author for also in fold([item("mastodon", url=url), item("planet", author=hidden, url=url)], voices)[0].also] == [""]


WORDS = st.sampled_from(["macaron", "bleuet", "citron", "vendredi", "boutique", "encore", "douze", "merci", "vitrine", "ruelle"])


@given(
    texts=st.lists(st.tuples(st.sampled_from(sorted(SOURCES)), st.lists(WORDS, min_size=1, max_size=9), st.integers(0, 90)), max_size=12),
    order=st.randoms(use_true_random=False),
)
def test_the_order_in_which_items_come_makes_no_difference(
    texts: list[tuple[str, list[str], int]], order: Any, item: Callable[..., Item], voices: Voices
) -> None:
    items = [item(source, number, text=" ".join(words), minutes=late) for number, (source, words, late) in enumerate(texts)]
    shuffled = order.sample(items, len(items))

    assert {one.post.id: one for one in fold(shuffled, voices)} == {one.post.id: one for one in fold(items, voices)}


def test_comparisons_grow_with_the_number_of_posts_and_each_is_signed_once(item: Callable[..., Item], voices: Voices) -> None:
    """Everybody at once, all in the words that everybody uses: the worst there is."""

    def work(count: int) -> tuple[int, int]:
        words = EVERYBODYS.split()
        items = [
            item(
                ("mastodon", "instagram", "threads")[number % 3],
                number,
                text=" ".join(words[place:] + words[:place] + [f"m{number % 97}", f"n{number % 89}"]),
                minutes=number % 600,
            )
            for number in range(count)
            for place in (number % len(words),)
        ]
        shown = sorted(items, key=lambda one: (one.post.published, one.post.id))
        sheet = Sheet(shown, voices, ())
        sheet.folded()
        return sheet.resemblance.compared, sheet.resemblance.signed

    few, many = work(400), work(1600)
    assert many[0] <= 6 * few[0]  # all pairs would be 16 times as many
    assert (few[1], many[1]) == (400, 1600)


def test_who_is_in_one_source_alone_is_never_looked_at(item: Callable[..., Item], voices: Voices) -> None:
    items = [item("tagged", number, minutes=number) for number in range(50)]
    sheet = Sheet(items, voices, ())

    assert sheet.folded() == {}
    assert (sheet.resemblance.compared, sheet.resemblance.signed) == (0, 0)
