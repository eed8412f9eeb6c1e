"""X: posts to items, and a budget that is never exceeded."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError

from parvis.errors import ReadError
from parvis.model.exchange import Response
from parvis.model.raw_post import RawPost
from parvis.sources.x import Options, read, recognise, requests
from parvis.tidy import dates

Captured = Callable[[str], bytes]
ANY = Options(url="content/recorded/x.json")
BRAND = Options(user="42")
MARCH, NEXT_DAY, APRIL = "Mon, 02 Mar 2026 10:00:00 GMT", "Tue, 03 Mar 2026 10:00:00 GMT", "Wed, 01 Apr 2026 00:00:01 GMT"


def posts(body: bytes, options: Options = ANY) -> list[RawPost]:
    return list(read(body, options))


def tweet(includes: dict[str, Any] | None = None, **changes: Any) -> bytes:
    one = {"id": "9", "text": "x", "author_id": "1", "created_at": "2026-01-01T00:00:00.000Z", **changes}
    return json.dumps({"data": [one], "includes": {"users": [{"id": "1", "username": "ada", "name": "Ada"}], **(includes or {})}}).encode()


def answer(document: object, date: str = MARCH) -> Response:
    return Response(url="https://api.x.com/2/x", status=200, body=json.dumps(document).encode(), headers={"date": date})


def timeline(count: int) -> dict[str, Any]:
    return {"data": [{"id": f"{number}", "text": "x"} for number in range(count)], "includes": {"users": [{"id": "42"}]}}


def test_a_captured_search_has_authors_answers_and_no_shortened_links(captured: Captured) -> None:
    found = posts(captured("x-twitter/v2_search_recent.json"))

    assert [post.author.handle for post in found] == ["@happycamper", "@snowman", "@jellybeanjones", "@snowman"]
    assert all(dates.read(post.published or "") for post in found)
    assert found[0].url == "https://x.com/happycamper/status/1276035977375477760"
    assert found[0].reply_to == "1275653067283759104"
    assert "t.co" not in "".join(post.html or "" for post in found)
    assert [post.language for post in found] == ["en", "en", None, "en"]
    assert found[2].mentions == ("@snowman", "@happycamper")


def test_a_captured_timeline_belongs_to_the_account_that_was_asked(captured: Captured) -> None:
    found = posts(captured("x-twitter/v2_timeline_tweets.json"), Options(url="x.json", username="@TwitterDev"))

    assert len(found) == 5
    assert {post.author.handle for post in found} == {"@TwitterDev"}
    assert found[0].counts.likes == 37
    assert '<a href="https://x.com/hashtag/TwitterAPI">#TwitterAPI</a>' in (found[0].html or "")
    assert "</p><p>" in (found[0].html or "")


def test_a_captured_film_has_its_best_file(captured: Captured) -> None:
    [post] = posts(captured("x-twitter/v2_media_tweet.jsonl"))

    medium = post.media[0]
    assert (post.kind, medium.kind) == ("video", "video")
    assert medium.url.endswith("/1280x720/WiZrNZKT2lMzK5zA.mp4?tag=12")
    assert (medium.width, medium.height) == (1280, 720)
    assert medium.duration == pytest.approx(71.292)
    assert post.html == "<p>She's GOING with it! 🐍</p>"


def test_an_edited_post_stays_the_same_item(captured: Captured) -> None:
    [post] = posts(captured("x-twitter/v2_edited_tweet.jsonl"))

    assert post.native == "1576994746135764992"
    assert post.url == "https://x.com/wongmjane/status/1576994789110992896"
    assert (post.published, post.updated) == ("2022-10-03T17:57:01.000Z", "2022-10-03T17:57:11.000Z")
    assert post.html == "<p>hey :)</p>"


def test_several_lines_are_several_answers(captured: Captured) -> None:
    lines = captured("x-twitter/v2_edited_tweet.jsonl").strip() + b"\n" + captured("x-twitter/v2_media_tweet.jsonl")

    assert [post.author.handle for post in posts(lines)] == ["@wongmjane", "@IgorBrigadir"]


def test_an_answer_of_the_closed_api_is_refused(captured: Captured) -> None:
    with pytest.raises(ReadError, match=r"API v1\.1, which X has closed"):
        posts(captured("x-twitter/v1_brand_timeline.json"))


def test_a_long_post_is_shown_whole_and_escaped_once() -> None:
    note = {
        "text": "a &lt;b&gt; &amp; https://t.co/abc " + "long " * 60,
        "entities": {"urls": [{"url": "https://t.co/abc", "expanded_url": "https://x.example/?a&b"}]},
    }

    [post] = posts(tweet(text="a …", note_tweet=note))

    assert (post.html or "").startswith('<p>a &lt;b&gt; &amp; <a href="https://x.example/?a&amp;b">https://x.example/?a&amp;b</a> long')
    assert post.links == ("https://x.example/?a&b",)


def test_a_repeated_post_shows_the_original_and_a_quote_links_to_it() -> None:
    others = {
        "users": [{"id": "1", "username": "ada", "name": "Ada"}, {"id": "2", "username": "bo", "name": "Bo"}],
        "tweets": [{"id": "5", "text": "the whole text", "author_id": "2"}],
    }

    [repost] = posts(tweet(others, text="RT @bo: the who…", referenced_tweets=[{"type": "retweeted", "id": "5"}]))
    [quote] = posts(tweet(others, referenced_tweets=[{"type": "quoted", "id": "5"}]))

    assert (repost.native, repost.repost_of, repost.url) == ("9", "5", "https://x.com/bo/status/5")
    assert (repost.author.handle, repost.html) == ("@bo", "<p>the whole text</p>")
    assert quote.links == ("https://x.com/bo/status/5",)


def test_a_poll_and_a_picture_are_kept_and_a_protected_account_is_not() -> None:
    poll = {
        "id": "7",
        "voting_status": "closed",
        "end_datetime": "2026-01-02T00:00:00Z",
        "options": [{"label": "bleu", "votes": 3}, {"label": "rose", "votes": 1}],
    }
    photo = {
        "media_key": "3_1",
        "type": "photo",
        "url": "https://pbs.twimg.com/media/x.jpg",
        "alt_text": "Macarons",
        "width": 9,
        "height": 9,
    }

    [post] = posts(tweet({"polls": [poll], "media": [photo]}, attachments={"poll_ids": ["7"], "media_keys": ["3_1", "3_2"]}))

    assert post.poll is not None
    assert (post.poll.options, post.poll.closed) == ((("bleu", 3), ("rose", 1)), True)
    assert [(medium.kind, medium.alt) for medium in post.media] == [("image", "Macarons")]
    assert post.expires_after == 86_400
    assert posts(tweet({"users": [{"id": "1", "username": "ada", "protected": True}]})) == []


def test_no_posts_is_an_answer_and_an_error_is_none() -> None:
    assert posts(b'{"meta": {"result_count": 0}}') == []
    with pytest.raises(ReadError, match="the network answered: Unauthorized"):
        posts(b'{"title": "Unauthorized", "type": "about:blank", "status": 401, "detail": "Unauthorized"}')
    with pytest.raises(ReadError, match="Could not find user with id"):
        posts(b'{"errors": [{"detail": "Could not find user with id: [1].", "title": "Not Found Error"}]}')


def test_an_account_is_looked_up_once_and_each_thing_paid_once_a_day(converse: Any) -> None:
    options = Options(username="@SucreBleu")
    first = [answer({"data": {"id": "42"}}), answer(timeline(15))]

    asked, state = converse(requests(options, {}), first)
    again, same = converse(requests(options, state), [answer(timeline(16))])
    _, later = converse(requests(options, state), [answer(timeline(15), NEXT_DAY)])

    assert asked[0].url == "https://api.x.com/2/users/by/username/sucrebleu"
    assert (asked[0].cost, asked[0].items) == (0.01, False)
    assert "/2/users/42/tweets?max_results=15&exclude=replies%2Cretweets&expansions=author_id" in asked[1].url
    assert asked[1].cost == pytest.approx(0.085)
    assert state["spent"] == "0.0850"  # 15 posts, and the account that was looked up
    assert [request.url for request in again] == [asked[1].url]
    assert same["spent"] == "0.0900"
    assert later["spent"] == "0.1700"


def test_an_unchanged_answer_of_another_day_is_paid_again(converse: Any) -> None:
    _, state = converse(requests(BRAND, {}), [answer(timeline(15))])

    _, later = converse(requests(BRAND, state), [Response(url="x", status=304, headers={"date": NEXT_DAY})])

    assert (state["spent"], later["spent"]) == ("0.0850", "0.1700")


def test_the_budget_ends_the_month_and_a_new_month_begins_again(converse: Any) -> None:
    spent = {"month": "2026-03", "day": "2026-03-01", "spent": "4.9900"}

    with pytest.raises(ReadError, match=r"the budget of 5\.00 dollars a month is used up"):
        converse(requests(BRAND, spent), [answer({})])
    asked, state = converse(requests(BRAND, spent), [answer({}, APRIL), answer(timeline(15), APRIL)])

    assert (asked[0].url, asked[0].cost, asked[0].items) == ("https://api.x.com/2/usage/tweets", 0.0, False)
    assert (state["month"], state["spent"]) == ("2026-04", "0.0850")


def test_what_is_left_of_the_budget_is_used(converse: Any) -> None:
    spent = {"month": "2026-03", "day": "2026-03-01", "spent": "4.9200"}

    asked, _ = converse(requests(BRAND, spent), [answer({}), answer(timeline(7))])

    assert "max_results=7&" in asked[1].url


def test_the_token_goes_in_a_header(converse: Any) -> None:
    asked, _ = converse(requests(BRAND, {"spent": "nonsense"}), [answer({"meta": {"result_count": 0}})])

    secret = asked[0].secret
    assert secret is not None
    assert (secret.env, secret.place, secret.name, secret.prefix) == ("X_BEARER_TOKEN", "header", "Authorization", "Bearer ")


@pytest.mark.parametrize(
    "url", ["https://x.com/SucreBleu", "https://twitter.com/SucreBleu/", "x.com/SucreBleu", "https://mobile.twitter.com/SucreBleu"]
)
def test_a_pasted_profile_is_recognised(url: str) -> None:
    found = recognise(url)

    assert found is not None
    assert found.username == "SucreBleu"


@pytest.mark.parametrize(
    "url", ["https://x.com/home", "https://x.com/ada/status/1", "https://x.com/search?q=a", "https://notx.com/ada", "http://["]
)
def test_other_addresses_are_left_to_others(url: str) -> None:
    assert recognise(url) is None


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({}, "give `username` or `user`"),
        ({"username": "no name"}, "such as sucrebleu"),
        ({"user": "sucrebleu"}, "goes into `username`"),
        ({"user": "1", "budget": 0}, "budget"),
        ({"user": "1", "latest": 500}, "latest"),
        ({"user": "1", "token_env": "AAAAAAAAAAAAAAAAAAAAAMLheAAAAAAA0%2BuSeid"}, "never the token itself"),
    ],
)
def test_a_wrong_option_gets_a_sentence(options: dict[str, object], message: str) -> None:
    with pytest.raises(ValidationError, match=message) as caught:
        Options.model_validate(options)

    assert "AAAAMLhe" not in str(caught.value)
