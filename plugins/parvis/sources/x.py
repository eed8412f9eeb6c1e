"""X: the newest posts of one account by the API v2, with a bearer token; X bills $0.005 for each post that is read, $0.010 for a user.

What an author deletes or protects must go promptly, so that items expire after 24 hours and the newest `latest` posts are read again each
day (X bills each once a day). `budget` is the most that this source may cost in a month, in dollars: when the next question could
exceed it, none is asked. API v1.1 answers are refused. Without an account to pay for, quote single posts with kind `link`.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from typing import Any, Self

from pydantic import Field, model_validator

from parvis.errors import ReadError
from parvis.model.exchange import Request, Response, State
from parvis.model.raw_post import RawPost
from parvis.model.source import Grade
from parvis.sources._address import is_host, is_whole, pasted, query
from parvis.sources._answer import json_value, refuse_page
from parvis.sources._budget import Ledger
from parvis.sources._complaint import unexpected
from parvis.sources._fields import Fields
from parvis.sources._options import Server, one_of
from parvis.sources._token import TokenOptions
from parvis.sources._tweet import Included, post

GRADE: Grade = "B"
PROVEN = True

_WANTED = "a list of posts of X's API v2"
_POST, _MEDIUM, _USER = 0.005, 0.005, 0.010  # US dollars
_PRICES = {"t": _POST, "m": _MEDIUM, "u": _USER}  # by the mark of a thing in the ledger
_LEAST, _MOST = 5, 100  # posts that the API lets be asked at once
_NAME = re.compile(r"\w{1,15}")
_NO_ACCOUNT = {
    "home",
    "search",
    "explore",
    "i",
    "intent",
    "share",
    "hashtag",
    "settings",
    "login",
    "signup",
    "notifications",
    "messages",
    "tos",
    "privacy",
}
_ASKED = {
    "tweet.fields": "attachments,author_id,created_at,edit_history_tweet_ids,entities,in_reply_to_user_id,lang,note_tweet,possibly_sensitive,public_metrics,referenced_tweets",
    "user.fields": "name,profile_image_url,protected,username",
    "media.fields": "alt_text,duration_ms,height,media_key,preview_image_url,type,url,variants,width",
    "poll.fields": "end_datetime,options,voting_status",
}


class Options(TokenOptions):
    """An account."""

    username: str | None = None  #: as in its address, with or without '@'
    user: str | None = None  #: its number, which spares the look-up
    latest: int = Field(default=15, ge=_LEAST, le=_MOST)  #: how many of the newest posts are shown
    replies: bool = False  #: answers to others, too
    reposts: bool = False  #: what the account repeats of others, too
    budget: float = Field(default=5.0, ge=0.1, le=10_000)  #: US dollars a month
    service: Server = "https://api.x.com/2"  #: another server in X's place
    token_env: str = "X_BEARER_TOKEN"  # noqa: S105  #: name of the environment variable that holds the token

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        if self.url is None:
            one_of(self, "username", "user")
        if self.username and not _NAME.fullmatch(self.username.lstrip("@")):
            raise ValueError("`username` is the account's name, such as sucrebleu")
        if self.user and not self.user.isdigit():
            raise ValueError("`user` is the account's number; its name goes into `username`")
        return self


def recognise(url: str) -> Options | None:
    """`https://x.com/brand`, `https://twitter.com/brand`."""
    parts = pasted(url)
    steps = [step for step in parts.path.split("/") if step] if parts else []
    is_account = len(steps) == 1 and steps[0].lower() not in _NO_ACCOUNT and _NAME.fullmatch(steps[0])
    return Options(username=steps[0]) if is_account and is_host(parts, "x.com", "twitter.com") else None


def requests(options: Options, state: State) -> Generator[Request, Response, State]:
    """The account's number where it is not known, then its newest posts, as far as the budget goes; ReadError where it is used up."""
    if is_whole(options):
        yield options.whole()
        return state
    name = (options.username or "").lstrip("@").lower()
    user = options.user or (state.get("user", "") if state.get("user_of") == name else "")
    ledger = Ledger.of(state)
    wanted = options.latest * (_POST + _MEDIUM) + _USER + (0 if user else _USER)
    if ledger.spent + wanted > options.budget:
        ledger = yield from _calendar(options, ledger)
    if not user:
        user, ledger = yield from _number(options, name, ledger)
    count = min(options.latest, int((options.budget - ledger.spent - _USER) / (_POST + _MEDIUM)))
    if count < _LEAST:
        raise ReadError(f"the budget of {options.budget:.2f} dollars a month is used up: it goes on next month, or raise `budget`")
    response = yield _posts(options, user, count)
    ledger = ledger.after(response, _same(ledger) if response.unchanged else _prices(json_value(response.body, _WANTED)))
    return {**ledger.state(), "user": user, "user_of": name}


def read(body: bytes, options: Options) -> Iterator[RawPost]:
    """The posts of an answer, or of several answers one after the other (JSON Lines, as archives of X have them). ReadError otherwise."""
    for document in _documents(body):
        answer = Fields(document)
        found = answer.raw("data")
        if isinstance(document, list) and any("id_str" in thing for thing in document if isinstance(thing, dict)):
            raise ReadError("this is an answer of API v1.1, which X has closed: ask API v2")
        if not isinstance(found, (list, dict)) and answer.row("meta").number("result_count") != 0:
            raise unexpected(document, _WANTED)
        included = Included.of(answer.row("includes"))
        for tweet in answer.rows("data") if isinstance(found, list) else (answer.row("data"),):
            yield from post(tweet, included, (options.username or "").lstrip("@"))


def _calendar(options: Options, ledger: Ledger) -> Generator[Request, Response, Ledger]:
    """Whether a new month has begun, by the date of an answer that costs nothing."""
    response = yield Request(url=f"{options.service}/usage/tweets", accept="application/json", secret=options.secret(), items=False)
    return ledger.at(response)


def _number(options: Options, name: str, ledger: Ledger) -> Generator[Request, Response, tuple[str, Ledger]]:
    address = f"{options.service}/users/by/username/{name}"
    response = yield Request(url=address, accept="application/json", secret=options.secret(), items=False, cost=_USER)
    document = json_value(response.body, "an account of X")
    user = Fields(document).row("data").text("id")
    if user is None or not user.isdigit():
        raise unexpected(document, "an account of X")
    return user, ledger.after(response, [(f"u{user}", _USER)])


def _posts(options: Options, user: str, count: int) -> Request:
    left_out = [word for word, wanted in (("replies", options.replies), ("retweets", options.reposts)) if not wanted]
    expansions = "author_id,attachments.media_keys,attachments.poll_ids"
    if options.reposts:
        expansions += ",referenced_tweets.id,referenced_tweets.id.author_id"
    asked = query(max_results=count, exclude=",".join(left_out), expansions=expansions, **_ASKED)
    address = f"{options.service}/users/{user}/tweets?{asked}"
    return Request(url=address, accept="application/json", secret=options.secret(), cost=round(count * _POST + _USER, 4))


def _prices(document: Any) -> Iterator[tuple[str, float]]:
    """Every thing in an answer that X may bill, by what tells it from others."""
    answer = Fields(document)
    included = answer.row("includes")
    posts = (*answer.rows("data"), *included.rows("tweets"))
    for mark, things, key in (("t", posts, "id"), ("u", included.rows("users"), "id"), ("m", included.rows("media"), "media_key")):
        yield from ((f"{mark}{thing.text(key)}", _PRICES[mark]) for thing in things)


def _same(ledger: Ledger) -> Iterator[tuple[str, float]]:
    """An answer that is the same as the last one costs what that one cost."""
    yield from ((thing, _PRICES.get(thing[:1], _POST)) for thing in ledger.paid)


def _documents(body: bytes) -> Iterator[Any]:
    refuse_page(body, _WANTED)
    lines = [line for line in body.splitlines() if line.strip()]
    if len(lines) > 1 and all(line.lstrip()[:1] == b"{" and line.rstrip()[-1:] == b"}" for line in lines):
        for line in lines:
            yield json_value(line, _WANTED)
    else:
        yield json_value(body, _WANTED)
