"""What can be linked to by kind and name: the title and the page of each, in one edition."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Final

from parvis.curate.contests.merge import ideas
from parvis.model.article import Article
from parvis.model.curated_review import CuratedReview
from parvis.model.hub import Item
from parvis.model.noun import Noun
from parvis.pages import nouns
from parvis.pages.cards import name
from parvis.pages.contest import gallery
from parvis.pages.edition import Edition
from parvis.pages.typography import line, spaced
from parvis.pages.values import Link
from parvis.tidy.citations import Citation

#: Characters of a review's words that stand for its title.
_TITLE: Final = 60


class Targets:
    """Everything of a hub that has a page of its own. What is looked for is worked out once."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition

    def find(self, citation: Citation) -> Link | None:
        """Its title and its page; None where there is none, or none that is shown."""
        match citation.kind:
            case "item":
                item = self._items.get(citation.name)
                return self._item(item) if item else None
            case "review":
                review = self._reviews.get(citation.name)
                return self._review(review) if review else None
            case _:
                return self._written.get((citation.kind, citation.name))

    def named(self, citation: Citation) -> str:
        """What it may be called while it is not shown: what the editor has written anyway, or its kind."""
        gettext = self.edition.words.gettext
        if citation.kind == "item":
            return str(gettext("a post"))
        if citation.kind == "review":
            return str(gettext("a review"))
        return citation.name.rpartition("/")[2].replace("-", " ").capitalize()

    @cached_property
    def _written(self) -> dict[tuple[str, str], Link]:
        """By kind and name."""
        hub = self.edition.hub
        found = {(str(one.kind), one.slug): self._article(one) for one in self._told_here((*hub.articles, *hub.written_pages))}
        found |= {(_kind(noun), noun.slug): nouns.link(noun, self.edition) for noun in hub.nouns()}
        return found | dict(self._ideas())

    def _told_here(self, articles: tuple[Article, ...]) -> Iterator[Article]:
        """Those of other languages first, so that one in the edition's own takes their place, or else one in the main one."""
        order = (self.edition.site.language, self.edition.language)
        yield from sorted(articles, key=lambda one: order.index(one.language) + 1 if one.language in order else 0)

    def _article(self, article: Article) -> Link:
        return Link(spaced(article.title, article.language), self.edition.url_of(article))

    def _ideas(self) -> Iterator[tuple[tuple[str, str], Link]]:
        """Ideas of contests as `contest/idea`, by the id or the words of any entry that was merged into them."""
        for contest in self.edition.hub.contests:
            for idea in ideas(contest):
                link = Link(idea.title, gallery.address(idea.entry, contest, self.edition))
                entries = (idea.entry, *idea.also)
                yield from ((("entry", f"{contest.slug}/{name}"), link) for one in entries for name in (one.slug, one.id) if name)

    @cached_property
    def _items(self) -> dict[str, Item]:
        """By id, and by the digest that stands in its address. A copy leads to the one that is shown."""
        hub = self.edition.hub
        shown = {item.post.id: item for item in hub.items}
        copies = {name: shown[item.same_as] for item in hub.withheld if item.same_as for name in (item.post.id8, item.post.id)}
        return copies | {name: item for item in hub.items for name in (item.post.id8, item.post.id)}

    def _item(self, item: Item) -> Link:
        return Link(name(item.post, self.edition), self.edition.at.item(item.post))

    @cached_property
    def _reviews(self) -> dict[str, CuratedReview]:
        """By id, by the digest that stands in its address, and by the id without its kind where no other review has the same."""
        found = self.edition.hub.reviews.published
        natives: dict[str, list[CuratedReview]] = {}
        for one in found:
            natives.setdefault(one.review.native, []).append(one)
        alone = {native: same[0] for native, same in natives.items() if len(same) == 1}
        return alone | {name: one for one in found for name in (one.review.id8, one.review.id)}

    def _review(self, one: CuratedReview) -> Link:
        review = one.review
        said = line(review.title or review.text, _TITLE, review.language or self.edition.site.language)
        return Link(said or str(self.edition.words.gettext("a review")), self.edition.at.review(review.kind, review.id8))


def _kind(noun: Noun) -> str:
    return type(noun).__name__.lower()
