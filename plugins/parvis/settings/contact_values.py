"""The settings that say how to reach the brand, which accounts are its own, and when the hub ends."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any, Final
from urllib.parse import urlsplit

from pydantic import BaseModel, BeforeValidator, ConfigDict, field_validator, model_validator

from parvis.settings import moments

_EMAIL: Final = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@.]+")


def _said(value: object) -> object:
    texts = value.values() if isinstance(value, dict) else (value,)
    if not all(isinstance(text, str) and text.strip() for text in texts) or value == {}:
        raise ValueError('a text is needed, or one for each language, such as {"fr": "…", "en": "…"}.')
    return value


def _address(value: object) -> object:
    parts = urlsplit(value.strip()) if isinstance(value, str) else urlsplit("")
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError(f"{value!r} is no absolute address. Write one such as https://social.example/@brand.")
    return value


def _line(value: object) -> object:
    if not isinstance(value, str) or not value.strip() or "\n" in value:
        raise ValueError(f"{value!r} is no name. Write a text in one line.")
    return value.strip()


Said = Annotated[str | dict[str, str], BeforeValidator(_said)]
Address = Annotated[str, BeforeValidator(_address)]
Line = Annotated[str, BeforeValidator(_line)]


class Group(BaseModel):
    """Fields that are given together."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _complete(cls, values: Any) -> Any:
        """Every missing and every unknown field in one sentence: they stand in one line of the settings, as a rule."""
        if not isinstance(values, dict):
            raise ValueError(f"a dictionary is needed, with {', '.join(map(repr, cls.model_fields))}.")  # noqa: TRY004 (pydantic collects these)
        missing = [name for name, field in cls.model_fields.items() if field.is_required() and name not in values]
        unknown = [str(name) for name in values if name not in cls.model_fields]
        if missing or unknown:
            told = [f"{name!r} is missing" for name in missing] + [f"{name!r} is not known" for name in unknown]
            raise ValueError(f"{', '.join(told)}. The fields are: {', '.join(cls.model_fields)}.")
        return values


class AccountValues(Group):
    """One of PARVIS_ACCOUNTS."""

    network: Line
    handle: Line
    url: Address


class HelpValues(Group):
    """PARVIS_HELP."""

    channel: Said
    url: Address | None = None
    email: str | None = None
    within: str | None = None

    @field_validator("email")
    @classmethod
    def _mail(cls, email: str | None) -> str | None:
        if email is not None and not _EMAIL.fullmatch(email):
            raise ValueError(f"{email!r} is no e-mail address. Write one such as bonjour@shop.example.")
        return email

    @field_validator("within")
    @classmethod
    def _duration(cls, within: str | None) -> str | None:
        if within is not None:
            moments.duration(within)
        return within

    @model_validator(mode="after")
    def _reachable(self) -> HelpValues:
        if not self.url and not self.email:
            raise ValueError("nobody is told where to write: give 'url' or 'email'.")
        return self


class ClosingValues(Group):
    """PARVIS_CLOSING."""

    date: dt.date
    reasons: Said

    @field_validator("date", mode="before")
    @classmethod
    def _day(cls, day: object) -> object:
        if isinstance(day, dt.date) and not isinstance(day, dt.datetime):
            return day
        try:
            return dt.date.fromisoformat(str(day))
        except ValueError:
            raise ValueError(f"{day!r} is no day. Write one such as 2026-12-31.") from None
