"""What the verbs that decide share: who decides, the line that is written, what is said of it."""

from __future__ import annotations

import getpass
import subprocess
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import click

from parvis import settings as hub_settings
from parvis.cli.terminal import say, say_json
from parvis.errors import UsageError
from parvis.model.decision import Decision
from parvis.settings import Settings

_Function = TypeVar("_Function", bound=Callable[..., Any])

_DONE = {"approve": "approved", "hide": "hidden", "pin": "pinned"}


def because_option(function: _Function) -> _Function:
    """`--because`: the reason, which every decision has."""
    return click.option("--because", required=True, help="The reason; it is kept with the decision.")(function)


def by_option(function: _Function) -> _Function:
    """`--by`: who decides."""
    return click.option("--by", help="Who decides. Default: your name in Git, else your name on this machine.")(function)


def reason(because: str) -> str:
    """The reason without white space around it. UsageError when nothing is left."""
    if not because.strip():
        raise UsageError('--because needs a reason, such as --because "our own account, after the move".')
    return because.strip()


def who(by: str | None) -> str:
    """Who decides; white space alone is no name."""
    return (by or "").strip() or myself().strip()


def until(text: str | None, settings: Settings, now: datetime) -> datetime | None:
    """A later moment as people write it, without an offset in the hub's zone. UsageError when it is none, or past."""
    if not text:
        return None
    try:
        end = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise UsageError(f"--until: {text!r} is no moment. Write one such as 2026-07-01T10:00.") from error
    end = end if end.tzinfo else end.replace(tzinfo=ZoneInfo(settings.site.timezone))
    if end <= now:
        raise UsageError(f"--until: {end:%Y-%m-%d %H:%M} is past. Give a later moment.")
    return end


def write(settings: Settings, decision: Decision, *, as_json: bool, warned: tuple[str, ...] | None = None) -> None:
    """Keep a decision, and say where. `warned`: what machines are told besides."""
    path = hub_settings.decide(settings.content, decision)
    file = path.relative_to(settings.root).as_posix()
    about = {"item": decision.item} if decision.item else {"source": decision.source}
    if as_json:
        done = "unpinned" if _takes_out(decision) else _DONE[decision.do]
        facts = {"by": decision.by, "at": decision.at, "because": decision.because, "until": decision.until, "file": file}
        facts["warnings"] = warned
        say_json({done: about, **{name: fact for name, fact in facts.items() if fact is not None}})
    else:
        say(f"{_told(decision, settings)} (as {decision.by}): {file}. Next: parvis build")


def _takes_out(decision: Decision) -> bool:
    """Whether it is a pin that ends as it is written."""
    return decision.do == "pin" and decision.until is not None and decision.until <= decision.at


def _told(decision: Decision, settings: Settings) -> str:
    """What has been done, in words that the command's catalogue has."""
    about = decision.item or decision.source
    if decision.do == "approve":
        return f"{about} is approved"
    if decision.do == "hide":
        return f"{about} is hidden"
    if _takes_out(decision):
        return f"{about} is no longer pinned"
    if decision.until is None:
        return f"{about} is pinned"
    return f"{about} is pinned until {decision.until.astimezone(ZoneInfo(settings.site.timezone)):%Y-%m-%d %H:%M}"


def say_nothing_to_do(verb: str, item: str, why: str, *, as_json: bool) -> None:
    """That no decision was needed, or none could help, and why."""
    if as_json:
        say_json({_DONE[verb]: None, "item": item, "why": why})
    else:
        say(f"{item}: {why} No decision was written.")


def myself() -> str:
    """A name for who sits here."""
    try:
        name = subprocess.run(["git", "config", "user.name"], capture_output=True, text=True, check=False).stdout.strip()  # noqa: S607 (the user's own git)
    except OSError:
        name = ""
    return name or getpass.getuser()
