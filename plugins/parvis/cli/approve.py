"""`parvis approve`: lifts the hold of an item, or of all that a source has given until now, and says why in a file."""

from __future__ import annotations

import getpass
import re
import subprocess
from urllib.parse import urlsplit

import click

from parvis import settings as hub_settings
from parvis.cli.terminal import say, say_json
from parvis.cli.verb import Verb, hub, json_option, moment
from parvis.errors import UsageError
from parvis.model.decision import Decision
from parvis.model.post import Post
from parvis.settings import Settings

_ID8 = re.compile(r"(?:.*-)?([0-9a-f]{8})")
#: How many candidates a message lists.
_SHOWN = 5


@click.command(
    cls=Verb,
    example="""
parvis approve mastodon:1145 --because "our own account, after the move"
parvis approve https://hub.example/wall/journal/the-first-line-0a1b2c3d/ --because "read it"
parvis approve --source journal --because "the feed has a new address"
""",
)
@click.argument("item", required=False)
@click.option("--source", help="All that this source has given until now.")
@click.option("--because", required=True, help="The reason; it is kept with the decision.")
@click.option("--by", help="Who decides. Default: your name in Git, else your name on this machine.")
@json_option
def command(*, item: str | None, source: str | None, because: str, by: str | None, as_json: bool) -> None:
    """Lift the hold of ITEM: its id in the archive, an unambiguous beginning of it, or the address of its page.

    The decision is a line in content/curation/decisions/, with its reason; commit it.
    """
    if bool(item) == bool(source):
        raise UsageError("Give either an item or --source NAME.")
    if not because.strip():
        raise UsageError('--because needs a reason, such as --because "our own account, after the move".')
    settings = hub()
    now = moment(settings, None)
    who = (by or _myself()).strip()
    if source:
        what = {"source": _source(settings, source)}
    else:
        post = find(_posts(settings), item or "")
        if why := _not_waiting(settings, post):
            _say_nothing_to_do(post.id, why, as_json=as_json)
            return
        what = {"item": post.id}
    given = Decision(item=what.get("item", ""), source=what.get("source", ""), do="approve", by=who, at=now, because=because.strip())
    path = hub_settings.decide(settings.content, given)
    file = path.relative_to(settings.root).as_posix()
    if as_json:
        say_json({"approved": what, "by": who, "at": now, "because": because.strip(), "file": file})
    else:
        say(f"Approved {next(iter(what.values()))} as {who}: {file}. Next: parvis build")


def _posts(settings: Settings) -> list[Post]:
    from parvis.archive import read

    found = read.every(settings.archive, [source.name for source in settings.sources])
    return [post for posts in found.values() for post in posts]


def find(posts: list[Post], wanted: str) -> Post:
    """The post meant by an id, an unambiguous beginning of one, or a page's address. UsageError when there is none or several."""
    if wanted.startswith(("http://", "https://", "/")):
        found = _by_address(posts, wanted)
    else:
        found = [post for post in posts if post.id == wanted] or [post for post in posts if post.id.startswith(wanted)]
    if not found:
        raise UsageError(f"No item '{wanted}' in the archive. Give its id (as in content/archive/) or the address of its page.")
    if len(found) > 1:
        listed = ", ".join(sorted(post.id for post in found)[:_SHOWN])
        raise UsageError(f"'{wanted}' fits {len(found)} items: {listed}{', …' if len(found) > _SHOWN else ''}. Give more of the id.")
    return found[0]


def _by_address(posts: list[Post], address: str) -> list[Post]:
    """A page's address ends in …/SOURCE/SLUG-ID8/."""
    parts = [part for part in urlsplit(address).path.split("/") if part]
    match = _ID8.fullmatch(parts[-1]) if parts else None
    if match is None:
        return []
    found = [post for post in posts if post.id8 == match[1]]
    return [post for post in found if post.source in parts[:-1]] or found


def _source(settings: Settings, name: str) -> str:
    known = [source.name for source in settings.sources]
    if name not in known:
        from parvis.tidy.yaml import did_you_mean

        raise UsageError(f"No source '{name}' in content/sources.yaml. {did_you_mean(name, known)}".strip())
    return name


def _not_waiting(settings: Settings, post: Post) -> str:
    """Why there is nothing to lift; empty when the post does wait for approval."""
    publish = next(source.publish for source in settings.sources if source.name == post.source)
    if publish == "listen":
        return f"its source '{post.source}' says `publish: listen`: nothing of it is ever published"
    return "" if post.held or publish == "review" else "nothing holds it"


def _say_nothing_to_do(item: str, why: str, *, as_json: bool) -> None:
    if as_json:
        say_json({"approved": None, "item": item, "why": why})
    else:
        say(f"{item} needs no approval: {why}. No decision was written.")


def _myself() -> str:
    try:
        name = subprocess.run(["git", "config", "user.name"], capture_output=True, text=True, check=False).stdout.strip()  # noqa: S607 (the user's own git)
    except OSError:
        name = ""
    return name or getpass.getuser()
