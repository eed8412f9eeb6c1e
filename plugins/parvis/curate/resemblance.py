"""Resemblance: which posts of one person say the same, by their words, their links and their pictures, close in time.

A post is compared with those of the same person from other sources within three days that share part of its signature, its first
words, a link or a picture; never with all. The words decide: alone when nearly all are the same, with less where a link or a picture
is the same, too. Two texts that name different numbers are two posts, however alike: last week's workshop is not this week's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from functools import cache
from itertools import chain
from typing import Final

import msgspec

from parvis.curate import minhash
from parvis.curate.shelves import pairs, shared
from parvis.curate.voices import Voices
from parvis.model.post import Post
from parvis.tidy import links

#: How far apart the same may be posted on two networks.
APART: Final = timedelta(days=3)
_APART: Final = APART.total_seconds()
#: What two texts share (see `minhash`): alone; where a link or a picture is the same, too.
ALONE, BACKED = 0.8, 0.5
#: How sure it is that a text is one that goes on in another place.
CUT: Final = 0.95
#: Words of which a text must have so many to be known again by them alone: "Merci !" is said every day.
FEWEST: Final = 6
#: Words by which a cut text is looked up.
_BEGINNING: Final = 6
#: Comparisons a post and shelf: more of one person's posts within three days that begin alike are no cross-posts.
_MOST: Final = 8


class Same(msgspec.Struct, frozen=True):
    """Why two posts are one."""

    score: float  #: 0 to 1, the surer the higher
    because: str  #: `text 0.93`


class Text(msgspec.Struct, frozen=True):
    """A post's words, ready for comparing. Few are compared: of the others nothing is kept but what they are looked up by."""

    words: tuple[str, ...]
    features: frozenset[int]

    @property
    def numbers(self) -> frozenset[str]:
        """Those that it names: asked of few."""
        return frozenset(filter(str.isdigit, self.words))


class Resemblance:
    """The posts of a hub, compared where that can come to something."""

    def __init__(self, posts: Sequence[Post], voices: Voices) -> None:
        """`posts`: by time, either way."""
        self._posts = posts
        self._seconds = [post.published.timestamp() for post in posts]
        self._voices = voices
        self._texts: dict[int, Text] = {}
        self._canonical = cache(_address)
        self.compared = 0  #: pairs of posts
        self.signed = 0  #: posts whose words were looked at

    def found(self) -> Iterator[tuple[int, int, Same]]:
        """All pairs of places in `posts` that are the same, the place that comes first standing first."""
        for one, other in pairs(self._shelves(), meet=self._may_meet, most=_MOST):
            self.compared += 1
            same = self._compare(one, other)
            if same:
                yield one, other, same

    def _shelves(self) -> Iterator[list[int]]:
        for crowd in self._crowds():
            yield from shared((place, self._keys(place)) for place in crowd).values()

    def _crowds(self) -> Iterator[list[int]]:
        """The posts of each voice that has others from another source within reach: of most posts nothing more is ever looked at."""
        by_names: dict[tuple[str, ...], list[int]] = {}
        for place, post in enumerate(self._posts):
            if not post.occasion:  # two events are two, and a post is none
                names = self._voices.of(post)
                if names in by_names:
                    by_names[names].append(place)
                else:
                    by_names[names] = [place]
        by_voice: dict[str, list[tuple[str, ...]]] = {}
        for names in by_names:
            for voice in names:
                by_voice.setdefault(voice, []).append(names)
        # Most people go by one set of names.
        for going_by in dict.fromkeys(map(tuple, by_voice.values())):
            several = [by_names[names] for names in going_by]
            places = several[0] if len(several) == 1 else sorted(chain.from_iterable(several))
            near = {*self._near(places), *self._near(places[::-1])}
            if near:
                yield sorted(near)

    def _near(self, places: Iterable[int]) -> Iterator[int]:
        """Those to which the last one of another source is near."""
        last = ""  # source of the post before; when one of another source than that was the last
        last_at = stranger_at = float("inf")
        for place in places:
            source, seconds = self._posts[place].source, self._seconds[place]
            if source != last:
                last, stranger_at = source, last_at
            if abs(stranger_at - seconds) <= _APART:
                yield place
            last_at = seconds

    def _may_meet(self, one: int, other: int) -> bool:
        return abs(self._seconds[one] - self._seconds[other]) <= _APART and self._posts[one].source != self._posts[other].source

    def _keys(self, place: int) -> list[object]:
        """What a post is looked up by."""
        post, words = self._posts[place], self._words(place)
        keys: list[object] = []
        if len(words) >= FEWEST:
            keys += minhash.bands(minhash.signature(minhash.neighbours(words)))
            keys.append(tuple(words[:_BEGINNING]))
        self.signed += 1
        keys += [("link", link) for link in self._links(post)]
        if post.media:
            keys += [("picture", medium.local) for medium in post.media if medium.local]
        return keys

    def _text(self, place: int) -> Text:
        known = self._texts.get(place)
        if known is None:
            words = self._words(place)
            known = self._texts[place] = Text(tuple(words), minhash.features(words))
        return known

    def _words(self, place: int) -> list[str]:
        post = self._posts[place]
        return minhash.words(f"{post.title}. {post.text}" if post.titled else post.text or post.title)

    def _links(self, post: Post) -> frozenset[str]:
        """Where a post leads, its own page included: on another network it may be the link."""
        return frozenset(map(self._canonical, (*post.links, *((post.url,) if post.url else ()))))

    def _leads(self, one: Post, other: Post) -> bool:
        """Whether a post links to the other one's own page."""
        return bool(other.url) and self._canonical(other.url or "") in map(self._canonical, one.links)

    def _compare(self, one: int, other: int) -> Same | None:
        same = self._by_words(self._text(one), self._text(other)) or self._backed(one, other)
        # Few are alike, and nearly all that are compared have a name in common: who speaks is asked last.
        return same if same and self._voices.one(self._posts[one], self._posts[other]) else None

    def _by_words(self, one: Text, other: Text) -> Same | None:
        """By their words alone."""
        shorter, longer = sorted((one, other), key=lambda text: len(text.words))
        if len(shorter.words) < FEWEST:
            return None
        score = minhash.alike(one.features, other.features)
        if score >= ALONE and one.numbers == other.numbers:
            return Same(score, f"text {score:.2f}")
        # Where a network cuts a text, it may cut a word.
        begun = len(shorter.words) - 1
        is_cut = begun >= FEWEST and shorter.words[:begun] == longer.words[:begun]
        return Same(CUT, f"text 1.00, cut after {begun} words") if is_cut else None

    def _backed(self, one: int, other: int) -> Same | None:
        """By a link or a picture, when the words do not speak against it."""
        first, second = self._posts[one], self._posts[other]
        shared = "link" if self._links(first) & self._links(second) else "picture" if _pictures(first) & _pictures(second) else ""
        if not shared:
            return None
        shorter, longer = sorted((self._text(one), self._text(other)), key=lambda text: len(text.words))
        if len(shorter.words) < FEWEST and (shared == "picture" or self._leads(first, second) or self._leads(second, first)):
            return Same(BACKED, f"the same {shared}")
        score = minhash.within(shorter.features, longer.features)
        agree = score >= BACKED and shorter.numbers <= longer.numbers
        return Same(score, f"the same {shared}, text {score:.2f}") if agree else None


def _pictures(post: Post) -> frozenset[str]:
    return frozenset(medium.local for medium in post.media if medium.local)


def _address(url: str) -> str:
    return (links.compared(url) if "?" in url or "#" in url or "%" in url else url).rstrip("/")
