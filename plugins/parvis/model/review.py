"""A review: what somebody who used a product says of it, as the archive keeps it, and what may never happen to it unseen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from hashlib import sha256
from math import floor

import msgspec

#: The best and the worst rating.
BEST, WORST = 5, 1
#: Up to so many stars a review is a complaint: it is answered first.
NEGATIVE = 2
#: Folder of the archive that holds the seals of hand-written reviews; an import's is `reviews-KIND`.
WRITTEN = "reviews-written"


class Revision(msgspec.Struct, frozen=True, kw_only=True):
    """A wording that another one has replaced."""

    digest: str  #: of the earlier words
    written: datetime  #: when the earlier words were published or last changed
    replaced: datetime  #: when an import brought others


class Answer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the brand has answered where the review was written, as the export has it."""

    text: str
    by: str = ""
    at: datetime | None = None


class Photo(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A picture that belongs to a review: the hub's own, or an address that is kept and never loaded."""

    url: str = ""  #: absolute http(s)
    picture: str = ""  #: below content/, such as `images/box.jpg`
    alt: str = ""


class Review(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One review. Every moment is aware, UTC, to the second; every address absolute http(s); every text plain."""

    version: int = msgspec.field(name="v", default=0)  #: RECORD_VERSION when written
    id: str  #: `kind:native`, such as `judgeme:123` or `written:first-box`; never changes
    source: str  #: its folder in the archive, `reviews-KIND`
    kind: str  #: the importer; `written` for one that an editor wrote down
    origin: str = ""  #: where it was collected, as a name: `Judge.me`
    first_party: bool = False  #: collected by the brand itself about its products, not copied from another site
    url: str | None = None  #: where it stands, if anywhere
    product: str = ""  #: slug
    product_name: str = ""  #: as the export calls it
    published: datetime  #: what the export says, or the moment of the first import
    dated: bool = True  #: False: `published` is the moment of the first import
    updated: datetime | None = None  #: when the words were last changed
    collected: datetime  #: first import; never changes
    imported: datetime | None = None  #: the last import that changed something
    experienced: date | None = None  #: day of the purchase, stay or use
    author: str = ""  #: as shown; empty where the export names none
    language: str | None = None  #: BCP 47
    rating: float | None = None  #: 1 to 5; None where its tool knows no ratings
    title: str = ""
    text: str = ""
    digest: str  #: of rating, title and text, as they were imported
    revisions: tuple[Revision, ...] = ()  #: oldest first
    verified: bool = False  #: never without `proof`
    proof: str = ""  #: how it was checked
    incentive: str = ""  #: what the author got for it
    insider: str = ""  #: how the author belongs to the brand
    helpful: int | None = None  #: how many readers found it so
    photos: tuple[Photo, ...] = ()
    held: str | None = None  #: why the tool that it comes from does not show it
    answer: Answer | None = None
    file: str = ""  #: of a hand-written one, relative to the hub's folder; never archived
    line: int = 0  #: of the file, on which its words begin; never archived

    @property
    def id8(self) -> str:
        """First 8 hex digits of the id's SHA-256: the stable part of the permalink."""
        return sha256(self.id.encode()).hexdigest()[:8]

    @property
    def native(self) -> str:
        """The id without its kind."""
        return self.id.partition(":")[2]

    @property
    def stars(self) -> int | None:
        """Whole stars under which it is counted; a half counts below: 4.5 is among those of 4."""
        return None if self.rating is None else floor(self.rating)

    @property
    def negative(self) -> bool:
        """Whether it is a complaint by its stars."""
        return self.stars is not None and self.stars <= NEGATIVE

    @property
    def whole(self) -> bool:
        """Whether its words are those that were imported."""
        return self.digest == digest(self.rating, self.title, self.text)


class Seal(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The hash of a hand-written review, so that its words cannot change unseen."""

    version: int = msgspec.field(name="v", default=0)
    id: str  #: of the review
    source: str = WRITTEN
    published: datetime
    collected: datetime  #: when it was first sealed
    imported: datetime | None = None  #: when it was last sealed anew
    updated: datetime | None = None  #: when the words were last changed
    digest: str
    revisions: tuple[Revision, ...] = ()


def digest(rating: float | None, title: str, text: str) -> str:
    """SHA-256, as hex digits, of what an author said: the rating (`4.5`, `5`, or nothing), the title and the text, each on a line of its own."""
    said = "" if rating is None else f"{rating:g}"
    return sha256(f"{said}\n{title}\n\n{text}".encode()).hexdigest()


def find(wanted: str, ids: Iterable[str]) -> tuple[str, ...]:
    """The ids that a short reference may mean: `judgeme:123` itself, else all whose native part is `123`."""
    known = tuple(ids)
    return (wanted,) if wanted in known else tuple(one for one in known if one.partition(":")[2] == wanted)
