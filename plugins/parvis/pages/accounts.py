"""Official accounts: which ones are the brand's own, against those that pretend to be; where else we are; where one gets help."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import msgspec
from babel.dates import format_timedelta

from parvis.curate.response import measured
from parvis.model.hub import Hub
from parvis.model.page import Page
from parvis.pages import nouns
from parvis.pages.edition import Edition, editions
from parvis.pages.networks import NETWORKS, mark
from parvis.pages.sources import doors


class OwnAccount(msgspec.Struct, frozen=True):
    """An account that is the brand's own."""

    mark: str  #: symbol in icons/icons.svg
    network: str
    handle: str
    url: str  #: absolute, or of the source's page on this site


class HelpBlock(msgspec.Struct, frozen=True, kw_only=True):
    """Where one gets help, how soon as promised, and how soon as measured."""

    channel: str
    url: str  #: absolute, or a `mailto:`
    within: str  #: the promise in words, or empty
    measured: str  #: the median in words; empty where nothing was measured
    answers: int  #: of how many answers


def pages(hub: Hub) -> Iterator[Page]:
    """One page for each language, where there is anything to say."""
    for edition in editions(hub):
        if edition.has_accounts:
            yield _page(hub, edition)


def accounts(hub: Hub, edition: Edition) -> tuple[OwnAccount, ...]:
    """Those of the settings; where these name none, the brand's own sources."""
    told = tuple(
        OwnAccount(mark(one.network.lower()), NETWORKS.get(one.network.lower(), one.network), one.handle, one.url)
        for one in hub.site.accounts
    )
    return told or tuple(OwnAccount(door.mark, door.network, door.label, door.url) for door in doors(edition) if door.ours)


def help_block(hub: Hub, edition: Edition) -> HelpBlock | None:
    """Where one gets help; None where the settings do not say."""
    found = hub.site.help
    if found is None:
        return None
    figure = measured(hub.reviews)
    return HelpBlock(
        channel=nouns.said(found.channel, edition),
        url=found.url or f"mailto:{found.email}",
        within=_length(found.within, edition) if found.within else "",
        measured=_length(figure.median, edition) if figure else "",
        answers=figure.answers if figure else 0,
    )


def _length(time: timedelta, edition: Edition) -> str:
    return format_timedelta(time, threshold=1.5, locale=edition.locale)


def _page(hub: Hub, edition: Edition) -> Page:
    title = str(edition.words.gettext("Official accounts"))
    return Page(
        kind="accounts",
        path=f"{edition.at.accounts()}index.html",
        template="accounts.html",
        title=title,
        language=edition.language,
        values=edition.frame(
            title=title,
            here=edition.at.accounts(),
            alternates=edition.alternates(lambda at: at.accounts()),
            accounts=accounts(hub, edition),
            address=hub.site.url.partition("://")[2],
            sources=tuple(door for door in doors(edition) if not door.ours),
            help=help_block(hub, edition),
        ),
    )
