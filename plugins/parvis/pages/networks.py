"""Networks as readers know them: their names, their signs, and where a post stands."""

from __future__ import annotations

from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

from parvis.model.post import Post
from parvis.pages.backdrop import Backdrop

#: Names that are the same in every language.
NETWORKS: Final = {
    "bluesky": "Bluesky",
    "discourse": "Discourse",
    "facebook": "Facebook",
    "flickr": "Flickr",
    "instagram": "Instagram",
    "lemmy": "Lemmy",
    "linkedin": "LinkedIn",
    "mastodon": "Mastodon",
    "peertube": "PeerTube",
    "pinterest": "Pinterest",
    "pixelfed": "Pixelfed",
    "reddit": "Reddit",
    "slideshare": "SlideShare",
    "soundcloud": "SoundCloud",
    "threads": "Threads",
    "tiktok": "TikTok",
    "tumblr": "Tumblr",
    "vimeo": "Vimeo",
    "x": "X",
    "youtube": "YouTube",
}
#: Networks whose sign is in icons/icons.svg; `ical` and `feed` have a drawn one, the others the sign of the web.
MARKS: Final = (NETWORKS.keys() - {"linkedin", "slideshare"}) | {"feed", "ical"}
#: Names under which several kinds of sources collect from the same network.
SAME_NETWORK: Final = {"youtube_api": "youtube", "opml": "feed"}


def network(kind: str, edition: Backdrop, source: str = "") -> str:
    """A network's name for readers; a feed's by what `source` carries."""
    gettext = edition.words.gettext
    kind = SAME_NETWORK.get(kind, kind)
    match kind:
        case "feed":
            return str(gettext("Podcast") if source in edition.heard else gettext("Blog"))
        case "ical":
            return str(gettext("Calendar"))
        case _:
            return NETWORKS.get(kind) or str(gettext("Web"))


def place(post: Post, edition: Backdrop) -> str:
    """Where a post stands, as one says "on …": the network, or the site's own name on the net."""
    return stands(post.network, post.url or "", post.source, edition)


def stands(kind: str, url: str, source: str, edition: Backdrop) -> str:
    """The same of a post of which no more is known than these."""
    return NETWORKS.get(SAME_NETWORK.get(kind, kind)) or _host(url) or source_title(source, edition)


def mark(kind: str, edition: Backdrop | None = None, source: str = "") -> str:
    """The network's symbol in icons/icons.svg; a feed's by what `source` carries."""
    kind = SAME_NETWORK.get(kind, kind)
    if edition is not None and kind == "feed" and source in edition.heard:
        return "listen"
    return kind if kind in MARKS else "web"


def source_title(source: str, edition: Backdrop) -> str:
    """A source's title for people; its name where it has none."""
    known = edition.sources.get(source)
    return (known.title if known else "") or source


@lru_cache(maxsize=65_536)
def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")
