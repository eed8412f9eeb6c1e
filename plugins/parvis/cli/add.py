"""`parvis add`: a source for whatever address a person would paste, written to content/sources.yaml."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from parvis import settings as hub_settings
from parvis import sources as kinds
from parvis.cli.check import tokens
from parvis.cli.found import Found, name_for, page, recognised, refuse, same
from parvis.cli.sources import NOT_PROVEN
from parvis.cli.sources_file import with_entries
from parvis.cli.terminal import say, say_json
from parvis.cli.verb import Verb, hub, json_option
from parvis.errors import ParvisError, ReadError, UsageError
from parvis.settings import Settings

_FILE = "sources.yaml"
_OPML = (".opml", ".xml")


@click.command(
    cls=Verb,
    example="""
parvis add https://www.youtube.com/@brand
parvis add https://mastodon.social/@brand
parvis add https://bsky.app/profile/brand.example --name bluesky
parvis add https://blog.example --owner brand
parvis add subscriptions.opml
""",
)
@click.argument("address")
@click.option("--name", help="What to call it: its folder in the archive and part of its page's address. Default: made from the address.")
@click.option("--publish", type=click.Choice(["auto", "review", "listen"]), help="review: wait for approval; listen: keep, never publish.")
@click.option("--owner", help="Whose words they are: brand, community or 'ambassador: NAME'. Default: community.")
@click.option(
    "--rights", type=click.Choice(["own", "ask"]), help="own: shown whole; ask: quoted until a right is granted. Default: by owner."
)
@json_option
def command(*, address: str, name: str | None, publish: str | None, owner: str | None, rights: str | None, as_json: bool) -> None:
    """Add the channel, profile, blog, calendar or feed at ADDRESS to content/sources.yaml; comments in it stay.

    An OPML file, here or on the web, adds all the feeds that it lists. A source that is there already is not added again.
    """
    settings = hub()
    found = list(_found(settings, address.strip()))
    if name and len(found) > 1:
        raise UsageError(f"--name names one source, and {address} lists {len(found)}. Leave it out.")
    known = {source.name: Found(kind=source.kind, options=source.options) for source in settings.sources}
    present, entries = [], []
    for source in found:
        there = next((called for called, other in known.items() if same(source, other)), None)
        if there is not None:
            present.append(there)
            continue
        called = _name(name, known) or name_for(source, known)
        known[called] = source
        entries.append(_entry(called, source, {"owner": owner, "rights": rights, "publish": publish}))
    if entries:
        _write(settings, entries)
    _tell(settings, entries, present, as_json=as_json)


def _found(settings: Settings, address: str) -> Iterable[Found]:
    """What an address means: a list of feeds, a network's own address, or a page that has a feed."""
    file = Path(address)
    if file.is_file():
        return _in_file(settings, file)
    refuse(address)
    source = recognised(address)
    if source is None:
        from parvis.collect.discover import discover

        kind, options, title = discover(page(address), settings)
        return [Found(kind=kind, options=options, title=title.removesuffix(" - YouTube"), address=address)]
    if source.kind == "opml":
        from parvis.collect.document import document

        return _listed(document(source.options["url"], settings), address)
    return [source]


def _in_file(settings: Settings, file: Path) -> Iterable[Found]:
    body = file.read_bytes()
    if file.suffix.lower() in _OPML and b"<opml" in body[:2000].lower():
        return _listed(body, str(file))
    try:
        inside = file.resolve().relative_to(settings.root.resolve()).as_posix()
    except ValueError:
        raise UsageError(f"{file} lies outside the hub. Copy it to content/recorded/ and add it from there.") from None
    return [Found(kind="ical" if file.suffix.lower() == ".ics" else "feed", options={"url": inside}, address=file.stem)]


def _listed(body: bytes, address: str) -> list[Found]:
    """The feeds of an OPML document, each as the network's own kind where its address tells."""
    opml = kinds.kind("opml")
    try:
        posts = list(opml.read(body, opml.Options(url=address)))
    except ReadError as error:
        raise UsageError(f"{address}: {error}") from error
    found = []
    for post in posts:
        if not post.native or "://" not in post.native:
            continue
        source = recognised(post.native)
        if source is None or source.kind == "opml":
            source = Found(kind="feed", options={"url": post.native}, address=post.native)
        found.append(Found(kind=source.kind, options=source.options, title=post.title or "", address=post.native))
    if not found:
        raise UsageError(f"{address} lists no feeds.")
    return found


def _name(wanted: str | None, taken: Iterable[str]) -> str | None:
    if wanted is not None and wanted in taken:
        raise UsageError(f"'{wanted}' is the name of another source. Choose another --name.")
    return wanted


def _entry(name: str, source: Found, given: dict[str, str | None]) -> dict[str, Any]:
    entry = {"name": name, "kind": source.kind, **source.options}
    if source.title:
        entry["title"] = source.title
    return entry | {field: value for field, value in given.items() if value}


def _write(settings: Settings, entries: list[dict[str, Any]]) -> None:
    """Write the entries; when the settings would not accept them, the file stays as it was and the mistakes are told."""
    path = settings.content / _FILE
    before = path.read_text(encoding="utf-8") if path.is_file() else None
    _replace(path, with_entries(before or "", path.relative_to(settings.root).as_posix(), entries))
    try:
        hub_settings.read(settings.root)
    except ParvisError:
        if before is None:
            path.unlink()
        else:
            _replace(path, before)
        raise


def _replace(path: Path, text: str) -> None:
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    temporary.write_text(text, encoding="utf-8", newline="")
    temporary.replace(path)


def _tell(settings: Settings, entries: list[dict[str, Any]], present: list[str], *, as_json: bool) -> None:
    file = (settings.content / _FILE).relative_to(settings.root).as_posix()
    if as_json:
        say_json({"file": file, "added": entries, "present": present})
        return
    for name in present:
        say(f"There already: {name}")
    added = {
        source.name: source for source in hub_settings.read(settings.root).sources if source.name in {entry["name"] for entry in entries}
    }
    for entry in entries:
        source = added[entry["name"]]
        what = ", ".join(f"{key}: {value}" for key, value in entry.items() if key not in {"name", "kind"})
        say(f"Added to {file}: {source.name} ({source.kind}) {what}")
        for token in sorted(tokens(source) - set(os.environ)):
            say(f"  It needs a token: put it into the environment variable {token}.")
        if source.asks and source.publish != "listen":
            mine = "" if {"owner", "rights"} & entry.keys() else " If it is your own, add `owner: brand`."
            say(f"  Until a right is there, its items are quoted in a few words with a link (parvis rights request ITEM).{mine}")
        if not kinds.kind(source.kind).PROVEN:
            say(f"  This kind of source is {NOT_PROVEN}: look at what it brings.")
    if entries:
        say(f"Next: parvis collect {' '.join(added)}" if len(added) == 1 else "Next: parvis collect")
