"""Reddit: layout tables and listings to posts; subreddits, people and searches to addresses."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pydantic import ValidationError

from parvis.errors import ReadError
from parvis.model.raw_post import RawPost
from parvis.sources.reddit import MIN_INTERVAL, Options, read, recognise

Captured = Callable[[str], bytes]
ANY = Options(subreddit="macaronmtl")
ITEMS = {"frontpage.atom": 24, "homelab_new.atom": 25, "listing_listentothis.json": 3, "submission_with_comments.json": 1}


def posts(body: bytes) -> list[RawPost]:
    return list(read(body, ANY))


@pytest.mark.parametrize(("name", "count"), ITEMS.items())
def test_every_captured_post_has_id_page_author_date_and_tag(captured: Captured, name: str, count: int) -> None:
    found = posts(captured(f"reddit/{name}"))

    assert len(found) == count
    for post in found:
        assert (post.native or "").startswith("t3_")
        assert (post.url or "").startswith("https://www.reddit.com/r/")
        assert post.author.handle == f"u/{post.author.name}"
        assert post.published
        assert post.tags


def test_the_layout_table_is_taken_apart(captured: Captured) -> None:
    photo, link = posts(captured("reddit/frontpage.atom"))[:2]

    assert photo.kind == "photo"
    assert photo.media[0].url == "http://i.imgur.com/pTR7f6D.jpg"
    assert photo.counts.replies == 1143
    assert photo.html is None
    assert link.kind == "link"
    assert link.links == ("https://en.wikipedia.org/wiki/John_Munch#Appearances_and_crossovers",)
    assert link.media[0].url.startswith("https://b.thumbs.redditmedia.com/")


def test_the_authors_words_come_without_what_reddit_adds(captured: Captured) -> None:
    found = posts(captured("reddit/homelab_new.atom"))

    assert (found[0].html or "").startswith("<p>Hello all, I recently acquired a 40G switch")
    assert not any("submitted by" in (post.html or "") or "SC_OFF" in (post.html or "") for post in found)
    assert found[0].kind == "post"
    assert found[0].links == ()


def test_a_listing_tells_counts_flair_and_the_whole_still(captured: Captured) -> None:
    first, second, third = posts(captured("reddit/listing_listentothis.json"))

    assert (first.counts.likes, first.counts.replies) == (14, 99)
    assert first.tags == ("listentothis", "melting pot")
    assert (first.html or "").startswith("<p>The melting pot")
    assert second.updated == "2016-01-19T22:49:36+00:00"
    assert (third.kind, third.links) == ("link", ("https://www.youtube.com/watch?v=yhi0p7fDUP8",))
    assert (third.media[0].width, third.media[0].height) == (480, 360)


def test_comments_are_no_posts(captured: Captured) -> None:
    only = posts(captured("reddit/submission_with_comments.json"))[0]

    assert only.title == "[PRAW] HTTPS enabled PRAW testing needed"
    assert only.counts.replies == 2


def test_a_refusal_of_reddit_is_repeated() -> None:
    with pytest.raises(ReadError, match="Reddit answered: Too Many Requests"):
        posts(b'{"message": "Too Many Requests", "error": 429}')


def test_reddits_rate_limit_is_declared() -> None:
    assert MIN_INTERVAL == 60


@pytest.mark.parametrize(
    ("options", "asked"),
    [
        (Options(subreddit="macaronmtl"), "https://www.reddit.com/r/macaronmtl/new/.rss"),
        (Options(subreddit="macaronmtl", sort="top"), "https://www.reddit.com/r/macaronmtl/top/.rss"),
        (Options(user="ada"), "https://www.reddit.com/user/ada/submitted/.rss"),
        (Options(search="sucre bleu"), "https://www.reddit.com/search.rss?q=sucre%20bleu&sort=new"),
        (Options(search="macaron", subreddit="montreal"), "https://www.reddit.com/r/montreal/search.rss?q=macaron&sort=new&restrict_sr=on"),
        (Options(subreddit="x_y", service="http://127.0.0.1:9000"), "http://127.0.0.1:9000/r/x_y/new/.rss"),
    ],
)
def test_options_become_the_feeds_address(options: Options, asked: str) -> None:
    assert options.address() == asked


@pytest.mark.parametrize(
    ("url", "options"),
    [
        ("https://www.reddit.com/r/macaronmtl", Options(subreddit="macaronmtl")),
        ("old.reddit.com/r/macaronmtl/top/", Options(subreddit="macaronmtl", sort="top")),
        ("https://www.reddit.com/r/macaronmtl/.rss", Options(subreddit="macaronmtl")),
        ("https://www.reddit.com/user/ada/", Options(user="ada")),
        ("https://reddit.com/u/ada.rss", Options(user="ada")),
        ("https://www.reddit.com/search/?q=sucre+bleu", Options(search="sucre bleu")),
        ("https://www.reddit.com/r/montreal/search?q=macaron&restrict_sr=on", Options(search="macaron", subreddit="montreal")),
        ("https://www.reddit.com/r/macaronmtl/comments/1k83262/x/", None),
        ("https://www.reddit.com/", None),
        ("https://notreddit.com/r/x", None),
    ],
)
def test_addresses_that_a_person_pastes(url: str, options: Options | None) -> None:
    assert recognise(url) == options


@pytest.mark.parametrize("options", [{}, {"subreddit": "r/x"}, {"subreddit": "xy", "user": "ada"}, {"search": "x", "user": "ada"}])
def test_a_mistake_in_the_options_is_refused(options: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Options.model_validate(options)
