"""Measure the workloads, each in a process of its own, and write docs/benchmarks.md: `make bench`, or `python benchmarks/run.py --help`."""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[1]
TABLE: Final = ROOT / "docs" / "benchmarks.md"
#: Workload, size that it is measured with, and what it is.
WORKLOADS: Final[tuple[tuple[str, int, str], ...]] = (
    ("curate", 100_000, "Curation of {size} items: rules, decisions, rights, suppressions, duplicates, the hub"),
    ("duplicates", 10_000, "Duplicates among {size} items"),
    ("build", 1_000, "Full build of a hub with {size} items"),
    ("build", 10_000, "Full build of a hub with {size} items"),
    ("unchanged", 10_000, "The same build, nothing has changed ({size} items)"),
    ("minute", 10_000, "The same, a minute later ({size} items)"),
    ("one_new", 10_000, "One new item ({size} items)"),
    ("reworded", 10_000, "One item has other words ({size} items)"),
    ("rewritten", 10_000, "One Markdown post has another paragraph ({size} items)"),
    ("hidden", 10_000, "A decision hides one item from the middle ({size} items)"),
    ("redrawn", 10_000, "The template of the cards has changed ({size} items)"),
    ("collect", 120, "Collecting {size} sources of which half are broken, on the loopback, default limits"),
)
#: What has a hub of its own. All builds of one size share theirs, one after the other: the whole one takes minutes.
ALONE: Final = ("curate", "duplicates", "collect")


def measure(name: str, size: int, again: int, folder: Path) -> dict[str, Any]:
    """Seconds (min, median, max) and the greatest memory of several runs, each in a new process."""
    runs, load = [], os.getloadavg()[0]
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(again):
        asked = [sys.executable, str(Path(__file__).with_name("workloads.py")), name, str(size), str(folder)]
        done = subprocess.run(asked, check=True, capture_output=True, text=True)
        runs.append(json.loads(done.stdout.splitlines()[-1]))
        sys.stderr.write(f"{name} {size:,} {number + 1}/{again}: {runs[-1]['seconds']:.2f} s, {runs[-1]['megabytes']:.0f} MB\n")
    seconds = [run["seconds"] for run in runs]
    return {
        "runs": again,
        "load": load,
        "min": min(seconds),
        "median": statistics.median(seconds),
        "max": max(seconds),
        "busy": min(run["busy"] for run in runs),
        "megabytes": max(run["megabytes"] for run in runs),
        "told": runs[-1]["told"],
    }


def facts() -> str:
    """The machine, as far as it matters."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{os.cpu_count()} cores ({platform.machine()}), {memory:.0f} GB of memory, {platform.system()} {platform.release().split('-')[0]}, "
        f"Python {platform.python_version()}"
    )


def page(found: list[tuple[str, dict[str, Any]]], machine: str) -> str:
    """The table, with what it was measured on. A workload that was not measured now keeps its row."""
    rows = {line.split("|")[1].strip(): line for line in TABLE.read_text("utf-8").splitlines() if line.startswith("| ")}
    rows |= {
        what: f"| {what} | {run['runs']} | {run['min']:.2f} | {run['median']:.2f} | {run['max']:.2f} | {run['busy']:.2f} | {run['megabytes']:.0f} | {run['load']:.1f} | {run['told']} |"
        for what, run in found
    }
    order = [what.format(size=f"{size:,}") for _, size, what in WORKLOADS]
    listed = "\n".join(rows[what] for what in dict.fromkeys((*order, *(what for what, _ in found))) if what in rows)
    return f"""# Benchmarks

Written by `make bench` ({datetime.now(UTC):%Y-%m-%d}); the hubs are synthetic and the same on every machine (`benchmarks/hub.py`).

{machine[0].upper()}{machine[1:]}. Each run is a process of its own.

| Workload | runs | min s | median s | max s | CPU s | peak MB | load | what came of it |
|---|--:|--:|--:|--:|--:|--:|--:|---|
{listed}

Seconds are those of the wall clock; CPU seconds are the least that a run took, so that a busy machine shows: its load is that of the
minute before. For curation and duplicates they leave out reading the archive, whose posts are counted in the peak
memory. They are cold but for one thing: that a post is none of those that were forgotten is remembered in .parvis/ from one build to
the next, since the hash that tells is slow on purpose. The brand's own posts are shown whole, of the community's those that were granted. Builds and collecting are whole commands, start of Python
included. After a change a build still reads the whole archive and makes the plan of each page; it works out and draws those alone whose plan has
changed. Lists are numbered from the oldest, so an item that goes from the middle moves all that is newer by one, and draws those pages.
A build keeps the garbage collector off while it works, and so do the first two workloads.
"""


def main() -> None:
    """Run what is asked for; without a choice everything, and then the table is kept in docs/."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("workloads", nargs="*", choices=[[], *dict.fromkeys(name for name, _, _ in WORKLOADS)], help="these alone")
    options.add_argument("--size", type=int, help="another size than the usual one")
    options.add_argument("--again", type=int, default=3, help="runs of each (3); a whole build runs once")
    options.add_argument("--keep", action="store_true", help="write docs/benchmarks.md even of a part")
    options.add_argument("--folder", type=Path, help="where the hubs are kept: one that lies there is not made again")
    asked = options.parse_args()
    machine, found = facts(), []
    with tempfile.TemporaryDirectory(prefix="parvis-bench-") as lost:
        folder = asked.folder or lost
        for name, usual, what in WORKLOADS:
            if not asked.workloads or name in asked.workloads:
                size = asked.size or usual
                hub = Path(folder, f"{name if name in ALONE else 'build'}-{size}")
                found.append((what.format(size=f"{size:,}"), measure(name, size, 1 if name == "build" else asked.again, hub)))
    table = page(found, machine)
    print(table)
    if asked.keep or not (asked.workloads or asked.size):
        TABLE.write_text(table, "utf-8")


if __name__ == "__main__":
    main()
