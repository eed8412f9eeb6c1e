"""`parvis rights …`: how the rights of items stand, what expires, what is asked for, granted, declined and taken back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, get_args
from zoneinfo import ZoneInfo

import click

from parvis import settings as hub_settings
from parvis.cli import deciding
from parvis.cli.terminal import say, say_json, say_table
from parvis.cli.verb import Verb, hub, json_option, moment, now_option
from parvis.errors import UsageError
from parvis.model.right import Right, Use, Written
from parvis.settings import Settings, moments
from parvis.settings import rights as files

if TYPE_CHECKING:
    from parvis.curate.leave import Leave
    from parvis.model.post import Post

_STATES: Final[dict[str, Written]] = {"request": "requested", "grant": "granted", "decline": "declined", "revoke": "revoked"}
_USES: Final[tuple[Use, ...]] = get_args(Use)
#: Items that a terminal shows; `--all` and `--json` have every one.
_SHOWN: Final = 40


@click.command(
    cls=Verb,
    example="""
parvis rights
parvis rights due --within 30d
parvis rights request vitrines:24104592839
parvis rights grant vitrines:24104592839 --of author --scope site,feeds --until 2027-03-23 --proof content/curation/rights/proofs/jun.txt
parvis rights revoke shell-game:185022321910 --because "sold; the buyer wants it for herself"
""",
)
@click.argument("work", required=False, type=click.Choice(["due", *_STATES]))
@click.argument("item", required=False)
@click.option("--within", default="30d", show_default=True, help="due: how far to look ahead, such as 30d, 8w, 1y.")
@click.option("--of", "of", type=click.Choice(["item", "author", "source"]), default="item", show_default=True, help="What is asked for or answered: this item, all of its author's in this source, or all of its source.")  # fmt: skip
@click.option("--scope", default="site", show_default=True, help=f"grant: for what, some of {','.join(_USES)}.")
@click.option("--territory", default="", help="grant: for where. Default: everywhere.")
@click.option("--until", help="grant: the last day, or a moment. Default: without an end.")
@click.option("--proof", help="grant: a file inside the hub, or the address of the answer.")
@click.option("--because", default="", help="What was said, and where; it is kept with the line.")
@deciding.by_option
@click.option("--write", "written", is_flag=True, help="request: add the line to its file; without it, it is only shown.")
@click.option("--all", "every", is_flag=True, help=f"List every item, not the newest {_SHOWN} alone.")
@now_option
@json_option
def command(
    *,
    work: str | None,
    item: str | None,
    within: str,
    of: str,
    scope: str,
    territory: str,
    until: str | None,
    proof: str | None,
    because: str,
    by: str | None,
    written: bool,
    every: bool,
    now_text: str | None,
    as_json: bool,
) -> None:
    """List how the rights of items stand; `due`: what expires; `request`, `grant`, `decline`, `revoke` ITEM: write down what was said.

    What is the community's is quoted with a link until a line in content/curation/rights/ grants more. ITEM is an id of the archive, an
    unambiguous beginning of one, or the address of its page.
    """
    settings = hub()
    now = moment(settings, now_text)
    if work is None:
        _states(settings, now, every=every, as_json=as_json)
        return
    if work == "due":
        _due(settings, now, _length(within), as_json=as_json)
        return
    if item is None:
        raise UsageError(f"Say of which item, such as `parvis rights {work} vitrines:24104592839`.")
    post = _post(settings, item)
    who, reason = deciding.who(by), _reason(work, because)
    more = _grant(settings, now, scope, territory, until, proof) if work == "grant" else {}
    right = Right(**_about(post, of), state=_STATES[work], by=who, at=now, because=reason, **more)
    if work == "request":
        _request(settings, post, right, now, written=written, as_json=as_json)
    else:
        _keep(settings, right, as_json=as_json)


def _reason(work: str, because: str) -> str:
    reason = because.strip() or {"request": "asked for with the text of `parvis rights request`"}.get(work, "")
    if not reason:
        raise UsageError('--because needs a reason, such as --because "yes, by mail".')
    return reason


def _states(settings: Settings, now: datetime, *, every: bool, as_json: bool) -> None:
    from parvis.build import standing

    found = _held(settings, now)
    standing_now = standing.hub(settings, now)
    status = {item.post.id: item.status for item in (*standing_now.items, *standing_now.withheld)}
    counts = Counter(held.state for _post, held in found)
    if as_json:
        items = [{**_facts(post, held), "status": status[post.id]} for post, held in found]
        say_json({"now": now, "states": dict(sorted(counts.items())), "items": items})
        return
    shown = found if every else found[:_SHOWN]
    zone = ZoneInfo(settings.site.timezone)
    how = {post.id: status[post.id] if status[post.id] != "published" else "whole" if held.whole else "quoted" for post, held in shown}
    rows = [[held.state, _day(held.until, zone), how[post.id], post.id, post.title] for post, held in shown]
    say_table(["state", "until", "shown", "item", "title"], rows)
    if len(shown) < len(found):
        say(f"… and {len(found) - len(shown)} older ones: `parvis rights --all`.")
    told = ", ".join(f"{count} {state}" for state, count in sorted(counts.items())) or "none"
    say(f"{len(found)} items need a right: {told}.")


def _due(settings: Settings, now: datetime, within: timedelta, *, as_json: bool) -> None:
    from parvis.curate import rights_lines

    found = _held(settings, now)
    items = Counter(held.right for _post, held in found if held.right)
    due = [
        right
        for right in rights_lines.running(hub_settings.curation(settings.content).rights, now)
        if right.until and right.until <= now + within
    ]
    if as_json:
        facts = [{**_written(right), "items": items[right], "file": right.file, "line": right.line} for right in due]
        say_json({"now": now, "until": now + within, "due": facts})
        return
    zone = ZoneInfo(settings.site.timezone)
    rows = [[_day(right.until, zone), right.about, str(items[right]), f"{right.file}:{right.line}"] for right in due]
    if rows:
        say_table(["until", "of", "items", "line"], rows)
    count = "No grant ends" if not due else "1 grant ends" if len(due) == 1 else f"{len(due)} grants end"
    say(f"{count} by {now + within:%Y-%m-%d}.")


def _request(settings: Settings, post: Post, right: Right, now: datetime, *, written: bool, as_json: bool) -> None:
    from parvis.build import standing
    from parvis.cli.rights import request

    until = next((held.until for other, held in _held(settings, now) if other.id == post.id), None)
    texts = request.texts(post, settings, right.by, request.shown(post, standing.hub(settings, now), until))
    file = (files.write(settings.content, right) if written else _file(settings, right)).relative_to(settings.root).as_posix()
    if as_json:
        say_json({"item": post.id, "texts": texts, "line": files.line_of(right), "file": file, "written": written})
        return
    for text in texts.values():
        say(text)
    if written:
        say(f"Written to {file}. When the answer comes: parvis rights grant {post.id} --proof …")
    else:
        say(f"When it is sent, add this line to {file}, or run this again with --write:")
        say(files.line_of(right))


def _keep(settings: Settings, right: Right, *, as_json: bool) -> None:
    file = files.write(settings.content, right).relative_to(settings.root).as_posix()
    if as_json:
        say_json({**_written(right), "file": file})
        return
    ends = f" until {_day(right.until, ZoneInfo(settings.site.timezone))}" if right.until else ""
    say(f"{right.state.capitalize()}: {right.about}{ends}, by {right.by}: {file}. Next: parvis build")


def _grant(settings: Settings, now: datetime, scope: str, territory: str, until: str | None, proof: str | None) -> dict[str, Any]:
    """What a grant says beside. UsageError says what is missing or wrong."""
    uses = [use.strip() for use in scope.split(",") if use.strip()]
    unknown = [use for use in uses if use not in _USES]
    if unknown or not uses:
        raise UsageError(f"--scope: {', '.join(unknown) or 'nothing'} is no use. Give some of {','.join(_USES)}.")
    if not proof:
        raise UsageError("A grant needs its proof: --proof with a file inside the hub, or the address of the answer.")
    wrong = files.proof_mistake(proof, settings.content)
    if wrong:
        raise UsageError(f"--proof: {wrong}")
    return {
        "scope": tuple(use for use in _USES if use in uses),
        "territory": territory.strip(),
        "until": _end(until, settings, now),
        "proof": proof,
    }


def _end(until: str | None, settings: Settings, now: datetime) -> datetime | None:
    """A day is the last one, in the hub's zone."""
    if not until:
        return None
    try:
        day = date.fromisoformat(until.strip())
    except ValueError:
        return deciding.until(until, settings, now)
    end = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(settings.site.timezone)) + timedelta(days=1)
    if end <= now:
        raise UsageError(f"--until: {day} is past. Give a later day.")
    return end


def _about(post: Post, of: str) -> dict[str, Any]:
    if of == "item":
        return {"item": post.id}
    if of == "source":
        return {"source": post.source}
    name = post.author.url or post.author.handle
    if not name:
        raise UsageError(f"{post.id} does not tell who made it. Use --of item.")
    return {"author": name} if post.author.url else {"author": name, "source": post.source}


def _post(settings: Settings, wanted: str) -> Post:
    from parvis.cli import item

    return item.find(item.posts(settings), wanted)


def _held(settings: Settings, now: datetime) -> list[tuple[Post, Leave]]:
    """Every item that needs a right, the newest first."""
    from parvis.archive import read
    from parvis.curate.rights import Rights

    rights = Rights(hub_settings.curation(settings.content).rights)
    known = {source.name: source for source in settings.sources}
    posts: Iterable[Post] = (post for found in read.every(settings.archive, known).values() for post in found)
    held = [(post, rights.of(post, known[post.source], now)) for post in posts]
    return sorted(((post, one) for post, one in held if one.needed), key=lambda pair: (pair[0].published, pair[0].id), reverse=True)


def _facts(post: Post, held: Leave) -> dict[str, Any]:
    return {
        "item": post.id,
        "title": post.title,
        "url": post.url,
        "state": held.state,
        "whole": held.whole,
        "until": held.until,
        "scope": held.uses,
        "reasons": held.reasons,
    }


def _written(right: Right) -> dict[str, Any]:
    """A line's own fields, without those that it does not have."""
    names = ("item", "author", "source", "network", "state", "by", "at", "because", "scope", "territory", "until", "proof")
    given = {name: getattr(right, name) for name in names if getattr(right, name)}
    return given if right.state == "granted" else {name: value for name, value in given.items() if name != "scope"}


def _file(settings: Settings, right: Right) -> Any:
    return files.folder(settings.content) / f"{right.at:%Y-%m}.yaml"


def _length(text: str) -> timedelta:
    try:
        return moments.duration(text)
    except ValueError as error:
        raise UsageError(f"--within: {error}") from error


def _day(end: datetime | None, zone: ZoneInfo) -> str:
    """The last day on which something holds, in the hub's zone."""
    return f"{(end - timedelta(seconds=1)).astimezone(zone):%Y-%m-%d}" if end else ""
