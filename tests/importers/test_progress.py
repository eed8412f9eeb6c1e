"""Progress in a challenge, from whatever table somebody exports."""

from __future__ import annotations

from datetime import date

import pytest

from parvis.errors import ContentError
from parvis.importers import Export
from parvis.importers.progress import Outcome, read
from parvis.model.challenge import Progress


def outcome(text: str, encoding: str = "utf-8") -> Outcome:
    return read(Export(body=text.encode(encoding), file="points.csv"))


def test_only_who_agreed_is_kept_by_first_name_and_initial() -> None:
    found = outcome("Nom,Points,Accord\nNora Bélanger,12,oui\nArmand Villeneuve,30,non\nJosiane Lavoie,8,\n")

    assert found.progress == (Progress(name="Nora B.", amount=12),)
    assert found.silent == 2


def test_the_farthest_comes_first_and_equals_by_name() -> None:
    found = outcome("name,total,opt-in\nZoe A,5,yes\nAda B,5,yes\nBea C,9,yes\n")

    assert [one.name for one in found.progress] == ["Bea C.", "Ada B.", "Zoe A."]


def test_rows_of_one_person_are_added_up_whatever_they_call_themselves() -> None:
    text = "E-mail,Name,Count,Opt in,Date\nn@x.example,Nora Bélanger,2,yes,2026-06-01\nN@X.example,Nora B,3.5,,2026-06-03\n"

    assert outcome(text).progress == (Progress(name="Nora B.", amount=5.5, last=date(2026, 6, 3)),)


def test_the_last_answer_holds() -> None:
    assert outcome("name,points,optin\nNora B,1,yes\nNora B,1,no\n").progress == ()
    assert len(outcome("name,points,optin\nNora B,1,no\nNora B,1,yes\n").progress) == 1


def test_no_address_is_kept() -> None:
    found = outcome("courriel,nom,points,accord\nnora@x.example,nora@x.example Nora Bélanger,2,oui\n")

    assert "@" not in str(found)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_tables_of_spreadsheets_work(encoding: str) -> None:
    found = outcome("Prénom;Quantité;J’accepte;Jour\r\nÉloïse;1 234,5;Oui;31/05/2026\r\n", encoding)

    assert found.progress == (Progress(name="Éloïse", amount=1234.5, last=date(2026, 5, 31)),)


def test_bad_rows_are_told_with_their_line_and_the_others_kept() -> None:
    found = outcome("nom,points,accord\nNora B,neuf,oui\n,3,oui\nAda C,-2,oui\nBea D,4,oui\n")

    assert [(bad.line, bad.field, bad.what) for bad in found.bad] == [
        (2, "amount", "'neuf' is no number."),
        (3, "name", "the name is missing."),
        (4, "amount", "'-2' is less than nothing."),
    ]
    assert [one.name for one in found.progress] == ["Bea D."]


def test_a_table_that_does_not_say_who_agreed_is_refused() -> None:
    with pytest.raises(ContentError, match=r"points\.csv:1: agreed: no column says who agreed to be shown\. Call it one of: optin"):
        outcome("nom,points\nNora B,3\n")


def test_all_missing_columns_are_told_at_once() -> None:
    with pytest.raises(ContentError) as caught:
        outcome("a,b\n1,2\n")
    assert [mistake.field for mistake in caught.value.mistakes] == ["agreed", "amount", "name"]
