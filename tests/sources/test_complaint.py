"""A network's own words about an error: found in every form, without a token."""

from __future__ import annotations

import pytest

from parvis.sources._complaint import complaint, unexpected, without_tokens


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ({"error": {"message": "Invalid OAuth access token.", "type": "OAuthException", "code": 190}}, "Invalid OAuth access token."),
        ({"error": {"errors": [{"reason": "x"}], "code": 403, "message": "Not allowed."}}, "Not allowed."),
        ({"error": {"code": "scope_not_authorized", "message": "No scope.", "log_id": "1"}}, "No scope."),
        ({"error": "This action is not allowed"}, "This action is not allowed"),
        ({"error": "invalid_token", "error_description": "The token was revoked"}, "The token was revoked"),
        ({"error": "InvalidRequest", "message": "Profile not found"}, "Profile not found"),
        ({"errors": ["You are not permitted", "x"]}, "You are not permitted"),
        ({"errors": [{"detail": "No such user", "title": "Not Found"}]}, "No such user"),
        ({"errors": [{"message": "Rate limit exceeded", "code": 88}]}, "Rate limit exceeded"),
        ({"title": "Unauthorized", "status": 401, "detail": "Unauthorized"}, "Unauthorized"),
    ],
)
def test_each_form_of_an_error_is_understood(document: object, said: str) -> None:
    assert complaint(document) == said


@pytest.mark.parametrize(
    "document",
    [
        {},
        [],
        None,
        "error",
        {"error": None},
        {"error": {"code": "ok", "message": ""}},
        {"title": "A post", "detail": "x"},
        {"errors": [None, 7]},
    ],
)
def test_what_is_no_error_is_none(document: object) -> None:
    assert complaint(document) is None


@pytest.mark.parametrize(
    "text",
    [
        "Malformed access token EAABsbCS1iHgBAKZCq8lZBx7ZAfZBZC9ZA",
        "Error: access_token=abc123 is wrong",
        "https://graph.facebook.com/me?access_token=EAAB|x-y_z.9&limit=1",
        "key: 'AIzaSyDdI0hCZtE6vySjMm-WEfRq3CPzqKqqsHI'",
        "Bearer AAAAAAAAAAAAAAAAAAAAAMLheAAAAAAA0%2BuSeid%2BULvsea4JtiGRiSDSJSI%3DEUifi",
    ],
)
def test_nothing_that_could_be_a_token_is_repeated(text: str) -> None:
    shown = without_tokens(text)

    for secret in ("EAAB", "abc123", "AIzaSy", "AAAAMLhe"):
        assert secret not in shown
    assert "[…]" in shown


def test_ordinary_words_stay() -> None:
    text = "Unsupported get request. Object with ID 'me' does not exist, see https://developers.facebook.com/docs/graph-api"

    assert without_tokens(text) == text


def test_a_message_is_one_short_line() -> None:
    said = complaint({"error": "a\x1b[31m\r\n::set-output name=x::y " + "word " * 100})

    assert said is not None
    assert "\n" not in said
    assert "\x1b" not in said
    assert len(said) <= 240


def test_json_of_another_shape_says_what_was_wanted() -> None:
    assert str(unexpected({"x": 1}, "a list of topics")) == "the answer is not a list of topics: it is JSON of another shape"
