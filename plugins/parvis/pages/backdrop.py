"""The backdrop of every page: one language's words, addresses and places. No item, no clock: it changes when editors change it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import cached_property
from typing import Any, Final
from zoneinfo import ZoneInfo

import msgspec
from babel import Locale
from babel.support import Translations

from parvis.model.article import Article
from parvis.model.hub import Item, Site
from parvis.model.source import Source
from parvis.pages.address_words import catalogues
from parvis.pages.addresses import EXPORT, FEED, Addresses, addresses
from parvis.pages.site_data import Data, told
from parvis.pages.typography import spaced
from parvis.pages.values import Alternate, Card, Ending, Link
from parvis.tidy import catalogue, digests

#: Languages written from right to left, by their BCP 47 primary subtag (Unicode CLDR, characterOrder).
RIGHT_TO_LEFT: Final = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "mzn", "pnb", "ps", "sd", "syr", "ug", "ur", "yi"})


class Backdrop:
    """What pages of one language have in common. Read-only; everything in it follows from what it is made of, which `key` tells."""

    def __init__(
        self,
        site: Site,
        language: str,
        sources: tuple[Source, ...],
        nav: tuple[Link, ...],
        written: tuple[Link, ...],
        heard: frozenset[str] = frozenset(),
    ) -> None:
        """`sources`: all of sources.yaml. `nav`: the doors to the hub's rooms; `written`: the editors' pages; `heard`: the podcasts' names."""
        self.site = site
        self.language = language
        self.sources = {source.name: source for source in sources if source.publish != "listen"}
        self.nav = nav
        self.written = written
        self.heard = heard
        """Names of the sources whose posts are all sound."""
        self.cards: dict[int, tuple[Item, Card]] = {}
        """Those drawn so far, by the identity of their item: many lists show the same."""

    @cached_property
    def key(self) -> str:
        """Digest of all that it is made of: what `__init__` takes, and the catalogues."""
        words = [catalogue.digest(catalogues(self.site), language) for language in self.site.languages]
        return digests.of_values(
            [
                msgspec.structs.replace(self.site, locale=""),
                self.language,
                tuple(self.sources.values()),
                self.nav,
                self.written,
                sorted(self.heard),
                words,
            ]
        )

    @property
    def main(self) -> bool:
        """Whether this is the edition at the root."""
        return self.language == self.site.language

    @cached_property
    def words(self) -> Translations:
        """The theme's catalogue."""
        return catalogue.load(catalogues(self.site), self.language)

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
    def timezone(self) -> ZoneInfo:
        """Where the hub's days begin."""
        return ZoneInfo(self.site.timezone)

    def day(self, moment: datetime) -> date:
        """The hub's own calendar day of a moment."""
        return moment.astimezone(self.timezone).date()

    def frame(self, *, alternates: tuple[Alternate, ...] = (), json_ld: Data = None, **more: Any) -> dict[str, Any]:
        """What base.html needs of every page; `more` replaces and completes it. `json_ld`: the page's own facts for search engines."""
        return {
            "language": self.language,
            "direction": "rtl" if direction(self.language) == "rtl" else "ltr",
            "home": self.at.home(),
            "here": "",
            "tagline": self._in_own_language(self.site.tagline),
            "notice": self._in_own_language(self.site.notice),
            "closing": self.closing,
            "help_line": self.help_line,
            "accounts_page": self.at.accounts() if self.has_accounts else "",
            "notice_page": self.at.notice() if self.site.help else "",
            "data_page": self.at.personal_data(),
            "transparency_page": self.at.transparency(),
            "search_page": self.at.search() if self.site.search else "",
            "nav": self.nav,
            "written": self.written,
            "alternates": alternates if len(alternates) > 1 else (),
            "feeds": self.feeds,
            "description": "",
            "canonical": "",
            "noindex": False,
            "json_ld": told(json_ld, self.site, self.at, self.nav, more.get("here", ""), more.get("title", "")),
        } | more

    @property
    def has_accounts(self) -> bool:
        """Whether the brand names accounts of its own or a channel for help: then there is a page of them."""
        return bool(self.site.accounts or self.site.help or any(source.owner == "brand" for source in self.sources.values()))

    @property
    def closing(self) -> Ending | None:
        """The hub's announced end. It says the same before and after its last day, so that no clock changes every page."""
        found = self.site.closing
        return Ending(found.day, self._in_own_language(found.reasons), EXPORT) if found else None

    @property
    def help_line(self) -> Link | None:
        """Where one gets help, for the foot of every page."""
        found = self.site.help
        return Link(self._in_own_language(found.channel), found.url or f"mailto:{found.email}") if found else None

    def _in_own_language(self, said: dict[str, str]) -> str:
        language = next((known for known in (self.language, self.site.language, *said) if said.get(known)), "")
        return spaced(said.get(language, ""), language)

    @property
    def feeds(self) -> tuple[Link, ...]:
        """The hub's own feed in this language, which every page names."""
        return (Link(self.site.name, f"{self.at.home()}{FEED}"),)

    def feeds_of(self, label: str, find: Callable[[Addresses], str]) -> tuple[Link, ...]:
        """The hub's own feed, and that of a list: it has one, in the main language, beside the list's front."""
        return (*self.feeds, Link(label, f"{find(self.at_in[self.site.language])}{FEED}"))

    def alternates(self, find: Callable[[Addresses], str]) -> tuple[Alternate, ...]:
        """The same page in each language of the hub."""
        return tuple(alternate(language, find(self.at_in[language])) for language in self.site.languages)


def alternate(language: str, url: str) -> Alternate:
    """A page's version in a language, under the language's own name."""
    own_name = Locale.parse(language, sep="-").get_display_name(language.replace("-", "_")) or language
    return Alternate(language, own_name, url)


def direction(language: str | None) -> str:
    """Which way a text runs, for the `dir` attribute: what is not known to run from right to left, the browser looks at itself."""
    if language is None:
        return "auto"
    return "rtl" if language.replace("_", "-").partition("-")[0].lower() in RIGHT_TO_LEFT else "auto"
