"""How a hub handles reviews: what content/curation/reviews.yaml says of it, for the page that tells everybody."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal

import msgspec

#: A text in each language of the hub.
Texts = dict[str, str]

#: For which reasons a review may be refused; each has its sentence in the theme's catalogue.
Ground = Literal["illegal", "insult", "personal_data", "fake", "conflict_of_interest", "advertising", "off_topic", "duplicate", "other"]


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """Which reviews are withheld without a decision of their own. All that is given must hold."""

    name: str
    because: str  #: the reason that is kept with each
    ground: Ground = "other"
    rating: str = ""  #: such as `<3` or `>=4`: hides by rating
    kinds: tuple[str, ...] = ()  #: importers
    products: tuple[str, ...] = ()  #: slugs
    languages: tuple[str, ...] = ()
    words: tuple[str, ...] = ()  #: any of them stands in title or text
    public: Texts = {}  #: what the pages say of it; a rule by rating needs it
    line: int = 0


class ReviewPolicy(msgspec.Struct, frozen=True, kw_only=True):
    """What the brand says of its reviews. The defaults claim nothing."""

    given: bool = False  #: there is such a file
    checked: Texts = {}  #: how reviews are checked; empty: they are not
    contact: str = ""  #: e-mail or https address for authors, for those who doubt a review, and for those named in one
    incentives: Texts = {}  #: what authors are offered; empty: nothing
    publication: timedelta | None = None  #: a review is shown this long after it was left, at the latest
    retention: timedelta | None = None  #: after this it leaves the pages
    changes: bool = True  #: authors may have their review changed or taken out
    grounds: tuple[Ground, ...] = (
        "illegal",
        "insult",
        "personal_data",
        "fake",
        "conflict_of_interest",
        "advertising",
        "off_topic",
        "duplicate",
    )
    owners: dict[str, str] = {}  #: who answers, by product slug; `default` for all others
    rules: tuple[Rule, ...] = ()
    file: str = "content/curation/reviews.yaml"
