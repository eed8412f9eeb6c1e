"""What editors cite, with its line; and what they hear of what is not there."""

from __future__ import annotations

import pytest

from parvis.model.contest import Contest, Entry
from parvis.model.nouns import Nouns
from parvis.written import articles, citations
from parvis.written.articles import Reader, Written

READER = Reader(timezone="America/Montreal", languages=("fr", "en"))
KNOWN = {"product": {"camerise", "bleuet-citron"}, "post": set[str]()}


def post(text: str, fields: str = "") -> Written:
    front = f"---\ntitle: A\ndate: 2026-06-01\n{fields}---\n"
    return articles.read(front + text, "content/posts/a.md", "post", READER)


def lines(one: Written) -> list[tuple[str, int, str]]:
    return [(str(found.citation), found.line, found.field) for found in citations.every(one)]


def test_each_citation_is_told_with_its_line() -> None:
    one = post(
        "Un [[product:camerise]].\n\nDeux [[post:b]] et [[review:1|là]].\n",
        "summary: Sur [[event:fete]]\nabout:\n  - contest:s\n  - place:p\n",
    )

    assert lines(one) == [
        ("product:camerise", 9, ""),
        ("post:b", 11, ""),
        ("review:1", 11, ""),
        ("event:fete", 4, "summary"),
        ("contest:s", 6, "about"),
        ("place:p", 7, "about"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "`[[product:x]]`",
        "``un ` [[product:x]]``",
        "```\n[[product:x]]\n```",
        "~~~ md\n[[product:x]]\n```\n[[product:y]]\n~~~~",
        "\\[[product:x]]",
        "[[product: x]]",
    ],
)
def test_code_cites_nothing(text: str) -> None:
    assert lines(post(text)) == []


def test_after_code_citations_count_again() -> None:
    assert [name for name, _, _ in lines(post("`a` [[post:a]] `b`\n```\n[[post:b]]\n```\n[[post:c]]"))] == ["post:a", "post:c"]


def test_what_is_not_there_is_told_with_the_nearest() -> None:
    told = [str(mistake) for mistake in citations.mistakes([post("Un\n[[product:camerize]] [[post:x]] [[item:gone]]")], KNOWN)]

    assert told == [
        "content/posts/a.md:6: there is no product 'camerize' to cite. Did you mean 'product:camerise'?",
        "content/posts/a.md:6: there is no post 'x' to cite. Mend the name, or add what is cited.",
    ]


def test_a_kind_that_there_is_not_is_told() -> None:
    told = [str(mistake) for mistake in citations.unreadable([post("[[produit:camerise]]", "about: [camerise, 'reviews:1']\n")])]

    assert told == [
        "content/posts/a.md:6: nothing can be cited as 'produit:camerise'. Did you mean 'product'?",
        "content/posts/a.md:4: about: nothing can be cited as 'camerise'. Write it as `about: [product:camerise]`.",
        "content/posts/a.md:4: about: nothing can be cited as 'reviews:1'. Did you mean 'review'?",
    ]


def test_files_and_ideas_of_contests_can_be_cited() -> None:
    entries = (Entry(id="12", slug="pbj", title="PB&J"),)
    contest = Contest(
        slug="saveurs", name="Saveurs", file="content/contests/saveurs/contest.md", folder="", timezone="UTC", phases=(), entries=entries
    )
    known = citations.names([post("")], Nouns(contests=(contest,)))

    assert known["post"] == {"a"}
    assert known["entry"] == {"saveurs/12", "saveurs/pbj"}
    assert not {"event", "item", "review"} & known.keys()
