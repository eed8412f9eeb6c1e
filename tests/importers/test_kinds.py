"""Each kind of export: by the names that its tool documents, and on captured files where some are at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from parvis import importers
from parvis.errors import ContentError
from parvis.model.raw_review import RawReview

from .conftest import Read

#: Of each kind a table as its tool documents it, with one good row.
TABLES = {
    "judgeme": "title,body,rating,review_date,reviewer_name,reviewer_email,product_handle,reply,picture_urls,ip_address,curated\n"
    "Bon,Très bon,4,2026-03-14 10:00:00 UTC,Zoë Roy,z@x.example,camerise,Merci,https://cdn.example/1.jpg,10.0.0.1,ok\n",
    "yotpo": "Review Title,Review Content,Review Score,Review Creation Date,Display Name,Email,Product Id,Product Title,Verified Buyer\n"
    "Bon,Très bon,4,2026-03-14,Zoë Roy,z@x.example,camerise,La camerise,true\n",
    "stamped": "author,email,reviewRating,reviewTitle,reviewMessage,reviewDate,productHandle,productTitle,reviewReply,published\n"
    "Zoë Roy,z@x.example,4,Bon,Très bon,2026-03-14,camerise,La camerise,Merci,true\n",
    "reviewsio": "reviewer_name,rating,title,review,date_created,sku,order_id\nZoë Roy,4,Bon,Très bon,2026-03-14,camerise,1\n",
    "loox": "id,handle,rating,author,email,body,created_at,photo_url,verified_purchase\n"
    "7,camerise,4,Zoë Roy,z@x.example,Très bon,2026-03-14,https://cdn.example/1.jpg,true\n",
    "okendo": "name,email,body,rating,dateCreated,handle,title,imageUrls\nZoë Roy,z@x.example,Très bon,4,2026-03-14,camerise,Bon,\n",
    "trustpilot": "reviewId,reviewer,reviewTitle,reviewDescription,reviewRatingScore,reviewDate,reviewLanguage\n"
    "ab1,Zoë Roy,Bon,Très bon,4,2026-03-14T10:00:00.000Z,fr\n",
    "woocommerce": "comment_ID,comment_author,comment_author_email,comment_author_IP,comment_date,comment_content,rating,product_slug,comment_approved\n"
    "9,Zoë Roy,z@x.example,10.0.0.1,2026-03-14 10:00:00,<p>Très bon</p>,4,camerise,1\n",
    "google_csv": "Review ID,Reviewer display name,Star rating,Comment,Create time\nxy,Zoë Roy,FOUR,Très bon,2026-03-14T10:00:00Z\n",
}
#: Of each kind that gives JSON, one good entry.
DOCUMENTS = {
    "judgeme": '{"reviews":[{"id":1,"rating":4,"title":"Bon","body":"Très bon","created_at":"2026-03-14T10:00:00Z","product_handle":"camerise",'
    '"reviewer":{"name":"Zoë Roy","email":"z@x.example"},"verified":"verified-purchase","hidden":false,"curated":"ok"}]}',
    "stamped": '{"data":[{"id":1,"author":"Zoë Roy","email":"z@x.example","reviewRating":4,"reviewTitle":"Bon","reviewMessage":"Très bon",'
    '"dateCreated":"2026-03-14","productUrl":"https://shop.example/products/camerise"}]}',
    "reviewsio": '{"reviews":[{"product_review_id":1,"rating":4,"title":"Bon","review":"Très bon","date_created":"2026-03-14",'
    '"reviewer":{"first_name":"Zoë"},"product":{"handle":"camerise"},"replies":[{"comments":"Merci","date_created":"2026-03-15"}]}]}',
    "okendo": '{"reviews":[{"reviewId":"a","rating":4,"title":"Bon","body":"Très bon","dateCreated":"2026-03-14","productHandle":"camerise",'
    '"reviewer":{"displayName":"Zoë R."},"status":"approved"}]}',
    "trustpilot": '{"reviews":[{"id":"a","stars":4,"title":"Bon","text":"Très bon","createdAt":"2026-03-14T10:00:00Z","consumer":{"displayName":"Zoë R"},'
    '"isVerified":true,"companyReply":{"text":"Merci","createdAt":"2026-03-15T00:00:00Z"}}]}',
    "woocommerce": '[{"id":3,"date_created_gmt":"2026-03-14T10:00:00","product_permalink":"https://shop.example/p/camerise/","reviewer":"Zoë Roy",'
    '"reviewer_email":"z@x.example","review":"<p>Très bon</p>","rating":4,"verified":true,"status":"approved"}]',
    "google_csv": '{"reviews":[{"reviewId":"x","reviewer":{"displayName":"Zoë Roy"},"starRating":"FOUR","comment":"Très bon","createTime":"2026-03-14T10:00:00Z"}]}',
}


def test_the_folder_is_the_registry() -> None:
    kinds = importers.kinds()

    assert {"apple", "csv", *TABLES} <= set(kinds)
    assert not [kind for kind in kinds if kind.startswith("_")]
    assert all(importers.gives(kind) == "reviews" for kind in TABLES)
    with pytest.raises(KeyError):
        importers.kind("judgemee")


@pytest.mark.parametrize("kind", TABLES)
def test_a_table_with_documented_headers_is_understood(read: Read, kind: str) -> None:
    (row,) = read(kind, TABLES[kind])

    assert isinstance(row, RawReview)
    assert row.author == "Zoë Roy"
    assert row.rating == "4"
    assert "Très bon" in row.text
    assert row.published.startswith("2026-03-14")
    assert row.hidden == ""
    assert row.line == 2
    if kind not in {"trustpilot", "google_csv"}:
        assert row.product == "camerise"


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_document_with_documented_fields_is_understood(read: Read, kind: str) -> None:
    (row,) = read(kind, DOCUMENTS[kind])

    assert isinstance(row, RawReview)
    assert row.author.startswith("Zoë")
    assert row.rating == "4"
    assert "Très bon" in row.text
    assert row.published.startswith("2026-03-14")
    assert (row.hidden, row.number) == ("", 1)


@pytest.mark.parametrize("body", [*TABLES.items(), *DOCUMENTS.items()], ids=lambda pair: pair[0])
def test_email_and_ip_are_not_even_read(read: Read, body: tuple[str, str]) -> None:
    (row,) = read(*body)

    assert "z@x.example" not in repr(row)
    assert "10.0.0.1" not in repr(row)


@pytest.mark.parametrize(
    ("kind", "body", "hidden"),
    [
        ("judgeme", "rating,title,review_date,curated\n1,Nul,2026-01-01,spam\n", "spam"),
        ("woocommerce", "rating,comment_content,comment_date,comment_approved\n1,Nul,2026-01-01,hold\n", "hold"),
        ("yotpo", '{"reviews":[{"id":1,"score":1,"content":"x","created_at":"2026-01-01","deleted":true}]}', "hidden"),
        ("okendo", '{"reviews":[{"reviewId":"1","rating":1,"body":"x","dateCreated":"2026-01-01","status":"rejected"}]}', "rejected"),
        ("stamped", "rating,title,review_date,published\n1,Nul,2026-01-01,false\n", "false"),
    ],
)
def test_what_the_tool_does_not_show_is_known(read: Read, kind: str, body: str, hidden: str) -> None:
    (row,) = read(kind, body)

    assert row.hidden == hidden  # type: ignore[union-attr]


def test_a_file_of_another_kind_lists_its_columns_and_the_way_out(read: Read) -> None:
    with pytest.raises(ContentError) as caught:
        read("judgeme", "Nom,Commentaire\nZoë,bon\n")

    assert "export.csv:1: rating: no column of this file is the rating; its columns are: Nom, Commentaire." in str(caught.value)
    assert "--mapping" in str(caught.value)


def test_json_without_the_list_is_refused(read: Read) -> None:
    with pytest.raises(ContentError, match="this JSON has no list of reviews"):
        read("yotpo", '{"status":{"code":404}}')


@pytest.mark.parametrize("body", ["{", "[" * 5000 + "]" * 5000, '{"reviews":'])
def test_broken_json_is_refused(read: Read, body: str) -> None:
    with pytest.raises(ContentError, match="this is no JSON"):
        read("okendo", body)


def test_entries_that_are_no_reviews_are_bad_rows(read: Read) -> None:
    (row,) = read("okendo", '{"reviews":["hello"]}')

    assert row.what == "this is no review."  # type: ignore[union-attr]


def test_a_row_with_more_cells_than_the_header_is_not_guessed_at(read: Read) -> None:
    (row,) = read("judgeme", "rating,title,review_date\n4,5,bon,2026-01-01\n")

    assert "4 cells where the header has 3" in row.what  # type: ignore[union-attr]


def test_a_file_whose_dates_tell_their_order_needs_no_mapping(read: Read) -> None:
    first, second = read("judgeme", "rating,title,review_date\n4,a,03/09/2022\n4,b,31/12/2022\n")

    assert [first.published, second.published] == ["2022-09-03", "2022-12-31"]  # type: ignore[union-attr]


def test_apples_json_feed_is_read_as_captured(read: Read, shared: Path) -> None:
    rows = read("apple", (shared / "captured/reviews-apple/customerreviews_fr_page1.json").read_bytes())

    assert len(rows) == 50
    first = rows[0]
    assert isinstance(first, RawReview)
    assert (first.author, first.rating, first.native, first.dated) == ("Fouinneur@", "4", "6918761820", False)


@pytest.mark.parametrize("name", ["customerreviews_empty_page.json", "customerreviews_gb_page2_no_entries.json"])
def test_apples_page_past_the_last_has_no_reviews(read: Read, shared: Path, name: str) -> None:
    assert read("apple", (shared / "captured/reviews-apple" / name).read_bytes()) == []


def test_apples_atom_feed_has_dates(read: Read) -> None:
    feed = (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xmlns:im="http://itunes.apple.com/rss"><entry><title>App</title></entry>'
        "<entry><updated>2026-03-14T01:02:03-07:00</updated><id>1</id><title>Bon</title><content type='text'>Très bon</content>"
        "<im:rating>4</im:rating><author><name>Zoë</name></author></entry></feed>"
    )

    (row,) = read("apple", feed)

    assert (row.published, row.rating, row.author) == ("2026-03-14T01:02:03-07:00", "4", "Zoë")  # type: ignore[union-attr]


@pytest.mark.parametrize("body", ['<!DOCTYPE feed [<!ENTITY a "b">]><feed/>', "<html></html>", "<feed", '{"feed": 1}'])
def test_what_is_no_feed_of_apples_is_refused(read: Read, body: str) -> None:
    with pytest.raises(ContentError, match="no feed of customer reviews"):
        read("apple", body)


def test_trustpilots_table_is_read_as_captured(read: Read, shared: Path) -> None:
    rows = read("trustpilot", (shared / "captured/reviews-trustpilot/getaround_fr_first500.csv").read_bytes())

    reviews = [row for row in rows if isinstance(row, RawReview)]
    assert len(reviews) == len(rows) == 500
    assert len({review.native for review in reviews}) == 500
    assert {review.rating for review in reviews} <= set("12345")
    assert reviews[0].experienced.startswith("2026-05-26")


def test_trustpilots_webhook_is_read_as_captured(read: Read, shared: Path) -> None:
    rows = read("trustpilot", (shared / "captured/reviews-trustpilot/webhook_review_events.json").read_bytes())

    (row,) = rows
    assert isinstance(row, RawReview)
    assert (row.native, row.rating, row.verified) == ("62c8968be77911f2449e9f74", "4", "true")


@pytest.mark.parametrize(
    ("name", "native", "reply"), [("product_reviews.json", "7286135", False), ("widget_reviews_stub.json", "110", True)]
)
def test_yotpos_answers_are_read_as_captured(read: Read, shared: Path, name: str, native: str, reply: bool) -> None:
    (row,) = read("yotpo", (shared / "captured/reviews-yotpo" / name).read_bytes())

    assert isinstance(row, RawReview)
    assert row.native == native
    assert (row.reply is not None) == reply


@pytest.mark.parametrize(("name", "count"), [("kiwix_reviews_201606_utf16.csv", 287), ("kiwix_reviews_201608_utf16.csv", 361)])
def test_google_plays_utf16_tables_are_read_by_a_mapping(read: Read, shared: Path, name: str, count: int) -> None:
    mapping = "columns: {rating: Star Rating, text: Review Text, published: Review Submit Date and Time, language: Reviewer Language}"

    rows = read("csv", (shared / "captured/reviews-google-play" / name).read_bytes(), mapping)

    assert len(rows) == count
    assert all(isinstance(row, RawReview) and row.rating in set("12345") for row in rows)


def test_a_french_market_place_is_read_by_a_mapping(read: Read, shared: Path) -> None:
    mapping = "columns: {author: utilisateur, text: commentaire, published: date, product: service}"

    rows = read("csv", (shared / "captured/reviews-other/comeup_avis_fr.csv").read_bytes(), mapping)

    assert len(rows) == 122
    assert rows[0].published == "25 janv. 2025 à 07:05"  # type: ignore[union-attr]
