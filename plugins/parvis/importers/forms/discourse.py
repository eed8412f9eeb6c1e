"""Discourse: a topic as JSON (its address with `.json`). Each answer is an idea: its first line the name, the rest the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from parvis.importers.forms import _json
from parvis.model.raw_submission import RawIdea, Wanted
from parvis.tidy import text

if TYPE_CHECKING:
    from parvis.importers.forms import Export, Row

GIVES: Final[tuple[Wanted, ...]] = ("ideas",)
PROVEN: Final = True
#: An ordinary answer; others are the moderators' and the forum's own.
_ANSWER: Final = 1


def read(export: Export, wanted: Wanted) -> Iterator[Row]:
    """The answers of a topic in their order; its first post is the call, and answers to answers are talk."""
    del wanted
    document = _json.load(export)
    stream = document.get("post_stream") if isinstance(document, Mapping) else None
    posts = stream.get("posts") if isinstance(stream, Mapping) else None
    if not isinstance(posts, list):
        raise _json.refused(export, "this is no topic: it has no `post_stream.posts`.")
    found = (post for post in posts if isinstance(post, Mapping) and _is_idea(post))
    return (_idea(post, number) for number, post in enumerate(found, start=1))


def _is_idea(post: Mapping[str, Any]) -> bool:
    answer = post.get("post_type", _ANSWER) == _ANSWER and post.get("post_number") != 1
    return answer and not post.get("reply_to_post_number") and not post.get("hidden") and not post.get("deleted_at")


def _idea(post: Mapping[str, Any], number: int) -> RawIdea:
    said = text.plain(str(post.get("cooked") or ""))
    title, _, rest = said.partition("\n")
    return RawIdea(
        number=number,
        native=str(post.get("id") or ""),
        title=title,
        text=rest.strip(),
        author=str(post.get("name") or post.get("username") or ""),
        at=str(post.get("created_at") or ""),
    )
