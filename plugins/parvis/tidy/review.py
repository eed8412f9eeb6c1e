"""A raw review, as a row of an export gave it, made into the review that the archive keeps."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache
from hashlib import sha256
from typing import Final
from urllib.parse import unquote, urlsplit

import msgspec

from parvis.model.post import RECORD_VERSION
from parvis.model.raw_review import RawReply, RawReview
from parvis.model.review import Answer, Photo, Review, digest
from parvis.tidy import dates, language, person, rating, text
from parvis.tidy.links import absolute

#: Characters of the longest text that is a review.
LONGEST: Final = 20_000
_LONGEST_LINE, _LONGEST_NATIVE, _MOST_PHOTOS = 300, 200, 20
#: How far ahead of the import a review may be dated: clocks differ, and exports forget to name their time zone.
_AHEAD: Final = timedelta(days=1)

_TWO_READINGS: Final = re.compile(r"\s*\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})\b")
_WHOLE_ISO: Final = re.compile(r"(?:19[7-9]\d|20\d\d)-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?(?:Z|[+-]\d{2}:\d{2})?")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_NO: Final = frozenset({"", "0", "no", "non", "false", "faux", "none", "null", "n/a"})
_YES: Final = frozenset(
    {"1", "2", "y", "yes", "oui", "true", "vrai", "verified", "verifiedbuyer", "verifiedpurchase", "buyer", "achatverifie", "verifie"}
)
#: Elements that tools put into texts which are none of HTML otherwise.
_MARKED_UP: Final = re.compile(r"<br\s*/?>|</(?:p|div|li)>", re.IGNORECASE)


class Terms(msgspec.Struct, frozen=True, kw_only=True):
    """What is the same for all reviews of a file."""

    kind: str
    origin: str  #: where they were collected, as a name
    first_party: bool
    now: datetime  #: aware
    zone: tzinfo = UTC  #: of dates without one
    product: str = ""  #: all of them are about this one
    proof: str = ""  #: how those were checked that the export calls verified; all of them where it does not say
    full_names: bool = False
    shop: str = ""  #: tells the ids of one table from those of another


class Tidied(msgspec.Struct, frozen=True):
    """A review, and what its row says that the record does not."""

    review: Review
    claimed: bool  #: the export calls it verified, with a proof or without
    native: bool  #: its id is the export's own
    notes: tuple[tuple[str, str], ...] = ()  #: what of its row could not be read, though it could do without: field, sentence


#: Is told of each mistake: field, sentence.
Wrong = Callable[[str, str], None]


def tidy(raw: RawReview, terms: Terms, wrong: Wrong) -> Tidied | None:
    """The review that a raw one becomes; None where `wrong` was told why it is none.

    The author is shortened to first name and initial, e-mail addresses are taken out, texts are plain. Verified is what the export
    calls so, and only where a proof says how that is known.
    """
    said = True
    mistakes: list[tuple[str, str]] = []
    stars = _rating(raw, mistakes)
    published = _published(raw, terms, mistakes)
    title, words = _words(raw)
    if len(words) > LONGEST:
        mistakes.append(("text", f"it has {len(words)} characters, more than a review ({LONGEST})."))
    if not mistakes and stars is None and not words and not title:
        mistakes.append(("", "there is neither a rating nor a text."))
    for field, what in mistakes:
        wrong(field, what)
        said = False
    return _tidied(raw, terms, published, stars, title, words) if said else None


def _tidied(raw: RawReview, terms: Terms, published: datetime | None, stars: float | None, title: str, words: str) -> Tidied:
    product = terms.product or _slug(raw.product, raw.product_name)
    author = person.whole(raw.author) if terms.full_names else person.short(raw.author)
    said = digest(stars, title, words)
    native = text.one_line(raw.native)
    key = native or _key(product, person.short(raw.author), published, said)
    claimed = _is_claimed(raw.verified) or (not raw.marks and bool(terms.proof))
    proof = (terms.proof or text.one_line(raw.proof, _LONGEST_LINE)) if claimed else ""
    now = terms.now.astimezone(UTC).replace(microsecond=0)
    updated = _moment(raw.updated, terms.zone)
    review = Review(
        version=RECORD_VERSION,
        id=f"{terms.kind}:{f'{terms.shop}-' if terms.shop else ''}{_short(key)}",
        source=f"reviews-{terms.kind}",
        kind=terms.kind,
        origin=terms.origin,
        first_party=terms.first_party,
        url=absolute(raw.url, None) if raw.url else None,
        product=product,
        product_name=_line(raw.product_name),
        published=published or now,
        dated=published is not None,
        updated=updated if updated and published and published < updated <= now + _AHEAD else None,
        collected=now,
        experienced=_day(raw.experienced, terms.zone),
        author=author,
        language=language.tag(raw.language) if raw.language else None,
        rating=stars,
        title=title,
        text=words,
        digest=said,
        verified=bool(proof),
        proof=proof,
        incentive=_told(raw.incentive),
        insider=_told(raw.insider),
        helpful=int(raw.helpful) if raw.helpful.isdecimal() and int(raw.helpful[:9]) else None,
        photos=_photos(raw.pictures),
        held=f"{terms.origin or terms.kind}: {_line(raw.hidden)}" if raw.hidden else None,
        answer=_answer(raw.reply, terms.zone),
    )
    return Tidied(review, claimed, bool(native), tuple(_notes(raw, review)))


def _notes(raw: RawReview, review: Review) -> Iterator[tuple[str, str]]:
    if raw.experienced and review.experienced is None:
        yield "experienced", f"'{text.one_line(raw.experienced, 40)}' is no date; it was left out."
    if raw.reply and raw.reply.at and review.answer and review.answer.at is None:
        yield "reply", f"'{text.one_line(raw.reply.at, 40)}' is no date; the answer stands without one."


def _rating(raw: RawReview, mistakes: list[tuple[str, str]]) -> float | None:
    if not raw.rated:
        return None
    try:
        return rating.read(raw.rating, raw.scale)
    except ValueError as error:
        mistakes.append(("rating", str(error)))
        return None


def _published(raw: RawReview, terms: Terms, mistakes: list[tuple[str, str]]) -> datetime | None:
    if not raw.dated:
        return None
    moment = _moment(raw.published, terms.zone)
    if moment is None:
        mistakes.append(("published", _no_date(raw.published)))
    elif moment > terms.now + _AHEAD:
        mistakes.append(("published", f"'{text.one_line(raw.published, 40)}' lies in the future."))
    return moment


def _no_date(given: str) -> str:
    shown = text.one_line(given, 40)
    if not shown:
        return "is missing."
    if _TWO_READINGS.match(given):
        return f"'{shown}' has two readings, and no date of the file tells which; say `dates: '%d/%m/%Y'` in a mapping."
    return f"'{shown}' is no date."


@lru_cache(maxsize=4096)
def _moment(given: str, zone: tzinfo) -> datetime | None:
    if not given:
        return None
    if _WHOLE_ISO.fullmatch(given):  # what nearly all tools write: ten times as fast as reading it in every form there is
        with suppress(ValueError):
            found = datetime.fromisoformat(given).replace(microsecond=0)
            return (found if found.tzinfo else found.replace(tzinfo=zone)).astimezone(UTC)
    return dates.read(given, zone)


@lru_cache(maxsize=4096)
def _day(given: str, zone: tzinfo) -> date | None:
    """The day that a text names, whatever its hour: a day in one place is not the one before in another."""
    if not given:
        return None
    found = dates.day_or_moment(match[0]) if (match := _DAY.match(given)) else dates.read(given, zone)
    return found.astimezone(zone).date() if isinstance(found, datetime) else found


def _words(raw: RawReview) -> tuple[str, str]:
    title, words = raw.title, raw.text
    if raw.html or _MARKED_UP.search(words):
        title, words = text.plain(title), text.plain(words)
    # What is too long is told as such; it need not be cleaned first.
    words = text.lines(words) if len(words) <= 2 * LONGEST else words
    return person.without_email(_line(title)), person.without_email(words)


def _line(given: str) -> str:
    return text.one_line(given, _LONGEST_LINE) if given else ""


def _key(product: str, author: str, published: datetime | None, said: str) -> str:
    """What names a review that its tool gives no id: who said it when about what; and the words, where nobody knows when."""
    when = published.isoformat() if published else said
    return sha256(f"{product}\n{author}\n{when}".encode()).hexdigest()[:16]


def _short(key: str) -> str:
    return key if len(key) <= _LONGEST_NATIVE else sha256(key.encode()).hexdigest()


@lru_cache(maxsize=4096)
def _slug(given: str, name: str) -> str:
    """A product's slug: the last part of its address, or of its name where the tool has but a number for it."""
    path = urlsplit(given).path if "://" in given else given
    last = unquote(next((part for part in reversed(path.split("/")) if part.strip()), ""))
    said = name if last.isdecimal() and name else last or name
    return text.slug(said) if any(map(str.isalnum, said)) else ""


def _is_claimed(given: str) -> bool:
    return "".join(filter(str.isalnum, given.lower())).translate(_ACCENTS) in _YES


def _told(given: str) -> str:
    """A text that says something; `yes` where the tool says no more than that."""
    shown = _line(given)
    if shown.lower() in _NO:
        return ""
    return "yes" if shown.lower() in _YES else shown


def _photos(given: tuple[str, ...]) -> tuple[Photo, ...]:
    urls = dict.fromkeys(url for picture in given if picture and (url := absolute(picture, None)))
    return tuple(Photo(url=url) for url in list(urls)[:_MOST_PHOTOS])


def _answer(reply: RawReply | None, zone: tzinfo) -> Answer | None:
    if reply is None:
        return None
    words = text.plain(reply.text) if _MARKED_UP.search(reply.text) else text.lines(reply.text)
    words = person.without_email(words[:LONGEST])
    return Answer(text=words, by=person.whole(reply.by), at=_moment(reply.at, zone)) if words else None


_ACCENTS: Final = str.maketrans("éèê", "eee")
