"""The fields of one post or page: each checked as it is asked for, what is wrong with them gathered."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, tzinfo
from typing import Any, Final
from zoneinfo import ZoneInfo

from parvis.errors import Mistake
from parvis.tidy import dates
from parvis.tidy import text as words
from parvis.tidy.yaml import did_you_mean
from parvis.written.front_matter import FrontMatter

STATUSES: Final = ("published", "draft")

#: Fields that Pelican gives a meaning which the hub's own addresses and templates replace.
REPLACED: Final = {
    "save_as": "The address follows from `slug`: take this line out.",
    "url": "The address follows from `slug`: take this line out.",
    "template": "Posts and pages have one template each: take this line out.",
}
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class Fields:
    """The fields of one file, each checked as it is asked for."""

    def __init__(self, front: FrontMatter, timezone: str, languages: Sequence[str], *, noun: bool = False) -> None:
        """`noun`: the file is about a noun, whose own reader looks at all fields that are not asked for here."""
        self.front = front
        self._noun = noun
        self._zone = ZoneInfo(timezone)
        self._languages = languages
        self.mistakes: list[Mistake] = []
        self._left = dict(front.values)
        for field, remedy in REPLACED.items():
            if field in self._left and not noun:
                self.wrong(field, "this field of Pelican's has no effect in a hub.", remedy)
                del self._left[field]

    def title(self) -> str:
        """The title, on one line; a noun may call it its `name`."""
        title = self.line_of_text("name" if self._noun and "title" not in self._left else "title")
        if not title:
            near = difflib.get_close_matches("title", [str(field) for field in self._left], n=1, cutoff=0.6)
            remedy = f"Did you mean `title` by `{near[0]}`?" if near else "Add a line such as `title: Macarons of the month`."
            self.need("title", "the title is missing.", remedy)
        return title

    def slug(self, otherwise: str) -> str:
        """The address's part that is its own: `slug`, else made of the file's name, which stays when a title is polished."""
        slug = self.line_of_text("slug")
        if not slug:
            return words.slug(otherwise)
        if not _SLUG.fullmatch(slug):
            what = f"'{slug}' cannot stand in an address: small letters without accents, digits and single hyphens can."
            self.wrong("slug", what, f"Write `slug: {words.slug(slug)}`.")
        return slug

    def language(self) -> str:
        """The language as the settings spell it; empty where the file does not say."""
        said = self.line_of_text("lang")
        known = {language.lower(): language for language in self._languages}
        if not said or not known:
            return said
        if said.lower() not in known:
            self.wrong("lang", f"'{said}' is none of the hub's languages.", did_you_mean(said, self._languages))
        return known.get(said.lower(), said)

    def draft(self) -> bool:
        """Whether it waits to be published: `status: draft` as Pelican has it, or `draft: true`.

        A noun may have a status of its own (a product is `seasonal`), which is left to its reader.
        """
        if self._noun and self._left.get("status") not in STATUSES:
            return self.switch("draft")
        status = self.line_of_text("status").lower() or "published"
        if status not in STATUSES:
            self.wrong("status", f"unknown status '{status}'.", did_you_mean(status, STATUSES))
        return self.switch("draft") or status == "draft"

    def moment(self, field: str) -> datetime | None:
        """A moment in UTC, or None where the field is not given."""
        value = self._left.pop(field, None)
        return None if value in (None, "") else self.moment_of(value, field)

    def moment_of(self, value: Any, field: str) -> datetime | None:
        """A moment in UTC of a date or text; one without a zone is the hub's own."""
        moment = _moment(value, self._zone)
        if moment is None:
            self.wrong(field, f"'{value}' is no date.", f"Write it as `{field}: 2026-06-12` or `{field}: 2026-06-12 10:00`.")
        return moment

    def listed(self, field: str) -> tuple[str, ...]:
        """A list of texts; one text is split at its semicolons, or else at its commas."""
        value = self._left.pop(field, None)
        if isinstance(value, str):
            value = value.split(";" if ";" in value else ",")
        elif value is None:
            value = []
        if not isinstance(value, list) or not all(_is_text(inner) for inner in value):
            self.wrong(field, "this must be a list of texts.", f"Write it as `{field}: [one, two]`.")
            return ()
        return tuple(dict.fromkeys(word for inner in value if (word := words.one_line(str(inner)))))

    def authors(self) -> tuple[str, ...]:
        """`authors` as a list; `author` whole, commas and all."""
        one = self._left.get("author")
        listed = self.listed("authors")
        named = self.listed("author") if isinstance(one, list) else (self.line_of_text("author"),)
        return tuple(dict.fromkeys(name for name in (*listed, *named) if name))

    def line_of_text(self, field: str) -> str:
        """A text on one line; empty where the field is not given."""
        return words.one_line(self.paragraph(field))

    def paragraph(self, field: str) -> str:
        """A text with its line breaks; a number is taken as it is written."""
        value = self._left.pop(field, None)
        if value is None:
            return ""
        if not _is_text(value):
            self.wrong(field, "this must be a text.", "Put it in quotes.")
            return ""
        return str(value).strip()

    def switch(self, field: str) -> bool:
        """True or false; false where the field is not given."""
        value = self._left.pop(field, False)
        said = {"true": True, "yes": True, "false": False, "no": False, "": False}.get(str(value).strip().lower())
        if said is None:
            self.wrong(field, f"'{value}' is neither true nor false.", f"Write `{field}: true`, or take the line out.")
        return bool(said)

    def picture(self) -> str:
        """Below content/, whichever way Pelican's people write it: `images/a.webp`, `/images/a.webp`, `{static}/images/a.webp`."""
        said = re.sub(r"^(\{(?:static|filename|attach)\}|\|(?:static|filename|attach)\|)", "", self.line_of_text("picture")).lstrip("/")
        if said and (":" in said or "\\" in said or ".." in said.split("/")):
            self.wrong("picture", f"'{said}' is no file below content/.", "Put the picture there and name it like `images/macarons.webp`.")
        return said

    def more(self) -> dict[str, Any]:
        """What no one asked for."""
        return {str(field): _plain(value) for field, value in self._left.items()}

    def need(self, field: str, what: str, remedy: str) -> None:
        """Say that a field is missing, unless it was there and wrong."""
        if not any(mistake.field == field for mistake in self.mistakes):
            self.wrong(field, what, remedy)

    def wrong(self, field: str, what: str, remedy: str) -> None:
        """Note a mistake on the field's line."""
        self.mistakes.append(Mistake(self.front.file, self.front.line(field), field, what, remedy))


def _moment(value: Any, zone: tzinfo) -> datetime | None:
    if isinstance(value, datetime):
        moment = value
    elif isinstance(value, date):
        moment = datetime.combine(value, time())
    else:
        return dates.read(value, zone) if isinstance(value, str) else None
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC).replace(microsecond=0)


def _is_text(value: Any) -> bool:
    return isinstance(value, str | int | float) and not isinstance(value, bool)


def _plain(value: Any) -> Any:
    if isinstance(value, date):  # also datetime
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value
