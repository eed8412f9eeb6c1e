"""Cards: what a list shows of each post, computed once, so that templates only place it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Final

import msgspec
from babel.dates import format_date

from parvis.model.hub import Item
from parvis.model.post import Occasion, Poll, Post
from parvis.pages.addresses import tag_label, tag_slug
from parvis.pages.backdrop import Backdrop, direction
from parvis.pages.disclosure import told
from parvis.pages.networks import mark, network, place, source_title, stands
from parvis.pages.pictures import pictures
from parvis.pages.players import player
from parvis.pages.typography import beginning, line
from parvis.pages.values import Appointment, Ballot, Card, Choice, Elsewhere, Face, Figure, Link, Veil
from parvis.tidy import text

#: Characters of the body on a card: beside a picture, under a title, and alone.
BESIDE_PICTURE, UNDER_TITLE, ALONE = 180, 220, 420
#: Up to so many characters, a text without picture or title is set large.
LOUD = 140
#: A card names so many topics; the permalink names them all.
TAGS = 3

_ADDRESS: Final = re.compile(r"\bhttps?://(?:www\.)?(?P<host>[^\s/]+)/?(?P<rest>\S*[^\s.,;:!?)»])?")


def unplayed(shown: Card) -> Card:
    """The card where nothing is played: on a screen in the shop, on somebody else's page."""
    return msgspec.structs.replace(shown, player=None)


def cards(items: Iterable[Item], edition: Backdrop) -> tuple[Card, ...]:
    """Cards of several items, in their order."""
    return tuple(card(item, edition) for item in items)


def card(item: Item, edition: Backdrop) -> Card:
    """What a list shows of an item; of an author who asked not to be shown, nothing but the link."""
    known = edition.cards.get(id(item))
    if known is None:
        known = edition.cards[id(item)] = (item, _bare(item, edition) if item.post.author.opted_out else _full(item, edition))
    return known[1]


def _full(item: Item, edition: Backdrop) -> Card:
    post = item.post
    shown = pictures(post)
    veiled = veil(post)
    title = _said(post.title, 180, post, edition) if post.titled and veiled != "all" else ""
    excerpt = _excerpt(post, BESIDE_PICTURE if shown else UNDER_TITLE if title else ALONE, title, edition)
    source = edition.sources.get(post.source)
    return Card(
        face="quote" if item.quoted and not post.occasion else _face(post, bool(shown), title, excerpt),
        kind=post.kind,
        mark=mark(post.network, edition, post.source),
        network=network(post.network, edition, post.source),
        place=place(post, edition),
        source=_source(post.source, edition),
        ours=source is not None and source.owner == "brand",
        author=author(post) or source_title(post.source, edition),
        handle=post.author.handle or "",
        author_url=post.author.url or "",
        disclosure=told(item.disclosure, edition),
        published=post.published,
        title=title,
        name=name(post, edition),
        text=excerpt,
        language=post.language or "",
        direction=direction(post.language),
        picture=shown[0] if shown else None,
        more_pictures=max(0, len(shown) - 1),
        duration=_duration(post),
        original=post.url or "",
        permalink=edition.at.item(post),
        tags=tags(item, edition)[:TAGS],
        figures=_figures(post),
        veil=veiled,
        warning=_said(post.warning or "", 200, post, edition),
        appointment=_appointment(post.occasion, edition) if post.occasion else None,
        ballot=_ballot(post.poll) if post.poll else None,
        also=tuple(_elsewhere(item, edition)),
        quoted=_whole(post, edition) if item.quoted and post.url else "",
        pinned=item.pinned is not None,
        thanked=_thanks(edition) if item.answer == "thanked" else "",
        player=None if item.quoted else player(post, source),
        drawn=not item.rights or "social" in item.uses,
    )


def _thanks(edition: Backdrop) -> str:
    return str(edition.words.gettext("%(brand)s says thanks")) % {"brand": edition.site.name}


def _bare(item: Item, edition: Backdrop) -> Card:
    post = item.post
    return Card(
        face="bare",
        kind="link",
        mark=mark(post.network, edition, post.source),
        network=network(post.network, edition, post.source),
        place=place(post, edition),
        source=_source(post.source, edition),
        ours=False,
        author="",
        handle="",
        author_url="",
        disclosure=told(item.disclosure, edition),
        published=post.published,
        title="",
        name=name(post, edition),
        text="",
        language="",
        direction="auto",
        picture=None,
        more_pictures=0,
        duration="",
        original=post.url or "",
        permalink=edition.at.item(post),
        tags=(),
        figures=(),
        veil="",
        warning="",
        appointment=None,
        ballot=None,
    )


def name(post: Post, edition: Backdrop) -> str:
    """What a post is called where it needs a name: its title, else its first words, else where it stands.

    It says nothing of what lies behind a veil, and nothing of an author who asked not to be shown.
    """
    if post.author.opted_out:
        return _nameless(post, edition)
    if veil(post) == "all":
        return _said(post.warning or "", 140, post, edition) or _nameless(post, edition)
    return _said(post.title, 140, post, edition) or _said(post.text, 80, post, edition) or _nameless(post, edition)


def _whole(post: Post, edition: Backdrop) -> str:
    """Where the whole is, of an item that is only quoted here."""
    gettext = edition.words.gettext
    sentences = {
        "photo": gettext("The picture is on %(place)s"),
        "video": gettext("The film is on %(place)s"),
        "audio": gettext("To be heard on %(place)s"),
    }
    return str(sentences.get(post.kind) or gettext("Quoted; the whole is on %(place)s")) % {"place": place(post, edition)}


def _nameless(post: Post, edition: Backdrop) -> str:
    return str(edition.words.gettext("A post on %(place)s")) % {"place": place(post, edition)}


def _said(words: str, limit: int, post: Post, edition: Backdrop) -> str:
    """The author's words on one line, with the spaces of their language."""
    return line(words, limit, post.language or edition.site.language)


def _excerpt(post: Post, limit: int, title: str, edition: Backdrop) -> str:
    """What the body says beyond the title, with addresses as short as people say them."""
    body = post.text[: 8 * limit]
    excerpt = beginning(_ADDRESS.sub(_spoken, body) if "://" in body else body, limit, post.language or edition.site.language)
    return "" if title and excerpt.rstrip(".… []") == title.rstrip(".… []") else excerpt


def _spoken(address: re.Match[str]) -> str:
    """`shop.example/…`: where an address leads, on a card that leads there in one click more."""
    return address["host"] + ("/…" if address["rest"] else "")


def veil(post: Post) -> Veil:
    """What is shown only when asked for: a warning is about the words, too; a mere mark is about the picture."""
    if post.warning:
        return "all"
    return "picture" if post.sensitive else ""


def author(post: Post) -> str:
    """Who made the post, as a name to show; empty where the network tells none."""
    return text.one_line(post.author.name, 80) or text.one_line(post.author.handle or "", 80)


def _elsewhere(item: Item, edition: Backdrop) -> Iterator[Elsewhere]:
    """Each other address of the same post, once: what was shared again often has the original's own."""
    seen = {"", item.post.url}
    for also in item.also:
        if also.url not in seen:
            seen.add(also.url)
            where = stands(also.network, also.url, also.source, edition)
            yield Elsewhere(
                mark(also.network, edition, also.source), network(also.network, edition, also.source), where, also.url, also.author
            )


def _source(source: str, edition: Backdrop) -> Link:
    return Link(source_title(source, edition), edition.at.source(source))


def tags(item: Item, edition: Backdrop) -> tuple[Link, ...]:
    """The item's topics, each with its page; several spellings of one address count once."""
    if item.post.author.opted_out:
        return ()
    by_slug: dict[str, Link] = {}
    for tag in item.tags:
        slug = tag_slug(tag)
        by_slug.setdefault(slug, Link(tag_label(tag), edition.at.topic(slug)))
    return tuple(by_slug.values())


def _face(post: Post, pictured: bool, title: str, excerpt: str) -> Face:  # noqa: FBT001 (one of the four facts it decides by)
    if post.occasion:
        return "event"
    if post.kind == "video" and pictured:
        return "video"
    if pictured:
        return "picture"
    if post.kind == "audio":
        return "audio"
    return "loud" if len(title or excerpt) <= LOUD and not (title and excerpt) and not post.poll else "text"


def _duration(post: Post) -> str:
    """Length of the first film or sound, as a clock shows it."""
    seconds = next((media.duration for media in post.media if media.duration), None)
    if seconds is None or seconds < 1:
        return ""
    minutes, second = divmod(round(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"


def _figures(post: Post) -> tuple[Figure, ...]:
    counts = post.counts
    known = (("views", counts.views), ("likes", counts.likes), ("replies", counts.replies), ("reposts", counts.reposts))
    return tuple(Figure(what, number) for what, number in known if number)  # type: ignore[arg-type]  # literals lose their type in a tuple


def _appointment(occasion: Occasion, edition: Backdrop) -> Appointment:
    start = occasion.start
    first = edition.day(start) if isinstance(start, datetime) else start
    return Appointment(
        day=first,
        month=format_date(first, "MMM", edition.locale),
        last_day=_last_day(occasion, edition),
        start=start if isinstance(start, datetime) else None,
        place=text.one_line(occasion.place or "", 140),
        cancelled=occasion.cancelled,
        recurring=occasion.recurring,
    )


def _last_day(occasion: Occasion, edition: Backdrop) -> date | None:
    """The day it ends on, where that is another one than it begins on. Ends are exclusive (RFC 5545), midnight is the day before's."""
    start, end = occasion.start, occasion.end
    if end is None:
        return None
    first = edition.day(start) if isinstance(start, datetime) else start
    last = edition.day(end - timedelta(seconds=1)) if isinstance(end, datetime) else end - timedelta(days=1)
    return last if last > first else None


def _ballot(poll: Poll) -> Ballot:
    votes = sum(count for _, count in poll.options)
    choices = (Choice(text.one_line(label, 140), count, round(100 * count / votes) if votes else 0) for label, count in poll.options)
    return Ballot(tuple(choices), votes, poll.closed, poll.closes)
