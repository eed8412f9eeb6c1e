"""Grade D: refused with a reason and the nearest lawful way, by address and by name."""

from __future__ import annotations

import pytest

from parvis.sources import kinds
from parvis.sources._refused import REFUSED_KINDS, refusal, refused_kind


@pytest.mark.parametrize(
    ("url", "network"),
    [
        ("https://www.linkedin.com/company/sucre-bleu/", "LinkedIn"),
        ("https://fr.linkedin.com/in/ada", "LinkedIn"),
        ("linkedin.com/in/ada", "LinkedIn"),
        ("https://lnkd.in/abc", "LinkedIn"),
        ("https://www.google.com/maps/place/Sucre+Bleu", "Google Places"),
        ("https://www.google.co.uk/maps/place/X", "Google Places"),
        ("https://maps.google.fr/?cid=1", "Google Places"),
        ("https://maps.app.goo.gl/abc", "Google Places"),
        ("https://goo.gl/maps/abc", "Google Places"),
        ("https://g.page/r/abc/review", "Google Places"),
        ("https://maps.googleapis.com/maps/api/place/details/json?placeid=1", "Google Places"),
        ("https://places.googleapis.com/v1/places/1", "Google Places"),
        ("https://www.tripadvisor.ca/Restaurant_Review-g1", "Tripadvisor"),
        ("https://www.tripadvisor.co.uk/Hotel", "Tripadvisor"),
        ("https://t.me/s/brand", "Telegram"),
        ("https://t.me/brand", "Telegram"),
        ("https://telegram.me/brand", "Telegram"),
        ("https://www.yelp.com/biz/brand", "Yelp"),
        ("https://fr.yelp.ca/biz/brand", "Yelp"),
        ("HTTPS://WWW.YELP.COM./biz/brand", "Yelp"),
    ],
)
def test_an_address_of_a_refused_network_is_told_why(url: str, network: str) -> None:
    found = refusal(url)

    assert found is not None
    assert found.network == network
    assert found.reason.endswith(".")
    assert found.instead.endswith(".")
    assert str(found) == f"{found.reason} {found.instead}"


@pytest.mark.parametrize(
    "url",
    [
        "https://blog.example/feed.xml",
        "https://notlinkedin.com/in/ada",
        "https://example.com/linkedin.com",
        "https://www.google.com/search?q=maps",
        "https://calendar.google.com/calendar/ical/x/public/basic.ics",
        "https://yelp.example/",
        "https://at.me/s/brand",
        "http://[",
        "",
    ],
)
def test_other_addresses_are_not_refused(url: str) -> None:
    assert refusal(url) is None


@pytest.mark.parametrize(
    "name", ["linkedin", "LinkedIn", "google-places", "Google Reviews", "tripadvisor", "t.me", "yelp", "scraping", "html"]
)
def test_a_refused_kind_is_found_under_any_spelling(name: str) -> None:
    assert refused_kind(name) is not None


def test_no_kind_of_ours_is_refused() -> None:
    assert [name for name in kinds() if refused_kind(name)] == []
    assert not set(REFUSED_KINDS) & set(kinds())
    assert refused_kind("yutube") is None
