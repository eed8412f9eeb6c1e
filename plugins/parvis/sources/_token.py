"""What the kinds that need a token share: it is named by its environment variable and goes to the network alone."""

from __future__ import annotations

import re
from typing import ClassVar, Literal

from pydantic import ConfigDict, field_validator

from parvis.model.exchange import Request, Secret
from parvis.sources import SourceOptions

_VARIABLE = re.compile(r"[A-Z_][A-Z0-9_]{0,63}")

#: 30 and 60 days in seconds: the retention clocks of the networks.
DAY = 86_400
MONTH = 30 * DAY
TWO_MONTHS = 60 * DAY


class TokenOptions(SourceOptions):
    """Options of a kind that needs a token. `token_env` names the environment variable that holds it."""

    # What was typed is never repeated: it could be the token itself.
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, hide_input_in_errors=True)

    token_env: str  #: each kind gives its own default
    place: ClassVar[Literal["header", "query"]] = "header"
    parameter: ClassVar[str] = "Authorization"
    prefix: ClassVar[str] = "Bearer "

    @field_validator("token_env")
    @classmethod
    def _names_a_variable(cls, value: str) -> str:
        if not _VARIABLE.fullmatch(value):
            raise ValueError("`token_env` is the NAME of an environment variable, in capitals such as BRAND_TOKEN, never the token itself")
        return value

    def secret(self) -> Secret:
        """The token, by name."""
        return Secret(env=self.token_env, place=self.place, name=self.parameter, prefix=self.prefix)

    def whole(self) -> Request:
        """The request for an address given whole. A token goes there only where `token_env` is written out, and never into the hub."""
        url = self.address()
        goes_along = "token_env" in self.model_fields_set and "://" in url
        return Request(url=url, accept="application/json", secret=self.secret() if goes_along else None)
