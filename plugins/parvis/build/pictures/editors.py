"""The editors' pictures: which their files name, what is wrong with one, and where what shows it finds it on the site."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final
from zoneinfo import ZoneInfo

import msgspec

from parvis.build.pictures.workshop import Workshop
from parvis.curate import ambassadors
from parvis.errors import ContentError, Mistake
from parvis.model.contest import Contest, Juror
from parvis.model.curated_review import CuratedReview, Reviews
from parvis.model.hub import Hub
from parvis.written.articles import Written

#: Our own files, as values hold them.
_OURS: Final = re.compile(rb"media/[0-9a-f]{2}/[0-9a-f]{20}-\d+\.(?:jpg|png)")
#: Files that hold pixels, and what a camera has written beside them.
_PHOTOS: Final = (".avif", ".bmp", ".gif", ".heic", ".heif", ".jpeg", ".jpg", ".jxl", ".png", ".tif", ".tiff", ".webp")
#: Drawings that a browser scales by itself.
_SCALES: Final = ".svg"

#: From a picture below content/ to where it is published.
Place = Callable[[str], str]


class Named(msgspec.Struct, frozen=True):
    """A picture, and the line of the file that names it."""

    picture: str  #: below content/
    file: str
    line: int = 0
    field: str = "picture"


def is_raster(picture: str) -> bool:
    """Whether a picture is made of pixels, or else pretends to be: its content decides later."""
    return bool(picture) and not picture.lower().endswith(_SCALES)


def is_photo(file: str) -> bool:
    """Whether a file is named like a picture of pixels."""
    return file.lower().endswith(_PHOTOS)


def named(written: Iterable[Written], contests: Iterable[Contest]) -> Iterator[Named]:
    """Every picture of pixels that the editors' files name, drafts left out."""
    for one in written:
        if not one.draft and is_raster(one.picture):
            yield Named(one.picture, one.file, one.lines.get("picture", 0))
    for contest in contests:
        yield from (Named(entry.picture, entry.file, entry.line) for entry in contest.entries if is_raster(entry.picture))
        yield from (Named(juror.portrait, contest.file, contest.line("jury"), "portrait") for juror in _pictured(contest))


def of_reviews(reviews: Reviews) -> Iterator[Named]:
    """The hub's own pictures of published reviews."""
    for curated in reviews.published:
        yield from (Named(photo.picture, curated.review.file, 0, "photos") for photo in curated.review.photos if is_raster(photo.picture))


def take_in(pictures: Iterable[Named], workshop: Workshop) -> None:
    """Have the editors' pictures ready. ContentError names every line that names one that cannot be shown."""
    asked = tuple(pictures)
    refused = workshop.take_in(f"content/{one.picture}" for one in asked)
    mistakes = [_mistake(one, refused[f"content/{one.picture}"]) for one in asked if f"content/{one.picture}" in refused]
    if mistakes:
        raise ContentError(dict.fromkeys(mistakes))


def placed(picture: str, workshop: Workshop) -> str:
    """Where a picture below content/ is published; a drawing stays where it is."""
    return workshop.src(f"content/{picture}") if is_raster(picture) else picture


def _mistake(one: Named, why: str) -> Mistake:
    what = f"the picture {one.picture} cannot be shown: {why}"
    return Mistake(one.file, one.line, one.field, what, "Export it as JPEG or PNG, 1,600 pixels wide, and put that in its place.")


def placed_contest(contest: Contest, place: Place) -> Contest:
    """A contest whose pictures stand where they are published."""
    entries = tuple(msgspec.structs.replace(entry, picture=place(entry.picture)) if entry.picture else entry for entry in contest.entries)
    members = tuple(
        msgspec.structs.replace(juror, portrait=place(juror.portrait)) if juror.portrait else juror for juror in contest.jury.members
    )
    return msgspec.structs.replace(contest, entries=entries, jury=msgspec.structs.replace(contest.jury, members=members))


def placed_reviews(reviews: Reviews, place: Place) -> Reviews:
    """Reviews whose photos stand where they are published."""
    return msgspec.structs.replace(reviews, published=tuple(_placed_review(one, place) for one in reviews.published))


def shown(hub: Hub) -> set[str]:
    """Where the pictures stand that the hub's pages may show; without those of people whose right to them has ended."""
    told = (hub.articles, hub.written_pages, hub.nouns(), hub.reviews.published)
    found = {place.decode() for value in told for place in _OURS.findall(msgspec.json.encode(value))}
    today = hub.now.astimezone(ZoneInfo(hub.site.timezone)).date()
    drawn = (person for person in hub.ambassadors if not ambassadors.pictured(person, today))
    return found - {words.picture for person in drawn for words in person.told if words.picture}


def _pictured(contest: Contest) -> Iterator[Juror]:
    return (juror for juror in contest.jury.members if is_raster(juror.portrait))


def _placed_review(one: CuratedReview, place: Place) -> CuratedReview:
    if not any(photo.picture for photo in one.review.photos):
        return one
    photos = tuple(msgspec.structs.replace(photo, picture=place(photo.picture)) if photo.picture else photo for photo in one.review.photos)
    return msgspec.structs.replace(one, review=msgspec.structs.replace(one.review, photos=photos))
