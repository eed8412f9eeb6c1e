"""Forgetting: whom or what a person means, and what else says the same. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final
from urllib.parse import urlsplit

import msgspec

from parvis.errors import UsageError
from parvis.model import suppression
from parvis.model.forgetting import Wanted
from parvis.model.post import Post
from parvis.model.review import Review
from parvis.model.suppression import TELLING, folded
from parvis.model.takedown import GROUNDS
from parvis.tidy.links import canonical

Kept = Post | Review

_ID8: Final = re.compile(r"(?:.*-)?([0-9a-f]{8})")
#: How many candidates a message lists.
_SHOWN: Final = 5
#: Words of people who are not content, in French and in English.
_COMPLAINT: Final = re.compile(
    r"\b(?:déçue?s?|décevante?s?|déception|mauvaise?s?|nulle?s?|jamais plus|plus jamais|arnaques?|honte|honteux|scandale\w*|rembours\w+|plainte|réclamation"
    r"|trop chère?s?|pire|horrible|dégoûtante?|immangeables?|malade|intoxi\w+|cassée?s?|retard|jamais (?:reçue?|arrivée?)"
    r"|disappoint\w*|awful|terrible|worst|never again|refund\w*|scam|rip-?off|complain\w*|rude|sick|food poisoning|broken|stale|overpriced|shame\w*"
    r"|bad (?:service|experience|taste)|avoid|unacceptable)\b",
    re.IGNORECASE,
)


def find(what: str, kept: Sequence[Kept]) -> Wanted:
    """What is meant by an id, an unambiguous beginning of one, an address of a page or of the original, a handle, a profile or a name.

    UsageError when there is none, or when several are meant.
    """
    is_address = what.startswith(("http://", "https://", "/"))
    items = _by_address(what, kept) if is_address else [one for one in kept if one.id == what]
    if items:
        return _items(items, kept)
    theirs = _by_profile(what, kept) if is_address else _by_name(what, kept)
    if theirs:
        return _author(theirs, kept)
    begins = [] if is_address else [one for one in kept if one.id.startswith(what)]
    if not begins:
        remedy = (
            "Give its id (as in content/archive/), the address of its page or of the original, or its author's handle, profile or name."
        )
        raise UsageError(f"Nothing in the archive is '{what}', and nobody there is called so. {remedy}")
    if len(begins) > 1:
        listed = ", ".join(sorted(one.id for one in begins)[:_SHOWN])
        raise UsageError(f"'{what}' fits {len(begins)} items: {listed}{', …' if len(begins) > _SHOWN else ''}. Give more of the id.")
    return _items(begins, kept)


def joined(wanted: Wanted, kept: Sequence[Kept]) -> Wanted:
    """The same with everything that says the same or repeats it."""
    more = _items([*wanted.kept, *wanted.remaining], kept)
    return msgspec.structs.replace(
        more,
        kind=wanted.kind,
        handles=wanted.handles,
        profiles=wanted.profiles,
        names=wanted.names,
        keys=tuple(dict.fromkeys((*wanted.keys, *more.keys))),
    )


def is_criticism(wanted: Wanted) -> bool:
    """Whether any of it finds fault: by its stars, or by its words."""
    low = any(review.negative for review in wanted.reviews)
    return low or any(_COMPLAINT.search(f"{one.title}\n{one.text}") for one in wanted.kept)


def ground_of(said: str) -> str:
    """The key of a ground as a person writes it: `erasure`, `GDPR art. 17`, `court order of 3 June`; `other` where none is named."""
    words = folded(said)
    first = words.partition(":")[0].partition(" ")[0]
    if first in GROUNDS:
        return first
    return next((key for pattern, key in _SAID if re.search(pattern, words)), "other")


_SAID: Final = (
    (r"court|judg|injunction|tribunal|jugement|ordonnance|décision de justice", "court"),
    (r"guardian|minor\b|mineure?\b|\bchild|enfant", "minor"),
    (r"art(?:icle|\.)? ?17|erasure|effacement|right to be forgotten|droit à l.oubli", "erasure"),
    (r"art(?:icle|\.)? ?21|objection|opposition", "objection"),
    (r"copyright|droits? d.auteur|\bdmca\b|contrefaçon|plagiar", "copyright"),
    (r"trade ?mark|marque déposée|droit des marques", "trademark"),
    (r"defam|diffam|\blcen\b|libel|injur|insult", "defamation"),
    (r"image right|droit à l.image|portrait right|own image", "image"),
    (r"privacy|vie privée|personal data|données personnelles|gdpr|rgpd|doxx", "privacy"),
    (r"hatred|haine|racis", "hate"),
    (r"authority|autorité|\bcnil\b|\barcom\b", "authority"),
    (r"terms of|conditions du réseau|conditions d.utilisation", "terms"),
)


def _items(items: Iterable[Kept], kept: Sequence[Kept]) -> Wanted:
    """Items with whatever is the same thing under another id."""
    first = list(items)
    shared = _shared(kept)
    links = {link for one in first for link in _links(one)} - shared
    ids = {one.id for one in first}
    gone = [one for one in kept if one.id in ids or links & set(_links(one))]
    gone_ids = {one.id for one in gone}
    said = [words for one in gone if len(words := _words(one)) >= TELLING]
    alike = tuple(one for one in kept if one.id not in gone_ids and said and _says(one, said))
    posts = tuple(one for one in gone if isinstance(one, Post))
    reviews = tuple(one for one in gone if isinstance(one, Review))
    keys = (key for one in gone for key in suppression.item_keys(one, canonical))
    return Wanted(
        kind="item" if posts else "review",
        posts=posts,
        reviews=reviews,
        links=frozenset(links),
        keys=tuple(dict.fromkeys(key for key in keys if key[0] != "link" or key[1] not in shared)),
        remaining=alike,
    )


def _shared(kept: Iterable[Kept]) -> set[str]:
    """Addresses that several items of one source have: those of a whole page, such as a calendar's, tell none of them."""
    times = Counter((one.source, canonical(one.url)) for one in kept if one.url)
    return {link for (_source, link), count in times.items() if count > 1}


def _author(theirs: Sequence[Kept], kept: Sequence[Kept]) -> Wanted:
    """Everything of an author, by every key that the author has."""
    whose = dict.fromkeys(key for one in theirs for key in suppression.author_keys(one, canonical))
    handles = {(key[1].partition("\n")[0], key[1].partition("\n")[2]) for key in whose if key[0] == "account"}
    if len(handles) > 1:
        listed = ", ".join(sorted(f"{handle} on {network}" for network, handle in handles)[:_SHOWN])
        raise UsageError(f"Several people may be meant: {listed}. Give the address of the profile, or the id of an item.")
    all_of_theirs = [one for one in kept if any(key in whose for key in suppression.author_keys(one, canonical))]
    of_items = _items(all_of_theirs, kept)
    posts = [one for one in all_of_theirs if isinstance(one, Post)]
    return msgspec.structs.replace(
        of_items,
        kind="author",
        keys=tuple(dict.fromkeys((*whose, *(key for key in of_items.keys if key[0] == "link")))),
        handles=frozenset(folded(post.author.handle) for post in posts if post.author.handle),
        profiles=frozenset(canonical(post.author.url) for post in posts if post.author.url),
        names=frozenset(filter(None, (one.author.name if isinstance(one, Post) else one.author for one in all_of_theirs))),
    )


def _by_address(address: str, kept: Sequence[Kept]) -> list[Kept]:
    """By the original's address, or by that of a page of the hub, which ends in SLUG-ID8/."""
    wanted = canonical(address)
    linked = [one for one in kept if one.url and canonical(one.url) == wanted]
    exactly = [one for one in linked if one.url == address]
    if wanted in _shared(kept):
        linked = exactly
        if len(exactly) != 1:
            raise UsageError(f"Several items have the address '{address}'. Give the id of one (as in content/archive/).")
    parts = [part for part in urlsplit(address).path.split("/") if part]
    match = _ID8.fullmatch(parts[-1]) if parts else None
    return linked or [one for one in kept if match is not None and one.id8 == match[1]]


def _by_profile(address: str, kept: Sequence[Kept]) -> list[Kept]:
    wanted = canonical(address).rstrip("/")
    return [one for one in kept if isinstance(one, Post) and one.author.url and canonical(one.author.url).rstrip("/") == wanted]


def _by_name(name: str, kept: Sequence[Kept]) -> list[Kept]:
    """By handle; where nobody has it, by the name that is shown."""
    wanted = folded(name)
    by_handle: list[Kept] = [one for one in kept if isinstance(one, Post) and one.author.handle and folded(one.author.handle) == wanted]
    return by_handle or [one for one in kept if folded(one.author.name if isinstance(one, Post) else one.author) == wanted and wanted]


def _links(one: Kept) -> tuple[str, ...]:
    repeated = one.repost_of if isinstance(one, Post) else None
    return tuple(canonical(address) for address in (one.url, repeated) if address)


def _words(one: Kept) -> str:
    return " ".join("".join(letter if letter.isalnum() else " " for letter in one.text.casefold()).split())


def _says(one: Kept, said: Iterable[str]) -> bool:
    words = _words(one)
    return any(text in words or (len(words) >= TELLING and words in text) for text in said)
