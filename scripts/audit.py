"""`make audit`: the built site in the eyes of tools that need Node or Java; says what is missing and writes docs/audit.md."""

from __future__ import annotations

import gzip
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
from statistics import median
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
OUTPUT = ROOT / "output"
TABLE = ROOT / "docs" / "audit.md"
#: Where the tools are installed: what may be lost.
TOOLS = ROOT / ".parvis" / "audit"
PACKAGES = {
    "vnu-jar": "26.9.27",
    "lighthouse": "12.8.2",
    "@adobe/structured-data-validator": "1.7.1",
    "@marbec/web-auto-extractor": "2.2.1",
}
#: The least score that is good, on a phone (Lighthouse's default).
TARGETS = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
#: One page of each of these kinds is looked at, so often; the median counts.
KINDS = ("home", "wall", "contest", "reviews", "post")
RUNS = 3
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
    for tool, needs, run in (
        ("vnu-jar", ("java", "npm"), markup),
        ("@adobe/structured-data-validator", ("node", "npm"), structured_data),
        ("lighthouse", ("node", "npm", "chromium"), lighthouse),
    ):
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
        found = json.loads(done.stderr or '{"messages": []}')["messages"]
        messages = [message for message in found if not _is_newer(message)]
        for message in messages[:20]:
            print(f"{message.get('url', '').partition('/output/')[2]}:{message.get('lastLine', '')}: {message['message']}")
        ending = name.lower()
        count = sum(1 for path in OUTPUT.rglob(f"*.{ending}") if path.is_file())
        yield Row("vnu-jar", f"{name}, all {count} files", f"{len(messages)} errors", not messages)


def _is_newer(message: dict[str, Any]) -> bool:
    """Whether the checker stumbles over `@view-transition` (CSS View Transitions 2), which it does not know yet, or over what follows it there."""
    path, line = message.get("url", "").removeprefix("file:"), message.get("lastLine", 0)
    if not path.endswith(".css"):
        return False
    before = Path(path).read_text("utf-8").splitlines()[max(line - 8, 0) : line]
    return any("@view-transition" in one for one in before)


def structured_data() -> Iterator[Row]:
    """JSON-LD of every page; a warning names a field that is optional."""
    done = subprocess.run(
        ["node", ROOT / "scripts" / "structured_data.mjs", TOOLS / "node_modules", OUTPUT], capture_output=True, text=True, check=True
    )
    told = json.loads(done.stdout)
    errors = [issue for issue in told["issues"] if issue["severity"] == "ERROR"]
    for issue in errors[:20]:
        print(f"{issue['page']}: {issue['message']}")
    what = f"structured data, {told['facts']} sets of facts in {told['pages']} pages"
    yield Row("@adobe/structured-data-validator", what, f"{len(errors)} errors", not errors)


def lighthouse() -> Iterator[Row]:
    """The median of four scores for one page of each kind."""
    pages = json.loads((OUTPUT / "api" / "index.json").read_text("utf-8"))["pages"]
    with served() as home:
        for kind in KINDS:
            page = next((page for page in pages if page["kind"] == kind), None)
            if page is not None:
                runs = [_scores(f"{home}/{page['url'].split('/', 3)[3]}") for _ in range(RUNS)]
                scores = {name: int(median(run[name] for run in runs)) for name in TARGETS}
                told = ", ".join(f"{name} {score}" for name, score in scores.items())
                yield Row("lighthouse", kind, told, all(scores[name] >= least for name, least in TARGETS.items()))


def _scores(url: str) -> dict[str, int]:
    tool = TOOLS / "node_modules" / "lighthouse" / "cli" / "index.js"
    options = ["--quiet", "--output=json", f"--chrome-flags={CHROMIUM_FLAGS}", f"--only-categories={','.join(TARGETS)}"]
    chromium = os.environ.get("PARVIS_CHROMIUM") or shutil.which("chromium") or ""
    done = subprocess.run(
        ["node", tool, url, *options], env={**os.environ, "CHROME_PATH": chromium}, capture_output=True, text=True, check=True
    )
    found = json.loads(done.stdout)["categories"]
    return {name: round(100 * (found[name]["score"] or 0)) for name in TARGETS}


class _Host(SimpleHTTPRequestHandler):
    """A static server that compresses as web hosts do, and says nothing."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """A file of the site, or of a folder its page."""
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if path.is_dir() else path
        if not file.is_file():
            self.send_error(404)
            return
        body, kind = file.read_bytes(), self.guess_type(str(file))
        packed = kind.startswith("text/") or kind.endswith(("javascript", "json", "xml"))
        body = gzip.compress(body, 9) if packed else body
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if packed else kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=31536000" if "/theme/" in self.path or "/media/" in self.path else "max-age=600")
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name is the base class's)
        """Nothing."""


class _Patient(ThreadingHTTPServer):
    """Browsers that leave a page before all of it has come are no error."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Nothing."""


@contextmanager
def served() -> Iterator[str]:
    """The site on 127.0.0.1."""
    server = _Patient(("127.0.0.1", 0), partial(_Host, directory=str(OUTPUT)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def table(rows: list[Row], missing: list[str]) -> str:
    """The table as Markdown."""
    head = "# Audit of the demo\n\nMade by `make audit` from the built demo. Scores are medians of three runs on a simulated phone; good is 98 for performance and 100 for the rest.\n\n"
    lines = ["| tool | what | result | |", "|---|---|---|---|"]
    lines += [f"| {row.tool} {PACKAGES[row.tool]} | {row.what} | {row.result} | {'good' if row.good else 'to mend'} |" for row in rows]
    notes = "".join(f"\n{sentence}\n" for sentence in missing)
    return head + "\n".join(lines) + "\n" + notes


if __name__ == "__main__":
    sys.exit(main())
