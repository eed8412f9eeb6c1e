"""Rights are lines in files: what is written is what is read, and what is wrong is told by file and line."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.errors import ContentError
from parvis.model.right import Right
from parvis.settings import rights
from parvis.tidy import yaml

AT = datetime(2026, 3, 2, 10, 11, 12, tzinfo=UTC)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40).filter(lambda text: text == text.strip())
BEGIN = "by: Awa, at: 2026-03-02T10:11:12Z, because: yes"
PROOF = "content/curation/rights/proofs/answer.txt"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    proof = tmp_path / PROOF
    proof.parent.mkdir(parents=True)
    proof.write_text("Of course!\n")
    return tmp_path / "content"


def by_hand(content: Path, *lines: str) -> tuple[Right, ...]:
    path = rights.folder(content) / "2026-03.yaml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return rights.rights(content)


def told(content: Path, *lines: str) -> str:
    with pytest.raises(ContentError) as error:
        by_hand(content, *lines)
    return str(error.value)


def test_a_hub_may_have_no_rights(tmp_path: Path) -> None:
    assert rights.rights(tmp_path / "content") == ()


def test_a_grant_is_one_line_in_the_file_of_its_month(content: Path) -> None:
    grant = Right(
        item="flickr:1", state="granted", by="Awa", at=AT, because='"yes"', scope=("site", "feeds"), until=AT + timedelta(1), proof=PROOF
    )

    path = rights.write(content, grant)

    assert path == rights.folder(content) / "2026-03.yaml"
    assert path.read_text() == (
        '- {item: "flickr:1", state: granted, by: "Awa", at: 2026-03-02T10:11:12Z, because: "\\"yes\\"", scope: [site, feeds],'
        f' until: 2026-03-03T10:11:12Z, proof: "{PROOF}"}}\n'
    )


@given(by=TEXTS, because=TEXTS, territory=TEXTS, ends=st.booleans())
def test_what_is_written_is_what_is_read_by_either_reader(by: str, because: str, territory: str, ends: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder) / "content"
        until = AT + timedelta(days=30) if ends else None
        grant = Right(
            author="@jun",
            network="flickr",
            state="granted",
            by=by,
            at=AT,
            because=because,
            scope=("site", "print"),
            territory=territory,
            until=until,
            proof="https://mail.example/1",
        )
        path = rights.write(content, grant)
        (fast,) = rights.rights(content)
        path.write_text(f"{path.read_text()}\n- {{source: other, state: declined, {BEGIN}}}\n", encoding="utf-8")
        careful = rights.rights(content)[0]

        assert fast == careful
        assert (fast.by, fast.because, fast.territory, fast.until, fast.scope) == (by, because, territory, until, ("site", "print"))
        assert yaml.load(path.read_text(encoding="utf-8"), "x").value[0]["by"] == by


def test_a_grant_without_proof_is_a_mistake_with_file_and_line(content: Path) -> None:
    message = told(content, f"- {{item: a, state: requested, {BEGIN}}}", f"- {{item: a, state: granted, {BEGIN}}}")

    assert message.startswith("content/curation/rights/2026-03.yaml:2: a grant needs its proof.")


def test_a_proof_that_is_not_there_is_a_mistake_with_file_and_line(content: Path) -> None:
    line = '- {item: "a", state: granted, by: "Awa", at: 2026-03-02T10:11:12Z, because: "yes", scope: [site], proof: "proofs/none.txt"}'

    assert "content/curation/rights/2026-03.yaml:1: proof: the proof 'proofs/none.txt' is not there." in told(content, line)


@pytest.mark.parametrize("proof", ["/etc/passwd", "../secret.txt", "content/../../x"])
def test_a_proof_lies_inside_the_hub(content: Path, proof: str) -> None:
    assert "lies outside the hub" in told(content, f"- {{item: a, state: granted, {BEGIN}, proof: {proof}}}")


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("item: a, state: grantd", "unknown state 'grantd'. Did you mean 'granted'?"),
        ("item: a, state: expired", "a right expires by itself."),
        ("item: a", "state: is missing. Write one of requested, granted, declined, revoked."),
        ("item: a, state: declined, scop: [site]", "a right has no 'scop'. Did you mean 'scope'?"),
        ("item: a, state: declined, proof: https://a.example", "`proof` belongs to a grant."),
        ("item: a, source: b, state: declined", "a line is about one item, one author or one source."),
        ("state: declined", "a line is about one item, one author or one source."),
        ("author: jun, state: declined", "a handle can belong to several people."),
        ("item: a, state: granted, proof: https://a.example, scope: [sites]", "unknown use 'sites'. Did you mean 'site'?"),
        ("item: a, state: granted, proof: https://a.example, scope: []", "a list of uses is needed."),
        ("item: a, state: granted, proof: https://a.example, until: 2026-03-01", "the grant ends before it begins."),
        ("item: a, state: granted, proof: https://a.example, until: soon", "'soon' is no day or moment."),
    ],
)
def test_what_is_wrong_is_told_in_a_sentence(content: Path, line: str, sentence: str) -> None:
    assert sentence in told(content, f"- {{{line}, {BEGIN}}}")


def test_all_mistakes_of_all_files_are_told_at_once(content: Path) -> None:
    (rights.folder(content) / "2026-01.yaml").write_text("- {item: a, state: x}\n")

    message = told(content, "- {state: declined}")

    assert message.count("2026-01.yaml:1") == 4
    assert message.count("2026-03.yaml:1") == 4


def test_a_day_is_still_part_of_a_grant(content: Path) -> None:
    (grant,) = by_hand(content, f"- {{item: a, state: granted, {BEGIN}, proof: {PROOF}, until: 2026-06-30}}")

    assert grant.until == datetime(2026, 7, 1, tzinfo=UTC)
    assert grant.scope == ("site",)
