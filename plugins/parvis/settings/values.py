"""The settings of pelican.conf.py that Parvis reads, and what each may say.

Every validator's ValueError is a whole sentence; `check` adds file and line.
"""

from __future__ import annotations

import os.path
import re
from datetime import datetime
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictInt, ValidationInfo, field_validator

import parvis
from parvis.settings import moments
from parvis.settings.brand_values import BrandValues
from parvis.settings.contact_values import AccountValues, ClosingValues, HelpValues

_HOST = re.compile(r"(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*\.?", re.IGNORECASE)
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def _text(value: object) -> object:
    if not isinstance(value, str):
        raise ValueError(f"this is {_kind(value)}, and a text is needed.")  # noqa: TRY004 (pydantic collects ValueErrors)
    return value.strip()


def _texts(value: object) -> object:
    if not isinstance(value, (list, tuple)) or not all(isinstance(entry, str) for entry in value):
        raise ValueError('a list of texts is needed, such as ["one", "two"].')
    return [entry.strip() for entry in value]


def _kind(value: object) -> str:
    names = {bool: "a truth value", int: "a number", float: "a number", list: "a list", tuple: "a list", dict: "a dictionary"}
    return names.get(type(value), "nothing" if value is None else f"a {type(value).__name__}")


Text = Annotated[str, BeforeValidator(_text)]
Texts = Annotated[tuple[str, ...], BeforeValidator(_texts)]


class Values(BaseModel):
    """Names and meanings of the settings; the order is the order in which they are checked."""

    model_config = ConfigDict(frozen=True, validate_default=True)

    SITENAME: Text  #: the hub's name
    SITEURL: Text = ""  #: where it will stand, such as `https://hub.example`; empty while that is not known
    PATH: Path  #: the folder of the editors' words, inside the hub's
    OUTPUT_PATH: Path = Path("output")  #: where the site is put
    THEME: Path = Path(parvis.THEME)  #: folder of templates and static files; `from parvis import THEME` gives ours
    TIMEZONE: Text = "UTC"  #: such as `America/Toronto`
    DEFAULT_LANG: Text = "en"  #: the language at the root of the site
    PARVIS_LANGUAGES: Texts = ()  #: all of them, the main one first; DEFAULT_LANG alone where it is left out
    PARVIS_TAGLINE: str | dict[str, str] = ""  #: a line below the name: one, or one for each language
    PARVIS_NOTICE: str | dict[str, str] = ""  #: a line on every page: one, or one for each language
    PARVIS_BRAND: BrandValues | None = None  #: the look: colours, fonts, corners, logo; see [the theme](theme.md#the-brand)
    PARVIS_PAGE_SIZE: StrictInt = Field(default=24)  #: items on a page of the wall, 1 to 200
    PARVIS_PRIVATE_HOSTS: Texts = ()  #: names, addresses and networks that `collect` may ask although they are not public
    PARVIS_REPLY_WITHIN: Text = ""  #: after how long a review shall have an answer, such as `7d`; empty: nothing is agreed
    PARVIS_ACCOUNTS: tuple[AccountValues, ...] = ()  #: the brand's own: `[{"network": "mastodon", "handle": "@brand", "url": "https://…"}]`
    PARVIS_HELP: HelpValues | None = None  #: where one gets help: `{"channel": "…", "email": "…", "within": "2d"}`, or with a `url`
    PARVIS_CLOSING: ClosingValues | None = None  #: the hub's end, announced on every page: `{"date": "2026-12-31", "reasons": "…"}`
    PARVIS_CHARTER: Text = ""  #: slug of the page below content/pages/ by which the hub is run; the transparency page shows it
    PARVIS_MODERATORS: Texts = ()  #: names of those who decide what is shown; without it no name is told
    PARVIS_SEARCH: bool = True  #: whether readers can search the hub; the index takes a second or two for each thousand pages
    PARVIS_NOW: datetime | None = None  #: a fixed moment, for demos and tests

    @field_validator("SITENAME")
    @classmethod
    def _named(cls, name: str) -> str:
        if not name:
            raise ValueError("a hub needs a name.")
        return name

    @field_validator("SITEURL")
    @classmethod
    def _absolute(cls, url: str) -> str:
        if not url:
            return ""
        try:
            parts = urlsplit(url)
            host = parts.hostname
        except ValueError:
            parts, host = urlsplit(""), None
        if parts.scheme not in ("http", "https") or not host or parts.query or parts.fragment or " " in url:
            raise ValueError(f"{url!r} is no absolute address. Write one such as https://hub.example, or leave it empty until it is known.")
        return url.rstrip("/")

    @field_validator("PATH", "OUTPUT_PATH", "THEME", mode="before")
    @classmethod
    def _path(cls, value: object, info: ValidationInfo) -> Path:
        if not isinstance(value, (str, Path)) or not str(value).strip():
            raise ValueError(f"this is {_kind(value)}, and the name of a folder is needed.")
        return Path(_normal(_root(info) / value))

    @field_validator("PATH")
    @classmethod
    def _inside(cls, path: Path, info: ValidationInfo) -> Path:
        if _root(info) not in path.parents:
            raise ValueError('the content must be a folder inside the hub\'s own. Write PATH = "content".')
        if not path.is_dir():
            raise ValueError(
                f"there is no folder {path.relative_to(_root(info)).as_posix()!r} in the hub. Make it, or name the one that is meant."
            )
        return path

    @field_validator("OUTPUT_PATH")
    @classmethod
    def _replaceable(cls, path: Path, info: ValidationInfo) -> Path:
        """The whole folder is replaced by every new site: nothing else may lie in it."""
        kept = [_root(info), _root(info) / ".parvis", info.data.get("PATH", _root(info) / "content")]
        if any(path == folder or path in folder.parents for folder in kept) or any(folder in path.parents for folder in kept[1:]):
            raise ValueError('a new site replaces this whole folder: give it one of its own. Write OUTPUT_PATH = "output".')
        return path

    @field_validator("THEME")
    @classmethod
    def _theme(cls, path: Path, info: ValidationInfo) -> Path:
        if path.name == "notmyidea" and path.parent.name == "themes":
            return Path(parvis.THEME)  # Pelican's own, which it takes where the settings name none
        if not path.is_dir():
            name = path.relative_to(_root(info)) if path.is_relative_to(_root(info)) else path
            raise ValueError(f"there is no theme {name.as_posix()!r}. Leave THEME out, or write `from parvis import THEME`.")
        return path

    @field_validator("TIMEZONE")
    @classmethod
    def _zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError(f"{name!r} is no timezone. Write one such as America/Toronto or Europe/Paris.") from None
        return name

    @field_validator("DEFAULT_LANG")
    @classmethod
    def _language(cls, language: str, info: ValidationInfo) -> str:
        _speaks(language, info)
        return language

    @field_validator("PARVIS_LANGUAGES")
    @classmethod
    def _languages(cls, languages: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        main = info.data.get("DEFAULT_LANG")
        for language in languages:
            _speaks(language, info)
        if len(set(languages)) < len(languages):
            raise ValueError("a language stands here twice.")
        if main and languages and languages[0] != main:
            raise ValueError(f"the main language comes first: this list must begin with DEFAULT_LANG, {main!r}.")
        return languages or ((main,) if main else ())

    @field_validator("PARVIS_TAGLINE", "PARVIS_NOTICE", mode="before")
    @classmethod
    def _in_languages(cls, value: object, info: ValidationInfo) -> object:
        if isinstance(value, dict) and all(isinstance(text, str) for text in (*value, *value.values())):
            for language in value:
                if language not in info.data.get("PARVIS_LANGUAGES", value):
                    raise ValueError(f"{language!r} is none of the hub's languages. Add it to PARVIS_LANGUAGES, or take it out here.")
            return value
        if not isinstance(value, str):
            raise ValueError('a text is needed, or one for each language, such as {"fr": "…", "en": "…"}.')  # noqa: TRY004
        return value

    @field_validator("PARVIS_HELP", "PARVIS_CLOSING")
    @classmethod
    def _told(cls, value: HelpValues | ClosingValues | None, info: ValidationInfo) -> HelpValues | ClosingValues | None:
        """What it says, it says in the hub's languages."""
        said = value.channel if isinstance(value, HelpValues) else value.reasons if value else ""
        cls._in_languages(said, info)
        return value

    @field_validator("PARVIS_PAGE_SIZE", mode="before")
    @classmethod
    def _size(cls, size: object) -> object:
        if not isinstance(size, int) or isinstance(size, bool) or not 1 <= size <= 200:  # noqa: PLR2004
            raise ValueError("a whole number from 1 to 200 is needed.")
        return size

    @field_validator("PARVIS_PRIVATE_HOSTS")
    @classmethod
    def _hosts(cls, hosts: tuple[str, ...]) -> tuple[str, ...]:
        for host in hosts:
            if not _is_network(host) and not _HOST.fullmatch(host):
                raise ValueError(f"{host!r} is no name, address or network. Write such as intranet.example, 10.0.0.7 or 127.0.0.0/8.")
        return hosts

    @field_validator("PARVIS_REPLY_WITHIN")
    @classmethod
    def _delay(cls, text: str) -> str:
        if text:
            moments.duration(text)
        return text

    @field_validator("PARVIS_NOW", mode="before")
    @classmethod
    def _now(cls, value: object, info: ValidationInfo) -> datetime | None:
        if value is None or value == "":
            return None
        text = value.isoformat() if isinstance(value, datetime) else value
        if not isinstance(text, str):
            raise ValueError(f"this is {_kind(value)}, and a moment is needed. Write one such as {moments.EXAMPLE}.")  # noqa: TRY004
        return moments.parse(text, ZoneInfo(info.data.get("TIMEZONE", "UTC")))


def _root(info: ValidationInfo) -> Path:
    assert isinstance(info.context, Path), "the hub's folder is the context of the check"
    return info.context


def _normal(path: Path) -> str:
    """Without `..`, and with links followed no further than the name says: what is compared is what a person wrote."""
    return os.path.normpath(path)


def _speaks(language: str, info: ValidationInfo) -> None:
    """ValueError when the theme has no words of a language. English needs no catalogue: it is what the catalogues translate."""
    if not _LANGUAGE.fullmatch(language):
        raise ValueError(f"{language!r} is no language. Write its code, such as fr, en or fr-CA.")
    themes = (info.data.get("THEME", Path(parvis.THEME)), Path(parvis.THEME))
    names = (language.replace("-", "_"), language.partition("-")[0])
    found = any((theme / "locale" / name).is_dir() for theme in themes for name in names)
    if not found and names[-1] != "en":
        raise ValueError(f"the theme has no words in {language!r}. Its languages are the folders of theme/locale/.")


def _is_network(text: str) -> bool:
    try:
        ip_network(text, strict=False)
    except ValueError:
        return False
    return True
