"""A forge in a folder: a bare remote, a feed on 127.0.0.1, and runners that do what the workflow's own steps say."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from parvis.cli import init
from parvis.tidy import yaml

ROOT = Path(__file__).resolve().parents[2]
WORKFLOW = ".github/workflows/hub.yml"
GITLAB = ".gitlab-ci.yml"

_ITEM = """<entry><id>tag:feed.example,2026:{number}</id><title>Item {number}{more}</title>
<link href="https://feed.example/{number}"/><published>2026-0{month}-01T00:00:00Z</published>
<updated>2026-0{month}-01T00:00:00Z</updated><content>Text of item {number}, long enough to be one.{more}</content></entry>"""


class Feed:
    """A feed on the network whose items a test chooses."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.items: dict[int, str] = {1: "", 2: "", 3: ""}
        self.broken = False

    def body(self) -> bytes:
        entries = "".join(_ITEM.format(number=number, month=number % 3 + 1, more=more) for number, more in self.items.items())
        return (
            '<feed xmlns="http://www.w3.org/2005/Atom"><id>tag:feed.example,2026:feed</id><title>Feed</title>'
            f"<updated>2026-01-01T00:00:00Z</updated><author><name>Ada</name></author>{entries}</feed>"
        ).encode()


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, feed: Callable[[], Feed], *arguments: Any) -> None:
        self._feed = feed
        super().__init__(*arguments)

    def do_GET(self) -> None:
        feed = self._feed()
        body = b"gone" if feed.broken else feed.body()
        self.send_response(500 if feed.broken else 200)
        self.send_header("Content-Type", "application/atom+xml")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name is the base class's)
        pass


@pytest.fixture
def feed() -> Iterator[Feed]:
    """A feed that can be asked over the network."""
    feeds: list[Feed] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, lambda: feeds[0]))
    server.daemon_threads = True
    feeds.append(Feed(f"http://127.0.0.1:{server.server_port}/feed.xml"))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield feeds[0]
    server.shutdown()
    server.server_close()
    thread.join()


def git(*words: str, cwd: Path) -> str:
    """What Git says."""
    return subprocess.run(["git", *words], cwd=cwd, env=surroundings(), capture_output=True, text=True, check=True).stdout.strip()


def surroundings(**more: str) -> dict[str, str]:
    """The environment of a runner: our command on the path, Git without settings of a person's."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PARVIS_", "GITHUB_", "GIT_", "CI"))}
    path = f"{Path(sys.executable).parent}{os.pathsep}{kept['PATH']}"
    author = {
        f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in (("NAME", "Ada"), ("EMAIL", "ada@hub.example"))
    }
    return {**kept, **author, "PATH": path, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "CI": "true", **more}


class Forge:
    """A bare repository with one hub on its branch `main`."""

    def __init__(self, folder: Path, feed: Feed) -> None:
        self.folder, self.feed = folder, feed
        self.remote = folder / "remote.git"
        git("init", "--quiet", "--bare", "--initial-branch=main", str(self.remote), cwd=folder)
        git("config", "receive.advertisePushOptions", "true", cwd=self.remote)
        self.editor = folder / "editor"
        self._first_hub()

    def _first_hub(self) -> None:
        init.write(self.editor, "en", init.blanks("The Square", "https://hub.example"))
        source = f"sources:\n  - name: blog\n    kind: feed\n    url: {self.feed.url}\n    every: 1s\n"
        (self.editor / "content/sources.yaml").write_text(source)
        with (self.editor / "pelican.conf.py").open("a") as conf:
            conf.write('PARVIS_PRIVATE_HOSTS = ["127.0.0.0/8"]\n')
        git("init", "--quiet", "--initial-branch=main", cwd=self.editor)
        git("add", "--all", cwd=self.editor)
        git("commit", "--quiet", "--message", "A hub", cwd=self.editor)
        git("push", "--quiet", str(self.remote), "main", cwd=self.editor)

    def clone(self, name: str) -> Path:
        """What `checkout` gives a runner: the last commit alone."""
        git("clone", "--quiet", "--depth", "1", f"file://{self.remote}", name, cwd=self.folder)
        return self.folder / name

    def commits(self) -> list[str]:
        """Subjects on the branch, newest first."""
        return git("log", "--format=%s", "main", cwd=self.remote).splitlines()

    def files(self) -> list[str]:
        """Paths on the branch."""
        return git("ls-tree", "-r", "--name-only", "main", cwd=self.remote).splitlines()

    def archive(self) -> str:
        """All lines of the archive on the branch."""
        paths = [path for path in self.files() if path.startswith("content/archive/") and path.endswith(".jsonl")]
        return "\n".join(git("show", f"main:{path}", cwd=self.remote) for path in paths)


@pytest.fixture
def forge(tmp_path: Path, feed: Feed) -> Forge:
    """A forge with one hub."""
    return Forge(tmp_path, feed)


class GithubRun:
    """One run of the workflow's first job, step by step; what is `uses:` is played by the test."""

    def __init__(
        self, forge: Forge, name: str, *, event: str = "schedule", now: str = "2030-01-01T10:00Z", cache: Path | None = None
    ) -> None:
        self.place = forge.clone(name)
        self._now, self._cache = now, cache
        self.outputs: dict[str, dict[str, str]] = {}
        self.failed = ""
        self.said = ""
        self._facts = {
            "github.ref_name": "main",
            "github.event_name": event,
            "github.token": "t0ken",
            "github.run_id": name,
            "github.run_attempt": "1",
        }
        text = (self.place / WORKFLOW).read_text("utf-8")
        self._steps: list[dict[str, Any]] = yaml.load(text, WORKFLOW).value["jobs"]["hub"]["steps"]

    def run(self, *, until: str = "") -> GithubRun:
        """Do the steps that are left, up to and with the one of that name."""
        while self._steps:
            step = self._steps.pop(0)
            self._do(step)
            if until and step.get("name") == until:
                break
        return self

    @property
    def deployed(self) -> bool:
        """Whether the second job would put the site online."""
        return self.outputs.get("decide", {}).get("deploy") == "true"

    def _do(self, step: Mapping[str, Any]) -> None:
        name = str(step.get("name", ""))
        if "run" not in step:
            self._play(step)
        elif name != "Install" and not self.failed:
            self._shell(step)

    def _play(self, step: Mapping[str, Any]) -> None:
        if self._cache is None:
            return
        for folder in (".parvis", "output"):
            if step["uses"].startswith("actions/cache/restore") and (self._cache / folder).is_dir():
                shutil.copytree(self._cache / folder, self.place / folder, dirs_exist_ok=True)
                self.outputs["cache"] = {"cache-matched-key": "parvis-before"}
            if step["uses"].startswith("actions/cache/save"):
                shutil.copytree(self.place / folder, self._cache / folder, dirs_exist_ok=True)

    def _shell(self, step: Mapping[str, Any]) -> None:
        told = self.place.parent / f"{self.place.name}.outputs"
        told.write_text("")
        more = {key: self._filled(str(value)) for key, value in step.get("env", {}).items()}
        env = surroundings(**{"PARVIS_NOW": self._now, "GITHUB_OUTPUT": str(told), **more})
        command = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]]
        done = subprocess.run(command, cwd=self.place, env=env, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
        self.said += done.stdout + done.stderr
        if done.returncode:
            self.failed = str(step.get("name"))
        if "id" in step:
            self.outputs[step["id"]] = dict(line.split("=", 1) for line in told.read_text().splitlines() if "=" in line)

    def _filled(self, text: str) -> str:
        return re.sub(r"\$\{\{\s*([\w.-]+)\s*\}\}", lambda match: self._value(match[1]), text)

    def _value(self, expression: str) -> str:
        if match := re.fullmatch(r"steps\.([\w-]+)\.outputs\.([\w-]+)", expression):
            return self.outputs.get(match[1], {}).get(match[2], "")
        return self._facts[expression]


class GitlabRun:
    """One run of the job `pages`: its script in one shell, as a runner of GitLab does it."""

    def __init__(self, forge: Forge, name: str, *, event: str = "schedule", now: str = "2030-01-01T10:00Z") -> None:
        self.place = forge.clone(name)
        self._job: dict[str, Any] = yaml.load((self.place / GITLAB).read_text("utf-8"), GITLAB).value["pages"]
        facts = {
            "CI_COMMIT_BRANCH": "main",
            "CI_DEFAULT_BRANCH": "main",
            "CI_PIPELINE_SOURCE": event,
            "CI_SERVER_HOST": "gitlab.example",
            "CI_REPOSITORY_URL": f"file://{forge.remote}",
            "PARVIS_NOW": now,
        }
        variables = {key: re.sub(r"\$(\w+)", lambda match: facts[match[1]], str(value)) for key, value in self._job["variables"].items()}
        self._env = surroundings(**{**facts, **variables})
        self.said = ""
        self.code = -1

    def run(self) -> GitlabRun:
        """Do the script."""
        script = "set -eo pipefail\n" + "\n".join(self._job["script"])
        done = subprocess.run(
            ["bash", "-c", script], cwd=self.place, env=self._env, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
        )
        self.said, self.code = done.stdout + done.stderr, done.returncode
        return self

    @property
    def deployed(self) -> bool:
        """Whether GitLab would put a site online: the job has ended well and left one."""
        return self.code == 0 and (self.place / "public/index.html").is_file()


@pytest.fixture
def github(forge: Forge) -> Callable[..., GithubRun]:
    """Starts a run on GitHub: `github("first")`."""
    return partial(GithubRun, forge)


@pytest.fixture
def gitlab(forge: Forge) -> Callable[..., GitlabRun]:
    """Starts a run on GitLab: `gitlab("first")`."""
    return partial(GitlabRun, forge)
