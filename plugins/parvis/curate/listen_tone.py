"""The tone of a text: whether it asks, complains, praises or wishes, told by its words and forms, in French and in English, offline.

A text is taken apart into sentences and these into clauses. What praises and what complains is weighed (see `listen_phrases`); in a
clause a negation within three words turns a single word: "pas bon" and "not good" complain, "pas mauvais" and "not bad" praise faintly.
A text complains from a weight of 1 on, and more where it is long, unless it praises more than twice as much; it praises from 1 on, where
it does not complain; what stands in a question weighs half. It asks where a sentence ends with a question mark or begins as questions do, unless that sentence wishes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Final

import msgspec

from parvis.curate import listen_phrases as phrases
from parvis.model.listening import Tone
from parvis.tidy import text as texts
from parvis.tidy import words

#: So many words need one more sign of a complaint or of praise.
_LONG: Final = 150
#: Characters of a sentence that does not tell what it is about.
_SHORT: Final = 40
#: Characters that are looked at.
_ENOUGH: Final = 8000
#: How far a negation reaches.
_REACH: Final = 3
_SENTENCE: Final = re.compile(r"[^.!?…\n]+[.!?…]*")
_CLAUSE: Final = re.compile(r"[,;:()«»“”\"\u2013\u2014]|\s-\s")
#: Other people's words and addresses ask nothing of the brand.
_QUOTED: Final = re.compile(r"«[^«»]{1,300}»|“[^“”]{1,300}”|^>.*$", re.MULTILINE)
_NOT: Final = re.compile(r"\b(is|was|are|were|do|does|did|wo|ca|could|would|should|has|have|had|ai)n t\b")
_TURNS: Final = "_"


class Heard(msgspec.Struct, frozen=True):
    """What a text is, and by which words."""

    tones: tuple[Tone, ...] = ()  #: what weighs most first
    said: str = ""  #: the sentence that tells
    sign: str = ""  #: what tells in it: `trop sucre`, `?`


class _Weighed(msgspec.Struct, frozen=True):
    """A sign in a sentence: more than 0 praises, less complains."""

    weight: float
    sign: str
    sentence: str


def heard(title: str, text: str, *, stars: float | None = None) -> Heard:
    """The tone of what somebody wrote. `stars`: of a review; up to 2 it complains, from 4 on it praises unless its words do not."""
    whole = texts.without_addresses(f"{title}\n{text}"[:_ENOUGH])
    sentences = [" ".join(one.split()) for one in _SENTENCE.findall(_QUOTED.sub(" ", whole))]
    signs = [sign for sentence in sentences for sign in _weigh(sentence, 0.5 if "?" in sentence else 1.0)]
    wishes = [(sentence, sign) for sentence in sentences if (sign := _wish(sentence))]
    wished = {sentence for sentence, _ in wishes}
    asked = [(sentence, sign) for sentence in sentences if sentence not in wished and (sign := _question(sentence))]
    found: dict[Tone, tuple[str, str]] = {}
    verdict = _verdict(signs, sum(len(sentence.split()) for sentence in sentences), stars)
    if verdict == "complaint":
        found["complaint"] = _told(signs, -1, stars, sentences)
    if asked:
        found["question"] = asked[0]
    if wishes:
        found["wish"] = wishes[0]
    if verdict == "praise":
        found["praise"] = _told(signs, 1, stars, sentences)
    if not found:
        return Heard()
    sentence, sign = next(iter(found.values()))
    return Heard(tuple(found), _with_what_it_is_about(sentence, sentences), sign)


def _with_what_it_is_about(sentence: str, sentences: list[str]) -> str:
    """The sentence, with the one before it where it is too short to be understood: "Is it true?"."""
    place = sentences.index(sentence) if sentence in sentences else 0
    return f"{sentences[place - 1]} {sentence}" if place and len(sentence) < _SHORT else sentence


def _verdict(signs: Iterable[_Weighed], length: int, stars: float | None) -> Tone | None:
    good = bad = 0.0
    for sign in signs:
        good, bad = (good + sign.weight, bad) if sign.weight > 0 else (good, bad - sign.weight)
    if stars is not None:
        if stars <= 2:  # noqa: PLR2004 (as a review is called negative)
            return "complaint"
        good += 2 * (stars >= 4)  # noqa: PLR2004 (four of five)
    enough = 1 + length // _LONG
    if bad >= enough and 2 * bad >= good:
        return "complaint"
    return "praise" if good >= enough and good > 2 * bad else None


def _told(signs: list[_Weighed], sign: int, stars: float | None, sentences: list[str]) -> tuple[str, str]:
    """The sentence in which it is said most plainly, and the word for it."""
    of_that = [one for one in signs if one.weight * sign > 0]
    if of_that:
        best = max(of_that, key=lambda one: one.weight * sign)
        return best.sentence, best.sign
    return next((one for one in sentences if one), ""), f"{stars:g} of 5" if stars is not None else ""


def _weigh(sentence: str, share: float) -> Iterator[_Weighed]:
    """The signs of a sentence, each with its share of its weight."""
    for clause in _CLAUSE.split(sentence):
        for sign in _signs(clause, sentence):
            yield msgspec.structs.replace(sign, weight=sign.weight * share)


def _signs(text: str, sentence: str) -> Iterator[_Weighed]:
    """What praises and what complains in a clause: forms first, then single words in what is left."""
    said = _clause(text)
    for name in ("neutral", "wishing"):
        for form in _compiled(name).finditer(said):
            said = _out(said, form)
    for name, sign in (("praising", 1), ("complaining", -1)):
        for form in _compiled(name).finditer(said):
            yield _Weighed(sign * _weight(form[1], name), form[1], sentence)
            said = _out(said, form)
    tokens = said.split()
    for place, token in enumerate(tokens):
        for name, sign in (("good", 1), ("bad", -1)):
            weight = _weight(token, name)
            if weight:
                yield _turned(tokens, place, sign * weight, sentence)
                break


def _turned(tokens: list[str], place: int, weight: float, sentence: str) -> _Weighed:
    """A single word, whichever way it is meant."""
    token = tokens[place]
    if _matchless(tokens, place):
        return _Weighed(phrases.STRONG if weight > 0 else weight, token, sentence)
    if not _negated(tokens, place):
        return _Weighed(weight, token, sentence)
    # "Pas bon" is a complaint, "pas bien" half of one; "pas mauvais" is no praise that anybody need be thanked for.
    if weight < 0:
        return _Weighed(phrases.WEAK, f"not {token}", sentence)
    return _Weighed(-phrases.STRONG if token in phrases.TURNED else -weight, f"not {token}", sentence)


def _matchless(tokens: list[str], place: int) -> bool:
    """Whether never was anything so good: "never had such good ones", "jamais mangé d'aussi bons"."""
    before = tokens[max(0, place - _REACH - 1) : place]
    never = next((at for at, one in enumerate(before) if one in {"never", "jamais"}), None)
    return never is not None and any(one in phrases.COMPARING for one in (*before[never:], tokens[place]))


def _negated(tokens: list[str], place: int) -> bool:
    start = max(0, place - _REACH)
    before = tokens[start:place]
    # `ne … plus`; `plus` alone is "more".
    if any(one in phrases.NEGATIONS or (one == "plus" and {"ne", "n"} & set(tokens[:place])) for one in before):
        return True
    behind = tokens[place + 1 : place + 3]
    if {"ne", "n"} & set(before) and any(one in phrases.BEHIND for one in behind):
        return True
    return bool(behind) and behind[0] == "pas"


def _wish(sentence: str) -> str:
    said = _clause(sentence)
    for form in _compiled("wishing").finditer(said):
        following = said[form.end(1) :].split()[:2]
        if not phrases.KNOWING.intersection(following):
            return form[1]
    return ""


def _question(sentence: str) -> str:
    if sentence.rstrip("!…. ").endswith("?") and words.folded(sentence).strip():
        return "?"
    found = _compiled("asking").search(_clause(sentence))
    # Within a sentence such words tell of questions; at its beginning they ask.
    return found[1] if found and not _clause(sentence)[: found.start()].strip() else ""


def _clause(text: str) -> str:
    """Its words, with English negations in one piece."""
    return _NOT.sub(r"\1nt", words.folded(text))


def _out(said: str, form: re.Match[str]) -> str:
    """The clause without a form that has been understood, at the same length."""
    return said[: form.start(1)] + _TURNS * (form.end(1) - form.start(1)) + said[form.end(1) :]


def _lists() -> Mapping[str, Iterable[str]]:
    return {
        "neutral": phrases.NEUTRAL,
        "praising": phrases.PRAISING,
        "complaining": phrases.COMPLAINING,
        "good": phrases.GOOD,
        "bad": phrases.BAD,
        "wishing": phrases.WISHING,
        "asking": phrases.ASKING,
    }


@cache
def _compiled(name: str) -> re.Pattern[str]:
    """A pattern for the forms of a list, the longest first."""
    forms = sorted(_lists()[name], key=lambda form: (-len(form), form))
    return re.compile(rf"(?<= )({'|'.join(_pattern(form) for form in forms)})(?= )")


def _pattern(form: str) -> str:
    return r" ".join(re.escape(word).replace(r"\*", r"\w*") for word in form.split())


@cache
def _weight(said: str, name: str) -> float:
    """What a form weighs, 0 where a list does not have it; the longest entry that fits decides."""
    weights: Mapping[str, float] = {
        "praising": phrases.PRAISING,
        "complaining": phrases.COMPLAINING,
        "good": phrases.GOOD,
        "bad": phrases.BAD,
    }[name]
    if said in weights:
        return weights[said]
    fitting = [form for form in weights if "*" in form and re.fullmatch(_pattern(form), said)]
    return weights[max(fitting, key=len)] if fitting else 0.0
