"""What the archive holds of a source, found by id, link and content. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from hashlib import sha256
from typing import TypeVar
from urllib.parse import urlsplit

from parvis.collect.entries import Entry
from parvis.model.post import Post
from parvis.tidy.links import canonical

T = TypeVar("T")


class Archived:
    """The archived posts of a source, found by id, link, and content."""

    def __init__(self, source: str, posts: Sequence[Post], approved: Collection[str] = ()) -> None:
        """`posts` of `source` alone; `approved`: ids of those held ones that somebody has approved."""
        self.source = source
        self.posts = posts
        self.by_key = {key: post for post in posts for key in (*post.aka, post.id.removeprefix(f"{source}:"))}
        self._approved = approved

    @cached_property
    def by_link(self) -> dict[str, Post]:
        """By canonical link, where one post alone has it."""
        return unique((canonical(post.url), post) for post in self.posts if post.url)

    @cached_property
    def by_path(self) -> dict[str, Post]:
        """By link, scheme and host ignored, where one post alone has it."""
        return unique((path, post) for post in self.posts if (path := path_of(post)))

    @cached_property
    def by_content(self) -> dict[str, Post]:
        """By hash of title and text, where one post alone has it."""
        return unique((content, post) for post in self.posts if (content := content_of(post)))

    @cached_property
    def hosts(self) -> frozenset[str]:
        """Where the links of its posts lead. What is held and not approved proves nothing."""
        return frozenset(host for post in self.posts if not self.is_pending(post) and (host := host_of(post)))

    def is_pending(self, post: Post) -> bool:
        """Whether a post waits for approval: nobody has looked at it so far."""
        return post.held is not None and post.id not in self._approved

    def same(self, entry: Entry) -> Post | None:
        """The archived post that an entry is, by the keys that the entry has; None when it is unknown so far."""
        if entry.native and entry.native in self.by_key:
            return self.by_key[entry.native]
        linked = (self.by_key.get(entry.link) or self.by_link.get(entry.link)) if entry.link else None
        if linked is not None and (not entry.native or self.is_kept_by(linked, entry.link) or _equal(linked, entry.found.post)):
            return linked
        if entry.native or entry.link:
            return self.by_key.get(entry.digest)
        alike = self.by_content.get(content_of(entry.found.post))
        return self.by_key.get(entry.digest) or (alike if alike is not None and _equal(alike, entry.found.post) else None)

    def is_kept_by(self, post: Post, *keys: str) -> bool:
        """Whether a post is kept by one of these keys, because its own id was missing, or shared by other entries at that time."""
        return post.id.removeprefix(f"{self.source}:") in keys


def unique(pairs: Iterable[tuple[str, T]]) -> dict[str, T]:
    """By key, without those keys that several share."""
    every = list(pairs)
    times = Counter(key for key, _ in every)
    return {key: value for key, value in every if times[key] == 1}


def _equal(known: Post, fresh: Post) -> bool:
    """Whether title, date and text are the same."""
    return content_of(known) == content_of(fresh) and (known.published == fresh.published or not fresh.dated)


def path_of(post: Post) -> str:
    """The link, scheme and host ignored; empty where it says nothing."""
    if not post.url:
        return ""
    parts = urlsplit(canonical(post.url))
    path = f"{parts.path}?{parts.query}"
    return "" if path == "/?" else path


def content_of(post: Post) -> str:
    """Hash of title and text; empty where there is neither."""
    words = f"{post.title}\n{post.text}"
    return sha256(words.encode()).hexdigest() if words.strip() else ""


def host_of(post: Post) -> str:
    """Where the link leads; empty where there is none."""
    return (urlsplit(post.url).hostname or "").removeprefix("www.") if post.url else ""
