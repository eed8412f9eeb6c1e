"""What becomes of a post, and the sentences that say why."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from parvis.curate.status import Choice, Desk, changes, choose
from parvis.model.curation import Curation
from parvis.model.decision import Decision
from parvis.model.post import Post
from parvis.model.source import Source

MakePost = Callable[..., Post]
MakeSource = Callable[..., Source]

NOBODY: tuple[Decision, ...] = ()
SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)


def approval(at: datetime, *, item: str = "", source: str = "") -> Decision:
    return Decision(do="approve", item=item, source=source, by="Ada", at=at, because="it is ours")


def chosen(post: Post, source: Source | None, decisions: Iterable[Decision], now: datetime) -> Choice:
    return choose(post, Desk(Curation(decisions=tuple(decisions)), (source,) if source else ()), now)


def turns(post: Post, source: Source | None, decisions: Iterable[Decision], now: datetime) -> list[datetime]:
    return list(changes(post, Desk(Curation(decisions=tuple(decisions)), (source,) if source else ()), now))


def test_a_post_of_a_known_source_is_published_at_once(post: MakePost, source: MakeSource, now: datetime) -> None:
    choice = chosen(post(), source(), NOBODY, now)

    assert choice.status == "published"
    assert choice.reasons == ("The source 'blog' publishes at once (`publish: auto`).",)


def test_a_post_whose_source_is_gone_is_hidden(post: MakePost, now: datetime) -> None:
    choice = chosen(post(), None, NOBODY, now)

    assert (choice.status, choice.reasons) == ("hidden", ("Its source 'blog' is no longer in sources.yaml.",))


def test_a_source_that_is_listened_to_is_never_published(post: MakePost, source: MakeSource, now: datetime) -> None:
    everything = (approval(now, source="blog"), approval(now, item="blog:1"))

    choice = chosen(post(), source(publish="listen"), everything, now)

    assert (choice.status, choice.reasons) == ("listening", ("The source 'blog' is only listened to (`publish: listen`).",))


def test_a_held_post_waits_and_says_why(post: MakePost, source: MakeSource, now: datetime) -> None:
    choice = chosen(post(held="100 new items at once"), source(), NOBODY, now)

    assert (choice.status, choice.reasons) == ("waiting", ("It was held when it was collected: 100 new items at once.",))


def test_a_source_under_review_waits(post: MakePost, source: MakeSource, now: datetime) -> None:
    choice = chosen(post(), source(publish="review"), NOBODY, now)

    assert (choice.status, choice.reasons) == ("waiting", ("The source 'blog' waits for approval (`publish: review`).",))


def test_all_reasons_to_wait_are_given(post: MakePost, source: MakeSource, now: datetime) -> None:
    choice = chosen(post(held="a new domain"), source(publish="review"), NOBODY, now)

    assert len(choice.reasons) == 2


@pytest.mark.parametrize("about", [{"item": "blog:1"}, {"source": "blog"}])
def test_an_approval_lifts_hold_and_review_and_names_who_gave_it(
    post: MakePost, source: MakeSource, now: datetime, about: dict[str, str]
) -> None:
    choice = chosen(post(held="a new domain"), source(publish="review"), (approval(now, **about),), now)

    assert choice.status == "published"
    assert choice.reasons[-1] == "Approved by Ada on 2026-06-12: it is ours"


def test_an_approval_of_another_item_or_source_lifts_nothing(post: MakePost, source: MakeSource, now: datetime) -> None:
    others = (approval(now, item="blog:2"), approval(now, source="news"), approval(now, item="blog"))

    assert chosen(post(held="x"), source(), others, now).status == "waiting"


def test_an_approval_of_a_source_covers_what_it_had_given_by_then(post: MakePost, source: MakeSource, now: datetime) -> None:
    found = post(held="x", collected=now - DAY)

    assert chosen(found, source(), (approval(now - DAY, source="blog"),), now).status == "published"
    assert chosen(found, source(), (approval(now - DAY - SECOND, source="blog"),), now).status == "waiting"


def test_of_several_approvals_the_latest_counts_in_any_order(post: MakePost, source: MakeSource, now: datetime) -> None:
    given = [approval(now - days * DAY, source="blog") for days in (30, 1, 10)]
    found = post(held="x", collected=now - 5 * DAY)

    assert {chosen(found, source(), order, now).reasons[-1] for order in permutations(given)} == {
        "Approved by Ada on 2026-06-11: it is ours"
    }


def test_a_post_dated_a_day_ahead_is_shown_and_one_later_waits(post: MakePost, source: MakeSource, now: datetime) -> None:
    assert chosen(post(published=now + DAY), source(), NOBODY, now).status == "published"

    later = chosen(post(published=now + DAY + SECOND), source(), NOBODY, now)
    assert (later.status, later.reasons) == ("waiting", ("It is dated in the future: 2026-06-13 12:00 UTC.",))


def test_an_approval_does_not_make_the_future_the_present(post: MakePost, source: MakeSource, now: datetime) -> None:
    given = (approval(now, item="blog:1"),)

    assert chosen(post(published=now + 2 * DAY), source(publish="review"), given, now).status == "waiting"


def test_a_post_leaves_the_pages_when_its_keep_ends(post: MakePost, source: MakeSource, now: datetime) -> None:
    kept = source(keep=7 * DAY)

    assert chosen(post(published=now - 7 * DAY + SECOND), kept, NOBODY, now).status == "published"
    gone = chosen(post(published=now - 7 * DAY), kept, NOBODY, now)
    assert (gone.status, gone.reasons) == ("hidden", ("It left the pages on 2026-06-12 (`keep` of the source 'blog').",))


def test_a_post_leaves_the_pages_when_the_networks_term_ends(post: MakePost, source: MakeSource, now: datetime) -> None:
    assert chosen(post(expires=now + SECOND), source(), NOBODY, now).status == "published"

    gone = chosen(post(expires=now), source(), (approval(now, item="blog:1"),), now)
    assert (gone.status, gone.reasons) == ("hidden", ("The network's term ended on 2026-06-12.",))


@pytest.mark.parametrize("year", [1, 9999])
def test_dates_at_the_ends_of_the_calendar_do_no_harm(post: MakePost, source: MakeSource, now: datetime, year: int) -> None:
    found = post(published=datetime(year, 1 if year == 1 else 12, 1 if year == 1 else 31, tzinfo=UTC))
    kept = source(keep=999 * 365 * DAY)

    assert chosen(found, kept, NOBODY, now).status == ("hidden" if year == 1 else "waiting")
    assert list(turns(found, kept, NOBODY, now)) == ([] if year == 1 else [found.published - DAY])


def test_reposts_and_replies_are_published_like_all_others(post: MakePost, source: MakeSource, now: datetime) -> None:
    assert chosen(post(repost_of="https://a.example/1", reply_to="x"), source(), NOBODY, now).status == "published"


def test_a_post_changes_when_it_comes_and_when_it_goes(post: MakePost, source: MakeSource, now: datetime) -> None:
    found = post(published=now + 3 * DAY)

    assert turns(found, source(keep=10 * DAY), NOBODY, now) == [now + 2 * DAY, now + 13 * DAY]


def test_why_a_post_is_never_shown_may_change(post: MakePost, source: MakeSource, now: datetime) -> None:
    ends = {"published": now + 3 * DAY, "expires": now + DAY}

    # The transparency page counts what waits and what has ended.
    assert list(turns(post(**ends), source(), NOBODY, now)) == [now + DAY]
    assert list(turns(post(held="x", expires=now + DAY), source(keep=20 * DAY), NOBODY, now)) == [now + DAY]
    assert list(turns(post(expires=now + DAY), source(publish="listen"), NOBODY, now)) == []
    assert list(turns(post(expires=now + DAY), None, NOBODY, now)) == []


def test_the_first_of_two_ends_counts(post: MakePost, source: MakeSource, now: datetime) -> None:
    found = post(published=now - DAY, expires=now + DAY)

    assert list(turns(found, source(keep=30 * DAY), NOBODY, now)) == [now + DAY]
