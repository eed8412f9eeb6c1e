"""What every page tells search engines (schema.org) beside its own facts: where it stands, and on the front page whose site this is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from parvis.model.hub import Site
from parvis.pages.addresses import Addresses, absolute
from parvis.pages.values import Link

CONTEXT: Final = "https://schema.org"
#: One thing, several, or none, as a page's own values have it.
Data = Mapping[str, Any] | Iterable[Mapping[str, Any]] | None


def told(own: Data, site: Site, at: Addresses, nav: Iterable[Link], here: str, title: str) -> tuple[Mapping[str, Any], ...]:
    """A page's own facts, and the way to it; nothing where the site has no address yet: all of it needs absolute ones.

    `here`: the room that the page lies in; `title`: its own.
    """
    if not site.url:
        return ()
    facts = () if own is None else (own,) if isinstance(own, Mapping) else tuple(own)
    way = _way(site, at, nav, here, title)
    return (*facts, way) if way else facts


def website(site: Site, at: Addresses, language: str, tagline: str) -> tuple[dict[str, Any], ...]:
    """The site, and who runs it with their own accounts. No rating: a business may not show its own (see `json_ld`)."""
    home = absolute(site, at.home())
    brand = organisation(site)
    accounts = [account.url for account in site.accounts if account.url]
    return (
        {
            "@context": CONTEXT,
            "@type": "WebSite",
            "name": site.name,
            "url": home,
            **({"description": tagline} if tagline else {}),
            "inLanguage": language,
            "publisher": {"@id": brand["@id"]},
        },
        {"@context": CONTEXT, **brand, **({"sameAs": accounts} if accounts else {})},
    )


def organisation(site: Site) -> dict[str, str]:
    """Who runs the site, under the name by which all of its pages mean it."""
    return {"@type": "Organization", "@id": f"{site.url}/#organization", "name": site.name, "url": f"{site.url}/"}


def _way(site: Site, at: Addresses, nav: Iterable[Link], here: str, title: str) -> dict[str, Any] | None:
    """The front page, the room, the page (https://schema.org/BreadcrumbList); None for the front page itself."""
    room = next((link for link in nav if link.url == here and link.label != title), None)
    steps = [Link(site.name, at.home()), *([room] if room else [])]
    if not title or here == at.home():
        return None
    elements: list[dict[str, Any]] = [
        {"@type": "ListItem", "position": number, "name": step.label, "item": absolute(site, step.url)}
        for number, step in enumerate(steps, start=1)
    ]
    elements.append({"@type": "ListItem", "position": len(steps) + 1, "name": title})
    return {"@context": CONTEXT, "@type": "BreadcrumbList", "itemListElement": elements}
