"""How the rights of one thing stand at a moment: what the lines about it, its author and its source say together."""

from __future__ import annotations

from datetime import datetime
from typing import Final, get_args

import msgspec

from parvis.model.right import Right, RightState, Use

USES: Final[tuple[Use, ...]] = get_args(Use)


class Leave(msgspec.Struct, frozen=True, kw_only=True):
    """How the rights of one item stand at one moment."""

    state: RightState = "none"
    needed: bool = True  #: whether showing it whole needs a grant at all
    until: datetime | None = None  #: of a grant
    uses: tuple[Use, ...] = ()  #: what the grant is for
    reasons: tuple[str, ...] = ()
    right: Right | None = None  #: the line that decides, if there is one

    @property
    def whole(self) -> bool:
        """Whether the hub's pages may show it whole."""
        return not self.needed or (self.state == "granted" and "site" in self.uses)


class Level(msgspec.Struct, frozen=True):
    """What the lines about one thing say at a moment."""

    state: RightState
    right: Right


def at(lines: list[Right], now: datetime) -> Level | None:
    """The last line that holds. A request does not end the grant that it asks to prolong."""
    past = [right for right in lines if right.at <= now]
    if not past:
        return None
    last = past[-1]
    decided = next((right for right in reversed(past) if right.state != "requested"), None)
    if decided is not None and decided.state == "granted":
        if decided.until is None or decided.until > now:
            return Level("granted", decided)
        return Level("expired" if last is decided else "requested", last)
    return Level(last.state, last)


def together(levels: list[Level | None]) -> Leave:
    """What follows from what is said of the item, its author and its source: a no beats an earlier yes, and every wider yes."""
    said = [level for level in levels if level is not None]
    grants = []
    for place, level in enumerate(said):
        if level.state in {"declined", "revoked"}:
            break  # narrower than any grant that follows
        taken_back = any(other.state in {"declined", "revoked"} and other.right.at >= level.right.at for other in said[place + 1 :])
        if level.state == "granted" and not taken_back:
            grants.append(level.right)
    if grants:
        return _granted(next((right for right in grants if "site" in right.scope), grants[0]), grants)
    refusals = [level for level in said if level.state in {"declined", "revoked"}]
    # A grant that somebody took back more widely is none: what is told is the refusal.
    decisive = said[0] if said and said[0].state != "granted" else next(iter(refusals), None)
    if decisive is None:
        return Leave(reasons=("It is quoted: nobody was asked whether it may be shown whole.",))
    return Leave(state=decisive.state, reasons=(_quoted_because(decisive),), right=decisive.right)


def _granted(right: Right, grants: list[Right]) -> Leave:
    """What several grants are for together; told of is the one that lets it be shown."""
    ends = f" until {right.until:%Y-%m-%d %H:%M} UTC" if right.until else ""
    told = f"granted on {right.at:%Y-%m-%d} for {', '.join(right.scope)}{ends} ({right.about}; {right.proof})"
    sentence = f"Shown whole: {told}." if "site" in right.scope else f"It is quoted: {told}, which the site is not part of."
    return Leave(
        state="granted",
        until=right.until,
        uses=tuple(use for use in USES if any(use in grant.scope for grant in grants)),
        reasons=(sentence,),
        right=right,
    )


def _quoted_because(level: Level) -> str:
    right = level.right
    if level.state == "expired" and right.until:
        return f"It is quoted: the grant ended on {right.until:%Y-%m-%d %H:%M} UTC ({right.about})."
    verb = {"requested": "was asked for", "declined": "was declined", "revoked": "was revoked"}[level.state]
    return f"It is quoted: the right to show it whole {verb} on {right.at:%Y-%m-%d} ({right.about}): {right.because}"
