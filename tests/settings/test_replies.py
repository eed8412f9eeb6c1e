"""What the brand answers, and how it says that it handles reviews."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from parvis.errors import ContentError
from parvis.settings import every_decision
from parvis.settings.replies import replies
from parvis.settings.review_policy import review_policy


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    (folder / "curation" / "replies").mkdir(parents=True)
    (folder / "curation" / "decisions").mkdir()
    return folder


def test_a_reply_is_read_with_its_line(content: Path) -> None:
    (content / "curation/replies/2026.yaml").write_text(
        "# les réponses\n- review: judgeme:12\n  by: Awa Diop\n  at: 2026-03-22T09:30:00-04:00\n  text: |\n    Merci.\n\n    À bientôt.\n"
        "  changed: [post:nouvelle-boite]\n- {review: '13', by: Linh, at: 2026-03-23, changed: [product:camerise], lang: en}\n",
        encoding="utf-8",
    )

    first, second = replies(content)

    assert (first.review, first.by, first.at) == ("judgeme:12", "Awa Diop", datetime(2026, 3, 22, 13, 30, tzinfo=UTC))
    assert (first.text, first.changed, first.language) == ("Merci.\n\nÀ bientôt.", ("post:nouvelle-boite",), None)
    assert (first.file, first.line) == ("content/curation/replies/2026.yaml", 2)
    assert (second.review, second.text, second.language, second.line) == ("13", "", "en", 10)


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        ("- {by: Awa, at: 2026-03-22, text: x}", "review: is missing."),
        ("- {review: '1', at: 2026-03-22, text: x}", "by: is missing."),
        ("- {review: '1', by: Awa, at: hier, text: x}", "at: this is no moment."),
        ("- {review: '1', by: Awa, at: 2026-03-22}", "a reply has a text, or something that was changed."),
        ("- {review: '1', by: Awa, at: 2026-03-22, changed: [boite]}", "'boite' names no page."),
        ("- {review: '1', by: Awa, at: 2026-03-22, changed: [review:1]}", "'review:1' names no page."),
        ("- {review: '1', by: Awa, at: 2026-03-22, txt: x}", "unknown key 'txt'. Did you mean 'text'?"),
        ("review: '1'", "a list is needed."),
    ],
)
def test_a_wrong_reply_gets_its_sentence(content: Path, entry: str, sentence: str) -> None:
    (content / "curation/replies/2026.yaml").write_text(entry, encoding="utf-8")

    with pytest.raises(ContentError) as caught:
        replies(content)

    assert sentence in str(caught.value)
    assert "content/curation/replies/2026.yaml:1" in str(caught.value)


def test_a_hub_without_replies_has_none(tmp_path: Path) -> None:
    assert replies(tmp_path) == ()


def test_a_policy_is_read_whole(content: Path) -> None:
    (content / "curation/reviews.yaml").write_text(
        "checked: {fr: Oui, en: Yes}\ncontact: avis@hub.example\npublication: 7d\nretention: 5y\nchanges: false\ngrounds: [insult, fake]\n"
        "owners: {default: Awa, camerise: Linh}\nwithhold:\n  - {name: gros-mots, words: [zut], because: insulte, ground: insult}\n"
        "  - {name: basses, rating: '< 2', because: essai, public: Nous masquons les avis à une étoile.}\n",
        encoding="utf-8",
    )

    policy = review_policy(content)

    assert policy.given
    assert (policy.checked, policy.contact, policy.publication, policy.retention) == (
        {"fr": "Oui", "en": "Yes"},
        "avis@hub.example",
        timedelta(days=7),
        timedelta(days=5 * 365),
    )
    assert (policy.changes, policy.grounds, policy.owners["camerise"]) == (False, ("insult", "fake"), "Linh")
    assert [(rule.name, rule.rating, rule.line) for rule in policy.rules] == [("gros-mots", "", 9), ("basses", "<2", 10)]
    assert policy.rules[1].public == {"": "Nous masquons les avis à une étoile."}


def test_forever_is_no_end(content: Path) -> None:
    (content / "curation/reviews.yaml").write_text("retention: forever\ncontact: https://hub.example/contact\n", encoding="utf-8")

    assert review_policy(content).retention is None


def test_without_a_file_nothing_is_claimed(tmp_path: Path) -> None:
    policy = review_policy(tmp_path)

    assert (policy.given, policy.checked, policy.contact, policy.incentives) == (False, {}, "", {})


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("contact: nobody", "'nobody' is neither an e-mail address nor an address"),
        ("publication: soon", "'soon' is no length of time."),
        ("grounds: [boredom]", "Known: illegal"),
        ("withhold: [{name: a, because: b, rating: bad}]", "'bad' compares with no rating."),
        ("withhold: [{name: a}]", "withhold.0.because: is missing."),
        ("contat: a@b.example", "Did you mean 'contact'?"),
    ],
)
def test_a_wrong_policy_gets_its_sentence(content: Path, text: str, sentence: str) -> None:
    (content / "curation/reviews.yaml").write_text(text, encoding="utf-8")

    with pytest.raises(ContentError) as caught:
        review_policy(content)

    assert sentence in str(caught.value)
    assert "content/curation/reviews.yaml:1" in str(caught.value)


def test_a_review_is_hidden_by_a_line_of_the_decisions(content: Path) -> None:
    (content / "curation/decisions/2026-03.yaml").write_text(
        '- {item: "judgeme:1", do: hide, by: "Awa", at: 2026-03-02T10:11:12Z, because: "names a person"}\n'
        '- {item: "judgeme:2", do: approve, by: "Awa", at: 2026-03-02T10:11:12Z, because: "read"}\n',
        encoding="utf-8",
    )

    hiding = every_decision(content)[0]

    assert (hiding.item, hiding.by, hiding.because, hiding.ground, hiding.line) == ("judgeme:1", "Awa", "names a person", "other", 1)


def test_a_hiding_may_name_its_ground_and_what_is_said_of_it(content: Path) -> None:
    (content / "curation/decisions/2026-03.yaml").write_text(
        '- {item: x, do: hide, by: Awa, at: 2026-03-02T10:11:12Z, because: y, ground: personal_data, public: "A name was in it."}\n',
        encoding="utf-8",
    )

    hiding = every_decision(content)[0]

    assert (hiding.ground, hiding.public) == ("personal_data", "A name was in it.")


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (
            "- {source: blog, do: hide, by: A, at: 2026-03-02T10:11:12Z, because: y}",
            "source: only an approval can be about a whole source.",
        ),
        (
            '- {source: "blog", do: hide, by: "A", at: 2026-03-02T10:11:12Z, because: "y"}',
            "source: only an approval can be about a whole source.",
        ),
        ("- {item: x, do: hide, by: A, at: 2026-03-02T10:11:12Z, because: y, ground: boring}", "ground: there is no ground 'boring'."),
        ("- {item: x, do: approve, by: A, at: 2026-03-02T10:11:12Z, because: y, public: z}", "public: a decision has no 'public'."),
    ],
)
def test_a_wrong_hiding_gets_its_sentence(content: Path, line: str, sentence: str) -> None:
    (content / "curation/decisions/2026-03.yaml").write_text(line, encoding="utf-8")

    with pytest.raises(ContentError) as caught:
        every_decision(content)

    assert sentence in str(caught.value)
