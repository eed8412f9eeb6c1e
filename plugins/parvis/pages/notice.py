"""Reporting: how one has something looked at, changed or taken out, and where authorities and readers write to.

Regulation (EU) 2022/2065 (DSA), articles 11, 12 and 16: a notice gives its reasons, the exact address, a name and an e-mail address
(but of what articles 3 to 7 of directive 2011/93/EU are about), and says that it is made in good faith.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from babel import Locale

from parvis.model.hub import Hub
from parvis.model.page import Page
from parvis.model.takedown import GROUNDS
from parvis.pages import accounts
from parvis.pages.edition import Edition, editions


def pages(hub: Hub) -> Iterator[Page]:
    """One page for each language, where the settings name a channel."""
    for edition in editions(hub):
        if edition.site.help:
            yield _page(hub, edition)


def letter(edition: Edition, email: str) -> str:
    """A `mailto:` with everything that a notice needs, to be filled in. RFC 6068: line breaks are %0D%0A."""
    gettext = edition.words.gettext
    lines = (
        str(gettext("Exact address of the page (copy it from the address bar):")),
        "",
        str(gettext("What is wrong with it, and why it is against the law, or what I ask for:")),
        "",
        str(gettext("My name:")),
        "",
        str(gettext("My e-mail address:")),
        "",
        str(gettext("I believe in good faith that what I say here is accurate and complete.")),
    )
    subject = str(gettext("Report about %(brand)s")) % {"brand": edition.site.name}
    body = "\r\n".join(lines)
    return f"mailto:{email}?subject={quote(subject)}&body={quote(body)}"


def _page(hub: Hub, edition: Edition) -> Page:
    title = str(edition.words.gettext("Report something"))
    found = hub.site.help
    assert found is not None, "there is a page only where there is a channel"
    return Page(
        kind="notice",
        path=f"{edition.at.notice()}index.html",
        template="notice.html",
        title=title,
        language=edition.language,
        values=edition.frame(
            title=title,
            here=edition.at.notice(),
            alternates=edition.alternates(lambda at: at.notice()),
            email=found.email,
            letter=letter(edition, found.email) if found.email else "",
            form=found.url,
            help=accounts.help_block(hub, edition),
            grounds=tuple(_grounds(edition)),
            spoken=tuple(_spoken(edition)),
            data_page=edition.at.personal_data(),
        ),
    )


def _grounds(edition: Edition) -> Iterator[str]:
    """What people mostly ask for, in words; those that no reader has are left out."""
    language = "fr" if edition.language.startswith("fr") else "en"
    for key in ("erasure", "objection", "image", "copyright", "defamation", "hate", "minor"):
        yield GROUNDS[key].name[language]


def _spoken(edition: Edition) -> Iterator[str]:
    """The languages in which one may write, as the page's language calls them."""
    for language in edition.site.languages:
        yield Locale.parse(language, sep="-").get_display_name(edition.language.replace("-", "_")) or language
