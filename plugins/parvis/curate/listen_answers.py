"""Who speaks for the brand, and what it has answered: by a decision, by a reply of its own, by something its editors wrote."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from parvis.curate.decided import Decided
from parvis.model.contact import Account
from parvis.model.hub import Answer
from parvis.model.post import Author, Post
from parvis.model.source import Source
from parvis.tidy import links


class Ours:
    """The brand's own posts, wherever they stand."""

    def __init__(self, posts: Iterable[Post], sources: Mapping[str, Source], accounts: Iterable[Account]) -> None:
        """`accounts`: the brand's own, as the settings have them. Whoever posts in one of the brand's sources is known everywhere else."""
        # In a source that is only listened to other people speak, whoever has set it up.
        self._sources = {name for name, source in sources.items() if source.owner == "brand" and source.publish != "listen"}
        own = (name for post in posts if post.source in self._sources and not post.repost_of for name in _names(post.network, post.author))
        known = (name for account in accounts for name in _names(account.network, Author(handle=account.handle, url=account.url)))
        self._names = frozenset({*own, *known})

    def has(self, post: Post) -> bool:
        """Whether the brand itself says it."""
        return post.source in self._sources or not self._names.isdisjoint(_names(post.network, post.author))


class Answers:
    """What the brand has answered."""

    def __init__(self, posts: Iterable[Post], ours: Ours, decided: Decided, cited: Collection[str] = ()) -> None:
        """`cited`: what editors cite in what they write, by id or by its first eight digits."""
        self._decided, self._cited = decided, frozenset(cited)
        self._replied = {_place(post.reply_to) for post in posts if post.reply_to and ours.has(post)}

    def of(self, post: Post) -> Answer:
        """`thanked` where it has its answer, `needed` where an editor says that it still needs one; a later word of theirs holds."""
        word = self._decided.latest(post.id, "answer")
        if word:
            return "thanked" if word.do == "thank" else "needed"
        names = {post.id, post.id8, post.id.partition(":")[2], *post.aka, *([_place(post.url)] if post.url else ())}
        return "thanked" if names & self._replied or {post.id, post.id8} & self._cited else ""


def _names(network: str, author: Author) -> Iterable[str]:
    if author.url:
        yield _place(author.url)
    if author.handle:
        yield f"{network} {author.handle.casefold().lstrip('@')}"


def _place(address: str) -> str:
    return links.canonical(address).rstrip("/").casefold() if address.startswith(("http://", "https://")) else address
