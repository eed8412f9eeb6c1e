"""`make audit`: the built site in the eyes of tools that need Node or Java; says what is missing and writes docs/audit.md."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
OUTPUT = ROOT / "output"
TABLE = ROOT / "docs" / "audit.md"
#: Where the tools are installed: what may be lost.
TOOLS = ROOT / ".parvis" / "audit"
PACKAGES = {"vnu-jar": "26.9.27", "lighthouse": "12.8.2"}
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
#: One page of each kind is looked at.
KINDS = ("home", "wall", "item", "video", "source", "tag", "journal", "post", "page")
CHROMIUM_FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)


class Row(NamedTuple):
    """One line of the table."""

    tool: str
    what: str
    result: str
    good: bool


def main() -> int:
    """Run what can be run; 0 when all of it is good, 1 when something is not, 75 when nothing could be run."""
    if not (OUTPUT / "api" / "index.json").is_file():
        print("There is no site in output/ yet. Build it first: make site", file=sys.stderr)
        return 1
    rows: list[Row] = []
    missing: list[str] = []
    for tool, needs, run in (("vnu-jar", ("java", "npm"), markup), ("lighthouse", ("node", "npm", "chromium"), lighthouse)):
        absent = [name for name in needs if shutil.which(name) is None]
        if absent:
            missing.append(f"{tool} was not run: it needs {' and '.join(absent)}.")
        else:
            install(tool)
            rows += run()
    for sentence in missing:
        print(sentence)
    if not rows:
        return 75
    TABLE.parent.mkdir(exist_ok=True)
    TABLE.write_text(table(rows, missing), encoding="utf-8")
    print(f"\n{table(rows, missing)}\nWritten to {TABLE.relative_to(ROOT)}.")
    return 0 if all(row.good for row in rows) else 1


def install(tool: str) -> None:
    """Fetch a tool of the pinned version, unless it is there."""
    if not (TOOLS / "node_modules" / tool).is_dir():
        TOOLS.mkdir(parents=True, exist_ok=True)
        command = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--no-save", "--prefix", str(TOOLS)]
        subprocess.run([*command, *(f"{name}@{version}" for name, version in PACKAGES.items())], check=True)


def markup() -> Iterator[Row]:
    """HTML, CSS and SVG of every file, by the Nu checker."""
    jar = TOOLS / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    for name, option in (("HTML", "--skip-non-html"), ("CSS", "--skip-non-css"), ("SVG", "--skip-non-svg")):
        done = subprocess.run(
            ["java", "-jar", jar, option, "--errors-only", "--format", "json", OUTPUT], capture_output=True, text=True, check=False
        )
        messages = json.loads(done.stderr or '{"messages": []}')["messages"]
        for message in messages[:20]:
            print(f"{message.get('url', '').partition('/output/')[2]}:{message.get('lastLine', '')}: {message['message']}")
        ending = name.lower()
        count = sum(1 for path in OUTPUT.rglob(f"*.{ending}") if path.is_file())
        yield Row("vnu-jar", f"{name}, all {count} files", f"{len(messages)} errors", not messages)


def lighthouse() -> Iterator[Row]:
    """Four scores for one page of each kind."""
    pages = json.loads((OUTPUT / "api" / "index.json").read_text("utf-8"))["pages"]
    with served() as home:
        for kind in KINDS:
            page = next((page for page in pages if page["kind"] == kind), None)
            if page is not None:
                scores = _scores(f"{home}/{page['url'].split('/', 3)[3]}")
                told = ", ".join(f"{name} {score}" for name, score in scores.items())
                yield Row("lighthouse", kind, told, all(score >= 90 for score in scores.values()))


def _scores(url: str) -> dict[str, int]:
    tool = TOOLS / "node_modules" / "lighthouse" / "cli" / "index.js"
    options = ["--quiet", "--output=json", f"--chrome-flags={CHROMIUM_FLAGS}", f"--only-categories={','.join(CATEGORIES)}"]
    chromium = os.environ.get("PARVIS_CHROMIUM") or shutil.which("chromium") or ""
    done = subprocess.run(
        ["node", tool, url, *options], env={**os.environ, "CHROME_PATH": chromium}, capture_output=True, text=True, check=True
    )
    found = json.loads(done.stdout)["categories"]
    return {name: round(100 * (found[name]["score"] or 0)) for name in CATEGORIES}


class _Quiet(SimpleHTTPRequestHandler):
    """A static server that says nothing."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name is the base class's)
        """Nothing."""


@contextmanager
def served() -> Iterator[str]:
    """The site on 127.0.0.1."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(OUTPUT)))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def table(rows: list[Row], missing: list[str]) -> str:
    """The table as Markdown."""
    head = "# Audit of the demo\n\nMade by `make audit` from the built demo; a score is at most 100 and good from 90 on.\n\n"
    lines = ["| tool | what | result | |", "|---|---|---|---|"]
    lines += [f"| {row.tool} {PACKAGES[row.tool]} | {row.what} | {row.result} | {'good' if row.good else 'to mend'} |" for row in rows]
    notes = "".join(f"\n{sentence}\n" for sentence in missing)
    return head + "\n".join(lines) + "\n" + notes


if __name__ == "__main__":
    sys.exit(main())
