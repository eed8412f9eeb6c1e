"""Who speaks of what: the posts in which the name of a noun stands, as words or as a tag."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from parvis.model.article import Article
from parvis.model.hub import Item
from parvis.model.noun import Noun

_GAPS = re.compile(r"[\W_]+")
_ACCENTS = re.compile("[\u0300-\u036f]+")


def terms(noun: Noun, further: Iterable[str] = ()) -> tuple[str, ...]:
    """What a noun is called: by its name, by the words of its address, by `further` names, each folded."""
    folded = (fold(name) for name in (noun.name, noun.slug, *further))
    return tuple(dict.fromkeys(term for term in folded if term.strip()))


def fold(text: str) -> str:
    """Small letters without accents; whatever is no letter or digit is one space, at both ends too."""
    small = text.casefold()
    plain = small if small.isascii() else _ACCENTS.sub("", unicodedata.normalize("NFKD", small))
    return f" {_GAPS.sub(' ', plain).strip()} "


class Speech:
    """What was said everywhere, folded once for all nouns that are looked for."""

    def __init__(self, items: Iterable[Item], articles: Iterable[Article] = ()) -> None:
        """Keep the order: what is found comes in it. Of an author who asked not to be shown, nothing is looked at."""
        self._items = [(item, _of_item(item)) for item in items if not item.post.author.opted_out]
        self._articles = [(article, _of_article(article)) for article in articles]

    def items(self, wanted: Sequence[str]) -> tuple[Item, ...]:
        """The posts of the wall that name one of the terms."""
        return tuple(item for item, said in self._items if any(term in said for term in wanted))

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
