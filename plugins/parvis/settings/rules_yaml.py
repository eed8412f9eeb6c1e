"""content/curation/rules.yaml: the rules that every item goes through, every mistake at once with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, StrictStr, ValidationError, field_validator, model_validator

from parvis.errors import ContentError, Mistake, SettingsError
from parvis.model.rule import Comparison, Outcome, Rule, When
from parvis.settings import files, yaml_files
from parvis.settings.source_entry import Duration
from parvis.tidy import patterns, words, yaml
from parvis.tidy.yaml import Document

NAME: Final = "rules.yaml"
_OUTCOMES: Final = ("publish", "wait", "hide", "listen")
_ACTIONS: Final = (*_OUTCOMES, "feature", "continue", "tag")
_COMPARISON: Final = re.compile(r"(>=|<=|>|<|=)?\s*([0-9]{1,6}(?:\.[0-9]{1,4})?)")
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")


def _list(value: object) -> tuple[str, ...]:
    found = [value] if isinstance(value, (str, int)) and not isinstance(value, bool) else value
    if not isinstance(found, list) or not found or not all(isinstance(word, (str, int)) and str(word).strip() for word in found):
        raise ValueError("a word or a list of words is needed, such as [giveaway, raffle].")
    return tuple(str(word).strip() for word in found)


def _maps(value: object) -> object:
    if not isinstance(value, list) or not value:
        raise ValueError('a list of maps is needed, such as [{text: giveaway}, {links: ">3"}].')
    return value


def _sought(found: tuple[str, ...]) -> tuple[str, ...]:
    for word in found:
        if not words.needle(word):
            raise ValueError(f"{word!r} has no letter or digit to look for: write it as a `regex:`.")
    return found


def _pattern(found: tuple[str, ...]) -> tuple[str, ...]:
    for pattern in found:
        patterns.check(pattern)
    return found


def _comparison(value: object) -> Comparison:
    found = _COMPARISON.fullmatch(str(value).strip()) if isinstance(value, (str, int, float)) and not isinstance(value, bool) else None
    if found is None:
        raise ValueError(f'{value!r} compares with nothing. Write it such as ">3" or "<=1".')
    sign: Any = found[1] or "="  # the pattern has no other sign than the model
    return Comparison(sign, float(found[2]))


def _score(found: Comparison) -> Comparison:
    if found.number > 1:
        raise ValueError(f'a score goes from 0 to 1; it is {found.number:g}. Write it such as ">0.8".')
    return found


Words = Annotated[tuple[StrictStr, ...], BeforeValidator(_list)]
Sought = Annotated[tuple[StrictStr, ...], BeforeValidator(lambda value: _sought(_list(value)))]
Pattern = Annotated[tuple[StrictStr, ...], BeforeValidator(lambda value: _pattern(_list(value)))]
Count = Annotated[int, Field(ge=0, le=1_000_000, strict=True)]
Compared = Annotated[Any, BeforeValidator(_comparison)]
Scored = Annotated[Any, BeforeValidator(lambda value: _score(_comparison(value)))]


class Conditions(yaml_files.Entry):
    """The keys of `when:`, each with what it may say."""

    text: Sought = ()
    regex: Pattern = ()
    source: Words = ()
    network: Words = ()
    handle: Words = ()
    language: Words = ()
    media: StrictBool | None = None
    reply: StrictBool | None = None
    repost: StrictBool | None = None
    sensitive: StrictBool | None = None
    older: Duration | None = None
    newer: Duration | None = None
    longer: Count | None = None
    shorter: Count | None = None
    links: Compared = None
    cap: Annotated[int, Field(ge=1, le=100_000, strict=True)] | None = None
    spam: Scored = None
    profanity: Scored = None
    any: Annotated[tuple[Conditions, ...], BeforeValidator(_maps)] = ()
    all: Annotated[tuple[Conditions, ...], BeforeValidator(_maps)] = ()
    no: Conditions | None = Field(default=None, alias="not")

    @model_validator(mode="before")
    @classmethod
    def _given(cls, value: object) -> object:
        if not isinstance(value, dict):
            raise ValueError("a map of conditions is needed, such as {source: forum, text: giveaway}.")  # noqa: TRY004 (pydantic)
        if not value:
            raise ValueError("a condition that asks for nothing would hold for every item: name at least one key.")
        return value


class _Then(yaml_files.Entry):
    outcome: Outcome | None = None
    tags: tuple[str, ...] = ()
    feature: bool = False
    goes_on: bool = False


def _then(value: object) -> _Then:
    steps = value if isinstance(value, list) else [value]
    outcomes: list[str] = []
    tags: list[str] = []
    for step in steps:
        if isinstance(step, dict) and list(step) == ["tag"] and _is_word(step["tag"]):
            tags.append(str(step["tag"]).strip().removeprefix("#"))
        elif step in _OUTCOMES:
            outcomes.append(str(step))
        elif step not in ("feature", "continue"):
            name = next(iter(step), "") if isinstance(step, dict) else step
            near = (
                "A tag is one word or phrase: write each as its own {tag: word}."
                if name == "tag"
                else yaml.did_you_mean(str(name), _ACTIONS)
            )
            raise ValueError(f"a rule cannot do {step!r}: it says publish, wait, hide, listen, feature or {{tag: word}}. {near}")
    if len(outcomes) > 1:
        raise ValueError(f"an item cannot {' and '.join(outcomes)} at once: keep one of them.")
    feature, goes_on = "feature" in steps, "continue" in steps
    if not (outcomes or tags or feature):
        raise ValueError("this does nothing: name publish, wait, hide, listen, feature or {tag: word}.")
    return _Then.model_construct(outcome=outcomes[0] if outcomes else None, tags=tuple(tags), feature=feature, goes_on=goes_on)


def _is_word(tag: object) -> bool:
    """Whether it can be a tag; a year is one, too."""
    return isinstance(tag, (str, int)) and not isinstance(tag, bool) and bool(str(tag).strip("# "))


class RuleEntry(BaseModel):
    """The keys of one rule."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    name: StrictStr
    when: Conditions
    then: Annotated[Any, BeforeValidator(_then)]
    goes_on: StrictBool = Field(default=False, alias="continue")

    @field_validator("name")
    @classmethod
    def _named(cls, name: str) -> str:
        if not _NAME.fullmatch(name):
            raise ValueError(f"{name!r} is no name of a rule: use a-z, 0-9 and hyphens, such as no-giveaways.")
        return name


def rules(content: Path) -> tuple[Rule, ...]:
    """The rules of a hub, in their order; a hub without the file has none. SettingsError lists every mistake."""
    path = content / "curation" / NAME
    return read(path, path.relative_to(content.parent).as_posix()) if path.exists() else ()


def read(path: Path, name: str) -> tuple[Rule, ...]:
    """The rules of any such file, or the one rule that stands in it alone. `name`: how mistakes call it. SettingsError lists them."""
    try:
        document = yaml.load(files.text(path, name), name)
    except ContentError as error:
        raise SettingsError(error.mistakes) from error
    prefix, entries, mistakes = _entries(document)
    found: list[Rule] = []
    for index, entry in enumerate(entries):
        place = (*prefix, index) if isinstance(document.value, list) or prefix else ()
        try:
            found.append(_rule(RuleEntry.model_validate(entry), document, place))
        except ValidationError as error:
            mistakes += yaml.mistakes(error, document, name, place, RuleEntry)
    mistakes += _twice(entries, document, prefix)
    if mistakes:
        raise SettingsError(mistakes)
    return tuple(found)


def _entries(document: Document) -> tuple[tuple[str | int, ...], list[Any], list[Mistake]]:
    """Where the list stands, the list, and what is wrong around it."""
    value, file = document.value, document.file
    if value is None or isinstance(value, list):
        return (), value or [], []
    if isinstance(value, dict) and {"when", "then"} & set(value):
        return (), [value], []
    if not isinstance(value, dict):
        return (), [], [Mistake(file, 1, "", "a list of rules is needed.", "Begin the file with `rules:`.")]
    wrong = [
        Mistake(file, document.line((key,)), key, f"this file has no {key!r}.", yaml.did_you_mean(key, ["rules"]))
        for key in value
        if key != "rules"
    ]
    listed = value.get("rules")
    if listed is not None and not isinstance(listed, list):
        wrong.append(Mistake(file, document.line(("rules",)), "rules", "a list is needed.", "Begin each rule with `- name:`."))
    return ("rules",), listed if isinstance(listed, list) else [], wrong


def _rule(entry: RuleEntry, document: Document, place: tuple[str | int, ...]) -> Rule:
    then: _Then = entry.then
    return Rule(
        name=entry.name,
        when=_when(entry.when),
        outcome=then.outcome,
        tags=then.tags,
        feature=then.feature,
        goes_on=entry.goes_on or then.goes_on,
        file=document.file,
        line=document.line(place) or 1,
    )


def _when(said: Conditions) -> When:
    own = {name: getattr(said, name) for name in Conditions.model_fields if name not in ("any", "all", "no")}
    return When(**own, any=tuple(map(_when, said.any)), all=tuple(map(_when, said.all)), no=_when(said.no) if said.no else None)


def _twice(entries: list[Any], document: Document, prefix: tuple[str | int, ...]) -> Iterator[Mistake]:
    """A name that an earlier rule has."""
    first: dict[str, int] = {}
    for index, entry in enumerate(entries):
        name = entry.get("name") if isinstance(entry, dict) else None
        if not isinstance(name, str):
            continue
        if name in first:
            line, field = document.line((*prefix, index, "name")), ".".join(map(str, (*prefix, index, "name")))
            what = f"the rule of line {first[name]} is called {name!r} too."
            yield Mistake(document.file, line, field, what, "Give each its own name.")
        first.setdefault(name, document.line((*prefix, index)))
