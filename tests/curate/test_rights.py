"""By whose leave an item is shown whole, and at which moment that begins and ends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from typing import Any

import pytest

from parvis.curate import rights_lines
from parvis.curate.quoting import QUOTATION, SENTENCE, quoted
from parvis.curate.rights import Rights
from parvis.errors import ContentError
from parvis.model.post import Author, Media, Occasion, Poll, Post
from parvis.model.right import Right
from parvis.model.source import Source

MakePost = Callable[..., Post]
MakeSource = Callable[..., Source]

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
START = datetime(2026, 5, 1, tzinfo=UTC)


def line(state: str, at: datetime = START, **fields: Any) -> Right:
    about = {} if fields.keys() & {"item", "author", "source"} else {"item": "blog:1"}
    given = {"proof": "https://mail.example/1"} if state == "granted" else {}
    return Right(**{"state": state, "by": "Awa", "at": at, "because": "by mail", **given, **about, **fields})


def test_an_item_of_the_community_needs_a_grant(post: MakePost, source: MakeSource, now: datetime) -> None:
    held = Rights(()).of(post(), source(), now)

    assert (held.state, held.needed, held.whole) == ("none", True, False)
    assert held.reasons == ("It is quoted: nobody was asked whether it may be shown whole.",)


@pytest.mark.parametrize("fields", [{"owner": "brand"}, {"owner": "ambassador: ada"}, {"rights": "own"}])
def test_what_is_the_brands_own_needs_none(post: MakePost, source: MakeSource, now: datetime, fields: dict[str, str]) -> None:
    assert Rights(()).of(post(), source(**fields), now).whole


@pytest.mark.parametrize("owner", ["brand", "ambassador: ada"])
def test_a_source_may_be_asked_for_whoever_owns_it(post: MakePost, source: MakeSource, now: datetime, owner: str) -> None:
    assert not Rights(()).of(post(), source(owner=owner, rights="ask"), now).whole


def test_what_the_brand_has_passed_on_is_somebody_elses(post: MakePost, source: MakeSource, now: datetime) -> None:
    assert not Rights(()).of(post(repost_of="https://elsewhere.example/1"), source(owner="brand"), now).whole


@pytest.mark.parametrize(
    ("licence", "whole"),
    [
        ("https://creativecommons.org/licenses/by/4.0/", True),
        ("https://creativecommons.org/licenses/by-sa/2.0/deed.fr", True),
        ("https://creativecommons.org/publicdomain/zero/1.0/", True),
        ("CC0", True),
        ("CC BY-SA 4.0", True),
        ("Attribution - Share Alike", True),
        ("Public Domain Mark", True),
        ("https://creativecommons.org/licenses/by-nc/4.0/", False),
        ("CC BY-NC-SA 4.0", False),
        ("Attribution - Non Commercial", False),
        ("All rights reserved", False),
        ("Standard YouTube licence", False),
    ],
)
def test_an_open_licence_needs_no_grant(post: MakePost, source: MakeSource, now: datetime, licence: str, *, whole: bool) -> None:
    assert Rights(()).of(post(licence=licence), source(), now).whole is whole


def test_a_date_and_a_place_need_nobodys_leave(post: MakePost, source: MakeSource, now: datetime) -> None:
    fair = post(kind="event", occasion=Occasion(start=date(2026, 7, 1), place="Rosemont"), text="A fair.")
    pictured = post(kind="event", occasion=fair.occasion, media=(Media(kind="image", url="https://a.example/1.jpg"),))

    assert Rights(()).of(fair, source(), now).whole
    assert not Rights(()).of(pictured, source(), now).whole
    assert quoted(pictured).occasion == fair.occasion


@pytest.mark.parametrize("state", ["requested", "declined", "revoked"])
def test_anything_but_a_grant_leaves_a_quotation(post: MakePost, source: MakeSource, now: datetime, state: str) -> None:
    held = Rights([line(state)]).of(post(), source(), now)

    assert (held.state, held.whole) == (state, False)
    assert "by mail" in held.reasons[0]


def test_a_grant_begins_and_ends_at_its_very_moments(post: MakePost, source: MakeSource) -> None:
    end = START + 30 * DAY
    held = Rights([line("granted", until=end)])

    moments = [START - SECOND, START, end - SECOND, end, end + SECOND]
    assert [held.of(post(), source(), moment).state for moment in moments] == ["none", "granted", "granted", "expired", "expired"]
    assert set(held.turns(post(), source())) == {START, end}


def test_a_revocation_holds_from_its_very_moment(post: MakePost, source: MakeSource) -> None:
    held = Rights([line("revoked", START + DAY), line("granted")])

    states = [held.of(post(), source(), START + DAY + offset).state for offset in (-SECOND, timedelta(0), SECOND)]
    assert states == ["granted", "revoked", "revoked"]
    assert list(held.turns(post(), source())) == [START, START + DAY]


def test_a_grant_without_the_site_shows_nothing_whole(post: MakePost, source: MakeSource, now: datetime) -> None:
    held = Rights([line("granted", scope=("print",))]).of(post(), source(), now)

    assert (held.state, held.whole) == ("granted", False)
    assert "which the site is not part of" in held.reasons[0]


def test_the_later_line_wins_in_whatever_order_they_come(post: MakePost, source: MakeSource, now: datetime) -> None:
    lines = [line("requested"), line("declined", START + DAY), line("requested", START + 2 * DAY), line("granted", START + 3 * DAY)]

    assert {Rights(some).of(post(), source(), now).state for some in permutations(lines)} == {"granted"}


def test_of_lines_of_one_moment_the_last_in_the_file_wins(post: MakePost, source: MakeSource, now: datetime) -> None:
    lines = [line("granted", file="a", line=1), line("revoked", file="a", line=2)]

    assert {Rights(some).of(post(), source(), now).state for some in permutations(lines)} == {"revoked"}


def test_asking_to_prolong_a_grant_does_not_end_it(post: MakePost, source: MakeSource) -> None:
    end = START + 30 * DAY
    held = Rights([line("granted", until=end), line("requested", end - DAY)])

    assert held.of(post(), source(), end - DAY).whole
    assert held.of(post(), source(), end).state == "requested"


def test_an_author_and_a_source_can_grant_for_all_of_theirs(post: MakePost, source: MakeSource, now: datetime) -> None:
    by_jun = post(author=Author(name="Jun", url="https://www.flickr.com/photos/jun/", handle="@Jun"))

    for about in (
        {"author": "https://www.flickr.com/photos/jun"},
        {"author": "jun", "network": "feed"},
        {"author": "@JUN", "source": "blog"},
        {"source": "blog"},
    ):
        assert Rights([line("granted", START, **about)]).of(by_jun, source(), now).whole, about
    for about in ({"author": "jun", "network": "flickr"}, {"author": "@jun", "source": "news"}, {"author": "juna", "source": "blog"}):
        assert not Rights([line("granted", START, **about)]).of(by_jun, source(), now).whole, about


def test_a_no_for_an_item_beats_a_yes_for_its_source(post: MakePost, source: MakeSource, now: datetime) -> None:
    for refusal in ("declined", "revoked"):
        for at in (START - DAY, START, START + DAY):
            held = Rights([line("granted", source="blog"), line(refusal, at)]).of(post(), source(), now)
            assert (held.state, held.whole) == (refusal, False)


def test_a_later_no_of_the_author_ends_the_grants_of_single_items(post: MakePost, source: MakeSource, now: datetime) -> None:
    by_ada = post(author=Author(handle="ada"))
    taken_back = line("revoked", START + DAY, author="ada", source="blog")

    assert not Rights([line("granted"), taken_back]).of(by_ada, source(), now).whole
    assert Rights([line("granted"), taken_back]).of(by_ada, source(), START).whole
    assert Rights([line("granted", START + 2 * DAY), taken_back]).of(by_ada, source(), now).whole


def test_a_grant_for_paper_takes_nothing_from_that_for_the_site(post: MakePost, source: MakeSource, now: datetime) -> None:
    held = Rights([line("granted", source="blog"), line("granted", scope=("print",))]).of(post(), source(), now)

    assert (held.whole, held.uses) == (True, ("site", "print"))


def test_a_request_or_an_ended_grant_for_an_item_leaves_that_of_its_source(post: MakePost, source: MakeSource, now: datetime) -> None:
    whole = line("granted", source="blog")

    assert Rights([whole, line("requested", START + DAY)]).of(post(), source(), now).whole
    assert Rights([whole, line("granted", until=START + DAY)]).of(post(), source(), now).whole


@pytest.mark.parametrize("length", [0, 1, SENTENCE, SENTENCE + 1, 300, 10_000])
def test_a_quotation_is_short_and_never_the_whole(post: MakePost, length: int) -> None:
    words = ("sucre " * length)[:length].strip()
    whole = post(
        title="A title",
        text=words,
        html=f"<p>{words}</p>",
        media=(Media(kind="image", url="https://a.example/1.jpg", local="aa/1.jpg"),),
        poll=Poll(options=(("yes", 1),)),
        author=Author(name="Ada", avatar="https://a.example/ada.jpg"),
        url="https://a.example/1",
    )

    said = quoted(whole)

    assert (said.html, said.media, said.poll, said.author.avatar) == ("", (), None, None)
    assert len(said.text) <= max(SENTENCE, min(QUOTATION, length // 2))
    assert (said.url, said.author.name, said.title, said.id) == (whole.url, "Ada", "A title", whole.id)


def test_a_title_that_was_made_of_the_text_says_no_more_than_the_quotation(post: MakePost) -> None:
    words = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    said = quoted(post(title=words, titled=False, text=words))

    assert len(said.title) <= SENTENCE
    assert "seventeen" not in said.title + said.text


def test_what_makes_no_sense_is_warned_of() -> None:
    lines = [line("declined", file="f", line=1), line("granted", START + DAY, territory="CA", file="f", line=2)]

    assert list(rights_lines.warnings(lines)) == [
        "f:2: item blog:1: it is granted after it was declined, and nobody has asked again. Add the line `state: requested` between them.",
        "f:2: item blog:1: the grant is for CA, and a web site is read everywhere. Ask whether that is meant.",
    ]
    assert "was not granted" in next(rights_lines.warnings([line("revoked")]))
    assert "Write `state: revoked`" in next(rights_lines.warnings([line("granted"), line("declined", START + DAY)]))
    assert not list(rights_lines.warnings([line("requested"), line("granted", START + DAY), line("revoked", START + 2 * DAY)]))


def test_a_line_about_what_there_is_not_is_a_mistake() -> None:
    lines = [line("requested", item="blog:12", file="f", line=3), line("requested", source="blag", file="f", line=4)]

    with pytest.raises(ContentError) as error:
        rights_lines.refuse_unknown(lines, ["blog:1", "blog:2"], ["blog"])

    assert str(error.value).splitlines() == [
        "f:3: item: there is no item 'blog:12' in the archive. Did you mean 'blog:2'?",
        "f:4: source: there is no source 'blag'. Did you mean 'blog'?",
    ]
    rights_lines.refuse_unknown([line("requested")], ["blog:1"], [])
