"""The home page: the brand's name, what is new, what the editors wrote, and where we are."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from parvis.model.hub import Hub, Item
from parvis.model.page import Page
from parvis.pages import site_data
from parvis.pages.ambassadors import card as ambassador
from parvis.pages.cards import card, cards
from parvis.pages.edition import Edition, editions
from parvis.pages.events import coming
from parvis.pages.home_features import dream, voice
from parvis.pages.journal import posts_of, teaser
from parvis.pages.lists import in_front
from parvis.pages.mosaic import deal
from parvis.pages.on_now import OnNow, on_now
from parvis.pages.sources import doors
from parvis.pages.tags import most_used
from parvis.pages.values import Card, Door

#: How many events to come the home page shows.
EVENTS = 4
#: How many posts of the wall, films, journal posts and topics the home page shows.
FRESH, FILMS, POSTS, TOPICS = 8, 3, 3, 18
#: So many featured posts come before newer ones.
FEATURED = 4


def pages(hub: Hub) -> Iterator[Page]:
    """One home page for each language."""
    for edition in editions(hub):
        yield _home(hub, edition)


def _home(hub: Hub, edition: Edition) -> Page:
    fresh = cards(first(hub), edition)
    now = on_now(hub, edition)
    lead = None if _is_on(now) else _lead(fresh)
    newest = hub.items[0].post.published if hub.items else None
    return Page(
        kind="home",
        path=f"{edition.at.home()}index.html",
        template="home.html",
        title=edition.site.name,
        language=edition.language,
        updated=newest,
        values=edition.frame(
            title=edition.site.name,
            description=edition.site.tagline.get(edition.language, ""),
            here=edition.at.home(),
            alternates=edition.alternates(lambda at: at.home()),
            json_ld=site_data.website(edition.site, edition.at, edition.language, edition.site.tagline.get(edition.language, "")),
            lead=lead,
            now=now,
            fresh=deal([other for other in fresh if other is not lead][:FRESH]),
            films=_films(hub, edition, shown=fresh),
            voice=voice(hub, edition),
            spotlight=ambassador(hub.spotlight, edition) if hub.spotlight and not now.spotlight else None,
            dream=dream(hub, edition),
            posts=tuple(teaser(article, edition) for article in posts_of(hub, edition)[:POSTS]),
            topics=most_used(hub, edition, TOPICS),
            events=tuple(event for event in coming(edition) if event != now.event)[:EVENTS],
            all_events=edition.at.list_of("event"),
            sources=_ours(edition),
            all_sources=edition.at.sources(),
            all_topics=edition.at.topics(),
            count=len(hub.items),
            newest=newest,
            wall=edition.at.wall(),
            videos=edition.at.videos(),
            journal=edition.at.journal(),
        ),
    )


def first(hub: Hub) -> tuple[Item, ...]:
    """What the home page shows of the wall: what is pinned, the newest that editors have featured, then the newest."""
    pinned = in_front(hub)
    featured = [item for item in hub.items if item.featured and not item.pinned][:FEATURED]
    chosen = {id(item) for item in (*pinned, *featured)}
    rest = (item for item in hub.items if id(item) not in chosen)
    return tuple(islice((*pinned, *featured, *islice(rest, FRESH + 1)), FRESH + 1))


def _ours(edition: Edition) -> tuple[Door, ...]:
    """The brand's own places, where it has told which are; else all of them."""
    return tuple(door for door in doors(edition) if door.ours) or doors(edition)


def _is_on(now: OnNow) -> bool:
    return bool(now.contest or now.event or now.spotlight)


def _lead(fresh: tuple[Card, ...]) -> Card | None:
    """What is shown large: the newest with a picture that anybody may see, else the newest."""
    pictured = (known for known in fresh if known.picture and not known.veil and known.picture.shape != "slim")
    return next(pictured, fresh[0] if fresh else None)


def _films(hub: Hub, edition: Edition, *, shown: tuple[Card, ...]) -> tuple[Card, ...]:
    """The newest films that do not stand on the page already."""
    seen = {known.permalink for known in shown}
    filmed = (item for item in hub.items if item.post.kind == "video" and edition.at.item(item.post) not in seen)
    shown_films = (card(item, edition) for item in filmed)
    return tuple(islice((film for film in shown_films if film.face == "video" and not film.veil), FILMS))
