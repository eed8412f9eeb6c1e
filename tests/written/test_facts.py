"""Facts: every form that an editor may write a field in, and what each mistake gets to hear."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from parvis.errors import ContentError
from parvis.written import articles
from parvis.written.articles import Reader
from parvis.written.facts import Facts, each

READER = Reader(timezone="America/Montreal", languages=("fr", "en"))
Ask = Callable[[Facts], Any]


def ask(fields: str, question: Ask) -> Any:
    """What a question about the fields of a product's file is answered."""
    written = articles.read(f"---\ntitle: A\n{fields}\n---\nText\n", "content/products/a.md", "product", READER)
    return each([written], READER, lambda _, facts: question(facts))[0]


def told(fields: str, question: Ask) -> list[str]:
    with pytest.raises(ContentError) as caught:
        ask(fields, question)
    return str(caught.value).splitlines()


@pytest.mark.parametrize(
    ("fields", "question", "answer"),
    [
        ("a:  two  words ", lambda facts: facts.text("a"), "two words"),
        ("a: 12", lambda facts: facts.text("a"), "12"),
        ("", lambda facts: facts.text("a"), ""),
        ("a: one", lambda facts: facts.texts("a"), ("one",)),
        ("a: [one, two, one]", lambda facts: facts.texts("a"), ("one", "two")),
        ("a: Du lait", lambda facts: facts.told("a"), {"fr": "Du lait"}),
        ("a: {fr: Du lait, en: Milk}", lambda facts: facts.told("a"), {"fr": "Du lait", "en": "Milk"}),
        ("a: Gift", lambda facts: facts.choice("a", ("gift", "paid")), "gift"),
        ("", lambda facts: facts.choice("a", ("gift", "paid"), "paid"), "paid"),
        ("a: [camerise, bleuet-citron]", lambda facts: facts.slugs("a"), ("camerise", "bleuet-citron")),
        ("a: 2.5", lambda facts: facts.number("a"), 2.5),
        ("a: 3", lambda facts: facts.whole("a"), 3),
        ("", lambda facts: facts.whole("a"), None),
        ("a: 2026-06-12", lambda facts: facts.day("a"), date(2026, 6, 12)),
        ("a: 2026-06-12", lambda facts: facts.moment("a"), datetime(2026, 6, 12, 4, tzinfo=UTC)),
        ("a: 2026-06-12 10:00", lambda facts: facts.moment("a"), datetime(2026, 6, 12, 14, tzinfo=UTC)),
        ("a: 2026-06-12T10:00-04:00", lambda facts: facts.moment("a"), datetime(2026, 6, 12, 14, tzinfo=UTC)),
        ("a: 2026-06-12T10:00Z", lambda facts: facts.moment("a"), datetime(2026, 6, 12, 10, tzinfo=UTC)),
        ("a: yes", lambda facts: facts.switch("a"), True),
        ("", lambda facts: facts.switch("a"), False),
        ("a: https://shop.example/a", lambda facts: facts.link("a"), "https://shop.example/a"),
        ('a: ["#AABBCC", "#112233"]', lambda facts: facts.colors("a", ("shell", "filling")), ("#aabbcc", "#112233")),
        ("a: {b: c}", lambda facts: (group := facts.group("a")) and group.text("b"), "c"),
        ("a: [{b: c}, {b: d}]", lambda facts: [group.text("b") for group in facts.groups("a")], ["c", "d"]),
        ("a: {b: c}", lambda facts: [group.text("b") for group in facts.groups("a")], ["c"]),
        ("a: {b: [1, 2]}", lambda facts: facts.raw("a"), {"b": [1, 2]}),
    ],
)
def test_a_field_is_read_in_every_form_that_it_may_have(fields: str, question: Ask, answer: object) -> None:
    assert ask(fields, question) == answer


@pytest.mark.parametrize(
    ("fields", "question", "what"),
    [
        ("a: [1, 2]", lambda facts: facts.text("a"), "content/products/a.md:3: a: this must be a text. Put it in quotes."),
        ("a: [{b: c}]", lambda facts: facts.texts("a"), "content/products/a.md:3: a: this must be a list of texts. Write it as `a: [one, two]`."),
        ("a: gifft", lambda facts: facts.choice("a", ("gift", "paid")), "a: 'gifft' is not known here. Did you mean 'gift'?"),
        ("a: Bleuet Citron", lambda facts: facts.slugs("a"), "Write it as its file is called, such as `bleuet-citron`."),
        ("a: true", lambda facts: facts.number("a"), "a: 'True' is no number. Write it with digits, such as `a: 1`."),
        ("a: 9", lambda facts: facts.number("a", least=0, most=5), "a: '9' is no number from 0 to 5."),
        ("a: 2.5", lambda facts: facts.whole("a"), "a: '2.5' is no whole number. Write it such as `a: 2`."),
        ("a: soon", lambda facts: facts.day("a"), "a: 'soon' is no day. Write it as `a: 2026-06-12`."),
        ("a: 2026-06-12 10:00", lambda facts: facts.day("a"), "is no day."),
        ("a: soon", lambda facts: facts.moment("a"), "a: 'soon' is no moment."),
        ("a: perhaps", lambda facts: facts.switch("a"), "a: 'perhaps' is neither true nor false."),
        ("a: javascript:alert(1)", lambda facts: facts.link("a"), "a: 'javascript:alert(1)' is no address of a page."),
        ("a: /shop", lambda facts: facts.link("a"), "a: '/shop' is no address of a page."),
        ("a: [red, blue]", lambda facts: facts.colors("a", ("shell", "filling")), "a: these must be 2 colours: shell and filling."),
        ("a: b", lambda facts: facts.group("a"), "a: this must be a group of fields."),
        ("a: [b]", lambda facts: facts.groups("a"), "a: this must be a list of groups of fields."),
        ("", lambda facts: facts.text("a", need="b"), "content/products/a.md:1: a: this field is missing. Add a line such as `a: b`."),
        ("b: c", lambda facts: facts.text("a"), "b: there is no field of this name here."),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place_and_its_remedy(fields: str, question: Ask, what: str) -> None:
    assert what in "\n".join(told(fields, question))


def test_a_mistake_deep_inside_has_its_own_line() -> None:
    def question(facts: Facts) -> None:
        for group in facts.groups("credit"):
            group.text("name")
            group.done()

    fields = "credit:\n  - name: Ada\n    nmae: Ada\n  - name: [1]"

    assert told(fields, question) == [
        "content/products/a.md:5: credit.0.nmae: there is no field of this name here. Did you mean 'name'?",
        "content/products/a.md:6: credit.1.name: this must be a text. Put it in quotes.",
    ]


def test_mistakes_of_all_files_are_told_at_once() -> None:
    files = [
        articles.read(f"---\ntitle: A\na: {value}\n---\n", f"content/products/{value}.md", "product", READER) for value in ("one", "two")
    ]

    with pytest.raises(ContentError) as caught:
        each(files, READER, lambda _, facts: facts.number("a"))
    assert [mistake.file for mistake in caught.value.mistakes] == ["content/products/one.md", "content/products/two.md"]


def test_a_fact_that_names_a_language_of_no_hub_is_found() -> None:
    assert told("a: {fr: Du lait, de: Milch}", lambda facts: facts.told("a")) == [
        "content/products/a.md:3: a.de: 'de' is none of the hub's languages. Known: fr, en."
    ]
