"""A table of reviews: which of its columns is what, by the names that tools give them, and each row as a raw review."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from parvis.errors import ContentError, Mistake
from parvis.importers import _dates, _table
from parvis.importers._table import Row, Table
from parvis.model.raw_review import BadRow, RawReply, RawReview
from parvis.tidy.yaml import did_you_mean

if TYPE_CHECKING:
    from parvis.importers import Export

#: The headers of a field, the best first. Spelled without spaces, signs, accents and capitals, as `key` spells them.
Columns = Mapping[str, tuple[str, ...]]

#: What the tools of this trade call their columns, in English and French. A kind's own names come before them.
COMMON: Final[Columns] = MappingProxyType(
    {
        "id": ("reviewid", "id", "reference"),
        "author": ("reviewername", "author", "authorname", "displayname", "customername", "name", "nickname", "auteur", "nom", "client"),
        "rating": ("rating", "reviewrating", "reviewscore", "score", "starrating", "stars", "note", "etoiles"),
        "title": ("title", "reviewtitle", "headline", "titre"),
        "text": (
            "body",
            "text",
            "content",
            "reviewcontent",
            "reviewtext",
            "reviewbody",
            "review",
            "message",
            "comment",
            "comments",
            "avis",
        ),
        "published": ("reviewdate", "createdat", "datecreated", "date", "datetime", "submittedat", "publishedat", "datedepublication"),
        "updated": ("updatedat", "dateupdated", "reviewupdated", "modifiedat"),
        "experienced": ("dateofexperience", "experiencedat", "orderdate", "purchasedate", "dateexperience", "datedexperience"),
        "product": ("producthandle", "handle", "producturl", "productslug", "product", "produit"),
        "product_name": ("producttitle", "productname", "producttitles"),
        "language": ("language", "lang", "locale", "langue"),
        "verified": ("verified", "verifiedbuyer", "verifiedpurchase", "isverified", "isverifiedbuyer", "verifiedcustomer"),
        "incentive": ("incentive", "incentivized", "isincentivized", "incentivised"),
        "url": ("url", "reviewurl", "link", "permalink"),
        "pictures": ("pictureurls", "imageurls", "photourl", "photourls", "images", "photos", "picture", "image"),
        "helpful": ("helpful", "votesup", "thumbsup", "helpfulcount", "helpfulvotes"),
        "status": ("status", "reviewstatus", "published", "approved", "state"),
        "archived": ("archived", "deleted", "hidden", "spam", "ishidden"),
        "reply": ("reply", "replycontent", "response", "ownerreply", "publicreply", "storeresponse"),
        "reply_by": ("replyauthor", "replyby", "respondedby"),
        "reply_at": ("replydate", "replyat", "repliedat", "replytime", "responsedate"),
    }
)
#: What a state says of a review that its tool does not show.
_HIDDEN: Final = frozenset(
    (
        *(
            "spam",
            "hidden",
            "unpublished",
            "rejected",
            "pending",
            "draft",
            "archived",
            "deleted",
            "trash",
            "hold",
            "unapproved",
            "disabled",
        ),
        *("0", "false", "no", "non", "masque", "rejete"),
    )
)
_YES: Final = frozenset({"true", "1", "yes", "y", "oui", "vrai"})
_SEPARATORS: Final = re.compile(r"[\s,;|]+(?=https?:)")
_DATES: Final = ("published", "updated", "experienced", "reply_at")


def read(export: Export, own: Columns, *, html: bool = False) -> Iterator[RawReview | BadRow]:
    """The rows of a table. ContentError where no column is the rating, the date or the text."""
    table = _table.read(export.body, export.file)
    columns = {name: (*own.get(name, ()), *names) for name, names in COMMON.items()} | {
        name: names for name, names in own.items() if name not in COMMON
    }
    places = _places(export, table, columns)
    missing = [field for field in ("rating", "published") if field not in places]
    if not {"title", "text"} & places.keys():
        missing.append("text")
    if missing:
        raise ContentError([_missing(export, table, field) for field in missing])
    return _reviews(export, table, places, html=html)


def mapped(export: Export, table: Table) -> Iterator[RawReview | BadRow]:
    """The rows of a table of which only those columns are read that the mapping names."""
    return _reviews(export, table, _places(export, table, {}), html=False)


def _places(export: Export, table: Table, columns: Columns) -> dict[str, int]:
    """The column of each field that the table has. What a mapping says comes first, and must be there."""
    keys = [key(header) for header in table.header.cells]
    found = {field: keys.index(name) for field, names in columns.items() for name in names[::-1] if name in keys}
    for field, header in export.mapping.columns.items():
        if key(header) not in keys:
            what = f"there is no column '{header}'."
            raise ContentError([Mistake(export.file, table.header.line, field, what, did_you_mean(header, _headers(table)))])
        found[field] = keys.index(key(header))
    return found


def _missing(export: Export, table: Table, field: str) -> Mistake:
    headers = ", ".join(_headers(table))
    what = f"no column of this file is the {field}; its columns are: {headers}."
    remedy = f"Say which one is in a mapping: `columns: {{{field}: …}}`, and give it with --mapping."
    return Mistake(export.file, table.header.line, field, what, remedy)


def _headers(table: Table) -> list[str]:
    return [header.strip()[:60] for header in table.header.cells if header.strip()][:40]


def key(header: str) -> str:
    """A header without spaces, signs, accents and capitals."""
    spelled = unicodedata.normalize("NFKD", header.casefold())
    return "".join(letter for letter in spelled if letter.isalnum() and not unicodedata.combining(letter))


def _reviews(export: Export, table: Table, places: Mapping[str, int], *, html: bool) -> Iterator[RawReview | BadRow]:
    width = len(table.header.cells)
    when = [places[field] for field in _DATES if field in places]
    first = "" if export.mapping.dates else _dates.order(_cells(table, when))
    for row in table.rows():
        if isinstance(row, BadRow):
            yield row
        elif len(row.cells) > width:
            yield BadRow(line=row.line, what=f"this row has {len(row.cells)} cells where the header has {width}: a comma without quotes?")
        else:
            cells = row.cells + [""] * (width - len(row.cells))
            yield review(export, {field: cells[place].strip() for field, place in places.items()}, first, line=row.line, html=html)


def _cells(table: Table, places: Sequence[int]) -> Iterator[str]:
    for row in table.rows():
        if isinstance(row, Row):
            yield from (row.cells[place] for place in places if place < len(row.cells))


def review(
    export: Export,
    values: Mapping[str, str],
    first: _dates.Order = "",
    *,
    line: int = 0,
    number: int = 0,
    html: bool = False,
    fields: Container[str] = (),
) -> RawReview:
    """A raw review of what stands in the fields of a row, or of an entry of a list. `fields`: those that the file has; empty: these alone."""
    fields = fields or values
    mapping = export.mapping
    rating = values.get("rating", "")
    rated = {word.casefold(): number for word, number in mapping.ratings.items()}.get(rating.casefold()) if mapping.ratings else None
    when = {field: _dates.iso(values[field], first, mapping.dates) if values.get(field) else "" for field in _DATES}
    return RawReview(
        line=line,
        number=number,
        native=values.get("id", ""),
        author=values.get("author", ""),
        rating=rating if rated is None else f"{rated:g}",
        scale=f"{mapping.scale:g}" if mapping.scale != 5 and rated is None else "",  # noqa: PLR2004 (the usual best rating)
        rated="rating" in fields,
        title=values.get("title", ""),
        text=values.get("text", ""),
        html=html if mapping.html is None else mapping.html,
        published=when["published"],
        dated="published" in fields,
        updated=when["updated"],
        experienced=when["experienced"],
        product=values.get("product", ""),
        product_name=values.get("product_name", ""),
        language=values.get("language", "") or mapping.language,
        verified=values.get("verified", ""),
        marks="verified" in fields,
        proof=values.get("proof", ""),
        incentive=values.get("incentive", ""),
        insider=values.get("insider", ""),
        url=values.get("url", ""),
        pictures=tuple(_SEPARATORS.split(values.get("pictures", "").strip(" ,;|"))) if values.get("pictures") else (),
        helpful=values.get("helpful", ""),
        hidden=_hidden(values),
        reply=RawReply(text=values["reply"], by=values.get("reply_by", ""), at=when["reply_at"]) if values.get("reply") else None,
    )


def _hidden(values: Mapping[str, str]) -> str:
    """What the tool says of a review that it does not show."""
    state = values.get("status", "")
    if key(state) in _HIDDEN:
        return state
    return "hidden" if values.get("archived", "").casefold() in _YES else ""
