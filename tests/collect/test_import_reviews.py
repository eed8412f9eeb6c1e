"""Importing reviews: once, again, newer, older, broken; and what it says of it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as some

from parvis import importers
from parvis.archive import read
from parvis.collect.import_reviews import Wish, import_reviews, tell_apart
from parvis.errors import ContentError
from parvis.model.curated_review import CuratedReview
from parvis.model.hub import Site
from parvis.model.import_report import ImportReport
from parvis.model.review import Review
from parvis.settings import Settings
from parvis.tidy.review import Tidied

NOW = datetime(2026, 6, 12, 14, tzinfo=UTC)
HEADER = "id,title,body,rating,review_date,reviewer_name,reviewer_email,product_handle,verified,ip_address\n"
ROW = "{0},Bon,{1},4,2026-03-14 10:00:00 UTC,Zoë Roy,zoe@x.example,camerise,true,10.0.0.1\n"
Import = Callable[..., ImportReport]


@pytest.fixture
def hub(tmp_path: Path, make_settings: Callable[..., Settings]) -> Settings:
    (tmp_path / "content").mkdir()
    site = Site(name="Sucre Bleu", url="https://hub.example", language="fr", languages=("fr", "en"), timezone="America/Montreal")
    return make_settings(tmp_path, site=site)


@pytest.fixture
def bring(hub: Settings) -> Import:
    """Import a text (or bytes) as a kind."""

    def _import(body: str | bytes, kind: str = "judgeme", now: datetime = NOW, mapping: str = "", **wish: Any) -> ImportReport:
        file = hub.root / "export.csv"
        file.write_bytes(body.encode() if isinstance(body, str) else body)
        wanted = Wish(file=file, named="export.csv", kind=kind, mapping=importers.mapping(mapping, "mapping.yaml"), **wish)
        return import_reviews(hub, wanted, now, {"camerise"})

    return _import


def kept(hub: Settings, kind: str = "judgeme") -> tuple[Review, ...]:
    return read.reviews(hub.archive, f"reviews-{kind}")


def written(hub: Settings) -> dict[str, bytes]:
    return {path.relative_to(hub.archive).as_posix(): path.read_bytes() for path in sorted(hub.archive.rglob("*.jsonl"))}


def test_rows_become_records_of_their_month(hub: Settings, bring: Import) -> None:
    report = bring(HEADER + ROW.format(1, "Très bon") + ROW.format(2, "Moyen").replace("2026-03", "2026-04"))

    assert (report.new, report.kept, report.exit_code) == (2, 2, 0)
    assert report.written == ("content/archive/reviews-judgeme/2026-03.jsonl", "content/archive/reviews-judgeme/2026-04.jsonl")
    assert [review.author for review in kept(hub)] == ["Zoë R.", "Zoë R."]


def test_addresses_are_nowhere_in_what_is_written(hub: Settings, bring: Import) -> None:
    bring(HEADER + ROW.format(1, "Écrivez-moi: moi@y.example"))

    everything = b"".join(written(hub).values())
    assert not [word for word in (b"zoe@x.example", b"10.0.0.1", b"moi@y.example", b"Roy") if word in everything]


def test_importing_the_same_file_again_changes_nothing(hub: Settings, bring: Import) -> None:
    bring(HEADER + ROW.format(1, "Très bon"))
    before = written(hub)

    report = bring(HEADER + ROW.format(1, "Très bon"), now=NOW + timedelta(days=9))

    assert (report.unchanged, report.written) == (1, ())
    assert written(hub) == before


def test_a_newer_export_updates_and_keeps_the_earlier_hash(hub: Settings, bring: Import) -> None:
    bring(HEADER + ROW.format(1, "Très bon"))
    (before,) = kept(hub)
    later = NOW + timedelta(days=9)

    report = bring(HEADER + ROW.format(1, "Finalement moyen") + ROW.format(2, "Autre"), now=later)

    assert (report.new, report.edited) == (1, 1)
    edited = next(review for review in kept(hub) if review.id == "judgeme:1")
    (revision,) = edited.revisions
    assert (revision.digest, revision.written, revision.replaced, edited.updated) == (before.digest, before.published, later, later)


def test_bad_rows_are_listed_with_their_lines_and_the_good_ones_kept(bring: Import) -> None:
    rows = ROW.format(1, "a") + ROW.format(2, "b") + ROW.format(3, "c").replace(",4,", ",neuf,") + ROW.format(4, "d")

    report = bring(HEADER + rows)

    assert [str(mistake) for mistake in report.mistakes] == ["export.csv:4: rating: 'neuf' is no number."]
    assert (report.new, report.left_out, report.exit_code) == (3, 1, 0)


def test_a_file_of_bad_rows_alone_ends_with_65(hub: Settings, bring: Import) -> None:
    report = bring(HEADER + ROW.format(1, "a").replace(",4,", ",neuf,"))

    assert (report.kept, report.exit_code) == (0, 65)
    assert not hub.archive.exists()


def test_a_file_without_rows_says_so(bring: Import) -> None:
    with pytest.raises(ContentError, match=r"export\.csv: there is no review in this file"):
        bring(HEADER)


def test_a_repeated_row_counts_once(hub: Settings, bring: Import) -> None:
    report = bring(HEADER + ROW.format(1, "Très bon") * 5)

    assert (report.new, report.repeated) == (1, 4)
    assert len(kept(hub)) == 1


def test_a_shrunken_export_takes_nothing_away(hub: Settings, bring: Import) -> None:
    bring(HEADER + "".join(ROW.format(number, f"n {number}") for number in range(100)))

    report = bring(HEADER + ROW.format(1, "n 1"))

    assert (report.unchanged, report.absent) == (1, 99)
    assert len(kept(hub)) == 100


def test_verified_needs_a_proof_that_is_given_once(hub: Settings, bring: Import) -> None:
    claimed = bring(HEADER + ROW.format(1, "a"))
    assert any("called verified by the export alone: 1." in warning for warning in claimed.warnings)
    assert not kept(hub)[0].verified

    proven = bring(HEADER + ROW.format(1, "a"), proof="matched with our orders")
    assert (proven.updated, kept(hub)[0].proof) == (1, "matched with our orders")

    again = bring(HEADER + ROW.format(1, "a"))
    assert (again.unchanged, kept(hub)[0].verified) == (1, True)


def test_a_product_that_the_hub_does_not_know_is_kept_with_a_warning(hub: Settings, bring: Import) -> None:
    report = bring(HEADER + ROW.format(1, "a"), product="inconnu")

    assert kept(hub)[0].product == "inconnu"
    assert any("the hub knows no product called inconnu" in warning for warning in report.warnings)
    assert not any("no product" in warning for warning in bring(HEADER + ROW.format(2, "a")).warnings)


def test_a_kind_without_a_real_export_at_hand_says_so(bring: Import) -> None:
    assert any("look at the result" in warning for warning in bring(HEADER + ROW.format(1, "a")).warnings)


def test_a_tampered_record_is_mended_by_its_own_export(hub: Settings, bring: Import) -> None:
    bring(HEADER + ROW.format(1, "Très bon"))
    path = hub.archive / "reviews-judgeme" / "2026-03.jsonl"
    whole = path.read_bytes()
    path.write_bytes(whole.replace("Très bon".encode(), b"Parfait!"))

    bring(HEADER + ROW.format(1, "Très bon"), now=NOW + timedelta(days=1))

    assert kept(hub)[0].text == "Très bon"
    assert kept(hub)[0].revisions == ()


def test_two_shops_in_csv_do_not_take_each_others_ids(hub: Settings, bring: Import) -> None:
    mapping = "columns: {{id: id, rating: note, text: avis, published: le}}\nname: {}\n"
    body = "id,note,avis,le\n1,5,{},2026-01-02\n"
    bring(body.format("bon"), "csv", mapping=mapping.format("Boutique"))

    report = bring(body.format("autre"), "csv", mapping=mapping.format("Marché"))

    assert (report.new, report.absent) == (1, 0)
    assert {review.id for review in kept(hub, "csv")} == {"csv:boutique-1", "csv:marche-1"}


def test_rows_without_ids_that_differ_in_words_alone_are_two_reviews_in_any_order(hub: Settings, bring: Import) -> None:
    mapping = "columns: {author: nom, rating: note, text: avis, published: le}"
    rows = ["Anonyme,5,bon,2026-01-02\n", "Anonyme,4,moyen,2026-01-02\n"]
    bring("nom,note,avis,le\n" + rows[0], "csv", mapping=mapping)

    assert bring("nom,note,avis,le\n" + rows[1] + rows[0], "csv", mapping=mapping).new == 1
    assert bring("nom,note,avis,le\n" + rows[0] + rows[1], "csv", mapping=mapping).unchanged == 2
    assert sorted(review.text for review in kept(hub, "csv")) == ["bon", "moyen"]


def test_an_edit_of_a_row_without_an_id_is_an_edit(hub: Settings, bring: Import) -> None:
    mapping = "columns: {author: nom, rating: note, text: avis, published: le}"
    bring("nom,note,avis,le\nZoë Roy,5,bon,2026-01-02\n", "csv", mapping=mapping)

    report = bring("nom,note,avis,le\nZoë Roy,2,bof,2026-01-02\n", "csv", mapping=mapping)

    assert (report.edited, len(kept(hub, "csv"))) == (1, 1)


def test_the_latest_of_rows_with_one_id_stays(make_review: Callable[..., CuratedReview]) -> None:
    old, new = make_review(0, text="a").review, make_review(0, text="b", updated=NOW).review

    for rows in ([old, new], [new, old]):
        (found,) = tell_apart([Tidied(review, claimed=False, native=True) for review in rows], {})
        assert found.review.text == "b"


@pytest.mark.parametrize(
    "file",
    [
        *(
            "xss",
            "formula",
            "dupes",
            "utf16",
            "cp1252",
            "bom_semicolon",
            "newlines",
            "unclosed_quote",
            "nul",
            "pii",
            "bidi",
            "shrunk_before",
        ),
        *("ratings", "dates"),
    ],
)
def test_hostile_exports_are_imported_again_without_a_change(
    hub: Settings, bring: Import, shared: Path, tmp_path_factory: pytest.TempPathFactory, file: str
) -> None:
    body = (_hostile(shared, tmp_path_factory) / f"{file}.csv").read_bytes()
    mapping = "columns: {id: id, author: author, rating: rating, title: title, text: text, published: date, product: product}"

    first = bring(body, "csv", mapping=mapping)
    before = written(hub)

    assert first.exit_code == 0
    assert bring(body, "csv", mapping=mapping).written == ()
    assert written(hub) == before


@pytest.mark.parametrize(("file", "exit_code"), [("ragged", 65), ("field_20mb", 65)])
def test_hostile_exports_without_a_good_row_end_with_65(
    bring: Import, shared: Path, tmp_path_factory: pytest.TempPathFactory, file: str, exit_code: int
) -> None:
    body = (_hostile(shared, tmp_path_factory) / f"{file}.csv").read_bytes()
    mapping = "columns: {id: id, author: author, rating: rating, title: title, text: text, published: date, product: product}"

    report = bring(body, "csv", mapping=mapping)

    assert report.exit_code == exit_code
    assert report.mistakes
    assert all(len(str(mistake)) < 200 for mistake in report.mistakes)


def _hostile(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The corpus's review exports, made once."""
    folder = tmp_path_factory.getbasetemp() / "hostile"
    if not folder.is_dir():
        subprocess.run([sys.executable, str(shared / "corpus" / "make_hostile.py"), str(folder)], check=True, capture_output=True)
    return folder / "reviews"


WORDS = some.text(alphabet=some.characters(codec="utf-8", exclude_characters="\r\n\x00"), max_size=30)


@hypothesis_settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.lists(some.tuples(some.integers(0, 9), WORDS, some.integers(1, 5)), min_size=1, max_size=12))
def test_importing_is_idempotent(hub: Settings, bring: Import, rows: list[tuple[int, str, int]]) -> None:
    import csv
    import io

    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(["id", "body", "rating", "review_date", "reviewer_name"])
    table.writerows([number, words, stars, "2026-03-14", "Zoë Roy"] for number, words, stars in rows)

    bring(out.getvalue())
    before = written(hub)
    report = bring(out.getvalue(), now=NOW + timedelta(days=1))

    assert (report.new, report.edited, report.updated, report.written) == (0, 0, 0, ())
    assert written(hub) == before


def test_twenty_thousand_rows_are_no_matter(hub: Settings, bring: Import) -> None:
    report = bring(HEADER + "".join(ROW.format(number, f"Avis {number}") for number in range(20_000)))

    assert (report.new, len(kept(hub))) == (20_000, 20_000)
    assert bring(HEADER + "".join(ROW.format(number, f"Avis {number}") for number in range(20_000))).unchanged == 20_000
