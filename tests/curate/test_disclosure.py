"""Disclosure: what binds a person to the brand stands beside their name and their posts, or nothing is built."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from parvis.curate import disclosure
from parvis.curate.ambassadors import People
from parvis.errors import PolicyError
from parvis.model.ambassador import Ambassador, Consent, Guardian, Period, Portrait
from parvis.model.hub import Item
from parvis.model.label import Label, Sign
from parvis.model.post import Media, Post
from parvis.model.source import Source

ZONE = ZoneInfo("America/Montreal")
TODAY = date(2026, 6, 12)
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
PAST = Period(date(2025, 1, 1), date(2025, 12, 31))
Make = Callable[..., Ambassador]
MakePost = Callable[..., Post]


def on(post: MakePost, year: int, month: int, day: int, hour: int = 12) -> Post:
    return post(published=datetime(year, month, day, hour, tzinfo=UTC))


def labels(post: Post, person: Ambassador, today: date = TODAY) -> tuple[Label, ...]:
    return disclosure.of_post(post, person, ZONE, today)


@pytest.mark.parametrize("relationship", ["gift", "paid", "affiliate", "employee"])
def test_what_somebody_gets_stands_beside_their_name(make_ambassador: Make, relationship: Sign) -> None:
    assert disclosure.of_person(make_ambassador(relationship=relationship, contract=YEAR), TODAY) == (Label(relationship),)


def test_who_gets_nothing_has_no_label(make_ambassador: Make, post: MakePost) -> None:
    assert disclosure.of_person(make_ambassador(), TODAY) == ()
    assert labels(post(), make_ambassador()) == ()


def test_a_contract_may_call_it_advertising(make_ambassador: Make, post: MakePost) -> None:
    person = make_ambassador(relationship="paid", contract=YEAR, advertising=True)

    assert disclosure.of_person(person, TODAY) == labels(post(), person) == (Label("advertising"),)


def test_outside_of_the_contract_there_is_nothing_to_tell_of_a_person(make_ambassador: Make) -> None:
    person = make_ambassador(relationship="paid", contract=YEAR)

    assert disclosure.of_person(person, date(2025, 12, 31)) == ()
    assert disclosure.of_person(person, date(2026, 1, 1)) != ()
    assert disclosure.of_person(person, date(2026, 12, 31)) != ()
    assert disclosure.of_person(person, date(2027, 1, 1)) == ()


def test_a_post_of_the_contracts_days_is_labelled_for_ever(make_ambassador: Make, post: MakePost) -> None:
    person = make_ambassador(relationship="paid", contract=PAST)

    assert labels(on(post, 2025, 7, 1), person) == (Label("paid"),)
    assert labels(on(post, 2025, 7, 1), person, date(2036, 1, 1)) == (Label("paid"),)


def test_the_contracts_days_are_those_of_the_hub(make_ambassador: Make, post: MakePost) -> None:
    person = make_ambassador(relationship="paid", contract=PAST)

    assert labels(on(post, 2026, 1, 1, 4), person) == (Label("paid"),)
    assert labels(on(post, 2026, 1, 1, 6), person) == ()
    assert labels(on(post, 2025, 1, 1, 4), person) == ()


def test_an_older_post_says_since_when_there_is_a_contract(make_ambassador: Make, post: MakePost) -> None:
    person = make_ambassador(relationship="paid", contract=YEAR)

    assert labels(on(post, 2024, 11, 6), person) == (Label("paid", date(2026, 1, 1)),)


def test_after_the_contract_posts_outside_of_it_lose_their_label(make_ambassador: Make, post: MakePost) -> None:
    person = make_ambassador(relationship="paid", contract=PAST)

    assert labels(on(post, 2024, 11, 6), person) == ()
    assert labels(on(post, 2026, 3, 1), person) == ()


def test_what_has_no_dates_holds_always(make_ambassador: Make, post: MakePost) -> None:
    person = make_ambassador(relationship="gift")

    assert labels(on(post, 2019, 1, 1), person) == (Label("gift"),)


def test_altered_pictures_are_told_where_there_are_any(make_ambassador: Make, post: MakePost) -> None:
    person = make_ambassador(relationship="paid", contract=YEAR, images="generated")
    picture = Media(kind="image", url="https://cdn.example/1.jpg")

    assert labels(post(media=(picture,)), person) == (Label("paid"), Label("generated"))
    assert labels(post(), person) == (Label("paid"),)
    assert disclosure.of_person(person, TODAY) == (Label("paid"),)


def test_an_altered_portrait_says_so(make_ambassador: Make) -> None:
    person = make_ambassador(images="retouched", portrait=Portrait(rights="contract"))

    assert disclosure.of_person(person, TODAY) == (Label("retouched"),)


def owned(**fields: object) -> Source:
    return Source(name="blog", kind="feed", owner="ambassador: ada", line=7, **fields)  # type: ignore[arg-type]


def test_a_source_of_somebody_unknown_cannot_be_built() -> None:
    with pytest.raises(PolicyError) as caught:
        disclosure.refuse_hidden_owners([owned()], [])

    assert str(caught.value) == (
        "content/sources.yaml:7: blog.owner: nobody can be told what binds 'ada' to the brand: there is no "
        "content/ambassadors/ada.md. Write it, with `relationship:`, or name another owner."
    )
    assert caught.value.exitcode == 65


def test_a_source_of_somebody_who_has_not_agreed_cannot_be_built(make_ambassador: Make) -> None:
    ada = make_ambassador(consent=Consent(period=Period(date(2025, 1, 1)), scope=("page",)))

    with pytest.raises(PolicyError, match="has not agreed to this: the consent does not cover 'posts'"):
        disclosure.refuse_hidden_owners([owned()], [ada])


def test_a_minors_source_needs_a_guardian(make_ambassador: Make) -> None:
    with pytest.raises(PolicyError, match="no guardian has agreed"):
        disclosure.refuse_hidden_owners([owned()], [make_ambassador(minor=True)])

    disclosure.refuse_hidden_owners([owned()], [make_ambassador(minor=True, guardian=Guardian(name="B", given=TODAY))])


def test_other_sources_are_let_be(make_ambassador: Make) -> None:
    sources = [owned(), Source(name="a", kind="feed"), Source(name="b", kind="feed", owner="brand")]
    disclosure.refuse_hidden_owners(sources, [make_ambassador()])
    disclosure.refuse_hidden_owners([owned(publish="listen")], [])

    with pytest.raises(PolicyError) as caught:
        disclosure.refuse_hidden_owners([*sources, owned()], [])
    assert len(caught.value.mistakes) == 1


def test_a_paid_persons_post_without_its_label_cannot_be_built(make_ambassador: Make, post: MakePost) -> None:
    ada = make_ambassador(relationship="paid", contract=YEAR)
    people = People([ada], {"blog": owned()})
    bare = Item(post=post(), status="published", reasons=())
    told = Item(post=post("2"), status="published", reasons=(), disclosure=(Label("paid"),))
    early = Item(post=on(post, 2024, 1, 1), status="published", reasons=())

    disclosure.refuse_unlabelled([told, early], people, "America/Montreal")
    with pytest.raises(PolicyError) as caught:
        disclosure.refuse_unlabelled([told, bare, early], people, "America/Montreal")
    assert "the post blog:1 was made under a contract (paid) and does not say so" in str(caught.value)
