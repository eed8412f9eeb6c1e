"""`parvis new`: a post or page with every field explained, ready to be filled in."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

import click

import parvis
from parvis.cli.terminal import say, say_json
from parvis.cli.verb import Verb, hub, json_option, moment
from parvis.errors import UsageError
from parvis.settings import Settings

_FORMS = Path(parvis.__file__).parent / "cli" / "forms"
_FOLDERS = {"post": "posts", "page": "pages"}


@click.command(cls=Verb, example='parvis new post "Our first pop-up"\nparvis new page "Where we are" --language fr')
@click.argument("kind", type=click.Choice(list(_FOLDERS)))
@click.argument("title")
@click.option("--language", metavar="CODE", help="One of the hub's languages. Default: its main one.")
@json_option
def command(*, kind: Literal["post", "page"], title: str, language: str | None, as_json: bool) -> None:
    """Write a new post or page with this TITLE into content/posts/ or content/pages/; no file is ever overwritten."""
    settings = hub()
    language = _language(settings, language)
    title = " ".join(title.split())
    if not title:
        raise UsageError('Give a title, such as: parvis new post "Our first pop-up"')
    path = file_of(settings, kind, title, language)
    if path.exists():
        raise UsageError(f"{path.relative_to(settings.root).as_posix()} exists already. Choose another title, or edit that file.")
    now = moment(settings, None).astimezone(ZoneInfo(settings.site.timezone))
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8") as file:  # "x": two commands at once cannot overwrite each other either
        file.write(form(kind, title, language, now, spoken=settings.site.language))
    shown = path.relative_to(settings.root).as_posix()
    if as_json:
        say_json({"file": shown, "kind": kind, "title": title, "language": language})
    else:
        say(f"Written: {shown}. Fill it in, then look: parvis serve")


def _language(settings: Settings, wanted: str | None) -> str:
    known = settings.site.languages
    if wanted is None:
        return settings.site.language
    if wanted not in known:
        raise UsageError(f"'{wanted}' is no language of this hub. They are: {', '.join(known)} (PARVIS_LANGUAGES in pelican.conf.py).")
    return wanted


def file_of(settings: Settings, kind: Literal["post", "page"], title: str, language: str) -> Path:
    """Where it goes: `posts/our-first-pop-up.md`; another language than the main one is named, `posts/our-first-pop-up.en.md`."""
    from parvis.tidy.text import slug

    ending = "" if language == settings.site.language else f".{language}"
    return settings.content / _FOLDERS[kind] / f"{slug(title)}{ending}.md"


def form(kind: Literal["post", "page"], title: str, language: str, now: datetime, *, spoken: str) -> str:
    """The file's text; the explanations are in the hub's main language where there is a form in it, else in English."""
    folder = _FORMS / spoken.partition("-")[0]
    text = ((folder if folder.is_dir() else _FORMS / "en") / f"{kind}.md").read_text(encoding="utf-8")
    words = {"title": json.dumps(title, ensure_ascii=False), "date": now.strftime("%Y-%m-%d %H:%M"), "language": language}
    for word, value in words.items():
        text = text.replace(f"@@{word}@@", value)
    return text
