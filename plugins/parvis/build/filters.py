"""The words that templates may use beside Jinja's own: bodies, moments, numbers and addresses, in one language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, Literal
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo

import babel.dates
import babel.numbers
from babel import Locale
from babel.core import get_global
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from parvis.model.hub import Site
from parvis.model.page import Body
from parvis.pages import days
from parvis.pages.palette import palette
from parvis.pages.qr import qr
from parvis.tidy import grounds, html, json_ld

#: Characters that may stand in a link as they are; everything else is percent-encoded.
_IN_A_LINK = "/%?#=&;:,@!$+*()~"


def filters(site: Site, language: str, assets: Mapping[str, str]) -> dict[str, Callable[..., Any]]:
    """All filters by name. `assets`: digest of each theme file by its path below theme/static."""
    return {**_bodies(site), **_moments(site, language), **addresses(site, assets)}


def _bodies(site: Site) -> dict[str, Callable[..., Any]]:
    def clean(body: Body) -> Markup:
        """HTML of a feed or of an editor, cleaned now, whatever was done to it before."""
        return html.clean_written(body.html, site.url) if body.written else html.clean(body.html, body.origin)

    named: dict[str, Callable[..., Any]] = {"clean": clean, "framed": grounds.framed, "json_ld": json_ld.script}
    named |= {"qr": qr, "paper": paper, "og_locale": og_locale}
    return {name: _late(function) for name, function in named.items()}


def og_locale(language: str) -> str:
    """`fr_CA` of `fr-CA`, and the language at home of one without a country: `fr_FR` (https://ogp.me/#optional)."""
    found = Locale.parse(language, sep="-")
    home = str(get_global("likely_subtags").get(found.language, "")).rpartition("_")[2]
    country = found.territory or home or found.language.upper()
    return f"{found.language}_{country}"


def paper(site: Site, scheme: Literal["light", "dark"]) -> str:
    """`#rrggbb`: the ground of all pages, for what a browser draws around them."""
    found = palette(site.brand)
    return (found.light if scheme == "light" else found.dark)["paper"]


def _moments(site: Site, language: str) -> dict[str, Callable[..., Any]]:
    zone = ZoneInfo(site.timezone)
    locale = Locale.parse(language, sep="-") if "-" in language else Locale.parse(language)

    @lru_cache(maxsize=65536)
    def date_(value: date | datetime, form: str = "long") -> str:
        """`12 juin 2026`: the day in the hub's own time zone. Forms: full, long, medium, short, or CLDR's letters."""
        return days.written(_day(value, zone), locale, form)

    @lru_cache(maxsize=65536)
    def datetime_(value: datetime, form: days.Form = "long") -> str:
        """`12 juin 2026 à 10:00`: day (in one of CLDR's forms) and time of day, in the hub's own time zone."""
        time = babel.dates.format_time(_aware(value), "short", tzinfo=zone, locale=locale)
        return days.with_time(date_(value, form), time, locale, form)

    def day(value: date | datetime) -> str:
        """`2026-06-12`: the day in the hub's own time zone, for machines."""
        return _day(value, zone).isoformat()

    def iso(value: date | datetime) -> str:
        """`2026-06-12T14:00:00Z`, or `2026-06-12` for a whole day: for `datetime` attributes and feeds."""
        if isinstance(value, datetime):
            return _aware(value).astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        return value.isoformat()

    def number(value: float) -> str:
        """`1 234 567`, in the language's own way."""
        return babel.numbers.format_decimal(value, locale=locale)

    def language_name(code: str) -> str:
        """`anglais` of `en`: what the page's language calls another."""
        return Locale.parse(code, sep="-").get_display_name(locale) or code

    named: dict[str, Callable[..., Any]] = {"date": date_, "datetime": datetime_, "day": day, "iso": iso, "number": number}
    named["language_name"] = language_name
    return {name: _late(function) for name, function in named.items()}


def addresses(site: Site, assets: Mapping[str, str], seals: Mapping[str, str] | None = None) -> dict[str, Callable[..., Any]]:
    """`url`, `absolute`, `asset` and `integrity`, to be piped to or to be called; LookupError for a file that the theme has not."""
    folder = urlsplit(site.url).path.rstrip("/")

    @lru_cache(maxsize=65536)
    def url(path: str) -> str:
        """A link to a path of the site, from its root; an address of another site stays as it is."""
        return path if "://" in path or path.startswith(("#", "mailto:")) else quote(f"{folder}/{path.lstrip('/')}", _IN_A_LINK)

    def absolute(path: str) -> str:
        """The whole address of a path of the site, where the site has an address."""
        return path if "://" in path else quote(f"{site.url}/{path.lstrip('/')}", _IN_A_LINK)

    def asset(path: str) -> str:
        """A link to a file of the theme that changes when the file does, so that browsers may keep it for ever."""
        if path not in assets:
            raise LookupError(f"the theme has no file static/{path}")
        return f"{url(f'theme/{path}')}?v={assets[path][:8]}"

    def integrity(path: str) -> str:
        """`sha256-…` of a script or style sheet of the theme: a browser refuses another file at its address."""
        return (seals or {}).get(path, "")

    named = (("url", url), ("absolute", absolute), ("asset", asset), ("integrity", integrity))
    return {name: _late(function) for name, function in named}


def _late(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function as Jinja must call it: when a page is drawn.

    Without the context it would work out `{{ "a.css" | asset }}` once, while compiling, and keep that with the bytecode.
    """

    @pass_context
    def late(context: Context, /, *values: Any, **named: Any) -> Any:
        del context
        return function(*values, **named)

    return late


def _day(value: date | datetime, zone: ZoneInfo) -> date:
    return _aware(value).astimezone(zone).date() if isinstance(value, datetime) else value


def _aware(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError(f"{value} has no time zone")
    return value
