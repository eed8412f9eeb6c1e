"""What feedparser flattens or loses of an item: each film with its own still and caption, several transcripts, who is answered."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from xml.parsers import expat

import msgspec

from parvis.errors import ReadError

#: No feed nests its elements deeper, gives one more attributes, or has a longer word in a person's name. What does is made to burn time:
#: feedparser needs minutes for a word of 200,000 letters where a mail address may stand.
_DEEPEST = 250
_MOST_ATTRIBUTES = 1_000
_LONGEST_WORD = 2_000
_PERSONS = {"author", "creator", "managingeditor", "webmaster", "publisher", "name", "email", "owner"}

#: Part of a namespace's address → how its elements are called here, whatever prefix the document gives them.
_NAMESPACES: Mapping[str, str] = MappingProxyType(
    {
        "search.yahoo.com/mrss": "media",
        "itunes.com/dtds/podcast": "itunes",
        "purl.org/syndication/thread": "thr",
        "podcastindex.org/namespace": "podcast",
        "podcast-namespace": "podcast",
        "w3.org/2005/atom": "",
        "purl.org/rss/1.0/": "",
        "purl.org/atom/ns": "",
        "backend.userland.com/rss": "",
    }
)
#: Modules of RSS 1.0 share the beginning of its address.
_MODULES = "purl.org/rss/1.0/modules"

#: Elements of an item whose attributes are kept, each as often as it stands there.
_KEPT = {"thr:in-reply-to", "podcast:transcript", "podcast:chapters", "itunes:image", "media:rating", "media:license"}
_WORDS = {"media:title", "media:description"}
_ITEMS = {"item", "entry"}
_IDS = {"guid", "id"}
_FEEDS = {"channel", "feed"}
_AUTHORS = {"author", "dc:creator", "dc:author", "itunes:author", "managingeditor"}


class Film(msgspec.Struct):
    """One `media:content`, or one `media:player` alone, with what stands inside it."""

    attributes: dict[str, str]
    group: int = 0  #: contents of one `media:group` are the same thing in several sizes; 0: in no group
    title: str | None = None
    description: str | None = None
    thumbnails: list[dict[str, str]] = []
    player: dict[str, str] = {}


class Details(msgspec.Struct):
    """What one item holds beside what feedparser gives."""

    films: list[Film] = []
    thumbnails: list[dict[str, str]] = []  #: in no content: of the item or of a group
    player: dict[str, str] = {}
    description: str | None = None  #: `media:description` of the item or of a group
    native: str | None = None  #: `guid` or `id` as it stands there: feedparser resolves it like an address, against the last base it saw
    names: list[str] = []  #: of its authors, as written: feedparser breaks mail addresses whose last part has more than four letters
    elements: dict[str, list[dict[str, str]]] = {}  #: attributes of the elements in `_KEPT`


class Found(msgspec.Struct):
    """What the second look found in a document."""

    items: list[Details] = []
    title: str | None = None  #: of the feed itself: feedparser lets a live item's or a picture's title win
    link: str | None = None
    names: list[str] = []  #: of the feed's own authors, likewise
    whole: bool = False  #: read to its end


def details(document: bytes) -> Found:
    """A second look at a document in UTF-8; what stands before its first error. ReadError when it is nested beyond reason."""
    reader = _Reader()
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.buffer_size = 65_536
    # An entity that nobody declared (&eacute; in RSS) shall be passed over, not end the reading.
    parser.UseForeignDTD(True)  # noqa: FBT003 (expat's own signature)
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    try:
        parser.Parse(document, True)  # noqa: FBT003 (expat's own signature)
    except expat.ExpatError:
        return reader.found
    reader.found.whole = True
    return reader.found


class _Reader:
    """Follows the document element by element."""

    def __init__(self) -> None:
        self.found = Found()
        self._prefixes: dict[str, str] = {}
        self._path: list[str] = []
        self._item: Details | None = None
        self._film: Film | None = None
        self._group = 0
        self._pieces: list[str] | None = None
        self._person = False

    def start(self, qualified: str, attributes: dict[str, str]) -> None:
        for attribute, uri in attributes.items():
            if attribute.startswith("xmlns"):
                self._prefixes[attribute[6:]] = _prefix(uri, attribute[6:])
        name = self._name(qualified)
        self._path.append(name)
        if len(self._path) > _DEEPEST:
            raise ReadError(f"the document nests its elements more than {_DEEPEST} deep: that is no feed")
        if len(attributes) > _MOST_ATTRIBUTES:
            raise ReadError(f"the document gives an element more than {_MOST_ATTRIBUTES} attributes: that is no feed")
        self._person = name.rpartition(":")[2] in _PERSONS
        if self._item is None:
            self._start_outside(name)
        else:
            self._start_inside(self._item, name, attributes)

    def _start_outside(self, name: str) -> None:
        if name in _ITEMS:
            self._item = Details()
            self.found.items.append(self._item)
        elif self._names_an_author(_FEEDS) or (name in {"title", "link"} and self._path[-2:-1] and self._path[-2] in _FEEDS):
            self._pieces = []

    def _start_inside(self, item: Details, name: str, attributes: dict[str, str]) -> None:
        if name == "media:group":
            self._group += 1
        elif name == "media:content":
            self._film = Film(attributes, group=self._group if "media:group" in self._path else 0)
            item.films.append(self._film)
        elif name == "media:thumbnail":
            (self._film or item).thumbnails.append(attributes)
        elif name == "media:player":
            (self._film or item).player = attributes
        elif name in _KEPT:
            item.elements.setdefault(name, []).append(attributes)
        elif name in _WORDS or (name in _IDS and self._path[-2] in _ITEMS) or self._names_an_author(_ITEMS):
            self._pieces = []

    def _names_an_author(self, of: set[str]) -> bool:
        """Whether the path ends in `author` below one of these, or in the `name` of such an author."""
        path = self._path[:-1] if self._path[-2:] == ["author", "name"] else self._path
        return path[-1] in _AUTHORS and path[-2:-1] != [] and path[-2] in of

    def characters(self, text: str) -> None:
        if self._person and len(text) > _LONGEST_WORD and max(map(len, text.split()), default=0) > _LONGEST_WORD:
            raise ReadError(f"the document names a person in more than {_LONGEST_WORD} letters: that is no feed")
        if self._pieces is not None:
            self._pieces.append(text)

    def end(self, qualified: str) -> None:
        name = self._name(qualified)
        text = "".join(self._pieces).strip() if self._pieces is not None else ""
        if text and self._names_an_author(_FEEDS if self._item is None else _ITEMS):
            (self._item or self.found).names.append(text)
        self._path.pop()
        self._person = False
        if self._item is None:
            if text and name == "title" and self.found.title is None:
                self.found.title = text
            elif text and name == "link" and self.found.link is None:
                self.found.link = text
        elif text:
            self._keep_words(self._item, name, text)
        if name in _ITEMS:
            self._item = None
        elif name == "media:content":
            self._film = None
        self._pieces = None

    def _keep_words(self, item: Details, name: str, text: str) -> None:
        if name in _IDS:
            item.native = item.native or text
        elif name == "media:title":
            if self._film:
                self._film.title = text
        elif self._film:
            self._film.description = text
        else:
            item.description = text

    def _name(self, qualified: str) -> str:
        prefix, _, local = qualified.lower().rpartition(":")
        known = self._prefixes.get(prefix, prefix)
        return f"{known}:{local}" if known else local


def _prefix(uri: str, given: str) -> str:
    lowered = uri.lower()
    if _MODULES in lowered:
        return given.lower()
    return next((name for part, name in _NAMESPACES.items() if part in lowered), given.lower())
