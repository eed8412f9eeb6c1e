"""What the browser tests share: the demo built as `pelican -s pelican.conf.py` builds it, a server, and Chromium."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
AXE = Path(__file__).parent / "axe" / "axe.min.js"
FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


class Site:
    """A built site and where it is served."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder, self.url = folder, url
        listed = json.loads((folder / "api" / "index.json").read_text("utf-8"))["pages"]
        # The demo's addresses are absolute: what they have in common with the server is the path.
        self.paths: dict[str, list[str]] = {}
        for page in listed:
            self.paths.setdefault(page["kind"], []).append("/" + page["url"].split("/", 3)[3])
        for paths in self.paths.values():  # the main language first
            paths.sort(key=lambda path: path.startswith("/en/"))

    def first(self, kind: str) -> str:
        """Address of the first page of a kind."""
        return self.url + self.paths[kind][0]


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's site, built once for all processes that test at the same time."""
    shared = tmp_path_factory.getbasetemp()
    shared = shared.parent if os.environ.get("PYTEST_XDIST_WORKER") else shared
    output = shared / "demo"
    with (shared / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (output / "api" / "index.json").is_file():
            command = [sys.executable, "-m", "pelican", "-s", "pelican.conf.py", "-o", str(output), "--fatal", "errors"]
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False)
            assert done.returncode == 0, done.stdout + done.stderr
    return output


class _Quiet(SimpleHTTPRequestHandler):
    """A plain static server: nothing is added to a page."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name is the base class's)
        pass


class _Patient(ThreadingHTTPServer):
    """Browsers that leave a page before all of it has come are no error."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        pass


@pytest.fixture(scope="module")
def branded(tmp_path_factory: pytest.TempPathFactory, samples: Path, wear: Callable[[str, Path], Path]) -> Callable[[str], Path]:
    """Makes a hub, not built yet: a brand's look over the posts and the contest of the sample hubs."""

    def make(brand: str) -> Path:
        folder = tmp_path_factory.mktemp(brand)
        small, contest = samples / "hubs" / "small" / "content", samples / "contest" / "hub" / "content"
        for kept in (small / "archive", small / "recorded", contest / "contests"):
            shutil.copytree(kept, folder / "content" / kept.name)
        shutil.copy(small / "sources.yaml", folder / "content")
        return wear(brand, folder)

    return make


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Serves folders on 127.0.0.1: `serve(folder)` gives the address."""
    served: list[tuple[ThreadingHTTPServer, threading.Thread]] = []

    def _serve(folder: Path) -> str:
        server = _Patient(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        served.append((server, thread))
        return f"http://127.0.0.1:{server.server_port}"

    yield _serve
    for server, thread in served:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="session")
def site(demo: Path, serve: Callable[[Path], str]) -> Site:
    """The demo on a server of 127.0.0.1."""
    return Site(demo, serve(demo))


def _chromium() -> str:
    named = os.environ.get("PARVIS_CHROMIUM")
    found = named or next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
    if found:
        return found
    message = "Chromium is absent: install it, or name it in PARVIS_CHROMIUM"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium without a window; where CI is set, a test that cannot find it fails.

    Started anew for each file: while it runs, Playwright's event loop stands in the way of all others in this process.
    """
    path = _chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


def _is_complaint(message: ConsoleMessage) -> bool:
    """Whether the browser finds fault with a page: not that this machine is too busy to show it within a few seconds."""
    return message.type in {"error", "warning"} and "preloaded using link preload but not used within" not in message.text


class Visit:
    """A page in the browser, and what went on while it was looked at."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda message: self.complaints.append(message.text) if _is_complaint(message) else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("response", lambda answer: self.complaints.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None)

    def violations(self, *only: str) -> list[str]:
        """What axe-core finds against WCAG 2.2 A and AA and its best practices: rule, help and the element, one a line. `only`: rules."""
        self.page.evaluate(AXE.read_text("utf-8"))  # as the page's policy lets nobody add a script
        options: dict[str, Any] = {"resultTypes": ["violations"], **({"runOnly": list(only)} if only else {})}
        found = self.page.evaluate("options => axe.run(document, options).then(result => result.violations)", options)
        return [f"{rule['id']}: {rule['help']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]]

    def foreign(self, home: str) -> list[str]:
        """Requests that went anywhere but to the site."""
        return [url for url in self.requests if not url.startswith((f"{home}/", "data:", "blob:"))]


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Visit]]:
    """Opens an address in a context of its own: `visit(url, dark=True, width=390)`."""
    contexts: list[BrowserContext] = []

    def _visit(url: str, *, dark: bool = False, width: int = 1440, script: bool = True, **more: Any) -> Visit:
        context = browser.new_context(
            **more,  # as Playwright has it: `contrast="more"`, `forced_colors="active"`
            color_scheme="dark" if dark else "light",
            viewport={"width": width, "height": 900},
            reduced_motion="reduce",
            java_script_enabled=script,
        )
        contexts.append(context)
        context.set_default_timeout(60_000)
        found = Visit(context.new_page())
        found.page.goto(url, wait_until="load")
        return found

    yield _visit
    for context in contexts:
        context.close()
