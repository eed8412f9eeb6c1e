"""Challenges: how far everybody has come who agreed to be shown, what was reached, and how to join."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import msgspec

from parvis.curate import challenges as decided
from parvis.curate.challenges import State
from parvis.model.article import Article
from parvis.model.challenge import Challenge
from parvis.model.hub import Hub
from parvis.model.page import Page
from parvis.pages import noun_data, nouns, related
from parvis.pages.contest import words
from parvis.pages.edition import Edition, editions
from parvis.pages.typography import spaced

#: So many of the board stand on the page.
SHOWN = 100


class ChallengeCard(msgspec.Struct, frozen=True, kw_only=True):
    """A challenge as a list shows it."""

    name: str
    url: str
    language: str
    summary: str
    picture: str  #: path in the output, or empty
    picture_alt: str
    state: State
    starts: datetime | None
    ends: datetime | None
    since: str  #: when it starts, in words; empty where nobody said
    until: str  #: when it ends, in words: of midnight the day before
    unit: str
    goal: float | None
    together: bool
    total: float  #: of those who are shown
    people: int
    percent: float | None  #: of the goal that is reached together, at most 100


class Step(msgspec.Struct, frozen=True):
    """A milestone on the way."""

    at: float
    name: str
    reward: str
    count: int  #: how many have come so far


class BoardRow(msgspec.Struct, frozen=True):
    """Somebody's place."""

    rank: int
    name: str
    amount: float
    percent: float  #: of the farthest
    milestone: str
    last: date | None


def pages(hub: Hub) -> Iterator[Page]:
    """The list in each language, and each challenge's page in each language in which it is told."""
    if not hub.challenges:
        return
    for edition in editions(hub):
        yield _list(hub, edition)
        for challenge in hub.challenges:
            for article in nouns.told(challenge, edition):
                yield _challenge(challenge, article, edition)


def card(challenge: Challenge, edition: Edition) -> ChallengeCard:
    """A challenge as a list shows it."""
    article = nouns.words(challenge, edition)
    total = decided.total(challenge)
    goal = challenge.goal if challenge.together else None
    return ChallengeCard(
        name=spaced(article.title, article.language),
        url=edition.url_of(article),
        language=article.language,
        summary=spaced(article.summary, article.language),
        picture=article.picture or "",
        picture_alt=article.picture_alt,
        state=decided.state(challenge, edition.hub.now),
        starts=challenge.starts,
        ends=challenge.ends,
        since=words.moment(challenge.starts, edition) if challenge.starts else "",
        until=words.moment(challenge.ends, edition, until=True) if challenge.ends else "",
        unit=nouns.said(challenge.unit, edition),
        goal=challenge.goal,
        together=challenge.together,
        total=total,
        people=len(challenge.progress),
        percent=_percent(total, goal) if goal else None,
    )


def _list(hub: Hub, edition: Edition) -> Page:
    cards = tuple(card(challenge, edition) for challenge in hub.challenges)
    return nouns.list_page(
        "challenge",
        edition,
        title=str(edition.words.gettext("Challenges")),
        cards=tuple(one for one in cards if one.state != "ended"),
        ended=tuple(one for one in cards if one.state == "ended"),
    )


def _challenge(challenge: Challenge, article: Article, edition: Edition) -> Page:
    board = decided.board(challenge)
    farthest = board[0].progress.amount if board else 0
    return nouns.page(
        challenge,
        article,
        edition,
        room=str(edition.words.gettext("Challenges")),
        related=related.of("challenge", challenge.slug, edition),
        card=card(challenge, edition),
        json_ld=noun_data.challenge(challenge, article, edition),
        join=nouns.said(challenge.join, edition),
        link=challenge.link,
        steps=tuple(
            Step(one.milestone.at, nouns.said(one.milestone.name, edition), nouns.said(one.milestone.reward, edition), one.count)
            for one in decided.reached(challenge)
        ),
        more=max(0, len(board) - SHOWN),
        board=tuple(
            BoardRow(
                rank=standing.rank,
                name=standing.progress.name,
                amount=standing.progress.amount,
                percent=_percent(standing.progress.amount, farthest),
                milestone=nouns.said(standing.milestone.name, edition) if standing.milestone else "",
                last=standing.progress.last,
            )
            for standing in board[:SHOWN]
        ),
    )


def _percent(part: float, whole: float) -> float:
    return round(min(100.0, 100 * part / whole), 1) if whole else 0.0
