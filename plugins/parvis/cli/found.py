"""Which source an address means: its kind, its options, and a name for it."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any
from urllib.parse import urlsplit

import msgspec

from parvis import sources as kinds
from parvis.errors import Mistake, PolicyError
from parvis.sources import SourceOptions, _refused, youtube
from parvis.tidy.links import canonical
from parvis.tidy.text import slug

#: Kinds that read almost any address of their form: asked last.
_GENERAL = ("oembed", "ical", "opml", "feed")
#: Options that hold the name of an account, group or topic, as people would call the source.
_NAMING = ("account", "actor", "username", "user", "page", "blog", "subreddit", "community", "channel", "group", "tag", "search")
#: Ids that no person would call a source by.
_ID = re.compile(r"(?:UC|UU|PL|did:)[\w:-]{10,}|\d+|[0-9a-f-]{32,}", re.IGNORECASE)
_NO_NAMES = frozenset({"www", "feeds", "feed", "rss", "com", "co", "org", "net", "m"})
_LONGEST = 48


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A source that an address means."""

    kind: str
    options: dict[str, Any]  #: as they stand in sources.yaml
    title: str = ""
    address: str = ""  #: what was pasted

    def checked(self) -> SourceOptions:
        """The options as the kind reads them."""
        return kinds.options_of(self.kind, self.options)


def refuse(address: str) -> None:
    """PolicyError with the reason and the nearest lawful way for networks that nobody may collect from."""
    refusal = _refused.refusal(address)
    if refusal is not None:
        raise PolicyError([Mistake(address, 0, "", refusal.reason, refusal.instead)])


def recognised(address: str) -> Found | None:
    """The source of an address that tells its network by itself; None where the page behind it must be looked at."""
    if youtube.handle_page(address):
        return None
    names = [name for name in kinds.kinds() if name not in _GENERAL] + [name for name in _GENERAL if name in kinds.kinds()]
    for name in names:
        options = kinds.kind(name).recognise(address)
        if options is not None:
            given = options.model_dump(mode="json", exclude_defaults=True, exclude_none=True)
            return Found(kind=name, options=given, address=address)
    return None


def page(address: str) -> str:
    """The page to look for a feed on."""
    return youtube.handle_page(address) or (address if "://" in address else f"https://{address}")


def same(one: Found, other: Found) -> bool:
    """Whether two sources are the same one."""
    if one.kind != other.kind:
        return False
    mine, theirs = one.options.get("url"), other.options.get("url")
    if isinstance(mine, str) and isinstance(theirs, str):
        return canonical(mine) == canonical(theirs)
    return one.checked() == other.checked()


def name_for(found: Found, taken: Collection[str]) -> str:
    """A name that nobody has: the handle or the site's, with the kind or a number where another source is called so."""
    said = (_named(found.options), _handle(found.address), _host(found), found.title, found.kind)
    base = next(short for text in said if text and (short := slug(text)[:_LONGEST].strip("-"))).removeprefix("reviews-")
    for name in (base, f"{base}-{found.kind.replace('_', '-')}"):
        if _is_free(name, taken):
            return name
    return next(name for number in range(2, 10_000) if _is_free(name := f"{base}-{number}", taken))


def _is_free(name: str, taken: Collection[str]) -> bool:
    return name not in taken and name != "media" and not name.startswith("reviews-")


def _named(options: dict[str, Any]) -> str:
    """What the options call the source; empty where they only have an id."""
    values = [options[name] for name in _NAMING if isinstance(options.get(name), str)]
    return next((value.strip("@#").split("@")[0] for value in values if not _ID.fullmatch(value)), "")


def _handle(address: str) -> str:
    """The account in an address such as `https://www.youtube.com/@brand`."""
    return found[1] if (found := re.search(r"/@([\w.-]+)", address)) else ""


def _host(found: Found) -> str:
    """The site's name without `www` and its ending, where it says more than the network's: `blog` of `https://blog.example/feed.xml`."""
    if found.kind not in _GENERAL and "host" not in found.options:
        return ""
    address = found.address if "://" in found.address else f"https://{found.address}"
    host = urlsplit(address).hostname or ""
    labels = host.split(".")
    return "" if host.replace(".", "").isdigit() else "-".join(label for label in labels[:-1] or labels if label not in _NO_NAMES)
