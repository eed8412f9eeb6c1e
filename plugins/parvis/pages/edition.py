"""One language's edition of the hub: its words, its addresses, and what every page of it carries around its own content."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import cached_property, lru_cache
from typing import Any, Final
from zoneinfo import ZoneInfo

from babel import Locale
from babel.support import Translations

from parvis.model.article import Article
from parvis.model.hub import Hub
from parvis.model.source import Source
from parvis.pages.addresses import FEED, LOCALE, Addresses, addresses
from parvis.pages.values import Alternate, Link
from parvis.tidy import catalogue

#: Languages written from right to left, by their BCP 47 primary subtag (Unicode CLDR, characterOrder).
RIGHT_TO_LEFT: Final = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "mzn", "pnb", "ps", "sd", "syr", "ug", "ur", "yi"})


class Edition:
    """The hub in one of its languages. Read-only; everything in it follows from the hub and the language."""

    def __init__(self, hub: Hub, language: str) -> None:
        self.hub = hub
        self.site = hub.site
        self.language = language

    @property
    def main(self) -> bool:
        """Whether this is the edition at the root."""
        return self.language == self.site.language

    @cached_property
    def words(self) -> Translations:
        """The theme's catalogue."""
        return catalogue.load(LOCALE, self.language)

    @cached_property
    def locale(self) -> Locale:
        """What Babel formats numbers and dates by."""
        return Locale.parse(self.language, sep="-")

    @property
    def at(self) -> Addresses:
        """Where its pages lie."""
        return self.at_in[self.language]

    @cached_property
    def at_in(self) -> dict[str, Addresses]:
        """Where the pages of each of the hub's languages lie."""
        return {language: addresses(self.site, language) for language in self.site.languages}

    def url_of(self, article: Article) -> str:
        """Where an editor's post, page or noun lies, in whichever language."""
        return self.at_in[article.language].noun(article.kind, article.slug, article.owner)

    @cached_property
    def sources(self) -> dict[str, Source]:
        """The sources whose items may be shown, by name, in the order of sources.yaml."""
        return {source.name: source for source in self.hub.sources if source.publish != "listen"}

    @cached_property
    def timezone(self) -> ZoneInfo:
        """Where the hub's days begin."""
        return ZoneInfo(self.site.timezone)

    def day(self, moment: datetime) -> date:
        """The hub's own calendar day of a moment."""
        return moment.astimezone(self.timezone).date()

    def frame(self, *, alternates: tuple[Alternate, ...] = (), **more: Any) -> dict[str, Any]:
        """What base.html needs of every page; `more` replaces and completes it."""
        return {
            "language": self.language,
            "direction": "rtl" if direction(self.language) == "rtl" else "ltr",
            "home": self.at.home(),
            "here": "",
            "tagline": self._in_own_language(self.site.tagline),
            "notice": self._in_own_language(self.site.notice),
            "nav": self._nav,
            "written": self._written,
            "alternates": alternates if len(alternates) > 1 else (),
            "feeds": self.feeds,
            "description": "",
            "canonical": "",
            "noindex": False,
        } | more

    def _in_own_language(self, said: dict[str, str]) -> str:
        return said.get(self.language) or said.get(self.site.language, "")

    @cached_property
    def _nav(self) -> tuple[Link, ...]:
        """The hub's rooms; one that is empty has no door yet. It names no number: else each new item would change every page."""
        gettext = self.words.gettext
        filmed = any(item.post.kind == "video" for item in self.hub.items)
        doors = (
            (True, str(gettext("Wall")), self.at.wall()),
            (filmed, str(gettext("Videos")), self.at.videos()),
            (any(item.tags for item in self.hub.items), str(gettext("Topics")), self.at.topics()),
            (bool(self.hub.articles), str(gettext("Journal")), self.at.journal()),
            (bool(self.hub.products), str(gettext("Products")), self.at.list_of("product")),
            (bool(self.hub.challenges), str(gettext("Challenges")), self.at.list_of("challenge")),
            (bool(self.hub.offers), str(gettext("Offers")), self.at.list_of("offer")),
            (bool(self.hub.places), str(gettext("Places")), self.at.list_of("place")),
            (bool(self.hub.reviews.published), str(gettext("Reviews")), self.at.reviews()),
            (bool(self.sources), str(gettext("Sources")), self.at.sources()),
        )
        return tuple(Link(label, url) for open_, label, url in doors if open_)

    @cached_property
    def _written(self) -> tuple[Link, ...]:
        """The editors' pages in this language, for the foot of every page."""
        own = (page for page in self.hub.written_pages if page.language == self.language)
        return tuple(Link(page.title, self.at.written_page(page.slug)) for page in own)

    @property
    def feeds(self) -> tuple[Link, ...]:
        """The hub's own feed, which every page names."""
        return (Link(self.site.name, FEED),)

    def alternates(self, find: Callable[[Addresses], str]) -> tuple[Alternate, ...]:
        """The same page in each language of the hub."""
        return tuple(alternate(language, find(self.at_in[language])) for language in self.site.languages)


def alternate(language: str, url: str) -> Alternate:
    """A page's version in a language, under the language's own name."""
    own_name = Locale.parse(language, sep="-").get_display_name(language.replace("-", "_")) or language
    return Alternate(language, own_name, url)


def editions(hub: Hub) -> Iterator[Edition]:
    """The hub in each of its languages, the main one first."""
    for language in hub.site.languages:
        yield _edition(_Same(hub), language)


def main_edition(hub: Hub) -> Edition:
    """The hub in its main language."""
    return _edition(_Same(hub), hub.site.language)


class _Same:
    """A hub as a key: the same one and not an equal one, since comparing two hubs would read every post."""

    __slots__ = ("hub",)

    def __init__(self, hub: Hub) -> None:
        self.hub = hub

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.hub is other.hub

    def __hash__(self) -> int:
        return id(self.hub)


@lru_cache(maxsize=8)
def _edition(same: _Same, language: str) -> Edition:
    """One edition for all kinds of pages, so that what follows from the hub is worked out once."""
    return Edition(same.hub, language)


def direction(language: str | None) -> str:
    """Which way a text runs, for the `dir` attribute: what is not known to run from right to left, the browser looks at itself."""
    if language is None:
        return "auto"
    return "rtl" if language.replace("_", "-").partition("-")[0].lower() in RIGHT_TO_LEFT else "auto"
