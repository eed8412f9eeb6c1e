"""The listening digest: complaints and questions without answer, wishes, praise, words that rise, and the names of a watch list."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator
from datetime import datetime
from types import MappingProxyType
from typing import Final

from parvis.curate.listen_rising import Utterance, rising
from parvis.curate.listen_tone import Heard, heard
from parvis.curate.listen_voices import Voice
from parvis.model.listening import Digest, Entry, Mentioned, RisingWord, Tone
from parvis.model.watch import Watched, WatchKind
from parvis.tidy import text as texts
from parvis.tidy import words

#: Characters of an excerpt.
_EXCERPT: Final = 180
_REVIEW: Final = "parvis reviews unanswered"
#: What to do about a name that is mentioned.
_OF_KIND: Final = MappingProxyType(
    {
        "rumour": 'parvis new post "What is true of it"',
        "competitor": "parvis listen --since 28d",
        "person": "parvis moderate {id}",
        "product": "parvis moderate {id}",
    }
)


def digest(said: Iterable[Voice], watched: Iterable[Watched], since: datetime, until: datetime, brand: str = "") -> Digest:
    """What was said from `since` until `until` (aware). The same voices give the same digest, in whatever order they come.

    `brand`: its name, whose words are no news.
    """
    everything = sorted((one for one in said if one.at <= until), key=lambda one: (one.at, one.id), reverse=True)
    window = [one for one in everything if one.at >= since]
    lists, answered = _by_tone([*(one for one in everything if one.needed and one.at < since), *window])
    by_id = {one.id: one for one in window}
    compared = rising((_utterance(one) for one in everything if not one.repeats), since, until, brand)
    return Digest(
        since=since,
        until=until,
        heard=len(window),
        answered=answered,
        complaints=tuple(lists["complaint"]),
        questions=tuple(lists["question"]),
        wishes=tuple(lists["wish"]),
        praise=tuple(lists["praise"]),
        needed=tuple(lists["needed"]),
        rising=tuple(
            RisingWord(word=one.word, people=one.people, usual=one.usual, entries=tuple(_plain(by_id[key], one.word) for key in one.ids))
            for one in compared.rising
        ),
        windows=compared.windows,
        mentions=tuple(_mentions(window, watched)),
    )


def _by_tone(said: Iterable[Voice]) -> tuple[dict[str, list[Entry]], int]:
    """The lists, each thing in the one that matters most; and how many were left out because they have their answer."""
    lists: dict[str, list[Entry]] = {"complaint": [], "question": [], "wish": [], "praise": [], "needed": []}
    answered = 0
    for one in said:
        if one.repeats:
            continue
        found = heard(one.title, one.text, stars=one.stars)
        tones: tuple[str, ...] = tuple(tone for tone in found.tones if not (tone == "praise" and one.bound))
        if one.answered:
            answered += bool(tones)
        elif tones or one.needed:
            first = tones[0] if tones else "needed"
            lists[first].append(_entry(one, found, first))
    return {name: sorted(found, key=lambda entry: not entry.needed) for name, found in lists.items()}, answered


def _entry(one: Voice, found: Heard, first: str) -> Entry:
    said = found.said or one.title or one.text
    return _plain(one, found.sign, said=said, also=tuple(tone for tone in found.tones if tone != first), do=_do(one, first))


def _plain(one: Voice, sign: str, *, said: str = "", also: tuple[Tone, ...] = (), do: str = "") -> Entry:
    return Entry(
        id=one.id,
        at=one.at,
        source=one.source,
        network=one.network,
        author=texts.one_line(one.author, 60),
        status=one.status,
        language=one.language,
        said="" if one.silent else _excerpt(said or _around(one, sign)),
        sign=sign,
        also=also,
        needed=one.needed,
        url=one.url,
        do=do or f"parvis why {shlex.quote(one.id)}",
    )


def _excerpt(said: str) -> str:
    return texts.one_line(said, _EXCERPT)


def _around(one: Voice, word: str) -> str:
    """The line of a text in which a word stands, else its beginning."""
    needle = words.folded(word).rstrip()
    lines = [line for line in (one.title, *one.text.splitlines()) if line.strip()]
    return next((line for line in lines if needle.strip() and needle in words.folded(line)), lines[0] if lines else "")


def _do(one: Voice, tone: str) -> str:
    """The line that comes next: most answers are given where the question stands, and noted here."""
    if one.review:
        return _REVIEW if one.status == "published" and tone != "wish" else f"parvis why {shlex.quote(one.id)}"
    if tone == "praise" and one.ask:
        return f"parvis rights request {shlex.quote(one.id)}"
    return f"parvis moderate {shlex.quote(one.id)}"


def _utterance(one: Voice) -> Utterance:
    return Utterance(id=one.id, source=one.source, who=one.who, at=one.at, text=f"{one.title}\n{one.text}")


def _mentions(window: list[Voice], watched: Iterable[Watched]) -> Iterator[Mentioned]:
    folded = [(one, words.folded(" ".join((one.title, one.text, *one.tags)))) for one in window]
    for name in watched:
        needles = {words.needle(word): word for word in name.words}
        found = []
        for one, plain in folded:
            word = next((word for needle, word in needles.items() if needle in plain), "")
            if word:
                found.append(_plain(one, word.rstrip("*")))
        if found:
            yield Mentioned(name=name.name, kind=name.kind, do=_about(name.kind, found[0].id), entries=tuple(found))


def _about(kind: WatchKind, first: str) -> str:
    return _OF_KIND[kind].format(id=shlex.quote(first))
