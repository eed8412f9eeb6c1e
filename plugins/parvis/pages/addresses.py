"""The addresses of all pages, for ever: which words they are made of, and in which language.

The main language stands at the root, each other one under its own name. Words come from the theme's catalogue
(context "address"), so that a French hub has `mur/` and an English one `wall/`. Whatever belongs to one item or one tag
has one page, in the main language. All addresses are relative to the site's root and ASCII: `mur/page/3/`.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from typing import Final
from urllib.parse import quote

import msgspec

from parvis.model.article import Kind
from parvis.model.hub import Site
from parvis.model.post import Post
from parvis.pages.address_words import INNER, Words, words
from parvis.tidy import text

#: What no page of an editor may be called, beside the words of the catalogue and the languages.
OWN_NAMES: Final = frozenset(
    {"404", "api", "embed", "export", "feed", "images", "index", "media", "pagefind", "sources", "static", "theme"}
)

#: The hub's own feeds and data: their names are no words.
FEED: Final = "feed.xml"
SOURCE_LIST: Final = "sources.opml"
PAGE_INDEX: Final = "api/index.json"
#: What other sites may show in a frame, and the web component that shows the wall on them.
EMBED: Final = "embed"
EMBED_SCRIPT: Final = f"{EMBED}/parvis-wall.js"
#: Everything that is public, to take along; only a hub that is closing has it.
EXPORT: Final = "export/archive.zip"


class Addresses(msgspec.Struct, frozen=True):
    """Where the pages of one language lie. `number` 0 is the front of a list, 1 its oldest numbered page."""

    prefix: str  #: empty for the main language, else such as `en/`
    words: Words
    main: Words
    language: str = ""

    def home(self) -> str:
        """The front page."""
        return self.prefix

    def wall(self, number: int = 0) -> str:
        """The wall."""
        return numbered(f"{self.prefix}{self.words.wall}/", number)

    def sources(self) -> str:
        """The list of all sources."""
        return f"{self.prefix}{self.words.sources}/"

    def source(self, name: str, number: int = 0) -> str:
        """One source's items."""
        return numbered(f"{self.sources()}{name}/", number)

    def videos(self, number: int = 0) -> str:
        """All films."""
        return numbered(f"{self.prefix}{self.words.videos}/", number)

    def journal(self) -> str:
        """The list of what the editors wrote."""
        return f"{self.prefix}{self.words.journal}/"

    def post(self, slug: str) -> str:
        """One of the editors' posts."""
        return f"{self.journal()}{slug}/"

    def written_page(self, slug: str) -> str:
        """One of the editors' pages."""
        return f"{self.prefix}{slug}/"

    def noun(self, kind: Kind, slug: str, owner: str = "") -> str:
        """What an editor wrote of any kind. `owner`: slug of an entry's contest."""
        match kind:
            case "post":
                return self.post(slug)
            case "page":
                return self.written_page(slug)
            case "contest" | "rules" | "outcome" | "entry":
                words = self.words
                below = {"contest": "", "rules": f"{words.rules}/", "outcome": f"{words.results}/", "entry": f"{words.ideas}/{slug}/"}
                return f"{self.list_of('contest')}{owner or slug}/{below[kind]}"
            case _:
                return f"{self.list_of(kind)}{slug}/"

    def gallery(self, contest: str, family: str = "", number: int = 0) -> str:
        """All ideas of a contest, or those of one family of tastes."""
        front = f"{self.list_of('contest')}{contest}/{self.words.ideas}/"
        return numbered(f"{front}page/{family}/" if family else front, number)

    def list_of(self, kind: Kind) -> str:
        """The list of all nouns of a kind: ambassadors, challenges, contests, events, offers, places or products."""
        return f"{self.prefix}{getattr(self.words, f'{kind}s')}/"

    def reviews(self, product: str = "", stars: int = 0, order: str = "", number: int = 0) -> str:
        """Reviews: all, of a product, or with so many stars; newest first, or in the order that one of the words says."""
        of_product = f"{self.words.products}/{product}/" if product else ""
        with_stars = f"{self.words.rating}/{stars}/" if stars else ""
        ordered = f"{order}/" if order else ""
        return numbered(f"{self.prefix}{self.words.reviews}/{of_product}{with_stars}{ordered}", number)

    def review(self, kind: str, id8: str) -> str:
        """One review's permalink: it has one, in the main language, and nothing of its words stands in it."""
        return f"{self.main.reviews}/{kind}/{id8}/"

    def handling(self) -> str:
        """How this hub handles reviews."""
        return f"{self.prefix}{self.words.reviews}/{self.words.handling}/"

    def accounts(self) -> str:
        """The brand's own accounts, and where one gets help."""
        return f"{self.prefix}{self.words.accounts}/"

    def kiosk(self, of: str = "") -> str:
        """What a screen in the shop shows, or one where the event of the page `of` takes place."""
        return f"{of or self.prefix}{self.words.kiosk}/"

    def embedded(self, what: str = "") -> str:
        """What other sites may show in a frame: the wall, the reviews, `contest/SLUG`; how to, where it is not said what."""
        return "/".join(part for part in (EMBED, self.prefix.rstrip("/"), what) if part) + "/"

    def embed_data(self, what: str) -> str:
        """The same as JSON, with all the words that it needs."""
        return f"api/embed/{self.language}/{what}.json"

    def notice(self) -> str:
        """How one reports something."""
        return f"{self.prefix}{self.words.notice}/"

    def personal_data(self) -> str:
        """Whose data the hub shows, and why."""
        return f"{self.prefix}{self.words.personal_data}/"

    def transparency(self) -> str:
        """By which charter the hub is run, and what it does with what comes."""
        return f"{self.prefix}{self.words.transparency}/"

    def search(self) -> str:
        """Where one searches."""
        return f"{self.prefix}{self.words.search}/"

    def not_found(self) -> str:
        """What a web server shows for an address that leads nowhere."""
        return f"{self.prefix}404.html"

    def item(self, post: Post) -> str:
        """One item's permalink. The words of somebody who asked not to be shown do not stand in it either."""
        slug = "item" if post.author.opted_out else post.slug or "item"
        return f"{self.main.wall}/{post.source}/{slug}-{post.id8}/"

    def topics(self) -> str:
        """The list of all tags."""
        return f"{self.main.topics}/"

    def topic(self, slug: str, number: int = 0) -> str:
        """One tag's items."""
        return numbered(f"{self.topics()}{slug}/", number)


def addresses(site: Site, language: str) -> Addresses:
    """The addresses of one of the site's languages."""
    prefix = "" if language == site.language else f"{language.lower()}/"
    return Addresses(prefix, words(site, language), words(site, site.language), language)


def search_index(language: str) -> str:
    """The folder of what a language's search page finds things by."""
    return f"pagefind/{language.lower()}/"


def numbered(front: str, number: int) -> str:
    """A list's front, or its numbered page."""
    return f"{front}page/{number}/" if number else front


@lru_cache(maxsize=65_536)
def tag_slug(tag: str) -> str:
    """The part of a topic's address; a tag of which no ASCII remains is named by its digest, so that two of them never meet."""
    slug = text.slug(tag)
    if slug == "item" and tag.strip("# ").casefold() != "item":
        return f"t-{sha256(tag.casefold().encode()).hexdigest()[:8]}"
    return slug


@lru_cache(maxsize=65_536)
def tag_label(tag: str) -> str:
    """A tag as it is shown."""
    return text.one_line(tag, 60)


def reserved(site: Site) -> frozenset[str]:
    """First path segments that the hub's own pages use: no editor's page may be called so."""
    taken = (
        value for language in site.languages for name, value in msgspec.structs.asdict(words(site, language)).items() if name not in INNER
    )
    return OWN_NAMES | {language.lower() for language in site.languages} | frozenset(taken)


def absolute(site: Site, url: str) -> str:
    """The address with the site's own in front; relative to the root where the site has none yet."""
    return f"{site.url}/{quote(url, safe='/%#?=&:')}"
