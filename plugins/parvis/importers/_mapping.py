"""A mapping: which column of a table is what, as a person says it in a YAML file."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, StrictStr, ValidationError, field_validator

from parvis.errors import ContentError
from parvis.tidy import text, yaml

#: What a column may be.
FIELDS: Final = (
    *("id", "author", "rating", "title", "text", "published", "updated", "experienced", "product", "product_name", "language"),
    *("verified", "proof", "incentive", "insider", "url", "pictures", "helpful", "status", "reply", "reply_by", "reply_at"),
)


def _word(value: object) -> object:
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


class Mapping(BaseModel):
    """What a mapping file may say."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    columns: dict[str, Annotated[str, BeforeValidator(_word)]] = {}  #: field to the header of its column
    dates: StrictStr = ""  #: how dates are written, such as `%d/%m/%Y`
    ratings: dict[str, float] = {}  #: what words in the column of ratings mean, such as `Oui: 5`
    scale: float = Field(default=5, gt=1)  #: the best rating
    name: StrictStr = ""  #: where the reviews were collected, for readers: `In our shop`
    first_party: StrictBool | None = None  #: collected by the brand itself about its products
    language: StrictStr = ""  #: of all reviews
    html: StrictBool | None = None  #: title and text are HTML

    @field_validator("columns")
    @classmethod
    def _fields(cls, columns: dict[str, str]) -> dict[str, str]:
        for field in columns:
            if field not in FIELDS:
                raise ValueError(f"no column can be '{field}'. {yaml.did_you_mean(field, FIELDS)}")
        return columns

    @field_validator("dates")
    @classmethod
    def _dates(cls, form: str) -> str:
        if form and "%" not in form:
            raise ValueError("write how dates are written in the letters of strptime, such as '%d/%m/%Y'.")
        try:
            datetime.strptime("", form)  # noqa: DTZ007 (only tried)
        except ValueError as error:
            if "directive" in str(error) or "stray" in str(error):
                raise ValueError(f"'{form}' is no form of a date: {error}.") from error
        return form


def read(given: str, file: str) -> Mapping:
    """The mapping in a file's text. ContentError lists what is wrong with it."""
    document = yaml.load(given, file)
    try:
        return Mapping.model_validate({} if document.value is None else document.value)
    except ValidationError as error:
        raise ContentError(yaml.mistakes(error, document, file, model=Mapping)) from error


def slug(mapping: Mapping) -> str:
    """What tells the ids of one shop's table from those of another: made of its name; empty where it has none."""
    return text.slug(mapping.name) if mapping.name else ""
