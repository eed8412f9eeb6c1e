"""A takedown: that something was removed, on which ground, by whom. Nothing here tells of whom or what it was."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Annotated, Final, Literal

import msgspec

#: What was removed: one item, everything of an author, or a review.
Kind = Literal["item", "author", "review"]


class Ground(msgspec.Struct, frozen=True):
    """A ground on which something is removed."""

    law: str  #: where it stands; empty: no ground of law
    name: dict[str, str]  #: by language, as it stands in a sentence


#: The grounds known, by the word that `parvis forget --ground` takes.
GROUNDS: Final[Mapping[str, Ground]] = MappingProxyType(
    {
        "erasure": Ground(
            "GDPR art. 17", {"fr": "droit à l’effacement des données personnelles", "en": "right to erasure of personal data"}
        ),
        "objection": Ground(
            "GDPR art. 21", {"fr": "opposition au traitement des données", "en": "objection to the processing of personal data"}
        ),
        "privacy": Ground("Code civil art. 9; CCQ art. 35-36", {"fr": "respect de la vie privée", "en": "respect for private life"}),
        "image": Ground("Code civil art. 9; CCQ art. 36", {"fr": "droit à l’image", "en": "right to one’s own image"}),
        "copyright": Ground("directive 2001/29/EC; CPI art. L.122-4", {"fr": "droit d’auteur", "en": "copyright"}),
        "trademark": Ground("regulation (EU) 2017/1001; CPI art. L.713-2", {"fr": "droit des marques", "en": "trade mark"}),
        "defamation": Ground(
            "loi du 29 juillet 1881 art. 29; LCEN art. 6", {"fr": "diffamation ou injure (LCEN)", "en": "defamation or insult (LCEN)"}
        ),
        "hate": Ground("loi du 29 juillet 1881 art. 24", {"fr": "provocation à la haine", "en": "incitement to hatred"}),
        "minor": Ground("GDPR art. 8 and 17(1)(f)", {"fr": "protection d’une personne mineure", "en": "protection of a minor"}),
        "abuse": Ground("directive 2011/93/EU art. 3-7", {"fr": "atteinte sexuelle sur mineur", "en": "sexual abuse of a minor"}),
        "court": Ground("court order", {"fr": "décision de justice", "en": "order of a court"}),
        "authority": Ground(
            "order of an authority, regulation (EU) 2022/2065 art. 9", {"fr": "injonction d’une autorité", "en": "order of an authority"}
        ),
        "terms": Ground("terms of the network", {"fr": "conditions du réseau d’origine", "en": "terms of the network that it comes from"}),
        "other": Ground("", {"fr": "autre motif, sans fondement légal", "en": "another reason, without a ground of law"}),
    }
)


class Takedown(msgspec.Struct, frozen=True, kw_only=True):
    """One line of content/curation/register.yaml. Without personal data of whoever was forgotten."""

    at: date
    ground: str  #: key of GROUNDS
    kind: Kind
    items: Annotated[int, msgspec.Meta(ge=0)]  #: records that left the archive
    by: Annotated[str, msgspec.Meta(min_length=1)]  #: who decided, for the brand
    file: str = ""  #: relative to the hub's folder
    line: int = 0
