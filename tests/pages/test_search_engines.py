"""What search engines are told: which pages are the site's own, where they lie, what they are about."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from parvis import pages
from parvis.model.article import Article
from parvis.model.hub import Hub
from parvis.model.page import Page
from parvis.model.post import Author, Post
from parvis.model.source import Source
from parvis.pages import search_engines

MakeHub = Callable[..., Hub]
MakePost = Callable[..., Post]
PageAt = Callable[[Hub, str], Page]
OWN = (Source(name="blog", kind="feed", title="Our blog", owner="brand"),)


def addresses(hub: Hub, page_at: PageAt) -> list[str]:
    return [one.url for one in page_at(hub, "sitemap.xml").values["listed"]]


def test_site_map_lists_the_sites_own_pages_and_no_copy(make_hub: MakeHub, make_post: MakePost, page_at: PageAt) -> None:
    post = make_post()
    theirs, ours = make_hub([post]), make_hub([post], sources=OWN)
    address = f"https://sucre.example/mur/blog/post-0-{post.id8}/"

    assert "https://sucre.example/" in addresses(theirs, page_at)
    assert address not in addresses(theirs, page_at)
    assert address in addresses(ours, page_at)


def test_site_map_leaves_out_what_says_noindex(make_hub: MakeHub, page_at: PageAt) -> None:
    hub = make_hub()
    hidden = {page.url for page in pages.every(hub) if page.values.get("noindex")}

    assert {"404.html", "en/404.html"} <= hidden
    assert not [url for url in addresses(hub, page_at) if url.removeprefix("https://sucre.example/") in hidden]


def test_a_plan_says_of_itself_what_its_page_says(make_hub: MakeHub, make_post: MakePost) -> None:
    posts = [make_post(1), make_post(2, author=Author(name="Ada", opted_out=True)), make_post(3, url=None)]
    for sources in (OWN, None):
        hub = make_hub(posts, **({"sources": sources} if sources else {}))
        told = {page.path: page.indexed for page in pages.planned(hub)}

        assert told == {page.path: page.indexed for page in pages.every(hub)}


def test_a_copy_leads_to_its_original_and_one_without_is_not_listed(make_hub: MakeHub, make_post: MakePost, page_at: PageAt) -> None:
    with_address, without = make_post(1), make_post(2, url=None)
    hub = make_hub([with_address, without])
    first, second = (page_at(hub, f"mur/blog/{post.slug}-{post.id8}/index.html").values for post in (with_address, without))

    assert (first["canonical"], first["noindex"]) == ("https://blog.example/1", False)
    assert (second["canonical"], second["noindex"]) == ("", True)


def test_a_site_without_an_address_has_no_map(make_hub: MakeHub) -> None:
    assert not {"sitemap.xml", "robots.txt"} & {page.path for page in pages.every(make_hub(url=""))}


def test_robots_are_told_at_a_hosts_root_alone(make_hub: MakeHub, page_at: PageAt) -> None:
    below = {page.path for page in pages.every(make_hub(url="https://brand.example/club"))}

    assert page_at(make_hub(), "robots.txt").values == {"sitemap": "https://sucre.example/sitemap.xml"}
    assert "sitemap.xml" in below
    assert "robots.txt" not in below


@pytest.mark.parametrize(("count", "files"), [(50_000, 1), (50_001, 3)])
def test_a_large_map_is_cut(make_hub: MakeHub, count: int, files: int) -> None:
    made = list(search_engines.listing(make_hub().site, [(f"{number}/", None) for number in range(count)]))
    maps = [page for page in made if page.path.endswith(".xml")]

    assert len(maps) == files
    assert sum(len(page.values.get("listed", ())) for page in maps) == count


def test_every_page_tells_the_way_to_it(make_hub: MakeHub, make_article: Callable[..., Article], page_at: PageAt) -> None:
    values = page_at(make_hub(articles=(make_article(),)), "journal/bonjour/index.html").values
    post, way = values["json_ld"]

    assert (post["@type"], post["headline"], post["url"]) == ("BlogPosting", "Bonjour", "https://sucre.example/journal/bonjour/")
    assert [(step["name"], step.get("item")) for step in way["itemListElement"]] == [
        ("Sucre Bleu", "https://sucre.example/"),
        ("Le journal", "https://sucre.example/journal/"),
        ("Bonjour", None),
    ]


def test_the_front_page_says_whose_site_it_is(make_hub: MakeHub, page_at: PageAt) -> None:
    site, organisation = page_at(make_hub(), "index.html").values["json_ld"]

    assert (site["@type"], site["url"]) == ("WebSite", "https://sucre.example/")
    assert (organisation["@type"], organisation["name"]) == ("Organization", "Sucre Bleu")
    assert "aggregateRating" not in organisation


def test_nothing_is_told_of_who_opted_out(make_hub: MakeHub, make_post: MakePost, page_at: PageAt) -> None:
    post = make_post(author=Author(name="Ada", opted_out=True))
    told = page_at(make_hub([post], sources=OWN), f"mur/blog/item-{post.id8}/index.html").values["json_ld"]

    assert [facts["@type"] for facts in told] == ["BreadcrumbList"]
    assert "Ada" not in str(told)
