"""Digests: equal values have one in every process, and every field counts."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from markupsafe import Markup

from parvis.model.page import Body, Page
from parvis.tidy import digests


def test_equal_values_have_one_digest_in_every_process() -> None:
    page = Page(
        kind="item", path="a/index.html", template="item.html", values={"at": datetime(2026, 6, 12, tzinfo=UTC), "body": Body("<p>", "")}
    )

    assert digests.of_values(page) == digests.of_values(page)
    assert digests.of_values(["a", 1, None]) == "26f6f6f3ea9f09be394787ba89e3c66e"


def test_every_field_of_a_page_counts() -> None:
    page = Page(kind="item", path="a/index.html", template="item.html", values={"a": 1})
    others = [
        Page(kind="post", path="a/index.html", template="item.html", values={"a": 1}),
        Page(kind="item", path="b/index.html", template="item.html", values={"a": 1}),
        Page(kind="item", path="a/index.html", template="item.html", values={"a": 2}),
        Page(kind="item", path="a/index.html", template="item.html", values={"a": 1}, language="en"),
        Page(kind="item", path="a/index.html", template="item.html", values={"a": 1}, title="A"),
    ]

    assert len({digests.of_values(one) for one in [page, *others]}) == 6


def test_markup_is_not_the_same_as_its_text() -> None:
    assert digests.of_values("<b>") != digests.of_values(Markup("<b>"))


def test_order_of_a_mapping_counts_because_templates_walk_over_it() -> None:
    assert digests.of_values({"a": 1, "b": 2}) != digests.of_values({"b": 2, "a": 1})


def test_what_is_no_plain_value_is_refused_by_name() -> None:
    with pytest.raises(TypeError, match="hold a PosixPath, which is no plain value"):
        digests.of_values({"file": Path("/etc")})


def test_file_and_bytes_have_the_same_digest(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"macaron")

    assert digests.of_file(tmp_path / "a") == digests.of_bytes(b"macaron")
