"""Products in time: what was promised, what was kept, and when that changes by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Literal

from parvis.curate.nouns import day_after, midnight
from parvis.model.product import Product, ProductStatus

#: What became of a promise: it is kept, it was kept late, it is not kept yet, its day has passed.
Promise = Literal["kept", "kept_late", "waiting", "late"]


def status(product: Product, today: date) -> ProductStatus:
    """What can be said of it today: what was announced for a day is there from that day on."""
    if product.status == "announced" and product.launched and product.launched <= today:
        return "available"
    return product.status


def promise(product: Product, today: date) -> Promise | None:
    """What became of the day that was promised; None where none was."""
    if product.promised is None:
        return None
    if product.launched and product.launched <= today:
        return "kept" if product.launched <= product.promised else "kept_late"
    expected = product.launched or product.promised
    return "late" if today > product.promised or expected > product.promised else "waiting"


def changes(products: Iterable[Product], timezone: str, now: datetime) -> Iterator[datetime]:
    """The later moments at which the day alone turns what a page says of a product."""
    for product in products:
        days = (product.launched, product.promised and day_after(product.promised))
        yield from (moment for day in days if day and (moment := midnight(day, timezone)) > now)
