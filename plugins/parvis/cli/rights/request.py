"""The text that asks somebody to let an item be shown whole, in the item's own language where there is one of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from string import Template
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal
from zoneinfo import ZoneInfo

import msgspec

from parvis.model.post import Post
from parvis.settings import Settings
from parvis.tidy import text

if TYPE_CHECKING:
    from parvis.model.hub import Hub

#: Languages that there are texts in.
LANGUAGES: Final = ("fr", "en")
_TITLE: Final = 120
#: What the pages have of an item today: nothing at all, its link, a quotation, or all of it.
How = Literal["nothing", "link", "quoted", "whole"]


class Shown(msgspec.Struct, frozen=True):
    """How an item is shown at a moment."""

    how: How
    until: datetime | None = None  #: of an item that is shown whole by leave: aware, UTC; from this moment on it is no more


class _Words(msgspec.Struct, frozen=True):
    """What a text says of how the item is shown."""

    wish: str  #: where it is not shown whole, and what is shown instead
    now: Mapping[How, str]
    whole: str  #: where it is
    longer: str  #: where that ends on a day, and what is asked for then
    wider: str  #: what is asked for where it does not
    no: str  #: what follows from a no
    stays: str  #: the same, where it is shown whole


_WORDS: Final = MappingProxyType(
    {
        "fr": _Words(
            wish="Nous aimerions la montrer en entier sur le site de notre communauté, {site},\n"
            "avec votre nom et un lien vers l’original. {now}",
            now={
                "nothing": "Pour l’instant, il n’en montre rien.",
                "link": "Pour l’instant, il n’en montre que le lien.",
                "quoted": "Pour l’instant, il n’en cite que quelques mots et renvoie chez vous.",
            },
            whole="Elle se lit en entier sur le site de notre communauté, {site},\navec votre nom et un lien vers l’original",
            longer=", jusqu’au {day}. Nous aimerions la montrer plus longtemps, ou ailleurs aussi.",
            wider=". Nous aimerions la montrer ailleurs aussi.",
            no="Si vous préférez que non, il n’y a rien à faire.",
            stays="Si vous préférez que non, il n’y a rien à faire\N{NO-BREAK SPACE}: ce qui est convenu reste tel quel.",
        ),
        "en": _Words(
            wish="We would love to show it whole on the site of our community, {site},\nwith your name and a link to the original. {now}",
            now={
                "nothing": "For now nothing of it is shown there.",
                "link": "For now there is no more than a link to it.",
                "quoted": "For now we only quote a few words of it and send people to you.",
            },
            whole="It can be read whole on the site of our community, {site},\nwith your name and a link to the original",
            longer=", until {day}. We would love to show it longer, or in more places.",
            wider=". We would love to show it in more places, too.",
            no="If you would rather not, there is nothing to do.",
            stays="If you would rather not, there is nothing to do: what was agreed stays as it is.",
        ),
    }
)


def shown(post: Post, hub: Hub, until: datetime | None) -> Shown:
    """How a post stands on the pages of a hub; of one that another is shown for, how that one does. `until`: the end of its grant."""
    items = {item.post.id: item for item in (*hub.items, *hub.withheld)}
    item = items.get(post.id)
    item = items.get(item.same_as) if item and item.same_as else item
    if item is None or item.status != "published":
        return Shown("nothing")
    if item.post.author.opted_out:
        return Shown("link")
    return Shown("quoted") if item.quoted else Shown("whole", until)


def texts(post: Post, settings: Settings, by: str, today: Shown) -> dict[str, str]:
    """The text by language: that of the item, else every one that there is."""
    spoken = (post.language or "").partition("-")[0].lower()
    return {language: _text(post, settings, by, today, language) for language in LANGUAGES if spoken not in LANGUAGES or spoken == language}


def _text(post: Post, settings: Settings, by: str, today: Shown, language: str) -> str:
    template = Template((Path(__file__).parent / f"request.{language}.txt").read_text(encoding="utf-8"))
    said = {
        "author": text.one_line(post.author.name or post.author.handle or "", _TITLE),
        "title": text.one_line(post.title or post.text, _TITLE),
        "url": post.url or "",
        "brand": settings.site.name,
        "wish": _wish(settings, today, language),
        "otherwise": _WORDS[language].stays if today.how == "whole" else _WORDS[language].no,
        "by": by,
    }
    lines = template.substitute(said).splitlines()
    return "\n".join(line.rstrip().replace(" ,", ",") for line in lines) + "\n"


def _wish(settings: Settings, today: Shown, language: str) -> str:
    """What is asked for, and what is shown until then."""
    words, site = _WORDS[language], f"{settings.site.name} ({settings.site.url or '…'})"
    if today.how != "whole":
        return words.wish.format(site=site, now=words.now[today.how])
    more = words.longer.format(day=_last(today.until, settings, language)) if today.until else words.wider
    return words.whole.format(site=site) + more


def _last(end: datetime, settings: Settings, language: str) -> str:
    """The last day before an end, in the hub's zone, as a sentence has it."""
    from parvis.pages import days

    last = (end - timedelta(seconds=1)).astimezone(ZoneInfo(settings.site.timezone))
    return days.written(last.date(), language).replace("\N{NO-BREAK SPACE}", " ")
