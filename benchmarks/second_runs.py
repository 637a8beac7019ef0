"""Whether a server can be asked again: runs in a row, and two at once, on one sandbox.

    python -m benchmarks.second_runs [--runs N] [--pairs N] [GLOB…]

A sandbox is started for the runs in a row, and one for the pairs, with the ids that `assay serve
--write-config` writes. No run may end with anything but 0. In the last run in a row each operation
has at least 99% of the claims judged that the first had, apart from cells of a lifecycle that go
one way and have fewer ids than there were runs: these are listed. Exit code 0: so it is, 1: it is
not.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from assay.run.embedded import embedded
from contracts import load
from harness.config import load_config
from harness.dumping import dump_config

LEAST = 0.99  # of the claims that the first run judged of an operation
_JUDGED = ("pass", "fail", "warn", "noted")


class Ended(NamedTuple):
    """How a run ended: exit code, what it said last, and the status of each claim."""

    code: int
    said: str
    statuses: Mapping[str, str]


class Server(NamedTuple):
    """A sandbox that goes on serving: its configuration, and the environment with its keys."""

    folder: Path
    config: Path
    environment: dict[str, str]


@contextlib.contextmanager
def served() -> Iterator[Server]:
    """Start a sandbox, and write its configuration."""
    with tempfile.TemporaryDirectory(prefix="assay-") as name, embedded(load()) as (config, keys):
        path = Path(name) / "assay.toml"
        path.write_text(dump_config(config), encoding="utf-8")
        environment = {**os.environ, config.api_key_env: keys.secret,
                       config.publishable_key_env: keys.publishable or ""}  # fmt: skip
        yield Server(Path(name), path, environment)


def started(server: Server, name: str, globs: Sequence[str]) -> subprocess.Popen[str]:
    """Start a run as its users do, which writes to a folder of that name."""
    only = [word for glob in globs for word in ("--only", glob)]
    command = [sys.executable, "-m", "assay", "run", "--config", str(server.config),
               "--out", str(server.folder / name), "--workers", "1", *only]  # fmt: skip
    return subprocess.Popen(  # noqa: S603 - our own interpreter and module
        command, env=server.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def ended(server: Server, name: str, process: subprocess.Popen[str]) -> Ended:
    """Wait for a run, and return how it ended."""
    said = process.communicate()[0]
    path = server.folder / name / "results.json"
    found = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {"verdicts": ()}
    statuses = {verdict["id"]: verdict["status"] for verdict in found["verdicts"]}
    count = Counter(statuses.values())
    print(f"{name}: exit code {process.returncode}, {dict(count)}", flush=True)
    return Ended(process.returncode, said, statuses)


def judged(statuses: Mapping[str, str], operation: str) -> set[str]:
    """Return the claims about an operation that a run judged."""
    return {name for name, status in statuses.items()
            if status in _JUDGED and name.startswith(f"{operation}.")}  # fmt: skip


def one_way(config: Path, runs: int) -> set[str]:
    """Return the claims of cells that use up an object of which fewer were given than runs."""
    given = load_config(config).ids
    found = set()
    for resource in load().resources:
        for cell in resource.lifecycle.transitions if resource.lifecycle else ():
            ids = given.get(f"{resource.name}:{cell.recipe or cell.state}", ())
            leaves = cell.to and not set(cell.to) <= {cell.state, "="}
            if leaves and 0 < len(ids) < runs:
                label = f".{cell.label}" if cell.label else ""
                found.add(f"{cell.operation}.transition.{cell.state}{label}")
    return found


def drained(first: Ended, last: Ended, excused: set[str]) -> Iterator[str]:
    """Yield in words the operations of which the last run judged too little."""
    for operation in load().operations:
        before = judged(first.statuses, operation.id) - excused
        after = judged(last.statuses, operation.id) - excused
        if len(after & before) < LEAST * len(before):
            lost = ", ".join(sorted(before - after)[:5])
            yield f"{operation.id}: {len(after & before)} of {len(before)} claims; not {lost}"


def unclean(name: str, run: Ended) -> Iterator[str]:
    """Yield in words what a run found, and should not have."""
    if run.code:
        yield f"{name} ended with {run.code}:\n{run.said[-2000:]}"
    for claim, status in run.statuses.items():
        if status in ("fail", "warn", "error"):
            yield f"{name}: {status} {claim}"


def in_a_row(count: int, globs: Sequence[str]) -> Iterator[str]:
    """Run one after the other; yield in words what is wrong."""
    with served() as server:
        found = []
        for number in range(1, count + 1):
            name = f"run {number}"
            found.append(ended(server, name, started(server, name, globs)))
            yield from unclean(name, found[-1])
        excused = one_way(server.config, count)
        print("one way, and fewer ids than runs:", ", ".join(sorted(excused)) or "none")
        yield from drained(found[0], found[-1], excused)


def at_once(count: int, globs: Sequence[str]) -> Iterator[str]:
    """Run two at a time; yield in words what is wrong."""
    with served() as server:
        for number in range(1, count + 1):
            names = [f"pair {number}{letter}" for letter in "ab"]
            running = [(name, started(server, name, globs)) for name in names]
            for name, process in running:
                yield from unclean(name, ended(server, name, process))


def main() -> int:
    """Run, and say what is wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--pairs", type=int, default=10)
    parser.add_argument("globs", nargs="*", metavar="GLOB")
    given = parser.parse_args()
    wrong = [*in_a_row(given.runs, given.globs)] if given.runs else []
    wrong += [*at_once(given.pairs, given.globs)] if given.pairs else []
    print("\n".join(wrong) or "all clean")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
