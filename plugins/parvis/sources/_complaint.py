"""What a network says when it refuses: its own words as an error, without anything in them that could be a token."""

from __future__ import annotations

import re
from typing import Any

from parvis.errors import ReadError
from parvis.sources._fields import Fields
from parvis.tidy.text import one_line

#: Characters of a network's message that are shown.
_LONGEST = 240
_NAMED = re.compile(r"(?i)\b(access_token|token|api_?key|key|secret|password|signature|sig)(\s*[=:]\s*)[^\s&,;\"']+")
# A run of characters as keys and tokens have them: long, with a digit and a letter in it, no word of any language.
_OPAQUE = re.compile(r"(?=[\w|.%+/=-]*\d)(?=[\w|.%+/=-]*[A-Za-z])[\w|.%+/=-]{20,}")


def complaint(document: Any) -> str | None:
    """The message of an error answer of Google, Meta, Mastodon, Bluesky, Discourse, TikTok or X; None where it is none."""
    answer = Fields(document)
    error = answer.row("error")
    if error.text("code") == "ok":  # TikTok says so in every good answer
        return None
    said = error.text("message", "error_user_msg") if error else _plain(answer)
    return without_tokens(said) if said else None


def without_tokens(text: str) -> str:
    """One line of a message, with everything that looks like a token blacked out."""
    return one_line(_OPAQUE.sub("[…]", _NAMED.sub(r"\1\2[…]", text)), _LONGEST)


def unexpected(document: Any, wanted: str) -> ReadError:
    """The error for JSON that is not `wanted` (such as "a Bluesky feed"): the network's message where it has one."""
    said = complaint(document)
    return ReadError(f"the network answered: {said}" if said else f"the answer is not {wanted}: it is JSON of another shape")


def _plain(answer: Fields) -> str | None:
    if answer.text("error"):
        return answer.text("error_description", "message", "error")
    for error in answer.rows("errors"):
        if error.text("detail", "message", "title"):
            return error.text("detail", "message", "title")
    for message in answer.texts("errors"):
        return message
    return answer.text("detail", "title") if answer.number("status") else None
