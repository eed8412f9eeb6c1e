"""Transparency: by which charter the hub is run, what came, what is shown, what is not and why, from where, and who decides.

It counts and names rules and grounds; nothing on it tells of whom or what an item that is not shown was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

import msgspec
from babel.numbers import format_percent

from parvis.curate.mix import Mix, mix
from parvis.model.article import Article
from parvis.model.hub import Hub, Item
from parvis.model.page import Page
from parvis.model.rule import Outcome
from parvis.model.takedown import GROUNDS
from parvis.pages.edition import Edition, editions
from parvis.pages.networks import mark, network
from parvis.pages.once import once_each_hub
from parvis.pages.review_handling import grounds
from parvis.pages.values import Link

#: Width of a bar of the whole, in its own units.
_WHOLE: Final = 1000
#: Width of a part that would else be too thin to be seen.
_SEEN: Final = 8


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a table: what, how many, and how long its bar is."""

    label: str
    count: int
    width: int = 0  #: of 1000
    note: str = ""
    share: str = ""  #: of the whole, in words
    url: str = ""
    mark: str = ""  #: symbol in icons/icons.svg


class Part(msgspec.Struct, frozen=True):
    """One part of the bar of all that came."""

    name: str  #: shown, waiting, hidden or listening
    start: int  #: of 1000
    width: int


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """All items by what became of them."""

    came: int
    published: int
    quoted: int
    waiting: int
    hidden: int  #: refused ones, too
    listening: int
    because: tuple[tuple[tuple[str, str], int], ...]  #: by stage, and the rule or ground; the most frequent first
    mix: Mix
    by_place: tuple[tuple[tuple[str, str], int], ...]  #: published ones by network and source


def pages(hub: Hub) -> Iterator[Page]:
    """The page in each language."""
    for edition in editions(hub):
        yield _page(hub, edition)


def _page(hub: Hub, edition: Edition) -> Page:
    title, found = str(edition.words.gettext("Transparency")), _figures(hub)
    charter = _charter(hub, edition)
    return Page(
        kind="transparency",
        path=f"{edition.at.transparency()}index.html",
        template="transparency.html",
        title=title,
        language=edition.language,
        values=edition.frame(
            title=title,
            here=edition.at.transparency(),
            alternates=edition.alternates(lambda at: at.transparency()),
            brand=hub.site.name,
            charter=charter.body if charter else None,
            charter_language=charter.language if charter and charter.language != edition.language else "",
            figures=found,
            fates=tuple(_fates(found)),
            because=tuple(_because(found, edition)),
            rules=tuple(_rules(hub, edition)),
            sources=tuple(_sources(found, edition)),
            networks=tuple(_networks(found, edition)),
            promotion=_share(found.mix.promotion, found, edition),
            takedowns=sum(one.items for one in hub.takedowns),
            requests=len(hub.takedowns),
            grounds=tuple(_grounds(hub, edition)),
            moderators=hub.site.moderators,
            links=tuple(_links(hub, edition)),
        ),
    )


@once_each_hub
def _figures(hub: Hub) -> Figures:
    statuses = Counter(item.status for item in hub.withheld)
    because = Counter(_cause(item) for item in hub.withheld if item.status != "listening")
    return Figures(
        came=len(hub.items) + len(hub.withheld),
        published=len(hub.items),
        quoted=sum(item.quoted for item in hub.items),
        waiting=statuses["waiting"],
        hidden=statuses["hidden"] + statuses["refused"],
        listening=statuses["listening"],
        because=tuple(sorted(because.items(), key=lambda one: (-one[1], one[0]))),
        mix=mix(hub.items, {source.name: source for source in hub.sources}),
        by_place=tuple(sorted(Counter((item.post.network, item.post.source) for item in hub.items).items())),
    )


def _fates(found: Figures) -> Iterator[Part]:
    """What became of all that came, one beside the other. What is there can be seen, however little it is."""
    counts = {"shown": found.published, "waiting": found.waiting, "hidden": found.hidden, "listening": found.listening}
    widths = {name: max(_SEEN, _WHOLE * count // found.came) for name, count in counts.items() if count}
    start, left = 0, _WHOLE - sum(widths.values())  # what rounding leaves, or has taken, is the widest one's
    widest = max(widths, key=lambda name: widths[name], default="")
    for name, width in widths.items():
        whole = width + left if name == widest else width
        yield Part(name, start, whole)
        start += whole


def _cause(item: Item) -> tuple[str, str]:
    """What decided of an item that is not shown: the stage, and which rule or ground."""
    if item.same_as:
        return "same", ""
    return item.stage, item.rule or item.ground


def _because(found: Figures, edition: Edition) -> Iterator[Row]:
    most = max((count for _cause, count in found.because), default=1)
    for (stage, which), count in found.because:
        yield Row(label=_reason(stage, which, edition), count=count, width=_WHOLE * count // most)


def _reason(stage: str, which: str, edition: Edition) -> str:
    gettext = edition.words.gettext
    if stage == "ruled":
        return str(gettext("The rule “%(name)s”")) % {"name": which}
    if stage == "hidden":
        sentences = {str(ground): sentence for ground, sentence in grounds(edition).items()}
        return str(gettext("An editor decided: %(ground)s")) % {"ground": sentences.get(which, sentences["other"])}
    return {
        "same": str(gettext("The same post is shown from another network")),
        "ended": str(gettext("Its time is over: the network’s term, or our own")),
        "early": str(gettext("It is dated in the future")),
        "held": str(gettext("It waits until an editor has read it")),
        "forgotten": str(gettext("It was taken down on request and does not come back")),
        "gone": str(gettext("We no longer follow its source")),
    }.get(stage, str(gettext("Another reason")))


def _rules(hub: Hub, edition: Edition) -> Iterator[Row]:
    """Every rule in force, with what it does; how many it decided."""
    gettext = edition.words.gettext
    does: dict[Outcome | None, str] = {
        "publish": str(gettext("lets through")),
        "wait": str(gettext("has an editor read it first")),
        "hide": str(gettext("does not show")),
        "listen": str(gettext("keeps for our own reading")),
        None: str(gettext("sorts")),
    }
    decided = Counter(item.rule for item in (*hub.items, *hub.withheld) if item.rule and not item.same_as)
    for rule in hub.rules:
        yield Row(label=rule.name, count=decided[rule.name], note=does[rule.outcome])


def _sources(found: Figures, edition: Edition) -> Iterator[Row]:
    most = max(found.mix.by_source.values(), default=1)
    for name, count in found.mix.by_source.items():
        row = Row(label=name, count=count, width=_WHOLE * count // most)
        source = edition.sources.get(name)  # without one that has a page of its own: its name alone
        if source is not None:
            told = {
                "label": source.title or name,
                "note": _owner(source.owner, edition),
                "url": edition.at.source(name),
                "mark": mark(source.kind, edition, name),
            }
            row = msgspec.structs.replace(row, **told)
        yield row


def _owner(owner: str, edition: Edition) -> str:
    gettext = edition.words.gettext
    if owner == "brand":
        return str(gettext("ours"))
    return str(gettext("an ambassador’s")) if owner.startswith("ambassador") else str(gettext("the community’s"))


def _networks(found: Figures, edition: Edition) -> Iterator[Row]:
    """Kinds that readers know under one name are one."""
    together: Counter[str] = Counter()
    signs: dict[str, str] = {}
    for (kind, source), count in found.by_place:
        name = network(kind, edition, source)
        together[name] += count
        signs.setdefault(name, mark(kind, edition, source))
    most = max(together.values(), default=1)
    for name, count in sorted(together.items(), key=lambda one: (-one[1], one[0])):
        yield Row(label=name, count=count, width=_WHOLE * count // most, mark=signs[name], share=_share(count, found, edition))


def _share(count: int, found: Figures, edition: Edition) -> str:
    """`12 %`, as the language writes it."""
    return format_percent(count / found.mix.count if found.mix.count else 0, locale=edition.locale)


def _grounds(hub: Hub, edition: Edition) -> Iterator[Row]:
    """Takedowns by their ground."""
    language = "fr" if edition.language.startswith("fr") else "en"
    counted = Counter(one.ground for one in hub.takedowns)
    for ground, count in sorted(counted.items(), key=lambda one: (-one[1], one[0])):
        yield Row(label=GROUNDS[ground].name[language], count=count)


def _charter(hub: Hub, edition: Edition) -> Article | None:
    """The editors' page that the settings name, in this language or else in the main one."""
    found = {page.language: page for page in hub.written_pages if page.slug == hub.site.charter}
    return found.get(edition.language) or found.get(hub.site.language)


def _links(hub: Hub, edition: Edition) -> Iterator[Link]:
    """What else is told, and where one writes to."""
    gettext = edition.words.gettext
    if hub.reviews.published or hub.reviews.withheld:
        yield Link(str(gettext("How we handle reviews")), edition.at.handling())
    if edition.has_accounts:
        yield Link(str(gettext("Official accounts")), edition.at.accounts())
    if hub.site.help:
        yield Link(str(gettext("Report something")), edition.at.notice())
    yield Link(str(gettext("Personal data")), edition.at.personal_data())
    yield Link(str(gettext("Sources")), edition.at.sources())
