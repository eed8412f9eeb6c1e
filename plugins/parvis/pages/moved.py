"""What editors have moved to a contest or an event: it stands on that page, too."""

from __future__ import annotations

from parvis.model.hub import Hub, Item
from parvis.pages.cards import cards
from parvis.pages.edition import Edition
from parvis.pages.values import Card

#: Posts that one page shows.
MOST = 12


def moved_to(kind: str, slug: str, hub: Hub) -> tuple[Item, ...]:
    """The posts that editors have put there, newest first."""
    return tuple(item for item in hub.items if item.moved == f"{kind}:{slug}")


def shown(kind: str, slug: str, edition: Edition) -> tuple[Card, ...]:
    """Their cards."""
    return cards(moved_to(kind, slug, edition.hub)[:MOST], edition)
