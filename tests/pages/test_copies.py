"""Copies of a post: every address leads to the one card that is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from parvis.model.hub import Also, Hub, Item
from parvis.model.post import Post
from parvis.model.source import Source
from parvis.pages import copies, feed_entries, sources
from parvis.pages.api import told
from parvis.pages.cards import card
from parvis.pages.edition import main_edition
from parvis.pages.targets import Targets
from parvis.tidy.citations import Citation

THREADS = Also(network="threads", url="https://threads.example/1", source="threads", author="Ada")


def made(make_hub: Callable[..., Hub], make_post: Callable[..., Post]) -> Hub:
    again = Also(network="mastodon", url="https://blog.example/0", source="square")
    kept = Item(post=make_post(0), status="published", reasons=(), also=(THREADS, again))
    copy = make_post(1, id="threads:1", source="threads", network="threads", text="Words of the copy", title="Words of the copy")
    return make_hub(
        items=(kept,),
        withheld=(Item(post=copy, status="hidden", reasons=("The same.",), same_as="blog:0"),),
        sources=tuple(Source(name=name, kind="feed") for name in ("blog", "threads", "square")),
    )


def test_each_address_of_a_copy_leads_to_the_card_and_tells_nothing_of_the_copy(
    make_hub: Callable[..., Hub], make_post: Callable[..., Post]
) -> None:
    hub = made(make_hub, make_post)
    (page,) = [plan.page() for plan in copies.pages(hub)]
    at = main_edition(hub).at

    assert page.path == f"{at.item(hub.withheld[0].post)}index.html"
    assert page.values["there"].url == at.item(hub.items[0].post)
    assert page.values["canonical"].endswith(page.values["there"].url)
    assert "Words of the copy" not in str(page.values)


def test_a_card_names_each_other_address_once(make_hub: Callable[..., Hub], make_post: Callable[..., Post]) -> None:
    hub = made(make_hub, make_post)
    edition, item = main_edition(hub), hub.items[0]
    links: Any = feed_entries.of_item(item, edition).also

    assert [(also.mark, also.place, also.url) for also in card(item, edition).also] == [("threads", "Threads", THREADS.url)]
    assert told(item, edition)["also"] == [{"network": "Threads", "original": THREADS.url, "author": "Ada"}]
    assert [also.url for also in links] == [THREADS.url]


def test_a_source_lists_what_stands_on_the_card_of_another(make_hub: Callable[..., Hub], make_post: Callable[..., Post]) -> None:
    hub = made(make_hub, make_post)
    lists = {page.path: page for page in sources.pages(hub) if page.path.endswith("threads/index.html")}

    assert lists
    assert all(page.updated == hub.items[0].post.published for page in lists.values())


def test_who_cites_a_copy_cites_the_post(make_hub: Callable[..., Hub], make_post: Callable[..., Post]) -> None:
    hub = made(make_hub, make_post)
    found = Targets(main_edition(hub)).find(Citation("item", "threads:1"))

    assert found is not None
    assert found.url == main_edition(hub).at.item(hub.items[0].post)
