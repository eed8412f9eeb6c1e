"""`parvis import` and `parvis reviews`, as a user types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Run

HEADER = "id,title,body,rating,review_date,reviewer_name,reviewer_email,product_handle,verified\n"
GOOD = "{0},Bon,Très bon,{1},2026-0{0}-14 10:00:00 UTC,Zoë Roy,zoe@x.example,camerise,true\n"
NOW = ("--now", "2026-06-12T10:00-04:00")


@pytest.fixture
def export(hub: Path) -> Path:
    file = hub / "avis.csv"
    file.write_text(HEADER + GOOD.format(1, 5) + GOOD.format(2, "1") + GOOD.format(3, "neuf") + GOOD.format(4, 4), encoding="utf-8")
    return file


def test_an_import_tells_what_it_did_and_what_to_do_next(run: Run, hub: Path, export: Path) -> None:
    done = run("import", "avis.csv", "--as", "judgeme", *NOW, cwd=hub)

    assert done.returncode == 0
    assert "avis.csv: 3 new, 1 left out." in done.stdout
    assert "Next: parvis build" in done.stdout
    assert "avis.csv:4: rating: 'neuf' is no number" in done.stderr
    assert "warning: the hub knows no product called camerise" in done.stderr


def test_the_same_file_again_changes_nothing(run: Run, hub: Path, export: Path) -> None:
    run("import", "avis.csv", "--as", "judgeme", *NOW, cwd=hub)

    done = run("import", "avis.csv", "--as", "judgeme", cwd=hub)

    assert "avis.csv: 3 unchanged, 1 left out." in done.stdout
    assert "Next" not in done.stdout


def test_json_has_the_same_facts(run: Run, hub: Path, export: Path) -> None:
    done = run("import", "avis.csv", "--as", "judgeme", "--json", *NOW, cwd=hub)

    facts = json.loads(done.stdout)
    assert (facts["new"], facts["kept"], facts["left_out"]) == (3, 3, 1)
    assert facts["mistakes"] == [{"file": "avis.csv", "line": 4, "field": "rating", "what": "'neuf' is no number.", "remedy": ""}]
    assert facts["written"][0] == "content/archive/reviews-judgeme/2026-01.jsonl"


def test_no_good_row_ends_with_65(run: Run, hub: Path) -> None:
    (hub / "avis.csv").write_text(HEADER + GOOD.format(3, "neuf"), encoding="utf-8")

    assert run("import", "avis.csv", "--as", "judgeme", *NOW, cwd=hub).returncode == 65


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("avis.csv", "--as", "judgemee"), 2, "No kind 'judgemee' of export. Did you mean 'judgeme'?"),
        (("nothing.csv", "--as", "judgeme"), 2, "nothing.csv"),
        (("avis.csv",), 2, "--as"),
        ((".", "--as", "judgeme"), 2, "is a folder"),
        (("avis.csv", "--as", "judgeme", "--product", "La Camerise"), 2, "Did you mean 'la-camerise'?"),
        (("avis.csv", "--as", "csv"), 65, "nothing says which column of this table is what"),
        (("avis.csv", "--as", "yotpo", "--mapping", "map.yaml"), 65, "map.yaml:1"),
        (("avis.csv", "--as", "written"), 2, "is no hand-written review of this hub"),
    ],
)
def test_wrong_words_get_their_sentence(run: Run, hub: Path, export: Path, words: tuple[str, ...], code: int, sentence: str) -> None:
    (hub / "map.yaml").write_text("colums: {rating: Note}\n", encoding="utf-8")

    done = run("import", *words, cwd=hub)

    assert done.returncode == code
    assert sentence in done.stderr


def test_a_mapping_and_a_proof_are_used(run: Run, hub: Path) -> None:
    (hub / "avis.csv").write_text("Nom;Note;Avis;Le\nZoë Roy;4,5;Très bon;31/12/2025\n", encoding="cp1252")
    (hub / "map.yaml").write_text("columns: {author: Nom, rating: Note, text: Avis, published: Le}\nname: En boutique\n", encoding="utf-8")
    words = ("import", "avis.csv", "--as", "csv", "--mapping", "map.yaml", "--proof", "ticket", "--product", "camerise", "--full-names")

    assert run(*words, *NOW, cwd=hub).returncode == 0

    (file,) = (hub / "content/archive/reviews-csv").glob("*.jsonl")
    record = json.loads(file.read_text(encoding="utf-8"))
    assert (record["author"], record["rating"], record["proof"], record["product"]) == ("Zoë Roy", 4.5, "ticket", "camerise")
    assert (record["origin"], file.name) == ("En boutique", "2025-12.jsonl")


def test_hand_written_reviews_are_sealed_and_an_edit_is_recorded(run: Run, hub: Path) -> None:
    file = hub / "content/reviews/lettre.md"
    file.parent.mkdir()
    text = "---\nauthor: Josiane L.\nrating: 2\npublished: 2026-06-01\n---\nLa boîte s'est ouverte.\n"
    file.write_text(text, encoding="utf-8")
    assert "1 new" in run("import", "content/reviews", "--as", "written", *NOW, cwd=hub).stdout

    file.write_text(text.replace("ouverte", "cassée"), encoding="utf-8")
    check = run("check", cwd=hub)
    assert check.returncode == 65
    assert "content/reviews/lettre.md:6: text: the words of this review are not those that were sealed." in check.stderr

    assert "1 with new words" in run("import", "content/reviews/lettre.md", "--as", "written", *NOW, cwd=hub).stdout
    assert run("check", cwd=hub).returncode == 0


def test_collecting_seals_what_it_has_not_seen(run: Run, hub: Path) -> None:
    file = hub / "content/reviews/lettre.md"
    file.parent.mkdir()
    file.write_text("---\nauthor: Josiane L.\nrating: 2\npublished: 2026-06-01\n---\nLa boîte.\n", encoding="utf-8")
    (hub / "content/sources.yaml").write_text("sources: []\n", encoding="utf-8")

    done = run("collect", "--json", *NOW, cwd=hub)

    assert json.loads(done.stdout)["changed"] is True
    assert (hub / "content/archive/reviews-written/2026-06.jsonl").is_file()


def test_a_changed_text_stops_check_and_build_with_its_line(run: Run, hub: Path, export: Path) -> None:
    run("import", "avis.csv", "--as", "judgeme", *NOW, cwd=hub)
    path = hub / "content/archive/reviews-judgeme/2026-02.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace("Très bon", "Parfait"), encoding="utf-8")

    for verb in ("check", "build"):
        done = run(verb, *NOW, cwd=hub)
        assert done.returncode == 65
        assert (
            "content/archive/reviews-judgeme/2026-02.jsonl:1: text: the words of this review are not those that were imported."
            in done.stderr
        )


def test_unanswered_reviews_are_listed_negative_first(run: Run, hub: Path, export: Path) -> None:
    run("import", "avis.csv", "--as", "judgeme", *NOW, cwd=hub)
    (hub / "content/curation").mkdir(exist_ok=True)
    (hub / "content/curation/reviews.yaml").write_text("contact: a@b.example\nowners: {default: Awa}\n", encoding="utf-8")

    done = run("reviews", "unanswered", *NOW, cwd=hub)

    assert done.returncode == 0
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    assert [row[0] for row in rows[1:4]] == ["judgeme:2", "judgeme:1", "judgeme:4"]
    assert rows[1][1:4] == ["1", "118 d", "Awa"]
    assert rows[4][0].startswith("3 unanswered on 2026-06-12, 1 of them negative.")


def test_past_the_agreed_delay_it_ends_with_1(run: Run, hub: Path, export: Path) -> None:
    run("import", "avis.csv", "--as", "judgeme", *NOW, cwd=hub)
    conf = hub / "pelican.conf.py"
    conf.write_text(conf.read_text(encoding="utf-8") + '\nPARVIS_REPLY_WITHIN = "7d"\n', encoding="utf-8")

    late = run("reviews", "unanswered", "--json", *NOW, cwd=hub)
    assert late.returncode == 1
    assert [one["late"] for one in json.loads(late.stdout)["unanswered"]] == [True, True, True]

    (hub / "content/curation/replies").mkdir(parents=True, exist_ok=True)
    answers = "".join(f"- {{review: judgeme:{number}, by: Awa, at: 2026-06-01, text: Merci}}\n" for number in (1, 2, 4))
    (hub / "content/curation/replies/a.yaml").write_text(answers, encoding="utf-8")
    answered = run("reviews", "unanswered", *NOW, cwd=hub)
    assert answered.returncode == 0
    assert "No review waits for an answer." in answered.stdout


def test_an_agreed_delay_must_be_a_length_of_time(run: Run, hub: Path) -> None:
    conf = hub / "pelican.conf.py"
    conf.write_text(conf.read_text(encoding="utf-8") + '\nPARVIS_REPLY_WITHIN = "soon"\n', encoding="utf-8")

    done = run("check", cwd=hub)

    assert done.returncode == 78
    assert "PARVIS_REPLY_WITHIN: 'soon' is no length of time." in done.stderr


def test_a_wrong_age_gets_its_sentence(run: Run, hub: Path) -> None:
    done = run("reviews", "unanswered", "--older", "long", cwd=hub)

    assert done.returncode == 2
    assert "--older: 'long' is no length of time." in done.stderr


def test_imported_reviews_are_built_into_pages(run: Run, hub: Path, export: Path) -> None:
    run("import", "avis.csv", "--as", "judgeme", "--proof", "matched with orders", *NOW, cwd=hub)

    assert run("build", *NOW, cwd=hub).returncode == 0

    page = (hub / "output/reviews/index.html").read_text(encoding="utf-8")
    assert "Zoë R." in page
    assert "3 reviews, newest first" in page
    assert "No review is withheld." in page
    output = b"".join(path.read_bytes() for path in (hub / "output").rglob("*") if path.is_file())
    assert b"zoe@x.example" not in output
    kinds = [listed["kind"] for listed in json.loads((hub / "output/api/index.json").read_text(encoding="utf-8"))["pages"]]
    assert kinds.count("review") == 3
