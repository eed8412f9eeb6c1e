"""No order of rules, decisions, holds and rights ever publishes more than a quotation of what nobody has granted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parvis.curate.assemble import assemble
from parvis.curate.quoting import QUOTATION, SENTENCE
from parvis.model.curation import Curation
from parvis.model.decision import Decision
from parvis.model.hub import Hub, Item
from parvis.model.post import Author, Media, Poll, Post
from parvis.model.right import Right
from parvis.model.rule import Rule, When
from parvis.model.source import Source
from parvis.settings import Settings

START = datetime(2026, 5, 1, tzinfo=UTC)
DAY = timedelta(days=1)
MOMENTS = st.integers(0, 20).map(lambda days: START + days * DAY)

SOURCES = (
    Source(name="fans", kind="feed"),
    Source(name="tags", kind="feed", publish="review"),
    Source(name="mine", kind="feed", owner="brand"),
    Source(name="asked", kind="feed", owner="brand", rights="ask"),
)
NAMES = [source.name for source in SOURCES]
ITEMS = [f"{name}:{number}" for name in NAMES for number in range(3)]
AUTHORS = ["ada", "zoe"]


def words(item: str) -> str:
    """A text of its own for each item: copies of one another would become one."""
    return " ".join(["bleuet", *(f"{item.replace(':', '')}x{number}" for number in range(60))])


def post(item: str, author: str, fields: dict[str, Any]) -> Post:
    source, _, number = item.partition(":")
    at = START - int(number) * DAY - NAMES.index(source) * timedelta(hours=1)
    known: dict[str, Any] = {
        "id": item,
        "source": source,
        "network": "feed",
        "url": f"https://{source}.example/{number}",
        "published": at,
        "collected": at,
        "author": Author(name=author, handle=author, avatar="https://fans.example/a.jpg"),
        "title": words(item)[:90],
        "titled": False,
        "text": words(item),
        "html": f"<p>{words(item)}</p>",
        "media": (Media(kind="image", url=f"https://fans.example/{number}.jpg", local=f"aa/{source}{number}.jpg"),),
        "poll": Poll(options=(("yes", 1),)),
    }
    return Post(**known | fields)


FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "held": st.just("100 new items at once"),
        "expires": MOMENTS,
        "sensitive": st.just(True),
        "repost_of": st.just("https://elsewhere.example/1"),
        "licence": st.just("https://creativecommons.org/licenses/by-nc/4.0/"),
        "kind": st.sampled_from(["photo", "video", "audio", "post"]),
    },
)
POSTS = st.tuples(*(st.builds(post, st.just(item), st.sampled_from(AUTHORS), FIELDS) for item in ITEMS))

ABOUT = st.one_of(
    st.sampled_from(ITEMS).map(lambda item: {"item": item}),
    st.sampled_from(NAMES).map(lambda name: {"source": name}),
    st.tuples(st.sampled_from(AUTHORS), st.sampled_from(NAMES)).map(lambda who: {"author": who[0], "source": who[1]}),
)


@st.composite
def rights(draw: st.DrawFn) -> tuple[Right, ...]:
    found = []
    for line in range(draw(st.integers(0, 8))):
        at, state = draw(MOMENTS), draw(st.sampled_from(["requested", "granted", "declined", "revoked"]))
        more: dict[str, Any] = {}
        if state == "granted":
            length, scope = (
                draw(st.none() | st.integers(1, 9)),
                draw(st.sampled_from([("site",), ("site", "feeds"), ("print",), ("feeds", "social")])),
            )
            more = {"scope": scope, "until": None if length is None else at + length * DAY, "proof": "https://mail.example/1"}
        found.append(Right(**draw(ABOUT), state=state, by="Awa", at=at, because="by mail", file="f", line=line, **more))  # type: ignore[arg-type]
    return tuple(found)


@st.composite
def decisions(draw: st.DrawFn) -> tuple[Decision, ...]:
    found = []
    for line in range(draw(st.integers(0, 8))):
        verb = draw(st.sampled_from(["hide", "approve", "pin", "feature", "tag", "alt", "thank", "needs-answer"]))
        texts: dict[str, dict[str, Any]] = {"tag": {"tag": "macarons"}, "alt": {"alt": "A box of six", "media": 1}}
        said = {"item": draw(st.sampled_from(ITEMS)), "by": "Ada", "at": draw(MOMENTS), "because": "so", "file": "f", "line": line}
        found.append(Decision(do=verb, **said | texts.get(verb, {})))  # type: ignore[arg-type]
    return tuple(found)


CONDITIONS = st.one_of(
    st.sampled_from(NAMES).map(lambda name: When(source=(name,))),
    st.booleans().map(lambda media: When(media=media)),
    st.just(When(text=("bleuet",))),
    st.integers(1, 3).map(lambda cap: When(cap=cap)),
    st.integers(1, 30).map(lambda days: When(older=days * DAY)),
)
RULES = st.lists(
    st.builds(
        Rule,
        name=st.sampled_from("abcdef"),
        when=CONDITIONS,
        outcome=st.sampled_from([None, "publish", "wait", "hide", "listen"]),
        tags=st.sampled_from([(), ("fans",)]),
        feature=st.booleans(),
        goes_on=st.booleans(),
    ),
    max_size=4,
    unique_by=lambda rule: rule.name,
)


def concerns(right: Right, post: Post) -> bool:
    """Whether a line is about a post."""
    if right.item:
        return right.item == post.id
    return right.source == post.source and right.author in {"", post.author.handle}


def is_somebody_elses(post: Post) -> bool:
    return post.source in {"fans", "tags", "asked"} or post.repost_of is not None


def granted(post: Post, given: tuple[Right, ...], now: datetime) -> bool:
    """Whether any line could let it be shown whole: told in another way than the room that decides it."""
    past = [right for right in given if concerns(right, post) and right.at <= now]
    own = sorted((right for right in past if right.item), key=lambda right: (right.at, right.line))
    answers = [right.state for right in own if right.state != "requested"]
    if answers and answers[-1] in {"declined", "revoked"}:
        return False
    return any(right.state == "granted" and "site" in right.scope and (right.until is None or right.until > now) for right in past)


def quotation(item: Item, whole: Post) -> bool:
    shown = item.post
    nothing = not shown.html and not shown.media and shown.poll is None and shown.author.avatar is None
    short = len(shown.text) <= QUOTATION and len(shown.title) <= SENTENCE and shown.text.rstrip("…") in whole.text
    return item.quoted and nothing and short and shown.url == whole.url


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(posts=POSTS, given_rights=rights(), said=decisions(), rules=RULES, now=MOMENTS, order=st.randoms(use_true_random=False))
def test_nothing_is_published_whole_without_a_right(
    settings: Callable[..., Settings],
    posts: tuple[Post, ...],
    given_rights: tuple[Right, ...],
    said: tuple[Decision, ...],
    rules: list[Rule],
    now: datetime,
    order: Any,
) -> None:
    archived = {name: tuple(post for post in posts if post.source == name) for name in NAMES}
    mixed_rights, mixed_said = list(given_rights), list(said)
    order.shuffle(mixed_rights)
    order.shuffle(mixed_said)
    hubs = [
        assemble(settings(*SOURCES), archived, (), (), Curation(decisions=tuple(verbs), rights=tuple(lines), rules=tuple(rules)), now)
        for lines, verbs in ((given_rights, said), (mixed_rights, mixed_said))
    ]

    by_id = {post.id: post for post in posts}
    for item in hubs[0].items:
        whole = by_id[item.post.id]
        if is_somebody_elses(whole) and not granted(whole, given_rights, now):
            assert quotation(item, whole)
        elif not is_somebody_elses(whole):
            assert (item.quoted, item.post.html) == (False, whole.html)
    assert shown(hubs[0]) == shown(hubs[1])
    assert until_the_next_change(hubs[0], settings, archived, Curation(decisions=said, rights=given_rights, rules=tuple(rules)))


def shown(hub: Hub) -> dict[str, tuple[bool, str]]:
    return {item.post.id: (item.quoted, item.rights) for item in hub.items}


def until_the_next_change(
    hub: Hub, settings: Callable[..., Settings], archived: Mapping[str, tuple[Post, ...]], curation: Curation
) -> bool:
    """Whether the same is shown in the last second before the moment at which the hub says that it changes."""
    later = (hub.next_change or hub.now + 365 * DAY) - timedelta(seconds=1)
    then = assemble(settings(*SOURCES), archived, (), (), curation, later)
    return shown(then) == shown(hub)


def test_a_grant_that_ends_is_in_force_to_its_last_second(settings: Callable[..., Settings]) -> None:
    end = START + 10 * DAY
    right = Right(item="fans:0", state="granted", by="Awa", at=START, because="by mail", until=end, proof="https://mail.example/1")
    revoked = msgspec.structs.replace(right, state="revoked", at=START + 5 * DAY, until=None, line=2)
    archived = {"fans": (post("fans:0", "ada", {}),)}

    def at(now: datetime, *rights: Right) -> tuple[bool, datetime | None]:
        hub = assemble(settings(*SOURCES), archived, (), (), Curation(rights=rights), now)
        return bool(hub.items[0].post.media), hub.next_change

    second = timedelta(seconds=1)
    assert at(START - second, right) == (False, START)
    assert at(START, right) == (True, end)
    assert at(end - second, right) == (True, end)
    assert at(end, right) == (False, None)
    assert at(end + second, right) == (False, None)
    assert at(revoked.at - second, right, revoked) == (True, revoked.at)
    assert at(revoked.at, right, revoked)[0] is False
    assert at(revoked.at + second, right, revoked)[0] is False


def test_the_end_of_a_grant_of_what_is_hidden_is_no_change_for_no_copy_comes_back(settings: Callable[..., Settings]) -> None:
    again = {"repost_of": "https://elsewhere.example/1"}
    archived = {"fans": (post("fans:2", "ada", again),), "asked": (post("asked:2", "ada", again),)}
    right = Right(item="fans:2", state="granted", by="Awa", at=START, because="by mail", until=START + DAY, proof="https://mail.example/1")
    hidden = Decision(item="fans:2", do="hide", by="Ada", at=START, because="so")
    curation = Curation(decisions=(hidden,), rights=(right,))
    hub = assemble(settings(*SOURCES), archived, (), (), curation, START)

    assert (shown(hub), hub.next_change) == ({}, None)
    assert shown(assemble(settings(*SOURCES), archived, (), (), curation, START + DAY)) == {}
