"""What a run takes against servers that send much: memory of all its processes, and disk.

    python -m benchmarks.hostile_room [--seconds 60] [NAME …]

A run of the standard profile, ended by --max-time, against an honest server and then against each
of the worst of `tests/hostile`. Memory is the sum of the resident memory of the run's processes at
its highest, looked at ten times a second, without that of the server; disk that of its folder at
its largest, and at the end. The bounds are 200 MB more memory than against the honest one, and
200 MB of disk at the end.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from sandbox.auth import SECRET
from tests.hostile import sizes
from tests.hostile.server import honestly, hostile

WORST = (
    "pads_with_text", "pads_with_astral_text", "pads_within_reason", "pads_with_sixty_kilobytes",
    "pads_with_members", "heads_of_sixty_kilobytes", "sets_cookies", "lists_broken_objects",
    "has_three_thousand_fields",
)  # fmt: skip
MEMORY, DISK = 200.0, 200.0  # millions of bytes
_LOOK = 0.1  # seconds


@dataclass(frozen=True, slots=True)
class Took:
    code: int
    memory: float
    largest: float
    disk: float
    cpu: float


def run(url: str, seconds: float, folder: Path) -> Took:
    out = folder / "out"
    command = [sys.executable, "-m", "assay", "run", "--base-url", url, "--seed", "1", "--workers",
               "2", "--max-time", str(seconds), "--out", str(out)]  # fmt: skip
    before = os.times()
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
        command, env={**os.environ, "ASSAY_API_KEY": SECRET},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    memory = largest = 0.0
    while process.poll() is None:
        memory, largest = max(memory, _resident(process.pid)), max(largest, _size(out))
        time.sleep(_LOOK)
    after = os.times()
    cpu = after.children_user - before.children_user
    return Took(process.returncode, memory, largest, _size(out), cpu)


def _resident(root: int) -> float:
    """Return the resident memory of a process and all below it, in millions of bytes."""
    parents, kilobytes = {}, {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                lines = (folder / "status").read_text().splitlines()
            except OSError:
                continue
            found = dict(line.partition(":")[::2] for line in lines)
            parents[int(folder.name)] = int(found["PPid"])
            kilobytes[int(folder.name)] = int(found.get("VmRSS", "0 kB").split()[0])
    total, waiting = 0, [root]
    while waiting:
        one = waiting.pop()
        total += kilobytes.get(one, 0)
        waiting += [child for child, parent in parents.items() if parent == one]
    return total * 1024 / 1e6


def _size(folder: Path) -> float:
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.stat().st_size if path.is_file() else 0
        except OSError:
            continue
    return total / 1e6


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=WORST)
    parser.add_argument("--seconds", type=float, default=60.0)
    options = parser.parse_args()
    clean, broken = 0.0, 0
    for name in ("honest", *options.names):
        behaviour = honestly if name == "honest" else getattr(sizes, name)
        with tempfile.TemporaryDirectory() as folder, hostile(behaviour) as url:
            took = run(url, options.seconds, Path(folder))
        clean = clean or took.memory
        over = took.memory - clean
        broken += over > MEMORY or took.disk > DISK
        print(
            f"{name}: exit {took.code}, memory {took.memory:.0f} MB ({over:+.0f}), disk "
            f"{took.disk:.0f} MB (at its largest {took.largest:.0f}), {took.cpu:.0f} s of CPU",
            flush=True,
        )
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
