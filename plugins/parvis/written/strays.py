"""Fields of posts and pages that nothing reads: most are one of ours, misspelt or in French."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from types import MappingProxyType
from typing import Final

from parvis.written.articles import Written

_KNOWN: Final = (
    *("title", "slug", "lang", "language", "status", "draft", "date", "modified", "tags", "author", "authors", "category"),
    *("summary", "picture", "picture_alt", "about", "translation"),
)
#: What a French hand writes for them where no spelling is near.
_FRENCH: Final = MappingProxyType(
    {
        "langue": "lang",
        "statut": "status",
        "brouillon": "draft",
        "modifié": "modified",
        "étiquettes": "tags",
        "auteur": "author",
        "auteurs": "authors",
        "catégorie": "category",
        "résumé": "summary",
        "image": "picture",
        "titre": "title",
    }
)


def warnings(found: Iterable[Written]) -> Iterator[str]:
    """One sentence a field. A field that is near to none of ours is a theme's own business."""
    for one in found:
        if one.kind not in {"post", "page"}:
            continue
        for field in one.more:
            near = [_FRENCH[field]] if field in _FRENCH else get_close_matches(field.lower(), _KNOWN, n=1, cutoff=0.75)
            if near:
                yield f"{one.file}:{one.lines.get(field, 1)}: {field}: nothing reads this field. Did you mean `{near[0]}`?"
