"""One workload in this process: `workloads.py NAME SIZE FOLDER` prints its seconds, its peak memory and what came of it as JSON.

The folder is the same for all runs of a workload, so that a hub is made once; what is measured starts anew each time.
"""

from __future__ import annotations

import gc
import json
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import hub as synthetic
import loopback
import msgspec

from parvis import settings
from parvis.build import forgotten
from parvis.curate.ambassadors import People
from parvis.curate.assemble import assemble
from parvis.curate.duplicates import Sheet
from parvis.curate.voices import Voices
from parvis.model.hub import Item
from parvis.model.post import Post, dec_hook

Clocks = tuple[float, float]  #: seconds of the wall clock, and of processors: this one's and those of its children
Told = tuple[Clocks, str]
PARVIS = Path(sys.executable).with_name("parvis")


def curate(size: int, folder: Path) -> Told:
    """Everything between the archive and the pages."""
    posts, root = _posts(size, folder), folder / "hub"
    if not root.exists():
        synthetic.hub(root, {source: found[:1] for source, found in posts.items()})
        synthetic.curation(root / "content" / "curation", posts)
    known = settings.read(root)
    decided = settings.curation(known.content)
    if not (known.state / "cleared.msgpack").exists():
        _ask_elsewhere(root, folder / f"posts-{size}.msgpack")
    gc.disable()
    start = _clocks()
    # Each post meets the slow hashes once in its life; what came of it is told to every later build.
    decided = forgotten.looked_up(known, decided, posts)
    made = assemble(known, posts, (), (), decided, synthetic.NOW)
    seconds = _since(start)
    folded = sum(bool(item.same_as) for item in made.withheld)
    return seconds, f"{len(made.items):,} shown, {len(made.withheld):,} not, of these {folded:,} copies"


def duplicates(size: int, folder: Path) -> Told:
    """Finding what is the same alone."""
    posts, root = _posts(size, folder), folder / "hub"
    if not root.exists():
        synthetic.hub(root, {source: found[:1] for source, found in posts.items()})
    sources = {source.name: source for source in settings.read(root).sources}
    items = [Item(post=post, status="published", reasons=()) for found in posts.values() for post in found]
    shown = sorted(items, key=lambda item: (item.post.published, item.post.id))
    gc.disable()
    start = _clocks()
    sheet = Sheet(shown, Voices(People((), sources), sources))
    folded = sheet.folded()
    seconds = _since(start)
    work = sheet.resemblance
    return seconds, f"{len(folded):,} copies; {work.compared:,} pairs compared, {work.signed:,} texts looked at"


def build(size: int, folder: Path) -> Told:
    """A build of a hub that was never built."""
    root = _hub(size, folder)
    shutil.rmtree(root / ".parvis", ignore_errors=True)
    shutil.rmtree(root / "output", ignore_errors=True)
    return _built(root)


def unchanged(size: int, folder: Path) -> Told:
    """A build with nothing to do."""
    root = _built_hub(size, folder)
    return _built(root)


def minute(size: int, folder: Path) -> Told:
    """A build a minute later."""
    return _built(_built_hub(size, folder), "--now", "2026-06-12T10:01-04:00")


def _after(change: Callable[[Path], None]) -> Callable[[int, Path], Told]:
    """A build after a change."""

    def measured(size: int, folder: Path) -> Told:
        root = _built_hub(size, folder)
        change(root)
        return _built(root)

    return measured


def collect(size: int, folder: Path) -> Told:
    """Half of the sources are broken: refused, silent, endless, no feed, an error."""
    root = folder / "hub"
    shutil.rmtree(root, ignore_errors=True)
    synthetic.hub(root, {})
    with loopback.servers(size) as hosts:
        kinds = ("silent", "error", "drip", "html", "refused")
        bad = [kinds[number % len(kinds)] for number in range(size // 2)]
        asked = [*bad, *["good"] * (size - len(bad))]
        urls = [
            f"http://{'127.0.0.1:1' if kind == 'refused' else host}/{kind}/{number}"
            for number, (kind, host) in enumerate(zip(asked, hosts, strict=True))
        ]
        lines = (f"  - {{name: s{number}, kind: feed, url: '{url}'}}\n" for number, url in enumerate(urls))
        (root / "content" / "sources.yaml").write_text("sources:\n" + "".join(lines), "utf-8")
        start = _clocks()
        done = subprocess.run([PARVIS, "--root", root, "collect", "--json"], check=False, capture_output=True, text=True)
        seconds = _since(start)
    outcomes = [source["outcome"] for source in json.loads(done.stdout)["sources"]]
    return seconds, f"{outcomes.count('ok')} ok, {outcomes.count('failed')} failed, exit code {done.returncode}"


WORKLOADS: dict[str, Callable[[int, Path], Told]] = {
    "curate": curate,
    "duplicates": duplicates,
    "build": build,
    "unchanged": unchanged,
    "minute": minute,
    "one_new": _after(synthetic.one_more),
    "reworded": _after(synthetic.reworded),
    "rewritten": _after(synthetic.rewritten),
    "hidden": _after(synthetic.hidden),
    "redrawn": _after(synthetic.redrawn),
    "collect": collect,
}


def _posts(size: int, folder: Path) -> dict[str, tuple[Post, ...]]:
    """The posts, made in another process: what making them takes is not this one's memory."""
    kept = folder / f"posts-{size}.msgpack"
    if not kept.exists():
        program = (
            f"import hub, msgspec, pathlib; pathlib.Path({str(kept)!r}).write_bytes(msgspec.msgpack.encode(hub.Maker({size}).posts()))"
        )
        subprocess.run([sys.executable, "-c", program], check=True, cwd=Path(__file__).parent)
    return read(kept)


def _ask_elsewhere(root: Path, posts: Path) -> None:
    """Find what is forgotten, in another process: its time and memory are those of the first build after `parvis forget`."""
    program = (
        "import pathlib, workloads; from parvis import settings; from parvis.build import forgotten;"
        f"known = settings.read(pathlib.Path({str(root)!r}));"
        f"forgotten.looked_up(known, settings.curation(known.content), workloads.read(pathlib.Path({str(posts)!r})))"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=Path(__file__).parent)


def read(kept: Path) -> dict[str, tuple[Post, ...]]:
    """Posts by source, as they were kept."""
    return msgspec.msgpack.Decoder(dict[str, tuple[Post, ...]], dec_hook=dec_hook).decode(kept.read_bytes())


def _hub(size: int, folder: Path) -> Path:
    root = folder / "hub"
    if not root.exists():
        synthetic.hub(root, synthetic.Maker(size).posts())
    return root


def _built_hub(size: int, folder: Path) -> Path:
    root = _hub(size, folder)
    if not (root / ".parvis").exists():
        _built(root)
    return root


def _built(root: Path, *asked: str) -> Told:
    start = _clocks()
    done = subprocess.run([PARVIS, "--root", root, "build", "--json", *asked], check=True, capture_output=True, text=True)
    seconds = _since(start)
    report = json.loads(done.stdout)
    if not report["pages"]:  # it has said so before it read anything
        return seconds, "nothing drawn, nothing written"
    return (
        seconds,
        f"{report['pages']:,} pages, {report['rendered']:,} drawn, {len(report['written']):,} files written, {len(report['deleted']):,} deleted",
    )


def _clocks() -> Clocks:
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return perf_counter(), sum(one.ru_utime + one.ru_stime for one in spent)


def _since(start: Clocks) -> Clocks:
    now = _clocks()
    return now[0] - start[0], now[1] - start[1]


def _peak() -> float:
    """Megabytes: of this process or of the largest one that it has started."""
    return max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024


def main(name: str, size: str, folder: str) -> None:
    """Measure it."""
    (seconds, busy), told = WORKLOADS[name](int(size), Path(folder))
    print(json.dumps({"seconds": seconds, "busy": busy, "megabytes": _peak(), "told": told}))


if __name__ == "__main__":
    main(*sys.argv[1:])
