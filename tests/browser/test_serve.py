"""`parvis serve` as an editor sees it: the browser follows every saved file, shows mistakes, and recovers when they are mended."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from parvis.cli import init

_PATIENCE = 60_000


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    folder = tmp_path / "hub"
    init.write(folder, "en", init.blanks("The Square", "https://hub.example/place"))
    return folder


@pytest.fixture
def url(hub: Path) -> Iterator[str]:
    """Address of the hub while the real command serves it."""
    code = "import sys; from parvis.cli import main; sys.exit(main(['serve', '--port', '0']))"
    env = {name: value for name, value in os.environ.items() if not name.startswith("PARVIS_")}
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=hub, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        said = ""
        while not (found := re.search(r"http://127\.0\.0\.1:\d+/\S*", said)):
            line = process.stdout.readline()
            assert line, f"the server ended: {said}"
            said += line
        yield found[0]
        process.send_signal(signal.SIGINT)
        process.stdout.read()
        assert process.wait(timeout=30) == 0


def test_browser_follows_what_is_written(url: str, hub: Path, visit: Callable[..., Any]) -> None:
    post = hub / "content/posts/welcome.md"
    page = visit(f"{url}journal/welcome/").page
    assert page.locator("h1").inner_text() == "Welcome to our square"

    post.write_text(post.read_text("utf-8").replace("title: Welcome to our square", "title: Mended"), "utf-8")
    page.locator("h1", has_text="Mended").wait_for(timeout=_PATIENCE)

    post.write_text(post.read_text("utf-8").replace("title: Mended", "titel: Mended"), "utf-8")
    expect(page).to_have_title("The site could not be built", timeout=_PATIENCE)
    assert "content/posts/welcome.md" in page.locator("main").inner_text()

    post.write_text(post.read_text("utf-8").replace("titel: Mended", "title: Mended again"), "utf-8")
    page.locator("h1", has_text="Mended again").wait_for(timeout=_PATIENCE)


def test_site_is_served_under_the_path_of_its_address(url: str, visit: Callable[..., Any]) -> None:
    found = visit(url)

    assert url.endswith("/place/")
    assert [complaint for complaint in found.complaints if "favicon" not in complaint] == []


def test_settings_that_are_broken_and_mended_are_followed_too(url: str, hub: Path, visit: Callable[..., Any]) -> None:
    conf = hub / "pelican.conf.py"
    before = conf.read_text("utf-8")
    page = visit(url).page

    conf.write_text(before.replace('TIMEZONE = "UTC"', 'TIMEZONE = "Mars"'), "utf-8")
    expect(page).to_have_title("The site could not be built", timeout=_PATIENCE)
    conf.write_text(before.replace('SITENAME = "The Square"', 'SITENAME = "The Circle"'), "utf-8")

    expect(page).to_have_title(re.compile("The Circle"), timeout=_PATIENCE)
