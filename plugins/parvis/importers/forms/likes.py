"""Likes of linked posts, one entry a post, as the networks' APIs give them.

Mastodon: a post or a list of posts (`url`, `favourites_count`: counted, without names). Bluesky: the answer of `getLikes`, or a
list of them (`uri`, `likes`). Or an object with an entry's id or address as key and the list of accounts that like it as value.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from parvis.importers.forms import _json
from parvis.model.raw_submission import RawVote, Wanted

if TYPE_CHECKING:
    from parvis.importers.forms import Export, Row

GIVES: Final[tuple[Wanted, ...]] = ("ballots",)
PROVEN: Final = True


def read(export: Export, wanted: Wanted) -> Iterator[Row]:
    """A vote for each like."""
    del wanted
    document = _json.load(export)
    found = [vote for post in (document if isinstance(document, list) else [document]) for vote in _of(post, export)]
    return iter(found)


def _of(post: Any, export: Export) -> Iterator[RawVote]:
    if not isinstance(post, Mapping):
        raise _json.refused(export, "this is no post, and no list of posts.")
    if isinstance(post.get("likes"), list) and "uri" in post:
        yield from _named(str(post["uri"]), post["likes"])
    elif "favourites_count" in post:
        choice = str(post.get("url") or post.get("uri") or "")
        for number in range(1, int(post["favourites_count"] or 0) + 1):
            yield RawVote(number=number, poll=f"likes {choice}", choice=choice)
    elif post and all(isinstance(accounts, list) for accounts in post.values()):
        for choice, accounts in post.items():
            yield from _named(str(choice), accounts)
    else:
        raise _json.refused(
            export, "these are no likes: neither `favourites_count`, nor `uri` and `likes`, nor lists of accounts by entry."
        )


def _named(choice: str, likes: list[Any]) -> Iterator[RawVote]:
    """Likes whose accounts are told: they tell one person from another, and no more."""
    for number, like in enumerate(likes, start=1):
        account = like.get("actor", like) if isinstance(like, Mapping) else {"url": like}
        voter = next((str(account[name]) for name in ("did", "url", "uri", "acct", "handle", "id") if account.get(name)), "")
        at = str(like.get("createdAt") or like.get("created_at") or "") if isinstance(like, Mapping) and "actor" in like else ""
        yield RawVote(number=number, voter=voter, choice=choice, at=at)
