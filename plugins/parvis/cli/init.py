"""`parvis init`: a new hub that builds at once, in French or in English."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import click

import parvis
from parvis.cli.terminal import interactive, say, say_json, spoken
from parvis.cli.verb import Verb, clock, json_option
from parvis.errors import UsageError

#: Languages that the starter's words exist in; for others the English ones are taken.
LANGUAGES = ("en", "fr")

_STARTER = Path(parvis.__file__).parent / "starter"
_BLANK = re.compile(rb"@@([a-z]+)(?:-(\d+))?@@")


@click.command(
    cls=Verb,
    example="""
parvis init my-hub --name "Sucre Bleu" --language fr --address https://hub.example
cd my-hub && parvis collect && parvis serve
""",
)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--name", help="The hub's name, such as a brand's. Default: made from the folder's name.")
@click.option("--language", metavar="CODE", help="fr or en: of the starting texts and of the site.")
@click.option("--address", help="Where the site will stand, such as https://hub.example. May stay empty for now.")
@json_option
def command(folder: Path, name: str | None, language: str | None, address: str | None, as_json: bool) -> None:
    """Make a new hub in FOLDER: settings, example content, a sample source, and workflows for GitHub and GitLab.

    On a terminal it asks for what is not given; elsewhere it takes the defaults. Files that exist are never overwritten.
    """
    if (folder / "pelican.conf.py").exists():
        raise UsageError(f"{folder} is a hub already: it holds a pelican.conf.py. Choose another folder.")
    ask = interactive() and not as_json
    name = _given(name, "Name of the hub", _name_of(folder), ask=ask)
    wanted = _given(language, "Language (fr, en)", "en", ask=ask)
    address = _address(_given(address, "Address, if you know it", "", ask=ask))
    spoken = wanted.lower().partition("-")[0]
    language = spoken if spoken in LANGUAGES else "en"
    written, kept = write(folder, language, blanks(name, address))
    if as_json:
        say_json({"folder": str(folder), "name": name, "language": language, "address": address, "written": written, "kept": kept})
        return
    if language != spoken:
        say(f"There are no starting texts in '{wanted}' yet: they are in English. The languages are: {', '.join(LANGUAGES)}.")
    for path in kept:
        say(f"{folder / path} exists and was left as it is.")
    say(f"{name}: {len(written)} files written to {folder}. Next:")
    say(f"  cd {folder}\n  parvis collect\n  parvis serve")


def _given(value: str | None, question: str, default: str, *, ask: bool) -> str:
    if value is None:
        value = str(click.prompt(spoken(question), default=default, show_default=bool(default))) if ask else default
    return value.strip()


def _name_of(folder: Path) -> str:
    words = re.split(r"[-_\s.]+", folder.resolve().name)
    return " ".join(word[:1].upper() + word[1:] for word in words if word) or "Hub"


def _address(text: str) -> str:
    if not text:
        return ""
    try:
        parts = urlsplit(text if "//" in text else f"https://{text}")
        host = parts.hostname
    except ValueError:
        parts, host = urlsplit(""), None
    if parts.scheme not in {"http", "https"} or not host or parts.query or parts.fragment or re.search(r"\s", text):
        raise UsageError(f"'{text}' is no address of a site. Give one such as --address https://hub.example")
    return parts.geturl().rstrip("/")


def blanks(name: str, address: str) -> dict[str, str]:
    """What fills the blanks `@@…@@` of the starter's files."""
    # A JSON string is a string of Python and of YAML, too.
    return {
        "name": json.dumps(name, ensure_ascii=False),
        "title": " ".join(name.split()),
        "address": json.dumps(address),
        "version": parvis.__version__,
    }


def write(folder: Path, language: str, words: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Copy the starter's files for a language: paths written, and paths left alone because they exist, each sorted."""
    written, kept = [], []
    for path, source in files(language):
        target = folder / path
        if target.exists():
            kept.append(path)
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(_filled(source.read_bytes(), {**words, "language": language}))
        written.append(path)
    return written, kept


def files(language: str) -> Iterator[tuple[str, Path]]:
    """The starter's files as they are named in a hub, sorted.

    A leading dot stands as `dot-`, lest Git or a packager obey the file here; `.in` ends what is not yet Python.
    """
    found = {}
    for room in (_STARTER / "common", _STARTER / language):
        for source in room.rglob("*"):
            if source.is_file():
                parts = [re.sub("^dot-", ".", part) for part in source.relative_to(room).parts]
                found["/".join(parts).removesuffix(".in")] = source
    return iter(sorted(found.items()))


def _filled(data: bytes, words: Mapping[str, str]) -> bytes:
    today = clock().date()

    def fill(match: re.Match[bytes]) -> bytes:
        word, days = match[1].decode(), int(match[2] or 0)
        return ((today - timedelta(days=days)).isoformat() if word == "today" else words[word]).encode()

    return data if b"\0" in data else _BLANK.sub(fill, data)
