"""What forms and polls export becomes ideas and ballots."""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest

from parvis.errors import ContentError
from parvis.importers import forms
from parvis.importers.forms import Export
from parvis.model.raw_submission import RawIdea, RawScore, RawVote, Unread, Wanted

Row = forms.Row


def read(kind: str, body: bytes | str, wanted: Wanted = "ideas", **more: Any) -> list[Row]:
    data = body.encode() if isinstance(body, str) else body
    return list(forms.kind(kind).read(Export(body=data, file="export", **more), wanted))


def ideas(kind: str, body: bytes | str, **more: Any) -> list[RawIdea]:
    return [row for row in read(kind, body, **more) if isinstance(row, RawIdea)]


def votes(kind: str, body: bytes | str, **more: Any) -> list[RawVote]:
    return [row for row in read(kind, body, "ballots", **more) if isinstance(row, RawVote)]


def test_the_folder_is_the_registry() -> None:
    assert set(forms.kinds()) == {
        *("csv", "discourse", "discourse_poll", "formspree", "google_forms", "likes", "mastodon_poll", "netlify", "typeform"),
    }


@pytest.mark.parametrize("name", forms.kinds())
def test_every_kind_says_what_it_gives_and_whether_it_was_proven(name: str) -> None:
    kind = forms.kind(name)

    assert kind.GIVES
    assert set(kind.GIVES) <= set(get_args(Wanted))
    assert isinstance(kind.PROVEN, bool)
    assert importlib.import_module(f"parvis.importers.forms.{name}").__doc__


def test_an_unknown_kind_is_no_kind() -> None:
    with pytest.raises(KeyError):
        forms.kind("_columns")


def test_an_idea_has_no_field_for_an_address() -> None:
    assert not {"email", "ip", "phone"} & set(RawIdea.__struct_fields__)


def test_google_forms_in_french() -> None:
    (idea,) = ideas(
        "google_forms",
        "Horodateur,Adresse e-mail,Votre nom,Le nom de votre saveur,Pourquoi cette saveur ?\n"
        "08/04/2026 10:30:00,ada@exemple.test,Ada Lovelace,Rose et litchi,Pour ma mère.\n",
    )

    assert (idea.line, idea.number) == (2, 1)
    assert (idea.title, idea.text, idea.author, idea.at) == ("Rose et litchi", "Pour ma mère.", "Ada Lovelace", "2026-04-08 10:30:00")
    assert "ada@" not in repr(idea)


def test_google_forms_in_english_has_the_month_first() -> None:
    (idea,) = ideas("google_forms", "Timestamp,Email Address,Your flavour\n4/5/2026 10:30:00,ada@example.org,Rose\n")

    assert (idea.title, idea.at) == ("Rose", "2026-04-05 10:30:00")


@pytest.mark.parametrize(("first", "expected"), [("25/4/2026 10:00", "2026-04-03 10:00"), ("4/25/2026 10:00", "2026-03-04 10:00")])
def test_one_date_tells_the_order_of_all(first: str, expected: str) -> None:
    rows = ideas("csv", f"idée,date\nRose,{first}\nCassis,3/4/2026 10:00\n")

    assert rows[1].at == expected


def test_dates_in_a_form_that_a_person_has_named() -> None:
    (idea,) = ideas("csv", "idée,date\nRose,03.04.26 10h00\n", dates="%d.%m.%y %Hh%M")

    assert idea.at == "2026-04-03T10:00:00"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_tables_as_excel_saves_them(encoding: str, delimiter: str) -> None:
    text = delimiter.join(("Idée", "Prénom")) + "\r\n" + delimiter.join(("Thé glacé", "Zoé")) + "\r\n"
    (idea,) = ideas("csv", text.encode(encoding))

    assert (idea.title, idea.author) == ("Thé glacé", "Zoé")


def test_columns_that_hold_addresses_are_never_read_whatever_they_are_called() -> None:
    body = "Idée,Nom,Commentaire\nRose,ada@exemple.test,192.168.0.7\nCassis,eve@exemple.test,10.0.0.1\n"

    assert [(idea.title, idea.author, idea.text) for idea in ideas("csv", body)] == [("Rose", "", ""), ("Cassis", "", "")]


def test_an_answer_that_mentions_an_address_is_still_an_answer() -> None:
    (idea,) = ideas("csv", "Idée,Pourquoi\nRose,Écrivez à ada@exemple.test\n")

    assert idea.text == "Écrivez à ada@exemple.test"  # taken out when the idea is taken in


def test_a_form_with_one_question_is_name_and_text() -> None:
    (idea,) = ideas("csv", "Horodateur,Description\n08/04/2026,Une glace à la rose\n")

    assert (idea.title, idea.text) == ("Une glace à la rose", "Une glace à la rose")


@pytest.mark.parametrize(
    "header", ["Votre saveur,Couleur de la coque,Couleur du cœur", "Your flavour,Shell colour,Filling colour", "Flavour,Shell,Filling"]
)
def test_the_colours_that_were_chosen_come_along(header: str) -> None:
    (idea,) = ideas("csv", f"{header}\nRose,#f0b3bd,#f7e3e3\n")

    assert (idea.title, idea.shell, idea.filling) == ("Rose", "#f0b3bd", "#f7e3e3")


def test_a_question_about_a_filling_is_no_colour() -> None:
    (idea,) = ideas("csv", "Nom,Which filling would you like?,Your idea\nAda,Rose,Litchi\n")

    assert (idea.title, idea.filling) == ("Litchi", "")


def test_a_person_may_say_which_column_is_what() -> None:
    (idea,) = ideas("csv", "A,B,C\nx,Rose,Ada\n", columns={"title": "B", "author": "C"})

    assert (idea.title, idea.author) == ("Rose", "Ada")


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ({"title": "D"}, "there is no column 'D'."),
        ({"titel": "A"}, "there is no field 'titel'. Did you mean 'title'?"),
        ({}, 'no column of this file is the title; its columns are: A, B, C. Say which one is: `--column title="…"`.'),
    ],
)
def test_a_column_that_is_not_there_is_told(columns: dict[str, str], sentence: str) -> None:
    with pytest.raises(ContentError) as caught:
        ideas("csv", "A,B,C\nx,Rose,Ada\n", columns=columns)

    assert sentence in str(caught.value)


def test_a_quote_left_open_loses_its_row_alone() -> None:
    rows = read("csv", 'idée\nRose\n"Cassis\nCitron\n')

    assert [row.title for row in rows if isinstance(row, RawIdea)] == ["Rose", "Citron"]
    assert [row.line for row in rows if isinstance(row, Unread)] == [3]


def test_typeform_as_table_and_as_json() -> None:
    table = "#,Nom de la saveur,Votre e-mail,Start Date (UTC),Submit Date (UTC),Network ID\nabc,Rose,ada@exemple.test,2026-04-08 10:00:00,2026-04-08 10:02:00,653e97acae\n"
    answers = [
        {"field": {"id": "q1", "ref": "saveur", "type": "short_text"}, "type": "text", "text": "Rose"},
        {"field": {"id": "q2", "ref": "courriel", "type": "email"}, "type": "email", "email": "ada@exemple.test"},
        {"field": {"id": "q3", "ref": "tags", "type": "multiple_choice"}, "type": "choices", "choices": {"labels": ["fleur", "doux"]}},
    ]
    document = json.dumps({"items": [{"response_id": "abc", "submitted_at": "2026-04-08T10:02:00Z", "answers": answers}]})
    one, other = ideas("typeform", table)[0], ideas("typeform", document)[0]

    assert (one.title, one.native, one.at) == ("Rose", "abc", "2026-04-08 10:02:00")
    assert (other.title, other.native, other.at, other.tags) == ("Rose", "abc", "2026-04-08T10:02:00Z", ("fleur", "doux"))


def test_typeform_tells_the_questions_where_the_definition_comes_along() -> None:
    form = {
        "definition": {"fields": [{"id": "q1", "title": "Votre saveur"}]},
        "answers": [{"field": {"id": "q1"}, "type": "text", "text": "Rose"}],
    }

    assert ideas("typeform", json.dumps({"form_response": {**form, "submitted_at": "2026-04-08T10:02:00Z"}}))[0].title == "Rose"


def test_netlify_as_json() -> None:
    entry = {
        "number": 6,
        "created_at": "2026-04-08T10:02:00.088Z",
        "email": "ada@exemple.test",
        "data": {"saveur": "Rose", "name": "Ada Lovelace", "email": "ada@exemple.test", "ip": "76.72.14.182", "user_agent": "Mozilla"},
    }
    (idea,) = ideas("netlify", json.dumps([entry]))

    assert (idea.title, idea.author, idea.native, idea.at) == ("Rose", "Ada Lovelace", "6", "2026-04-08T10:02:00.088Z")
    assert not any(secret in repr(idea) for secret in ("ada@", "76.72", "Mozilla"))


def test_formspree_as_json_and_as_table() -> None:
    document = {
        "submissions": [{"_date": "2026-04-08T10:02:00Z", "email": "ada@exemple.test", "name": "Ada", "flavour": "Rose", "_gotcha": ""}]
    }

    assert [(idea.title, idea.author, idea.at) for idea in ideas("formspree", json.dumps(document))] == [
        ("Rose", "Ada", "2026-04-08T10:02:00Z")
    ]
    assert ideas("formspree", "Date,Email,Flavour\n2026-04-08T10:02:00Z,ada@exemple.test,Rose\n")[0].title == "Rose"


def test_votes_are_told_apart_by_address_first() -> None:
    body = "Timestamp,Email Address,Your name,Your vote\n2026-06-03 10:00:00,ada@example.org,Ada,PB&J\n"

    assert [(vote.voter, vote.choice, vote.at) for vote in votes("google_forms", body)] == [
        ("ada@example.org", "PB&J", "2026-06-03 10:00:00")
    ]


def test_votes_without_anybody_who_cast_them_are_refused() -> None:
    with pytest.raises(ContentError, match="no column of this file is the voter"):
        votes("csv", "vote,date\nPB&J,2026-06-03\n")


def test_points_of_the_jury() -> None:
    rows = read("csv", "Jurée;Finaliste;Critère;Note\nMaude;PB&J;Goût;8,5\n", "scores")

    assert rows == [RawScore(line=2, number=1, juror="Maude", entry="PB&J", criterion="Goût", points="8,5")]


@pytest.mark.parametrize("kind", ["discourse", "discourse_poll", "mastodon_poll", "likes", "netlify", "typeform", "formspree"])
@pytest.mark.parametrize("body", ["[1, 2]", '{"a": 1}', "{", "[" * 3000])
def test_json_that_is_something_else_is_told(kind: str, body: str) -> None:
    wanted = forms.kind(kind).GIVES[0]
    with pytest.raises(ContentError, match="export: "):
        read(kind, body, wanted)


@pytest.fixture
def captured(shared: Path) -> Callable[[str], bytes]:
    return lambda name: (shared / "captured" / name).read_bytes()


def test_captured_google_form_is_read_whole(captured: Callable[[str], bytes]) -> None:
    rows = ideas("google_forms", captured("contest-forms/google_form_responses.csv"), columns={"title": "Tag 1"})

    assert len(rows) == 4085
    assert (rows[0].title, rows[0].at) == ("Caster", "2020-02-23 11:07:01")


def test_captured_google_form_names_nobody_so_it_is_no_vote(captured: Callable[[str], bytes]) -> None:
    with pytest.raises(ContentError, match="is the voter"):
        votes("google_forms", captured("contest-forms/google_form_responses.csv"), columns={"choice": "Tag 1"})


def test_captured_french_contest_is_read_whole(captured: Callable[[str], bytes]) -> None:
    rows = ideas("csv", captured("contest-forms/hfr_jeu_du_dico_propositions_fr.csv"))
    cast = votes("csv", captured("contest-forms/hfr_jeu_du_dico_votes_fr.csv"), columns={"choice": "num_def", "at": "type_vote"})

    assert len(rows) == 21
    assert rows[0].author == "LA_VRAIE"
    assert rows[0].title.startswith("Partie inférieure de la chaudière")
    assert [(vote.voter, vote.choice) for vote in cast[:2]] == [("akanico", "12"), ("akanico", "5")]


def test_captured_submissions_with_long_texts_are_read_whole(captured: Callable[[str], bytes]) -> None:
    rows = ideas("csv", captured("contest-forms/devpost_submissions.csv"))

    assert len(rows) == 109
    assert rows[0].native == ""  # the number of a table is no id
    assert (rows[0].title, rows[0].link) == ("PartyLink", "https://hackcuv.devpost.com/submissions/113493-partylink")
    assert rows[0].text.startswith("Inspiration\r\n\r\nParty Registration")


def test_captured_entries_with_opaque_ids_are_read_whole(captured: Callable[[str], bytes]) -> None:
    rows = ideas("csv", captured("contest-forms/musicleague_submissions.csv"), columns={"title": "Spotify URI", "author": "Submitter ID"})

    assert len(rows) == 819
    assert rows[0].at == "2022-04-22T04:53:50Z"


def test_captured_ranked_ballots_name_nobody(captured: Callable[[str], bytes]) -> None:
    with pytest.raises(ContentError, match="is the choice"):
        votes("csv", captured("contest-forms/ranked_choice_ballots.csv"))


@pytest.mark.parametrize(
    ("name", "several", "counts"), [("mastodon_poll", False, [2, 2, 5, 16]), ("mastodon_status_with_poll", True, [8, 17, 14, 25])]
)
def test_captured_poll_of_mastodon_gives_a_vote_for_each(
    captured: Callable[[str], bytes], name: str, counts: list[int], *, several: bool
) -> None:
    cast = votes("mastodon_poll", captured(f"polls/{name}.json"))

    assert [sum(vote.choice == choice for vote in cast) for choice in dict.fromkeys(vote.choice for vote in cast)] == counts
    assert all(vote.several is several and vote.poll and not vote.voter for vote in cast)


def test_captured_poll_of_discourse_tells_its_voters_apart(captured: Callable[[str], bytes]) -> None:
    cast = votes("discourse_poll", captured("polls/discourse_poll_vote.json"))

    assert [vote.voter for vote in cast] == ["Kim_Miller", "KM_Admin", "David_Ashby", "David_Kirk"]
    assert {vote.choice for vote in cast} == {"I will attend the Apr 25, 2019 Launchpad meeting.", "I’ll not attend this meeting."}


def test_captured_topic_of_discourse_gives_its_answers(captured: Callable[[str], bytes]) -> None:
    rows = ideas("discourse", captured("discourse/topic.json"))

    assert rows
    assert all(row.native and row.author and row.at for row in rows)
    assert "Welcome!" not in [row.title for row in rows]


def test_likes_of_posts_are_counted_or_told_by_account() -> None:
    mastodon = [
        {"url": "https://social.example/@ada/12", "favourites_count": 2},
        {"url": "https://social.example/@ada/13", "favourites_count": 0},
    ]
    bluesky = {
        "uri": "at://did:plc:x/app.bsky.feed.post/3k2a",
        "likes": [{"createdAt": "2026-06-03T10:00:00Z", "actor": {"did": "did:plc:a", "handle": "a.example"}}],
    }
    by_entry = {"12": [{"acct": "ada@social.example"}, {"url": "https://social.example/@eve"}]}

    assert [(vote.poll, vote.choice) for vote in votes("likes", json.dumps(mastodon))] == [
        ("likes https://social.example/@ada/12", "https://social.example/@ada/12")
    ] * 2
    assert [(vote.voter, vote.choice, vote.at) for vote in votes("likes", json.dumps(bluesky))] == [
        ("did:plc:a", "at://did:plc:x/app.bsky.feed.post/3k2a", "2026-06-03T10:00:00Z")
    ]
    assert [(vote.voter, vote.choice) for vote in votes("likes", json.dumps(by_entry))] == [
        ("ada@social.example", "12"),
        ("https://social.example/@eve", "12"),
    ]
