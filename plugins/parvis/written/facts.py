"""The facts of a noun: the fields of its front matter, each checked as it is asked for, what is wrong with them gathered."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, tzinfo
from difflib import get_close_matches
from typing import Any, Final, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

import msgspec

from parvis.errors import ContentError, Mistake
from parvis.tidy import dates, links
from parvis.tidy import text as words
from parvis.tidy.yaml import did_you_mean
from parvis.written.articles import Reader, Written
from parvis.written.front_matter import FrontMatter

_COLOR: Final = re.compile(r"#[0-9a-f]{6}", re.ASCII | re.IGNORECASE)
_SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
Model = TypeVar("Model")


class _Reading(msgspec.Struct, frozen=True):
    """What the facts of one file share, however deep they lie."""

    file: str
    lines: Mapping[str, int]
    zone: ZoneInfo
    languages: Sequence[str]
    mistakes: list[Mistake]


class Facts:
    """Fields of a file, or of a group within it. Whatever is left in the end is a mistake: see `done`."""

    def __init__(self, values: Mapping[str, Any], reading: _Reading, above: str = "") -> None:
        """`above`: dotted path of the group, with a dot at its end."""
        self._left = dict(values)
        self._reading = reading
        self._above = above
        self._asked: list[str] = []

    def __contains__(self, field: str) -> bool:
        return self._left.get(field) not in (None, "")

    def text(self, field: str, *, need: str = "", limit: int = 0) -> str:
        """A text on one line, empty where the field is not given. `need`: an example of what must stand there."""
        value = self._take(field, need)
        if value is None:
            return ""
        if not _is_text(value):
            self.wrong(field, "this must be a text.", "Put it in quotes.")
            return ""
        return words.one_line(str(value), limit)

    def told(self, field: str, *, need: str = "") -> dict[str, str]:
        """A text by language: one, for the main language, or a group with one for each."""
        value = self._take(field, need)
        if value is None:
            return {}
        main = self._reading.languages[0] if self._reading.languages else ""
        said = value if isinstance(value, Mapping) else {main: value}
        if not all(_is_text(text) for text in said.values()):
            self.wrong(field, "this must be a text, or one for each language.", f"Write it as `{field}: …`, or as `{{fr: …, en: …}}`.")
            return {}
        for language in said:
            if isinstance(value, Mapping) and self._reading.languages and language not in self._reading.languages:
                what = f"'{language}' is none of the hub's languages."
                self.wrong(f"{field}.{language}", what, did_you_mean(str(language), self._reading.languages))
        return {str(language): words.one_line(str(text)) for language, text in said.items() if str(text).strip()}

    def all_told(self, field: str, *, need: str = "") -> tuple[dict[str, str], ...]:
        """A list of texts, each alone or by language; one alone is a list of one."""
        value = self._take(field, need)
        listed = value if isinstance(value, list) else [] if value is None else [value]
        inner = Facts({str(place): one for place, one in enumerate(listed)}, self._reading, f"{self._above}{field}.")
        return tuple(told for place in range(len(listed)) if (told := inner.told(str(place))))

    def texts(self, field: str, *, need: str = "") -> tuple[str, ...]:
        """A list of texts; one text is a list of one."""
        value = self._take(field, need)
        listed = value if isinstance(value, list) else [] if value is None else [value]
        if not all(_is_text(inner) for inner in listed):
            self.wrong(field, "this must be a list of texts.", f"Write it as `{field}: [one, two]`.")
            return ()
        return tuple(dict.fromkeys(word for inner in listed if (word := words.one_line(str(inner)))))

    def choice(self, field: str, known: Sequence[str], otherwise: str = "", *, need: str = "") -> str:
        """One of a few words."""
        said = self.text(field, need=need).lower()
        if not said:
            return otherwise
        if said not in known:
            self.wrong(field, f"'{said}' is not known here.", did_you_mean(said, known))
            return otherwise
        return said

    def slugs(self, field: str) -> tuple[str, ...]:
        """Names of other nouns' files."""
        said = self.texts(field)
        for name in said:
            if not _SLUG.fullmatch(name):
                self.wrong(field, f"'{name}' is the name of no file.", f"Write it as its file is called, such as `{words.slug(name)}`.")
        return said

    def number(self, field: str, *, least: float = float("-inf"), most: float = float("inf"), need: str = "") -> float | None:
        """A number; None where the field is not given."""
        value = self._take(field, need)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
            bounds = f" from {least:.15g} to {most:.15g}" if least > float("-inf") and most < float("inf") else ""
            self.wrong(field, f"'{value}' is no number{bounds}.", f"Write it with digits, such as `{field}: {max(least, 1):.15g}`.")
            return None
        return float(value)

    def whole(self, field: str, *, least: int = 0, most: int = 10**9, need: str = "") -> int | None:
        """A whole number; None where the field is not given."""
        number = self.number(field, least=least, most=most, need=need)
        if number is None or number.is_integer():
            return None if number is None else int(number)
        self.wrong(field, f"'{number:g}' is no whole number.", f"Write it such as `{field}: {int(number)}`.")
        return None

    def moment(self, field: str, *, need: str = "") -> datetime | None:
        """A moment in UTC; one without a zone is the hub's own, a day alone its beginning."""
        value = self._take(field, need)
        moment = None if value is None else dates.read(str(value), self._reading.zone)
        if value is not None and moment is None:
            self.wrong(field, f"'{value}' is no moment.", f"Write it as `{field}: 2026-06-12 10:00` or `{field}: 2026-06-12T10:00-04:00`.")
        return moment.astimezone(UTC) if moment else None

    def day(self, field: str, *, need: str = "") -> date | None:
        """A calendar day."""
        value = self._take(field, need)
        if value is None:
            return None
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.wrong(field, f"'{value}' is no day.", f"Write it as `{field}: 2026-06-12`.")
            return None

    def zone(self, field: str) -> ZoneInfo:
        """A time zone; the hub's own where the field is not given."""
        said = self.text(field)
        try:
            return ZoneInfo(said) if said else self._reading.zone
        except (ZoneInfoNotFoundError, ValueError, OSError):
            near = get_close_matches(said, available_timezones(), n=1)
            remedy = f"Did you mean '{near[0]}'?" if near else "Write one such as America/Toronto or Europe/Paris."
            self.wrong(field, f"'{said}' is no time zone.", remedy)
            return self._reading.zone

    def when(self, field: str, zone: tzinfo, *, need: str = "") -> date | datetime | None:
        """A whole day, or a moment in UTC; one without a zone is in this one."""
        value = self._take(field, need)
        found = None if value is None else dates.day_or_moment(str(value), zone)
        if value is not None and found is None:
            self.wrong(
                field, f"'{value}' is neither a day nor a moment.", f"Write it as `{field}: 2026-06-20` or `{field}: 2026-06-20 14:00`."
            )
        return found

    def switch(self, field: str) -> bool:
        """True or false; false where the field is not given."""
        value = self._take(field, "")
        said = {"true": True, "yes": True, "none": False, "false": False, "no": False}.get(str(value).strip().lower())
        if said is None:
            self.wrong(field, f"'{value}' is neither true nor false.", f"Write `{field}: true`, or take the line out.")
        return bool(said)

    def link(self, field: str, *, need: str = "") -> str:
        """An absolute http(s) address; empty where the field is not given."""
        said = self.text(field, need=need)
        found = links.absolute(said, None) if said else None
        if said and found is None:
            self.wrong(field, f"'{said}' is no address of a page.", f"Write it whole, such as `{field}: https://shop.example/box`.")
        return found or ""

    def colors(self, field: str, names: Sequence[str]) -> tuple[str, ...]:
        """As many colours as there are names, `#rrggbb`; none where the field is not given."""
        said = self.texts(field)
        if said and (len(said) != len(names) or not all(_COLOR.fullmatch(color) for color in said)):
            example = ", ".join(f'"#{place}f7e8d"' for place in range(3, 3 + len(names)))
            self.wrong(field, f"these must be {len(names)} colours: {' and '.join(names)}.", f"Write them as `{field}: [{example}]`.")
            return ()
        return tuple(color.lower() for color in said)

    def group(self, field: str, *, need: str = "") -> Facts | None:
        """Fields within a field; None where it is not given."""
        value = self._take(field, need)
        if value is None:
            return None
        if not isinstance(value, Mapping):
            self.wrong(field, "this must be a group of fields.", f"Write its fields below `{field}:`, each on a line of its own, indented.")
            return None
        return Facts(value, self._reading, f"{self._above}{field}.")

    def groups(self, field: str, *, need: str = "") -> tuple[Facts, ...]:
        """A list of groups of fields; one group is a list of one."""
        value = self._take(field, need)
        if value is None:
            return ()
        if isinstance(value, Mapping):
            return (Facts(value, self._reading, f"{self._above}{field}."),)
        if not isinstance(value, list) or not all(isinstance(inner, Mapping) for inner in value):
            self.wrong(field, "this must be a list of groups of fields.", f"Begin each below `{field}:` with a hyphen.")
            return ()
        return tuple(Facts(inner, self._reading, f"{self._above}{field}.{place}.") for place, inner in enumerate(value))

    def fields(self) -> tuple[str, ...]:
        """Names of the fields that were not asked for yet."""
        return tuple(self._left)

    def peek(self, field: str) -> Any:
        """A value as it stands there, still to be asked for."""
        return self._left.get(field)

    def raw(self, field: str) -> Any:
        """A value as it stands there, for what only its own reader understands; None where it is not given."""
        return self._take(field, "")

    def wrong(self, field: str, what: str, remedy: str) -> None:
        """Note a mistake on the field's line; an empty field is the group itself."""
        path = f"{self._above}{field}".rstrip(".")
        self._reading.mistakes.append(Mistake(self._reading.file, self.line(path), path, what, remedy))

    def line(self, path: str) -> int:
        """Line of a dotted path, or of what holds it."""
        while path and path not in self._reading.lines:
            path = path.rpartition(".")[0]
        return self._reading.lines.get(path, 1)

    def done(self) -> None:
        """Say of every field that nobody asked for that it is not known."""
        for field in self._left:
            self.wrong(field, "there is no field of this name here.", did_you_mean(field, self._asked))

    def _take(self, field: str, need: str) -> Any:
        self._asked.append(field)
        value = self._left.pop(field, None)
        if value not in (None, "", []):
            return value
        if need:
            self.wrong(field, "this field is missing.", f"Add a line such as `{field}: {need}`.")
        return None


def each(documents: Iterable[Written], reader: Reader, one: Callable[[Written, Facts], Model]) -> tuple[Model, ...]:
    """The model of each file, made by `one` from its facts. ContentError lists every mistake of every file."""
    mistakes: list[Mistake] = []
    models = []
    for written in documents:
        reading = _Reading(written.file, written.lines, ZoneInfo(reader.timezone), reader.languages, mistakes)
        facts = Facts(written.more, reading)
        models.append(one(written, facts))
        facts.done()
    if mistakes:
        raise ContentError(mistakes)
    return tuple(models)


def of_front(front: FrontMatter, reader: Reader, mistakes: list[Mistake]) -> Facts:
    """The facts of a file that is no noun's; what is wrong with them is added to `mistakes`."""
    return Facts(front.values, _Reading(front.file, front.lines, ZoneInfo(reader.timezone), reader.languages, mistakes))


def shared(written: Written) -> dict[str, Any]:
    """What every noun has of its file (see `model.noun.Noun`)."""
    return {
        "slug": written.slug,
        "name": written.title,
        "file": written.file,
        "lines": written.lines,
        "published": written.published,
        "tags": written.tags,
        "about": written.about,
    }


def _is_text(value: Any) -> bool:
    return isinstance(value, str | int | float) and not isinstance(value, bool)
