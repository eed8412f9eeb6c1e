"""Personal data: whose the hub shows, from where, why and how long, made from what it really has.

Articles 13, 14 and 30 of regulation (EU) 2016/679 (GDPR); law 25 of Québec asks for the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import timedelta
from types import MappingProxyType
from typing import Final

from babel.dates import format_timedelta
from babel.units import format_unit

from parvis.model.hub import Hub, Item
from parvis.model.page import Page
from parvis.model.source import Source
from parvis.pages import data_kept
from parvis.pages.data_rows import Group, Row
from parvis.pages.edition import Edition, editions
from parvis.pages.networks import NETWORKS
from parvis.pages.values import Link

#: What kinds are called that are no networks.
_KINDS: Final = MappingProxyType({"feed": "RSS, Atom, JSON Feed", "ical": "iCalendar", "webmention": "Webmention"})
_DAY = timedelta(days=1)
_COUNTED = timedelta(days=60)


def pages(hub: Hub) -> Iterator[Page]:
    """One page for each language."""
    for edition in editions(hub):
        yield _page(hub, edition)


def _page(hub: Hub, edition: Edition) -> Page:
    title = str(edition.words.gettext("Personal data"))
    return Page(
        kind="personal-data",
        path=f"{edition.at.personal_data()}index.html",
        template="data_inventory.html",
        title=title,
        language=edition.language,
        values=edition.frame(
            title=title,
            here=edition.at.personal_data(),
            alternates=edition.alternates(lambda at: at.personal_data()),
            groups=tuple(group for group in groups(hub, edition) if group.rows),
            email=hub.site.help.email if hub.site.help else "",
        ),
    )


def groups(hub: Hub, edition: Edition) -> Iterator[Group]:
    """The whole inventory."""
    gettext = edition.words.gettext
    yield Group(str(gettext("Collected from elsewhere")), tuple(_sources(hub, edition)))
    yield Group(str(gettext("Reviews")), tuple(_reviews(hub, edition)))
    yield Group(str(gettext("People who take part")), (*_ambassadors(hub, edition), *_contests(hub, edition), *_events(hub, edition)))
    yield Group(str(gettext("What we keep besides")), tuple(data_kept.rows(hub, edition)))


def _sources(hub: Hub, edition: Edition) -> Iterator[Row]:
    of_source: dict[str, list[Item]] = defaultdict(list)
    for item in (*hub.items, *hub.withheld):
        of_source[item.post.source].append(item)
    for source in edition.sources.values():
        why, basis = _reason(source, edition)
        yield Row(
            origin=Link(source.title or source.name, edition.at.source(source.name)),
            by=NETWORKS.get(source.kind) or _KINDS.get(source.kind, ""),
            whose=_whose(source, of_source[source.name], hub, edition),
            what=tuple(_data(of_source[source.name], edition)),
            why=why,
            basis=basis,
            long=_source_term(source, of_source[source.name], edition),
        )


def _whose(source: Source, items: Iterable[Item], hub: Hub, edition: Edition) -> str:
    gettext, ngettext = edition.words.gettext, edition.words.ngettext
    if source.owner == "brand":
        return str(gettext("%(brand)s itself, and people whom it shows")) % {"brand": hub.site.name}
    if source.owner.startswith("ambassador"):
        slug = source.owner.partition(":")[2].strip()
        return next((person.name for person in hub.ambassadors if person.slug == slug), str(gettext("an ambassador")))
    people = {item.post.author.handle or item.post.author.url or item.post.author.name for item in items} - {""}
    return str(ngettext("%(count)d author", "%(count)d authors", len(people))) % {"count": len(people)}


def _data(items: Iterable[Item], edition: Edition) -> Iterator[str]:
    """What there is of people in these items, as found."""
    gettext, posts = edition.words.gettext, [item.post for item in items]
    told = (
        (any(post.author.name for post in posts), gettext("name")),
        (any(post.author.handle for post in posts), gettext("handle")),
        (any(post.author.url for post in posts), gettext("address of the profile")),
        (any(post.text or post.title for post in posts), gettext("text and date")),
        (any(media.local for post in posts for media in post.media), gettext("pictures")),
        (any(post.counts.likes is not None for post in posts), gettext("public figures")),
        (any(post.occasion for post in posts), gettext("time and place")),
    )
    found = [str(word) for there, word in told if there]
    yield from found or [str(gettext("nothing so far"))]


def _reason(source: Source, edition: Edition) -> tuple[str, str]:
    gettext = edition.words.gettext
    if source.owner == "brand":
        return str(gettext("To show here what we publish elsewhere")), str(gettext("Legitimate interest, GDPR art. 6(1)(f)"))
    if source.owner.startswith("ambassador"):
        return str(gettext("They speak for us under their own name")), str(gettext("Their agreement, GDPR art. 6(1)(a) and (b)"))
    why = str(gettext("To show what is said in public, with its author and the way to the original"))
    return why, str(gettext("Legitimate interest, GDPR art. 6(1)(f); more than a quotation by leave alone, art. 6(1)(a)"))


def _source_term(source: Source, items: Iterable[Item], edition: Edition) -> str:
    gettext = edition.words.gettext
    terms = [item.post.expires - item.post.collected for item in items if item.post.expires]
    if source.keep:
        return str(gettext("%(time)s on the pages")) % {"time": _length(source.keep, edition)}
    if terms:
        return str(gettext("%(time)s, then it is asked for again or dropped")) % {"time": _length(max(terms), edition)}
    return str(gettext("As long as it is public, or until you object"))


def _reviews(hub: Hub, edition: Edition) -> Iterator[Row]:
    gettext, ngettext = edition.words.gettext, edition.words.ngettext
    own, policy = str(gettext("Collected by us")), hub.reviews.policy
    found: dict[str, set[str]] = defaultdict(set)
    for one in (*hub.reviews.published, *hub.reviews.withheld):
        found[one.review.origin or own].add(one.review.author)
    for origin in sorted(found):
        count = len(found[origin])
        yield Row(
            origin=Link(origin, edition.at.handling()),
            whose=str(ngettext("%(count)d customer", "%(count)d customers", count)) % {"count": count},
            what=(str(gettext("first name and initial")), str(gettext("rating, text and dates"))),
            why=str(gettext("So that others can rely on what customers say")),
            basis=str(gettext("Legitimate interest, GDPR art. 6(1)(f)")),
            long=(str(gettext("%(time)s on the pages")) % {"time": _length(policy.retention, edition)})
            if policy.retention
            else str(gettext("As long as it is public, or until you object")),
        )


def _ambassadors(hub: Hub, edition: Edition) -> Iterator[Row]:
    gettext, ngettext = edition.words.gettext, edition.words.ngettext
    if hub.ambassadors:
        count = len(hub.ambassadors)
        yield Row(
            origin=Link(str(gettext("Ambassadors")), edition.at.list_of("ambassador")),
            whose=str(ngettext("%(count)d person", "%(count)d persons", count)) % {"count": count},
            what=(str(gettext("name")), str(gettext("portrait, where there is a right to it")), str(gettext("role and place"))),
            why=str(gettext("They speak for us under their own name")),
            basis=str(gettext("Their agreement, GDPR art. 6(1)(a) and (b)")),
            long=str(gettext("Until the agreement ends, or they take it back")),
        )


def _contests(hub: Hub, edition: Edition) -> Iterator[Row]:
    gettext = edition.words.gettext
    for contest in hub.contests:
        told = next((one for one in contest.told if one.language == edition.language), None)
        yield Row(
            origin=Link(told.title if told else contest.name, f"{edition.at.list_of('contest')}{contest.slug}/"),
            by=str(gettext("Contest")),
            whose=str(gettext("Whoever sends in an idea, votes, or sits in the jury")),
            what=(
                str(gettext("ideas: first name and initial, text")),
                str(gettext("votes: salted hashes alone")),
                str(gettext("jury: names and scores")),
            ),
            why=str(gettext("To hold the contest, and to prove its result")),
            basis=str(gettext("The rules that one agrees to, GDPR art. 6(1)(b)")),
            long=str(gettext("As the rules say; names go on request")),
        )


def _events(hub: Hub, edition: Edition) -> Iterator[Row]:
    gettext = edition.words.gettext
    if hub.events:
        yield Row(
            origin=Link(str(gettext("Events")), edition.at.list_of("event")),
            whose=str(gettext("Hosts and guests who are announced")),
            what=(str(gettext("name")), str(gettext("time and place"))),
            why=str(gettext("So that people find their way there")),
            basis=str(gettext("Legitimate interest, GDPR art. 6(1)(f)")),
            long=str(gettext("As a chronicle, or until you object")),
        )


def _length(time: timedelta, edition: Edition) -> str:
    """`7 days`, `5 years`: days as long as one would count them."""
    if _DAY <= time < _COUNTED:
        return str(format_unit(time.days, "duration-day", locale=edition.locale))
    return format_timedelta(time, threshold=1, locale=edition.locale)
