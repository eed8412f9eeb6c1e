"""A suppression: what never comes back, recognised by salted hashes, without a name of it being kept anywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from hashlib import scrypt, sha256
from types import MappingProxyType
from typing import Annotated, Final, Literal

import msgspec

from parvis.model.post import Post
from parvis.model.review import Review

#: What a hash is of. `id`: in the archive · `link`: in its canonical form · `native`: the network's own id with the account ·
#: `words`: title and text · `account`: network and handle · `profile`: address of the author · `name`: network and name, where
#: there is neither handle nor address.
Of = Literal["id", "link", "native", "words", "account", "profile", "name"]

#: scrypt (RFC 7914): 32 MiB and about a tenth of a second for each guess.
COST: Final = MappingProxyType({"n": 2**15, "r": 8, "p": 1, "maxmem": 64 * 1024 * 1024, "dklen": 32})
#: Hex digits of the mark: one key in 4,096 has that of a line by chance, and only of those is the slow hash asked.
MARK: Final = 3
#: Fewer letters are said by many.
TELLING: Final = 40
#: Brings addresses to one form for comparing.
Canonical = Callable[[str], str]


class Suppression(msgspec.Struct, frozen=True, kw_only=True):
    """One line of content/curation/suppressions.yaml: one key of a thing, or of a person, that was forgotten."""

    of: Of
    salt: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$")]  #: 32 hex digits, random, of this line alone
    mark: Annotated[
        str, msgspec.Meta(pattern=f"^[0-9a-f]{{{MARK}}}$")
    ]  #: the first hex digits of a fast hash: what spares nearly everything else the slow one
    hash: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]  #: 64 hex digits
    ground: str  #: key of `model.takedown.GROUNDS`
    at: datetime  #: aware, UTC
    file: str = ""  #: relative to the hub's folder
    line: int = 0

    def is_of(self, key: str) -> bool:
        """Whether it stands for this key of its own sort."""
        return mark(self.salt, self.of, key) == self.mark and slow(self.salt, self.of, key) == self.hash


class Cleared(msgspec.Struct, frozen=True):
    """What was asked before: digests of records that no line is about, the salts of those lines, and whom a line is about nevertheless."""

    salts: frozenset[str] = frozenset()
    records: frozenset[bytes] = frozenset()
    fallen: dict[bytes, str] = {}  #: salt of the line, by the record's digest
    sources: dict[bytes, dict[int, str]] = {}  #: the same by digest of all that a source holds, and by place in it

    def beside(self, known: Cleared) -> Cleared:
        """With what was known before, if that was asked of the same lines."""
        if known.salts != self.salts:
            return self
        return Cleared(self.salts, self.records | known.records, known.fallen | self.fallen, self.sources or known.sources)


def mark(salt: str, of: Of, key: str) -> str:
    """The fast hash's first digits."""
    return sha256(bytes.fromhex(salt) + f"{of}\n{key}".encode()).hexdigest()[:MARK]


def slow(salt: str, of: Of, key: str) -> str:
    """The slow hash, as hex digits."""
    return scrypt(f"{of}\n{key}".encode(), salt=bytes.fromhex(salt), **COST).hex()


def digest(kept: Post | Review) -> bytes:
    """What is remembered of a record that was found to be free: changes with whatever its keys are made of."""
    if isinstance(kept, Review):
        said = f"{kept.id}\0{kept.kind}\0{kept.url or ''}\0{kept.author}\0{kept.title}\0{kept.text}"
    else:
        author, aka = kept.author, "".join([f"{one}\0" for one in kept.aka])
        whose = f"{author.handle or ''}\0{author.url or ''}\0{author.name}"
        said = f"{kept.id}\0{kept.network}\0{kept.url or ''}\0{kept.repost_of or ''}\0{aka}{whose}\0{kept.title}\0{kept.text}"
    return sha256(said.encode()).digest()[:12]


def digest_of_all(posts: Sequence[Post]) -> bytes:
    """What is remembered of a whole source: changes with whatever stands in one of its posts."""
    return sha256(msgspec.msgpack.encode(posts)).digest()[:12]


def keys(kept: Post | Review, canonical: Canonical) -> Iterator[tuple[Of, str]]:
    """Every key by which a record may be known. `canonical` brings addresses to one form (`tidy.links.canonical`)."""
    yield "id", kept.id
    for address in _links(kept):
        yield "link", canonical(address)
    for native in _natives(kept):
        yield "native", native
    if len(said := " ".join(f"{kept.title}\n{kept.text}".split())) >= TELLING:
        yield "words", said
    yield from author_keys(kept, canonical)


def author_keys(kept: Post | Review, canonical: Canonical) -> Iterator[tuple[Of, str]]:
    """Every key by which the author of a record may be known."""
    network = network_of(kept)
    if isinstance(kept, Review):
        if kept.author:
            yield "name", f"{network}\n{folded(kept.author)}"
        return
    author = kept.author
    if author.handle:
        yield "account", f"{network}\n{folded(author.handle)}"
    if author.url:
        yield "profile", canonical(author.url)
    if author.name and not author.handle and not author.url:
        yield "name", f"{network}\n{folded(author.name)}"


def item_keys(kept: Post | Review, canonical: Canonical) -> tuple[tuple[Of, str], ...]:
    """The keys of a record that are not its author's."""
    theirs = set(author_keys(kept, canonical))
    return tuple(dict.fromkeys(key for key in keys(kept, canonical) if key not in theirs))


def network_of(kept: Post | Review) -> str:
    """Where it comes from: a network, or the tool that reviews were exported from."""
    return kept.kind if isinstance(kept, Review) else kept.network


def folded(name: str) -> str:
    """A handle or a name as it is compared."""
    return " ".join(name.strip().lstrip("@").casefold().split())


def _links(kept: Post | Review) -> tuple[str, ...]:
    """Its own address, and that of what it only repeats."""
    repeated = kept.repost_of if isinstance(kept, Post) else None
    return tuple(dict.fromkeys(address for address in (kept.url, repeated) if address))


def _natives(kept: Post | Review) -> Iterator[str]:
    """The network's own ids of it, with the account: the same under whatever name the source is collected."""
    if isinstance(kept, Review):
        yield f"{kept.kind}\n{kept.native}\n{folded(kept.author)}"
        return
    account = folded(kept.author.handle or kept.author.url or kept.author.name)
    for native in dict.fromkeys((kept.id.removeprefix(f"{kept.source}:"), *kept.aka)):
        yield f"{kept.network}\n{native}\n{account}"
