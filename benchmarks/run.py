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
    ("one_new", 10_000, "One new item ({size} items)"),
    ("collect", 120, "Collecting {size} sources of which half are broken, on the loopback, default limits"),
)


def measure(name: str, size: int, again: int) -> dict[str, Any]:
    """Seconds (min, median, max) and the greatest memory of several runs, each in a new process."""
    runs = []
    with tempfile.TemporaryDirectory(prefix="parvis-bench-") as folder:
        for number in range(again):
            asked = [sys.executable, str(Path(__file__).with_name("workloads.py")), name, str(size), folder]
            done = subprocess.run(asked, check=True, capture_output=True, text=True)
            runs.append(json.loads(done.stdout.splitlines()[-1]))
            sys.stderr.write(f"{name} {size:,} {number + 1}/{again}: {runs[-1]['seconds']:.2f} s, {runs[-1]['megabytes']:.0f} MB\n")
    seconds = [run["seconds"] for run in runs]
    return {
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
        f"Python {platform.python_version()}, load {os.getloadavg()[0]:.1f} before the first run"
    )


def page(found: list[tuple[str, dict[str, Any]]], machine: str, again: int) -> str:
    """The table, with what it was measured on."""
    rows = "\n".join(
        f"| {what} | {run['min']:.2f} | {run['median']:.2f} | {run['max']:.2f} | {run['busy']:.2f} | {run['megabytes']:.0f} | {run['told']} |"
        for what, run in found
    )
    return f"""# Benchmarks

Written by `make bench` ({datetime.now(UTC):%Y-%m-%d}); the hubs are synthetic and the same on every machine (`benchmarks/hub.py`).

{machine[0].upper()}{machine[1:]}. Each workload ran {again} times, each time in a new process.

| Workload | min s | median s | max s | CPU s | peak MB | what came of it |
|---|--:|--:|--:|--:|--:|---|
{rows}

Seconds are those of the wall clock; CPU seconds are the least that a run took, so that a busy machine (see its load) shows. For curation and duplicates they leave out reading the archive, whose posts are counted in the peak
memory. They are cold but for one thing: that a post is none of those that were forgotten is remembered in .parvis/ from one build to
the next, since the hash that tells is slow on purpose. The brand's own posts are shown whole, of the community's those that were granted. Builds and collecting are whole commands, start of Python
included. A build keeps the garbage collector off while it works, and so do the first two workloads.
"""


def main() -> None:
    """Run what is asked for; without a choice everything, and then the table is kept in docs/."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("workloads", nargs="*", choices=[[], *dict.fromkeys(name for name, _, _ in WORKLOADS)], help="these alone")
    options.add_argument("--size", type=int, help="another size than the usual one")
    options.add_argument("--again", type=int, default=3, help="runs of each (3)")
    options.add_argument("--keep", action="store_true", help="write docs/benchmarks.md even of a part")
    asked = options.parse_args()
    machine, found = facts(), []
    for name, usual, what in WORKLOADS:
        if not asked.workloads or name in asked.workloads:
            size = asked.size or usual
            found.append((what.format(size=f"{size:,}"), measure(name, size, asked.again)))
    table = page(found, machine, asked.again)
    print(table)
    if asked.keep or not (asked.workloads or asked.size):
        TABLE.write_text(table, "utf-8")


if __name__ == "__main__":
    main()
