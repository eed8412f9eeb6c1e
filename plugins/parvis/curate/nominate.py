"""Who might be asked to be an ambassador: fans whose posts are often approved, liked or thankful, with the reasons. A proposal, no more."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from statistics import median
from typing import Final

import msgspec

from parvis.curate.ambassadors import People, owner
from parvis.curate.decided import Decided
from parvis.curate.mentions import fold
from parvis.model.decision import Decision
from parvis.model.hub import Site
from parvis.model.nouns import Nouns
from parvis.model.post import Author, Post
from parvis.model.source import Source
from parvis.tidy import links, text

#: Fewer posts than this are no habit.
LEAST: Final = 2
#: What an approval, a thankful post and one that is liked more than most count for.
_APPROVED, _THANKFUL, _LIKED = 3, 2, 1
#: Words of thanks and praise as `fold` writes them, in French and English.
_THANKS: Final = re.compile(
    r" (merci|bravo|felicitations|j adore|adore[es]?|delicieux|delicieuse|coup de coeur|prefere[es]?|formidable|chapeau"
    r"|thanks?|thank you|congratulations|love[ds]?|loving|delicious|favou?rites?|wonderful|amazing|well done) "
)


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who might be asked."""

    name: str
    handle: str
    url: str  #: absolute; empty where none is known
    network: str
    posts: int
    approved: int  #: let through by hand
    liked: int  #: liked more than most posts of their source
    likes: int  #: in all
    thankful: int
    latest: datetime

    @property
    def score(self) -> int:
        """What the order goes by."""
        return _APPROVED * self.approved + _THANKFUL * self.thankful + _LIKED * self.liked

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why they are named, a phrase each."""
        return tuple(reason for reason in self._reasons() if reason)

    def _reasons(self) -> Iterator[str]:
        yield f"{_count(self.posts, 'post')}, the latest on {self.latest:%Y-%m-%d}"
        yield f"{_count(self.approved, 'post')} approved by hand" if self.approved else ""
        yield f"{_count(self.liked, 'post')} liked more than most of the source ({self.likes} likes in all)" if self.liked else ""
        yield f"{_count(self.thankful, 'post')} with thanks or praise" if self.thankful else ""


def candidates(
    archived: Mapping[str, Iterable[Post]], sources: Iterable[Source], nouns: Nouns, decisions: Iterable[Decision], site: Site
) -> tuple[Candidate, ...]:
    """The best first; ties by name. Nobody of the brand's, no ambassador of today or earlier, nobody who asked not to be shown."""
    known = {source.name: source for source in sources}
    posts = [post for name in sorted(archived) for post in archived[name] if name in known]
    insiders = _Insiders(posts, known, nouns, site)
    by_author: dict[str, list[Post]] = {}
    for post in posts:
        if not insiders.has(post):
            by_author.setdefault(_identity(post), []).append(post)
    usual, decided = _usual_likes(posts), Decided(decisions)
    found = (_candidate(theirs, usual, decided) for theirs in by_author.values() if len(theirs) >= LEAST)
    return tuple(sorted((one for one in found if one.score), key=lambda one: (-one.score, one.name.casefold(), one.url)))


class _Insiders:
    """Those who are not to be asked."""

    def __init__(self, posts: Iterable[Post], sources: Mapping[str, Source], nouns: Nouns, site: Site) -> None:
        self._people = People(nouns.ambassadors, sources)
        self._names = {fold(person.name) for person in nouns.ambassadors}
        # Whoever writes in a source of the brand's or of an ambassador's is known everywhere else by the same account.
        owned = {name for name, source in sources.items() if source.owner == "brand" or owner(source)}
        self._owned = owned
        self._accounts = {_identity(post) for post in posts if post.source in owned} | {_address(account.url) for account in site.accounts}
        self._brand = text.slug(site.name).replace("-", "")

    def has(self, post: Post) -> bool:
        author = post.author
        said = text.slug(f"{author.name} {author.handle or ''}").replace("-", "")
        return (
            post.source in self._owned
            or author.opted_out
            or not (author.name or author.handle)
            or _identity(post) in self._accounts
            or fold(author.name) in self._names
            or self._people.find(post) is not None
            or self._brand in said
        )


def _candidate(posts: list[Post], usual: Mapping[str, float], decided: Decided) -> Candidate:
    latest = max(posts, key=lambda post: (post.published, post.id))
    author: Author = latest.author
    return Candidate(
        name=text.one_line(author.name or author.handle or "", 80),
        handle=author.handle or "",
        url=author.url or "",
        network=latest.network,
        posts=len(posts),
        approved=sum(decided.approval(post) is not None for post in posts),
        liked=sum((post.counts.likes or 0) > usual[post.source] for post in posts),
        likes=sum(post.counts.likes or 0 for post in posts),
        thankful=sum(_THANKS.search(fold(f"{post.title} {post.text}")) is not None for post in posts),
        latest=latest.published,
    )


def _usual_likes(posts: Iterable[Post]) -> dict[str, float]:
    """What a post of each source usually gets: half of them get less."""
    by_source: dict[str, list[int]] = {}
    for post in posts:
        by_source.setdefault(post.source, []).append(post.counts.likes or 0)
    return {source: median(likes) for source, likes in by_source.items()}


def _identity(post: Post) -> str:
    """One author's account, whichever source it was met in."""
    author = post.author
    return _address(author.url) if author.url else f"{post.network} {(author.handle or author.name).casefold()}"


def _address(url: str) -> str:
    return links.canonical(url).rstrip("/").casefold()


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
