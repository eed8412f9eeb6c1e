"""Tokens: read from the environment at the last moment, and taken out of every text that leaves this room."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, quote_plus

from parvis.errors import SourceError
from parvis.model.exchange import Secret

_HIDDEN = "[hidden]"
#: A shorter value is no token, and blanking it out of a body would spoil the text.
_LEAST_IN_BODY = 8


class Secrets:
    """The values that were used in a run. Nothing but this object ever holds them."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        """Values are looked up in `environment` by the names that sources give."""
        self._environment = environment
        self._values: dict[str, str] = {}

    def value(self, secret: Secret) -> str:
        """The token with its prefix. SourceError, naming the variable alone, when there is none that can be sent."""
        value = self._environment.get(secret.env, "").strip()
        if not value:
            raise SourceError(
                f"the environment variable {secret.env} is not set. Put the token into it where `parvis collect` runs, never into a file of the hub."
            )
        if not value.isprintable():
            raise SourceError(
                f"the environment variable {secret.env} holds a line break or a control character. Put the token alone into it."
            )
        for form in (value, quote(value, safe=""), quote_plus(value), quote(value)):
            self._values[form] = secret.env
        return f"{secret.prefix}{value}"

    def hide(self, text: str) -> str:
        """A text without any token that was used so far."""
        for value in self._longest_first():
            text = text.replace(value, _HIDDEN)
        return text

    def hide_in(self, body: bytes) -> bytes:
        """A body without any token: some networks repeat it in the addresses of further pages."""
        for value in self._longest_first():
            if len(value) >= _LEAST_IN_BODY:
                body = body.replace(value.encode(), _HIDDEN.encode())
        return body

    def _longest_first(self) -> list[str]:
        return sorted(self._values, key=lambda value: (-len(value), value))
