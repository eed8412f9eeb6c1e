"""What a contest wants of people now, on the home page and on its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from parvis.curate import contests as decided
from parvis.model.contest import Contest, PhaseName
from parvis.model.hub import Hub
from parvis.pages.contest.call import call, current
from parvis.pages.edition import main_edition

Make = Callable[..., Contest]
MakeHub = Callable[..., Hub]


@pytest.mark.parametrize(
    ("phase", "headline"),
    [("announced", "Bientôt, à vos idées"), ("vote", "Le vote est ouvert"), ("results", "Les résultats sont là"), ("kept", None)],
)
def test_home_page_says_what_is_on(make_contest: Make, make_hub: MakeHub, phase: PhaseName, headline: str | None) -> None:
    contest = make_contest()
    now = contest.starts(phase)
    assert now is not None
    hub = make_hub(contests=decided.shown([contest], now), now=now)
    shown = current(hub, main_edition(hub))

    assert (shown and shown.headline) == headline


def test_home_page_prefers_what_people_can_take_part_in(make_contest: Make, make_hub: MakeHub) -> None:
    voting = make_contest("vote")
    newer = make_contest("annonce")
    newer = msgspec.structs.replace(
        newer, phases=tuple(msgspec.structs.replace(one, start=one.start + timedelta(days=80)) for one in newer.phases)
    )
    now = datetime(2026, 6, 12, tzinfo=UTC)
    hub = make_hub(contests=decided.shown([voting, newer], now), now=now)
    shown = current(hub, main_edition(hub))

    assert [contest.slug for contest in hub.contests] == ["annonce", "vote"]
    assert shown is not None
    assert shown.contest.url == "concours/vote/"


def test_a_hub_that_stands_still_tells_the_countdown_so(make_contest: Make, make_hub: MakeHub) -> None:
    now = datetime(2026, 6, 12, tzinfo=UTC)
    shown = decided.shown([make_contest()], now)
    running, still = make_hub(contests=shown, now=now), make_hub(contests=shown, now=now, still=True)

    assert call(shown[0], main_edition(running)).now is None
    assert call(shown[0], main_edition(still)).now == now
