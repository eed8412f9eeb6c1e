"""Who speaks of what: the posts in which the name of a noun stands, as words or as a tag."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Final

from parvis.model.article import Article
from parvis.model.hub import Item
from parvis.model.noun import Noun

_GAPS = re.compile(r"[\W_]+")
_ACCENTS = re.compile("[\u0300-\u036f]+")
#: Most texts are ASCII without their accents, and then a table does in a third of the time what the pattern does.
_ASCII_GAPS: Final = {number: " " for number in range(128) if not chr(number).isalnum()}


def terms(noun: Noun, further: Iterable[str] = ()) -> tuple[str, ...]:
    """What a noun is called: by its name, by the words of its address, by `further` names, each folded."""
    folded = (fold(name) for name in (noun.name, noun.slug, *further))
    return tuple(dict.fromkeys(term for term in folded if term.strip()))


def fold(text: str) -> str:
    """Small letters without accents; whatever is no letter or digit is one space, at both ends too."""
    small = text.casefold()
    plain = small if small.isascii() else _ACCENTS.sub("", unicodedata.normalize("NFKD", small))
    words = plain.translate(_ASCII_GAPS) if plain.isascii() else _GAPS.sub(" ", plain)
    return f" {' '.join(words.split())} "


class Speech:
    """What was said everywhere, folded once for all nouns that are looked for."""

    def __init__(self, items: Iterable[Item], articles: Iterable[Article] = ()) -> None:
        """Keep the order: what is found comes in it. Of an author who asked not to be shown, nothing is looked at."""
        self._items = [item for item in items if not item.post.author.opted_out]
        said = [_of_item(item) for item in self._items]
        # One long text is searched several times as fast as many short ones.
        self._said = "".join(said)
        self._starts = (0, *accumulate(map(len, said)))
        self._articles = [(article, _of_article(article)) for article in articles]

    def items(self, wanted: Sequence[str]) -> tuple[Item, ...]:
        """The posts of the wall that name one of the terms."""
        return tuple(self._items[number] for number in sorted({number for term in wanted for number in self._naming(term)}))

    def _naming(self, term: str) -> Iterator[int]:
        """The numbers of the items that name a term. What is folded begins and ends with a space, so that no two run together."""
        place = self._said.find(term)
        while place >= 0:
            number = bisect_right(self._starts, place) - 1
            yield number
            place = self._said.find(term, self._starts[number + 1])

    def articles(self, wanted: Sequence[str], addresses: Iterable[str] = ()) -> tuple[Article, ...]:
        """The editors' posts that name one of the terms, or link to one of the addresses."""
        links = [f"/{address}" for address in addresses]
        return tuple(
            article
            for article, said in self._articles
            if any(term in said for term in wanted) or any(f'{link}"' in article.body.html for link in links)
        )


def _of_item(item: Item) -> str:
    post = item.post
    return "".join(map(fold, (post.title, post.text, *item.tags)))


def _of_article(article: Article) -> str:
    return "".join(map(fold, (article.title, article.summary, *article.tags)))
