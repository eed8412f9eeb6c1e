"""Decisions are lines in files: what is written is what is read, and mistakes are told by line."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from parvis.errors import ContentError
from parvis.model.decision import Decision, Verb
from parvis.settings import decide, decisions, every_decision, flow_lines
from parvis.tidy import yaml

AT = datetime(2026, 3, 2, 10, 11, 12, tzinfo=UTC)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40).filter(str.strip)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    return tmp_path / "content"


def approve(content: Path, **fields: Any) -> Path:
    return decide(content, Decision(do="approve", **fields))


def by_hand(content: Path, *lines: str) -> None:
    path = decisions.folder(content) / "2026-03.yaml"
    path.parent.mkdir(parents=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_a_hub_may_have_no_decisions(content: Path) -> None:
    assert every_decision(content) == ()


def test_an_approval_is_one_line_in_the_file_of_its_month(content: Path) -> None:
    path = approve(content, item="blog:1", by="Ada", at=AT, because='our own "blog"')

    assert path == content / "curation" / "decisions" / "2026-03.yaml"
    assert path.read_text() == ('- {item: "blog:1", do: approve, by: "Ada", at: 2026-03-02T10:11:12Z, because: "our own \\"blog\\""}\n')


def test_what_was_approved_is_read_again(content: Path) -> None:
    approve(content, item="blog:1", by="Ada", at=AT, because="ours")
    approve(content, source="blog", by="Ada", at=AT.astimezone(timezone(timedelta(hours=9))), because="ours\ntoo")
    approve(content, source="news", by="Zoé", at=AT - timedelta(days=60), because="…")

    file = "content/curation/decisions/2026-03.yaml"
    assert every_decision(content) == (
        Decision(
            do="approve",
            source="news",
            by="Zoé",
            at=AT - timedelta(days=60),
            because="…",
            file="content/curation/decisions/2026-01.yaml",
            line=1,
        ),
        Decision(do="approve", item="blog:1", by="Ada", at=AT, because="ours", file=file, line=1),
        Decision(do="approve", source="blog", by="Ada", at=AT, because="ours\ntoo", file=file, line=2),
    )


def test_an_approval_is_added_below_a_line_that_does_not_end(content: Path) -> None:
    path = approve(content, item="blog:1", by="Ada", at=AT, because="ours")
    path.write_bytes(path.read_bytes().rstrip(b"\n"))

    approve(content, item="blog:2", by="Ada", at=AT, because="ours")

    assert [found.item for found in every_decision(content)] == ["blog:1", "blog:2"]


@given(TEXTS, TEXTS, TEXTS)
def test_any_text_survives_and_stays_on_its_line(item: str, by: str, because: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = approve(Path(folder), item=item, by=by, at=AT, because=because)
        text = path.read_text(encoding="utf-8")
        (found,) = every_decision(Path(folder))

        assert text.count("\n") == len(text.splitlines()) == 1
        assert (found.item, found.by, found.because, found.at) == (item, by, because, AT)
        assert yaml.load(text, "x").value[0] | {"at": 0} == {"item": item, "do": "approve", "by": by, "at": 0, "because": because}


def test_people_may_write_the_same_in_their_own_way(content: Path) -> None:
    by_hand(
        content,
        "# lifted after a call with the author",
        "- item: blog:1",
        "  do: approve",
        "  by: Ada",
        "  at: 2026-03-02 11:11:12 +01:00",
        "  because: it's ours",
        "- {source: blog, do: approve, by: Ada, at: '2026-03-02T10:11:12', because: ours}",
    )

    found = every_decision(content)

    assert [(one.item, one.source, one.at, one.line) for one in found] == [("blog:1", "", AT, 2), ("", "blog", AT, 7)]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("- {item: x, do: pni, by: A, at: 2026-03-02T10:11:12Z, because: y}", "do: nothing can be done that is called 'pni'."),
        ("- {item: x, by: A, at: 2026-03-02T10:11:12Z, because: y}", "do: this is missing. Write one of hide, approve, pin,"),
        ("- {do: approve, by: A, at: 2026-03-02T10:11:12Z, because: y}", "a decision is about one item or about one source."),
        ("- {item: x, source: y, do: approve, by: A, at: 2026-03-02T10:11:12Z, because: y}", "a decision is about one item"),
        ("- {item: 5, do: approve, by: A, at: 2026-03-02T10:11:12Z, because: y}", "item: this is missing, or no text."),
        ("- {item: x, do: approve, by: A, at: 2026-03-02T10:11:12Z, because: ''}", "because: this is missing, or no text."),
        ("- {item: x, do: approve, by: A, at: 2026-03-02T10:11:12Z, because: ' '}", "because: this is missing, or no text."),
        ('- {item: "x", do: approve, by: " ", at: 2026-03-02T10:11:12Z, because: "y"}', "by: this is missing, or no text."),
        ('- {item: "x", do: hide, public: " ", by: "A", at: 2026-03-02T10:11:12Z, because: "y"}', "public: this is no text."),
        ("- {item: x, do: join, to: x, by: A, at: 2026-03-02T10:11:12Z, because: y}", "to: an item is its own and only copy."),
        ("- {item: x, do: approve, by: A, at: 2026-03-02, because: y}", "at: 2026-03-02 is no moment."),
        (
            "- {item: x, do: approve, by: A, at: 2026-03-02T10:11:12Z, becuase: y, because: z}",
            "becuase: a decision has no 'becuase'. Did you mean 'because'?",
        ),
        ("- approve", "a decision says item or source"),
        ("approve: x", "a list is needed."),
        ("<<<<<<< HEAD", ""),
        ('- {item: "x", do: approve, by: "A", at: 2026-99-02T10:11:12Z, because: "y"}', ""),
    ],
)
def test_a_wrong_decision_gets_its_line_and_sentence(content: Path, line: str, sentence: str) -> None:
    by_hand(content, line)

    with pytest.raises(ContentError) as caught:
        every_decision(content)

    assert caught.value.exitcode == 65
    assert str(caught.value).startswith(f"content/curation/decisions/2026-03.yaml:1: {sentence}")


def test_mistakes_of_all_files_come_at_once(content: Path) -> None:
    by_hand(content, "- {do: approve}", "- {item: x}")
    (decisions.folder(content) / "2026-04.yaml").write_text("- 5\n")

    with pytest.raises(ContentError) as caught:
        every_decision(content)

    assert {(Path(found.file).name, found.line) for found in caught.value.mistakes} == {
        ("2026-03.yaml", 1),
        ("2026-03.yaml", 2),
        ("2026-04.yaml", 1),
    }


def test_lines_that_we_wrote_need_no_yaml_reader(content: Path) -> None:
    approve(content, item="blog:1", by="Ada", at=AT, because="ours")
    code = "import sys; from pathlib import Path; from parvis import settings; print(len(settings.every_decision(Path(sys.argv[1]))), 'ruamel.yaml' in sys.modules)"

    out = subprocess.run([sys.executable, "-c", code, str(content)], capture_output=True, text=True, check=True)

    assert out.stdout == "1 False\n"


EVERY: tuple[Decision, ...] = (
    Decision(item="blog:1", do="hide", by="Ada", at=AT, because="names a person", ground="personal_data", public="A name was in it."),
    Decision(item="blog:1", do="approve", by="Ada", at=AT, because="read again"),
    Decision(source="blog", do="approve", by="Ada", at=AT, because="all of it"),
    Decision(item="blog:1", do="pin", by="Ada", at=AT, because="the opening", until=AT + timedelta(days=3)),
    Decision(item="blog:1", do="pin", by="Ada", at=AT, because="for good"),
    Decision(item="blog:1", do="feature", by="Ada", at=AT, because="the best"),
    Decision(item="blog:1", do="tag", by="Ada", at=AT, because="to be found", tag="cassis"),
    Decision(item="blog:1", do="alt", by="Ada", at=AT, because="there was none", alt='A "box", open', media=2),
    Decision(item="blog:1", do="contest", by="Ada", at=AT, because="an idea", to="saveurs-2026"),
    Decision(item="blog:1", do="event", by="Ada", at=AT, because="it was there", to="fete"),
    Decision(item="blog:1", do="thank", by="Ada", at=AT, because="kind"),
    Decision(item="blog:1", do="needs-answer", by="Ada", at=AT, because="a question"),
    Decision(item="blog:1", do="split", by="Ada", at=AT, because="two days", to="blog:2"),
    Decision(item="blog:1", do="join", by="Ada", at=AT, because="one day", to="blog:2"),
)


def test_every_verb_is_written_and_read_again_without_the_yaml_reader(content: Path) -> None:
    for decision in EVERY:
        path = decide(content, decision)

    found = every_decision(content)

    assert {one.do for one in found} == set(get_args(Verb))
    assert [structs.replace(one, file="", line=0) for one in found] == list(EVERY)
    assert [one.line for one in found] == list(range(1, len(EVERY) + 1))
    assert flow_lines.plain(path.read_text("utf-8"))
    path.write_text(path.read_text("utf-8").replace("- {", "-   {"), "utf-8")  # as a person might: the YAML reader says the same
    assert flow_lines.plain(path.read_text("utf-8")) is None
    assert every_decision(content) == found
