"""content/curation/reviews.yaml: how this hub handles reviews, as its public page tells everybody.

checked: {fr: "Chaque avis est rapproché d'une commande.", en: "Each review is matched with an order."}
contact: avis@sucrebleu.example      for authors, and for whoever doubts a review
incentives: {fr: "…", en: "…"}       what authors are offered, if anything
publication: 7d                      a review is shown after this long at the latest
retention: 5y                        after this it leaves the pages
changes: true                        authors may change or withdraw theirs
grounds: [insult, personal_data]     for which reasons a review is refused
owners: {default: Awa Diop, camerise: Linh Nguyen}
withhold:                            rules; one that looks at the rating must say so to everybody
  - {name: no-slurs, words: [slur], because: "insults a person", ground: insult}
"""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Final

from pydantic import BeforeValidator, Field, StrictBool, StrictStr, ValidationError, field_validator

from parvis.errors import ContentError
from parvis.model.review_policy import Ground, ReviewPolicy, Rule
from parvis.settings import moments, yaml_files
from parvis.settings.source_entry import Duration
from parvis.tidy import yaml

NAME: Final = "reviews.yaml"
_RATING: Final = re.compile(r"(<|<=|>|>=|=)\s*([1-5](?:\.\d)?)")
_CONTACT: Final = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]+|https://[^\s<>\"]+")


def _duration(value: object) -> object:
    """A length of time, where none may be said as `forever`."""
    return None if value == "forever" else moments.duration(value)


class _Rule(yaml_files.Entry):
    name: StrictStr
    because: Annotated[StrictStr, Field(min_length=1)]
    ground: Ground = "other"
    rating: StrictStr = ""
    kinds: tuple[StrictStr, ...] = ()
    products: tuple[StrictStr, ...] = ()
    languages: tuple[StrictStr, ...] = ()
    words: tuple[StrictStr, ...] = ()
    public: yaml_files.Texts = Field(default_factory=dict)

    @field_validator("rating")
    @classmethod
    def _compares(cls, rating: str) -> str:
        if not _RATING.fullmatch(rating):
            raise ValueError(f"'{rating}' compares with no rating. Write it such as '<3' or '>=4'.")
        return rating.replace(" ", "")


class _Policy(yaml_files.Entry):
    checked: yaml_files.Texts = Field(default_factory=dict)
    contact: StrictStr = ""
    incentives: yaml_files.Texts = Field(default_factory=dict)
    publication: Duration | None = None
    retention: Annotated[timedelta | None, BeforeValidator(_duration)] = None
    changes: StrictBool = True
    grounds: tuple[Ground, ...] = ReviewPolicy().grounds
    owners: dict[StrictStr, StrictStr] = Field(default_factory=dict)
    withhold: tuple[_Rule, ...] = ()

    @field_validator("contact")
    @classmethod
    def _reachable(cls, contact: str) -> str:
        if not _CONTACT.fullmatch(contact):
            raise ValueError(f"'{contact}' is neither an e-mail address nor an address that begins with https://.")
        return contact


def review_policy(content: Path) -> ReviewPolicy:
    """What the file says; without it, what claims nothing. ContentError lists every mistake."""
    path = content / "curation" / NAME
    if not path.is_file():
        return ReviewPolicy()
    document = yaml_files.document(path, content)
    try:
        said = _Policy.model_validate({} if document.value is None else document.value)
    except ValidationError as error:
        raise ContentError(yaml.mistakes(error, document, document.file, model=_Policy)) from error
    rules = (_rule(rule, document.line(("withhold", place))) for place, rule in enumerate(said.withhold))
    own = {name: getattr(said, name) for name in _Policy.model_fields if name != "withhold"}
    return ReviewPolicy(given=True, rules=tuple(rules), file=document.file, **own)


def _rule(rule: _Rule, line: int) -> Rule:
    return Rule(**{name: getattr(rule, name) for name in _Rule.model_fields}, line=line)
