"""The digest: who is listened to, what has its answer, and what is left out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from parvis.curate.listen import digest
from parvis.curate.listen_voices import Voice, voices
from parvis.curate.status import Desk
from parvis.model import suppression
from parvis.model.contact import Account
from parvis.model.curated_review import CuratedReview
from parvis.model.curation import Curation
from parvis.model.decision import Decision
from parvis.model.hub import Item
from parvis.model.listening import Digest
from parvis.model.post import Author, Post
from parvis.model.reply import Reply
from parvis.model.review import Review
from parvis.model.source import Source
from parvis.model.suppression import Suppression
from parvis.model.watch import Watched
from parvis.settings.suppressions import suppress
from parvis.tidy.links import canonical

MakePost = Callable[..., Post]
MakeSource = Callable[..., Source]
DAY = timedelta(days=1)
ASKS = "Êtes-vous ouverts dimanche ?"


@pytest.fixture
def listen(now: datetime) -> Callable[..., Digest]:
    """The digest of a week, of posts in one source each."""

    def told(
        *posts: Post,
        sources: tuple[Source, ...] = (),
        decisions: tuple[Decision, ...] = (),
        suppressions: tuple[Suppression, ...] = (),
        reviews: tuple[CuratedReview, ...] = (),
        cited: tuple[str, ...] = (),
        watched: tuple[Watched, ...] = (),
        accounts: tuple[Account, ...] = (),
        more: dict[str, Any] | None = None,
    ) -> Digest:
        known = sources or tuple(Source(name=name, kind="feed") for name in sorted({post.source for post in posts}))
        desk = Desk(Curation(decisions=decisions, suppressions=suppressions), known)
        items = [Item(post=post, status="published", reasons=(), **(more or {})) for post in posts]
        said = voices(items, {post.id: post for post in posts}, reviews, desk, accounts=accounts, cited=cited, now=now)
        return digest(said, watched, now - 7 * DAY, now)

    return told


@pytest.fixture
def ask(post: MakePost, now: datetime) -> Callable[..., Post]:
    def made(native: str = "1", source: str = "blog", **fields: Any) -> Post:
        return post(native, source, **{"published": now - DAY, "text": ASKS, "url": f"https://x.example/{native}"} | fields)

    return made


def decided(do: Any, now: datetime, item: str = "blog:1") -> Decision:
    return Decision(item=item, do=do, by="Awa", at=now - timedelta(hours=1), because="x")


def review(now: datetime, **fields: Any) -> Review:
    values: dict[str, Any] = {
        "id": "judgeme:1",
        "source": "reviews-judgeme",
        "kind": "judgeme",
        "published": now - DAY,
        "collected": now,
        "digest": "",
    }
    return Review(**values | {"text": "Froid.", "rating": 1} | fields)


def test_a_question_is_told_with_all_that_is_needed_to_answer_it(listen: Callable[..., Digest], ask: MakePost, now: datetime) -> None:
    (entry,) = listen(ask(author=Author(name="Ada"), language="fr")).questions

    assert (entry.id, entry.at, entry.source, entry.network, entry.author) == ("blog:1", now - DAY, "blog", "feed", "Ada")
    assert (entry.said, entry.sign, entry.url, entry.language) == (ASKS, "?", "https://x.example/1", "fr")
    assert entry.do == "parvis moderate blog:1"


def test_what_is_older_than_the_window_is_not_told_unless_an_editor_has_marked_it(
    listen: Callable[..., Digest], ask: MakePost, now: datetime
) -> None:
    old = ask(published=now - 20 * DAY)

    assert listen(old).questions == ()
    (entry,) = listen(old, decisions=(decided("needs-answer", now),)).questions
    assert entry.needed


def test_a_mark_on_something_that_asks_nothing_is_told_in_a_list_of_its_own(
    listen: Callable[..., Digest], ask: MakePost, now: datetime
) -> None:
    found = listen(ask(text="La boîte contient douze macarons."), decisions=(decided("needs-answer", now),))

    assert [entry.id for entry in found.needed] == ["blog:1"]


def test_a_word_of_thanks_is_an_answer_until_somebody_says_that_one_is_needed(
    listen: Callable[..., Digest], ask: MakePost, now: datetime
) -> None:
    thanked = listen(ask(), decisions=(decided("thank", now),))
    again = msgspec.structs.replace(decided("needs-answer", now), at=now)

    assert (thanked.questions, thanked.answered) == ((), 1)
    assert len(listen(ask(), decisions=(decided("thank", now), again)).questions) == 1


def test_a_reply_of_the_brands_own_is_an_answer_and_a_strangers_is_none(
    listen: Callable[..., Digest], ask: MakePost, source: MakeSource
) -> None:
    sources = (source("blog"), source("ours", owner="brand"))
    reply = ask("2", "ours", text="Oui, de 9 h à 17 h.", reply_to="https://x.example/1#c4")
    stranger = ask("3", text="Oui, je crois.", reply_to="https://x.example/1")

    assert listen(ask(), reply, sources=sources).questions == ()
    assert len(listen(ask(), stranger, sources=sources).questions) == 1


def test_a_reply_by_the_brands_account_in_somebody_elses_place_is_an_answer(listen: Callable[..., Digest], ask: MakePost) -> None:
    account = Account(network="feed", handle="@sucrebleu", url="https://forum.example/u/sucrebleu")
    reply = ask("2", text="Oui.", reply_to="https://x.example/1", author=Author(name="Awa", url="https://forum.example/u/SucreBleu/"))

    assert listen(ask(), reply, accounts=(account,)).questions == ()
    assert len(listen(ask(), reply).questions) == 1


@pytest.mark.parametrize("cited", ["blog:1", "id8"])
def test_what_editors_cite_in_what_they_write_has_its_answer(listen: Callable[..., Digest], ask: MakePost, cited: str) -> None:
    question = ask()

    assert listen(question, cited=(question.id8 if cited == "id8" else cited,)).questions == ()


def test_what_the_brand_says_itself_is_not_listened_to(listen: Callable[..., Digest], ask: MakePost, source: MakeSource) -> None:
    assert listen(ask(), sources=(source("blog", owner="brand"),)).heard == 0
    # In a place that is only listened to other people speak, whoever has set it up.
    assert listen(ask(), sources=(source("blog", owner="brand", publish="listen"),)).heard == 1


def test_what_was_forgotten_or_has_passed_its_term_is_never_told(
    listen: Callable[..., Digest], ask: MakePost, now: datetime, source: MakeSource, tmp_path: Path
) -> None:
    listening = (source("blog", publish="listen"),)
    forgotten = suppress(tmp_path, suppression.item_keys(ask(), canonical), "erasure", now)

    assert listen(ask(expires=now), sources=listening).heard == 0
    assert listen(ask(), sources=(source("other"),)).heard == 0
    assert listen(ask(), sources=listening, suppressions=forgotten).heard == 0
    assert listen(ask(), sources=listening).heard == 1


def test_copies_and_reposts_are_told_once(listen: Callable[..., Digest], ask: MakePost) -> None:
    assert listen(ask(), more={"same_as": "blog:9"}).heard == 0
    assert listen(ask(repost_of="https://x.example/9")).questions == ()


def test_an_author_who_wants_to_be_a_link_alone_is_one_here_too(listen: Callable[..., Digest], ask: MakePost) -> None:
    (entry,) = listen(ask(author=Author(name="Ada", opted_out=True))).questions

    assert (entry.said, entry.author, entry.url) == ("", "", "https://x.example/1")


def test_praise_leads_to_the_request_where_it_may_not_be_shown_whole(listen: Callable[..., Digest], ask: MakePost) -> None:
    praise = ask(text="C'est délicieux, bravo !")

    (entry,) = listen(praise, more={"quoted": True, "rights": "none"}).praise
    assert entry.do == "parvis rights request blog:1"
    assert listen(praise).praise[0].do == "parvis moderate blog:1"
    assert listen(praise, more={"ambassador": "ada"}).praise == ()


def test_an_id_cannot_make_a_line_do_something_else(listen: Callable[..., Digest], ask: MakePost) -> None:
    (entry,) = listen(ask("1; rm -rf ~")).questions

    assert entry.do == "parvis moderate 'blog:1; rm -rf ~'"


def test_reviews_are_listened_to_and_a_reply_is_their_answer(listen: Callable[..., Digest], now: datetime) -> None:
    bare = CuratedReview(review=review(now), status="published", reasons=())
    reply = Reply(review="judgeme:1", text="Pardon.", by="Awa", at=now, file="x", line=1)

    (entry,) = listen(reviews=(bare,)).complaints
    assert (entry.id, entry.network, entry.do) == ("judgeme:1", "judgeme", "parvis reviews unanswered")
    assert listen(reviews=(msgspec.structs.replace(bare, replies=(reply,)),)).complaints == ()
    assert listen(reviews=(msgspec.structs.replace(bare, status="withheld"),)).complaints[0].status == "hidden"


def test_a_watched_name_is_found_as_a_word_whatever_its_case_and_accents(listen: Callable[..., Digest], ask: MakePost) -> None:
    rumour = Watched(name="The closing", words=("fermeture définitive", "ferment pour de b*"), kind="rumour")
    other = Watched(name="Lanterne", words=("lanterne",), kind="competitor")
    found = listen(
        ask("1", text="FERMETURE DEFINITIVE en mai"),
        ask("2", text="Ils ferment pour de bon"),
        ask("3", text="Des lanternes"),
        ask("4", text="Rien", tags=("Lanterne",)),
        watched=(rumour, other),
    )

    assert [(one.name, [entry.id for entry in one.entries]) for one in found.mentions] == [
        ("The closing", ["blog:2", "blog:1"]),
        ("Lanterne", ["blog:4"]),
    ]
    assert found.mentions[0].do.startswith("parvis new post")


def test_the_same_voices_give_the_same_digest_in_whatever_order(now: datetime) -> None:
    said = [
        Voice(id=f"blog:{place}", at=now - DAY, source="blog", network="feed", who=str(place), status="published", text=ASKS)
        for place in range(9)
    ]

    assert digest(said, (), now - 7 * DAY, now) == digest(reversed(said), (), now - 7 * DAY, now)
