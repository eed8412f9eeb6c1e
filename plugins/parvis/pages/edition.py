"""One language's edition of the hub: its backdrop, and everything that is shown before it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from babel.support import Translations

from parvis.model.hub import Hub
from parvis.pages.address_words import catalogues
from parvis.pages.addresses import Addresses, addresses
from parvis.pages.backdrop import Backdrop, alternate, direction
from parvis.pages.once import Same
from parvis.pages.values import Link
from parvis.tidy import catalogue

__all__ = ["Edition", "alternate", "direction", "editions", "main_edition"]


class Edition(Backdrop):
    """The hub in one of its languages. Read-only; everything in it follows from the hub and the language."""

    def __init__(self, hub: Hub, language: str) -> None:
        words, at = catalogue.load(catalogues(hub.site), language), addresses(hub.site, language)
        super().__init__(hub.site, language, hub.sources, _nav(hub, words, at), _written(hub, language, at), _heard(hub))
        self.hub = hub


def _nav(hub: Hub, words: Translations, at: Addresses) -> tuple[Link, ...]:
    """The hub's rooms, those that people come for first; one that is empty has no door yet.

    It names no number: else each new item would change every page.
    """
    gettext = words.gettext
    filmed = any(item.post.kind == "video" for item in hub.items)
    doors = (
        (True, str(gettext("Wall")), at.wall()),
        (bool(hub.contests), str(gettext("Contests")), at.list_of("contest")),
        (bool(hub.reviews.published), str(gettext("Reviews")), at.reviews()),
        (bool(hub.ambassadors), str(gettext("Ambassadors")), at.list_of("ambassador")),
        (bool(hub.events), str(gettext("Events")), at.list_of("event")),
        (bool(hub.products), str(gettext("Products")), at.list_of("product")),
        (bool(hub.articles), str(gettext("Journal")), at.journal()),
        (filmed, str(gettext("Videos")), at.videos()),
        (any(item.tags for item in hub.items), str(gettext("Topics")), at.topics()),
        (bool(hub.challenges), str(gettext("Challenges")), at.list_of("challenge")),
        (bool(hub.offers), str(gettext("Offers")), at.list_of("offer")),
        (bool(hub.places), str(gettext("Places")), at.list_of("place")),
        (any(source.publish != "listen" for source in hub.sources), str(gettext("Sources")), at.sources()),
    )
    return tuple(Link(label, url) for open_, label, url in doors if open_)


def _written(hub: Hub, language: str, at: Addresses) -> tuple[Link, ...]:
    """The editors' pages in this language, for the foot of every page."""
    return tuple(Link(page.title, at.written_page(page.slug)) for page in hub.written_pages if page.language == language)


def _heard(hub: Hub) -> frozenset[str]:
    """The podcasts: the sources that have given nothing but sound."""
    sound = {item.post.source for item in hub.items if item.post.kind == "audio"}
    return frozenset(sound - {item.post.source for item in hub.items if item.post.kind != "audio"})


def editions(hub: Hub) -> Iterator[Edition]:
    """The hub in each of its languages, the main one first."""
    for language in hub.site.languages:
        yield _edition(Same(hub), language)


def main_edition(hub: Hub) -> Edition:
    """The hub in its main language."""
    return _edition(Same(hub), hub.site.language)


@lru_cache(maxsize=8)
def _edition(same: Same, language: str) -> Edition:
    """One edition for all kinds of pages, so that what follows from the hub is worked out once."""
    return Edition(same.hub, language)
