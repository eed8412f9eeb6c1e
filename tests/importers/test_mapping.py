"""The file that says which column is what."""

from __future__ import annotations

import pytest

from parvis import importers
from parvis.errors import ContentError

from .conftest import Read


def test_a_mapping_names_columns_dates_and_words(read: Read) -> None:
    mapping = "columns: {author: Nom, rating: Aimé, text: Avis, published: Le}\nratings: {Oui: 5, Non: 1}\ndates: '%d/%m/%Y'\n"

    first, second = read("csv", "Nom;Aimé;Avis;Le\nZoë;Oui;bon;03/09/2022\nLéo;Non;bof;04/09/2022\n", mapping)

    assert (first.author, first.rating, first.text, first.published) == ("Zoë", "5", "bon", "2022-09-03T00:00:00")  # type: ignore[union-attr]
    assert second.rating == "1"  # type: ignore[union-attr]


def test_headers_are_found_whatever_their_capitals_spaces_and_accents(read: Read) -> None:
    (row,) = read("csv", "NOM DU CLIENT,Étoiles\nZoë,4\n", "columns: {author: nom du client, rating: etoiles}")

    assert (row.author, row.rating) == ("Zoë", "4")  # type: ignore[union-attr]


def test_a_table_without_ratings_and_dates_says_so(read: Read) -> None:
    (row,) = read("csv", "Avis\nbon\n", "columns: {text: Avis}")

    assert (row.rated, row.dated) == (False, False)  # type: ignore[union-attr]


def test_columns_that_the_mapping_does_not_name_are_not_read(read: Read) -> None:
    (row,) = read("csv", "Avis,email,ip_address,rating\nbon,a@b.example,10.0.0.1,5\n", "columns: {text: Avis}")

    assert "a@b.example" not in repr(row)
    assert row.rating == ""  # type: ignore[union-attr]


def test_another_scale_is_handed_on(read: Read) -> None:
    (row,) = read("csv", "note,avis\n8,bon\n", "columns: {rating: note, text: avis}\nscale: 10")

    assert (row.rating, row.scale) == ("8", "10")  # type: ignore[union-attr]


def test_a_column_that_is_not_there_is_named_with_the_nearest(read: Read) -> None:
    with pytest.raises(ContentError, match=r"export\.csv:1: rating: there is no column 'Notte'\. Did you mean 'Note'\?"):
        read("csv", "Nom,Note\nZoë,5\n", "columns: {rating: Notte}")


def test_csv_without_a_mapping_says_what_to_write(read: Read) -> None:
    with pytest.raises(ContentError, match="give it with --mapping"):
        read("csv", "Nom,Note\nZoë,5\n")


def test_a_mapping_completes_what_a_tool_calls_otherwise(read: Read) -> None:
    (row,) = read("judgeme", "rating,title,review_date,Produit visé\n5,bon,2026-01-02,camerise\n", "columns: {product: Produit visé}")

    assert row.product == "camerise"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("columns: {stars: Note}", "no column can be 'stars'."),
        ("colums: {rating: Note}", "Did you mean 'columns'?"),
        ("dates: yesterday", "in the letters of strptime"),
        ("dates: '%Q'", "'%Q' is no form of a date"),
        ("scale: 0", "scale: must be more than 1"),
        ("- one", "mapping.yaml:1"),
    ],
)
def test_a_wrong_mapping_gets_its_sentence(text: str, sentence: str) -> None:
    with pytest.raises(ContentError) as caught:
        importers.mapping(text, "mapping.yaml")

    assert sentence in str(caught.value)
    assert "mapping.yaml:1" in str(caught.value)


def test_an_empty_mapping_says_nothing() -> None:
    assert importers.mapping("", "mapping.yaml") == importers.Mapping()
