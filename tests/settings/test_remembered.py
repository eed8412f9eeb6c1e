"""What has been checked once is not checked again, and never believed when something has changed."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from parvis import settings
from parvis.errors import SettingsError

Hub = Callable[..., Path]

BLOG = "- name: blog\n  kind: feed\n  url: https://blog.example/feed.xml\n  every: 1d\n  tags: [a]\n"
FILE = "- name: blog\n  kind: feed\n  url: content/feed.xml\n"
LOADED = """
import sys
from pathlib import Path
from parvis import settings
settings.read(Path(sys.argv[1]))
print([name for name in ("pydantic", "ruamel.yaml", "parvis.sources", "babel", "pelican") if name in sys.modules])
"""


def kept(root: Path) -> Path:
    return root / ".parvis" / "settings.msgpack"


def test_settings_are_the_same_when_remembered(hub: Hub) -> None:
    root = hub("PARVIS_NOW = '2026-06-12T10:00Z'", sources=BLOG)

    first = settings.read(root)

    assert kept(root).is_file()
    assert settings.read(root) == first


def test_what_is_remembered_needs_no_checker(hub: Hub) -> None:
    root = hub(sources=BLOG)
    settings.read(root)

    out = subprocess.run([sys.executable, "-c", LOADED, str(root)], capture_output=True, text=True, check=True)

    assert out.stdout == "[]\n"


def test_remembered_settings_are_read_in_milliseconds(hub: Hub) -> None:
    root = hub(sources="".join(BLOG.replace("blog", f"blog-{number}") for number in range(100)))
    settings.read(root)

    started = time.process_time()
    for _ in range(10):
        settings.read(root)

    assert (time.process_time() - started) / 10 < 0.03


def test_a_change_of_either_file_is_seen(hub: Hub) -> None:
    settings.read(hub(sources=BLOG))

    assert settings.read(hub("PARVIS_PAGE_SIZE = 12", sources=BLOG)).site.page_size == 12
    assert settings.read(hub(sources=BLOG.replace("blog", "news"))).sources[0].name == "news"
    with pytest.raises(SettingsError):
        settings.read(hub(sources=BLOG.replace("feed", "fed")))


def test_a_file_that_a_source_reads_is_missed_when_it_goes(hub: Hub) -> None:
    root = hub(sources=FILE)
    (root / "content" / "feed.xml").write_text("<rss/>")
    settings.read(root)

    (root / "content" / "feed.xml").unlink()

    with pytest.raises(SettingsError, match=r"there is no file 'content/feed\.xml'"):
        settings.read(root)


def test_a_folder_that_goes_is_missed(hub: Hub) -> None:
    root = hub()
    settings.read(root)

    (root / "content").rmdir()

    with pytest.raises(SettingsError, match="there is no folder 'content'"):
        settings.read(root)


def test_a_hub_that_was_moved_is_checked_again(hub: Hub, tmp_path: Path) -> None:
    root = hub(sources=BLOG)
    settings.read(root)
    moved = tmp_path / "moved"
    moved.mkdir()
    for path in (*root.glob("*.py"), root / "content", root / ".parvis"):
        path.rename(moved / path.name)

    assert settings.read(moved).content == moved / "content"


@pytest.mark.parametrize("damage", [b"", b"\x00", b"not msgpack at all", b"\xc1" * 50])
def test_damaged_memory_is_ignored(hub: Hub, damage: bytes) -> None:
    root = hub(sources=BLOG)
    first = settings.read(root)
    kept(root).write_bytes(damage)

    assert settings.read(root) == first


def test_half_a_memory_is_ignored(hub: Hub) -> None:
    root = hub(sources=BLOG)
    first = settings.read(root)
    kept(root).write_bytes(kept(root).read_bytes()[:-9])

    assert settings.read(root) == first


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(hub: Hub) -> None:
    root = hub(sources=BLOG)
    (root / ".parvis").write_text("a file where the folder should be")

    assert settings.read(root).sources[0].name == "blog"


def test_mistakes_are_not_remembered_as_settings(hub: Hub) -> None:
    root = hub("PARVIS_PAGE_SIZE = 0")
    for _ in range(2):
        with pytest.raises(SettingsError):
            settings.read(root)

    assert not kept(root).exists()
