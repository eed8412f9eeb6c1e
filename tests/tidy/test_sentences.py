"""What validation finds, as sentences."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Literal

import pytest
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError, field_validator

from parvis.errors import Mistake
from parvis.tidy.yaml import did_you_mean, load, mistakes


class Options(BaseModel):
    model_config = ConfigDict(extra="forbid")
    host: str = "x"
    count: int = 3


class Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: str = Field(max_length=5)
    kind: Literal["youtube", "feed"] = "feed"
    every: int | timedelta = 3
    options: Options | None = None
    tags: list[str] = []
    day: date | None = None
    open: AwareDatetime | None = None
    limit: int = Field(default=1, gt=0)

    @field_validator("day")
    @classmethod
    def no_monday(cls, day: date | None) -> date | None:
        if day is not None and day.weekday() == 0:
            raise ValueError("the shop is closed on Mondays")
        return day


def found(text: str, prefix: tuple[str | int, ...] = ()) -> list[Mistake]:
    document = load(text, "content/sources.yaml")
    value: Any = document.value
    for step in prefix:
        value = value[step]
    with pytest.raises(ValidationError) as caught:
        Entry.model_validate(value)
    return mistakes(caught.value, document, "content/sources.yaml", prefix, Entry)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kind: feed", "1: name: is missing. Add `name:`."),
        ("name: a\nkind: yutube", "2: kind: unknown kind 'yutube'. Did you mean 'youtube'?"),
        ("name: a\nkind: zzz", "2: kind: unknown kind 'zzz'. Known: youtube, feed."),
        ("name: a\nevry: 3", "2: unknown key 'evry'. Did you mean 'every'?"),
        ("name: a\noptions:\n  hst: x", "3: options: unknown key 'hst'. Did you mean 'host'?"),
        ("name: a\noptions:\n  count: many", "3: options.count: must be a whole number; it is 'many'."),
        ("name: a\noptions: 5", "2: options: must be a block of keys and values; it is 5."),
        ("name: a\nevery: [1]", "2: every: must be a whole number or a duration; it is [1]."),
        ("name: a\ntags: x", "2: tags: must be a list; it is 'x'."),
        ("name: a\ntags:\n  - x\n  - 1", "4: tags.1: must be a text; it is 1."),
        ("name: a\nday: tomorrow", "2: day: must be a date such as 2026-06-12; it is 'tomorrow'."),
        ("name: a\nday: 2026-06-15", "2: day: the shop is closed on Mondays."),
        (
            "name: a\nopen: 2026-06-12T10:00:00",
            "2: open: must be a date with a time zone such as 2026-06-12T10:00:00-04:00; it is 2026-06-12T10:00:00.",
        ),
        ("name: a\nlimit: 0", "2: limit: must be more than 0; it is 0."),
        ("name: abcdefg", "1: name: must have at most 5 characters; it is 'abcdefg'."),
        ("name:", "1: name: must be a text; it is empty."),
    ],
)
def test_mistake_is_told_in_a_sentence(text: str, expected: str) -> None:
    assert [str(mistake) for mistake in found(text)] == [f"content/sources.yaml:{expected}"]


def test_all_mistakes_are_told_at_once() -> None:
    assert len(found("kind: x\nevry: 1\ntags: 3\nlimit: -1")) == 5


def test_mistake_inside_a_list_has_its_place_and_line() -> None:
    (mistake,) = found("sources:\n  - name: a\n  - name: b\n    kind: fed\n", ("sources", 1))

    assert (mistake.line, mistake.field) == (4, "sources.1.kind")
    assert mistake.remedy == "Did you mean 'feed'?"


def test_long_value_is_not_repeated_whole() -> None:
    (mistake,) = found(f"name: a\ntags: {'x' * 500}")

    assert len(mistake.what) < 120


def test_nearest_name_is_offered_else_all_of_them() -> None:
    assert did_you_mean("Yutube", ["feed", "youtube"]) == "Did you mean 'youtube'?"
    assert did_you_mean("zzz", ["feed", "youtube"]) == "Known: feed, youtube."
    assert did_you_mean("zzz", []) == ""
