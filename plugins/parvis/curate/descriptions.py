"""Pictures that nobody has described: what a reader who does not see them is not told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from parvis.model.article import Article
from parvis.model.hub import Item


class Undescribed(msgspec.Struct, frozen=True):
    """A picture that is shown without alternative text."""

    where: str  #: id of the item, or the editors' file
    picture: str  #: below content/, or below output/ where it has another name there


def of_items(items: Iterable[Item]) -> Iterator[Undescribed]:
    """Those of published items. A film's still picture stands beside its title, which says the same."""
    for item in items:
        for media in item.post.media:
            if media.local and media.kind == "image" and not media.alt and not item.post.author.opted_out and item.post.kind != "video":
                yield Undescribed(item.post.id, f"archive/media/{media.local}")


def of_articles(articles: Iterable[Article]) -> Iterator[Undescribed]:
    """Those of the editors' files, which say it in `picture_alt`."""
    return (Undescribed(one.file, one.picture) for one in articles if one.picture and one.file and not one.picture_alt)


def told(found: Iterable[Undescribed]) -> Iterator[str]:
    """One sentence for all of them, if there are any."""
    count = len(tuple(found))
    if count:
        what = "1 picture has" if count == 1 else f"{count} pictures have"
        yield f"{what} no description for those who cannot see: `parvis check --json` lists what to write one for (`do: alt`, `picture_alt`)."
