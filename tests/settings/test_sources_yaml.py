"""What sources.yaml may say, and what it becomes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from parvis import settings, sources
from parvis.errors import SettingsError
from parvis.model.source import Source

Hub = Callable[..., Path]

BLOG = "- name: blog\n  kind: feed\n  url: https://blog.example/feed.xml\n"


def one(root: Path) -> Source:
    """The only source of a hub."""
    (found,) = settings.read(root).sources
    return found


def mistake(root: Path) -> str:
    """The only mistake of a hub."""
    with pytest.raises(SettingsError) as caught:
        settings.read(root)
    assert len(caught.value.mistakes) == 1
    return str(caught.value)


@pytest.mark.parametrize("text", [None, "", "# nothing yet\n", "sources:\n", "[]\n", "sources: []\n"])
def test_a_hub_may_have_no_sources(hub: Hub, text: str | None) -> None:
    assert settings.read(hub(sources=text)).sources == ()


def test_a_source_needs_three_lines(hub: Hub) -> None:
    assert one(hub(sources=BLOG)) == Source(
        name="blog", kind="feed", title="blog", options={"url": "https://blog.example/feed.xml"}, line=1
    )


def test_every_field_of_a_source_is_taken(hub: Hub) -> None:
    text = f"""sources:
  # our own blog
  {BLOG.strip().replace(chr(10), chr(10) + "  ")}
    title: The blog
    owner: {{ambassador: Ada Lovelace}}
    publish: review
    language: fr-CA
    tags: [macarons, "#recettes", macarons, ""]
    every: 10m
    keep: 2y
    limit: 20
    on_failure: error
"""
    found = one(hub(sources=text))

    assert (found.title, found.owner, found.publish, found.language) == ("The blog", "ambassador: Ada Lovelace", "review", "fr-CA")
    assert (found.tags, found.every, found.keep) == (("macarons", "recettes"), timedelta(minutes=10), timedelta(days=730))
    assert (found.limit, found.on_failure, found.line) == (20, "error", 3)


@pytest.mark.parametrize("owner", ["brand", "community", '"ambassador: Ada"', "{ambassador: Ada}"])
def test_an_owner_has_four_forms(hub: Hub, owner: str) -> None:
    expected = owner if owner in ("brand", "community") else "ambassador: Ada"

    assert one(hub(sources=f"{BLOG}  owner: {owner}\n")).owner == expected


@pytest.mark.parametrize("owner", ["ambassador", '"ambassador: "', "{ambassador: null}", "{brand: Ada}", "5", "[brand]"])
def test_other_owners_are_a_mistake(hub: Hub, owner: str) -> None:
    assert "owns no source" in mistake(hub(sources=f"{BLOG}  owner: {owner}\n"))


def test_sources_keep_the_order_of_the_file(hub: Hub) -> None:
    text = "".join(BLOG.replace("name: blog", f"name: {name}") for name in ("zoe", "ada", "max"))

    assert [source.name for source in settings.read(hub(sources=text)).sources] == ["zoe", "ada", "max"]


@pytest.mark.parametrize("name", ["a", "0", "a-b", "a" * 63])
def test_a_name_is_a_folder_and_an_address(hub: Hub, name: str) -> None:
    assert one(hub(sources=BLOG.replace("name: blog", f"name: '{name}'"))).name == name


@pytest.mark.parametrize("name", ["", "-a", "A", "a_b", "a.b", "../a", "a" * 64, "é", "media", "reviews-judgeme"])
def test_other_names_are_a_mistake(hub: Hub, name: str) -> None:
    assert "sources.yaml:1: 0.name:" in mistake(hub(sources=BLOG.replace("name: blog", f"name: '{name}'")))


def test_a_name_that_is_a_number_is_a_mistake(hub: Hub) -> None:
    assert "must be a text" in mistake(hub(sources=BLOG.replace("name: blog", "name: 2026")))


def test_options_can_be_made_again_from_what_is_kept(hub: Hub) -> None:
    text = '- name: posts\n  kind: mastodon\n  account: "@brand@mastodon.example"\n  boosts: true\n'
    found = one(hub(sources=text))

    again = sources.options_of(found.kind, found.options)

    assert found.options == {"account": "@brand@mastodon.example", "boosts": True}
    assert again.model_dump(exclude_unset=True) == found.options


def test_mistakes_in_a_kinds_own_options_are_found_beside_the_others(hub: Hub) -> None:
    text = "- name: Posts\n  kind: mastodon\n  acount: x\n  boosts: often\n"

    with pytest.raises(SettingsError) as caught:
        settings.read(hub(sources=text))

    assert [found.line for found in caught.value.mistakes] == [1, 3, 4]


def test_a_file_inside_the_hub_may_be_a_source(hub: Hub) -> None:
    root = hub(sources=BLOG.replace("https://blog.example/feed.xml", "content/recorded/feed.xml"))
    (root / "content" / "recorded").mkdir()
    (root / "content" / "recorded" / "feed.xml").write_text("<rss/>")

    assert one(root).options == {"url": "content/recorded/feed.xml"}


@pytest.mark.parametrize("url", ["/etc/passwd", "content/../../feed.xml", "../feed.xml", "content/link.xml"])
def test_a_file_outside_the_hub_may_not(hub: Hub, url: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    root = hub(sources=BLOG.replace("https://blog.example/feed.xml", url))
    (root / "content" / "link.xml").symlink_to(tmp_path_factory.mktemp("outside"))

    assert "lies outside the hub" in mistake(root)


@pytest.mark.parametrize(
    "url", ["ftp://blog.example/", "javascript:alert(1)", "file:///etc/passwd", "https:///feed", "https://a:b:c/", "mailto:a@b.example"]
)
def test_an_address_is_of_the_web(hub: Hub, url: str) -> None:
    assert "is no address of the web" in mistake(hub(sources=BLOG.replace("https://blog.example/feed.xml", f"'{url}'")))


def test_a_link_by_hand_may_lead_to_a_network_that_is_not_collected_from(hub: Hub) -> None:
    url = "https://www.linkedin.com/posts/brand_1"

    assert "LinkedIn" in mistake(hub(sources=f"- name: company\n  kind: feed\n  url: {url}\n"))
    assert one(hub(sources=f"- name: company\n  kind: link\n  items:\n    - {{url: '{url}', title: Our shop}}\n")).kind == "link"


@pytest.mark.parametrize("value", ["AIzaSyD4-kQ8x7Wn2VbE", "brand_token", "AKIA1234567890ABCDEF9012", "EAABsbCS1iHgBA/x", "5", "''"])
def test_a_token_is_refused_without_being_told(hub: Hub, value: str) -> None:
    text = f"- name: films\n  kind: youtube_api\n  channel: UCxxxxxxxxxxxxxxxxxxxxxx\n  token_env: {value}\n"

    with pytest.raises(SettingsError) as caught:
        settings.read(hub(sources=text))

    found = [wrong for wrong in caught.value.mistakes if wrong.field.endswith("token_env")]
    assert len(found) == 1
    assert "environment variable" in str(found[0])
    assert len(value) < 3 or value not in str(caught.value)


def test_a_file_that_is_not_utf8_is_named(hub: Hub) -> None:
    root = hub()
    (root / "content" / "sources.yaml").write_bytes(b"- name: \xe9\n")

    assert mistake(root).startswith("content/sources.yaml:1: the file is not UTF-8.")


def test_both_files_are_checked_whatever_the_first_has(hub: Hub) -> None:
    root = hub("PARVIS_PAGE_SIZE = 0", sources=BLOG.replace("kind: feed", "kind: fed"))

    with pytest.raises(SettingsError) as caught:
        settings.read(root)

    assert [found.file for found in caught.value.mistakes] == ["content/sources.yaml", "pelican.conf.py"]


def test_no_kind_has_an_option_that_every_source_has() -> None:
    from parvis.settings.source_entry import Entry

    shared = {name: set(sources.kind(name).Options.model_fields) & set(Entry.model_fields) for name in sources.kinds()}

    assert {name: fields for name, fields in shared.items() if fields} == {}
