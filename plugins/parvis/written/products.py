"""Products: content/products/NAME.md."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, get_args

from babel.numbers import is_currency

from parvis.errors import Mistake
from parvis.model.nouns import Nouns
from parvis.model.product import Credit, Price, Product, ProductStatus
from parvis.written.articles import Reader, Written
from parvis.written.facts import Facts, each, shared

KINDS: Final = ("product",)

_STATUSES: Final = get_args(ProductStatus)


def read(documents: Iterable[Written], reader: Reader) -> tuple[Product, ...]:
    """The products by slug. ContentError lists every mistake of every file."""
    return tuple(sorted(each(documents, reader, _product), key=lambda product: product.slug))


def refer(nouns: Nouns) -> Iterator[Mistake]:
    """Contests and ideas that a product owes itself to and that nobody has written of."""
    known = {contest.slug: {entry.id for entry in contest.entries} for contest in nouns.contests}
    for product in nouns.products:
        for place, one in enumerate(product.credit):
            field = f"credit.{place}"
            if one.contest and one.contest not in known:
                what, remedy = f"there is no contest '{one.contest}'.", f"Write content/contests/{one.contest}/contest.md, or take it out."
                yield Mistake(product.file, product.line(field), "credit", what, remedy)
            elif one.entry and one.entry not in known.get(one.contest, ()):
                what = f"there is no idea '{one.entry}' in the contest '{one.contest}'." if one.contest else "an idea belongs to a contest."
                yield Mistake(product.file, product.line(field), "credit", what, "Write the idea's id, and its contest's slug.")


def _product(written: Written, facts: Facts) -> Product:
    product = Product(
        **shared(written),
        status=facts.choice("status", _STATUSES, "available"),  # type: ignore[arg-type]  # one of them
        season=facts.told("season"),
        colors=facts.colors("colors", ("shell", "filling")),
        ingredients=facts.told("ingredients"),
        origin=facts.told("origin"),
        allergens=facts.told("allergens"),
        price=price(facts.group("price")),
        credit=tuple(_credit(one) for one in facts.groups("credit")),
        promised=facts.day("promised"),
        launched=facts.day("launched"),
        late_because=facts.told("late_because"),
        mentions=facts.texts("mentions"),
    )
    if product.promised and product.launched and product.launched > product.promised and not product.late_because:
        what = f"it was promised for {product.promised} and comes on {product.launched}, and nobody is told why."
        facts.wrong("launched", what, "Add a line `late_because: …` with the honest reason.")
    return product


def price(facts: Facts | None) -> Price | None:
    """What something costs, of a group of fields; None where it is not given."""
    if facts is None:
        return None
    found = Price(
        currency=_currency(facts),
        amount=facts.number("amount", least=0, most=1_000_000),
        unit=facts.told("unit"),
        url=facts.link("url"),
    )
    facts.done()
    return found


def _currency(facts: Facts) -> str:
    code = facts.text("currency", need="CAD" if "amount" in facts else "").upper()
    if code and not is_currency(code):
        facts.wrong("currency", f"'{code}' is the code of no currency.", "Write it with three letters, such as `currency: CAD`.")
        return ""
    return code


def _credit(facts: Facts) -> Credit:
    credit = Credit(name=facts.text("name", need="Ghislaine P."), contest=facts.text("contest"), entry=facts.text("entry"))
    facts.done()
    return credit
