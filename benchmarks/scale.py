"""How loading, planning and running grow with the operations of an API package.

    python -m benchmarks.scale [--operations 50 100 200 600] [--no-run] [--profile standard]

Packages of each size are written (`benchmarks/grown.py`), and each step is a process of its own:
what counts is its processor time and its largest memory. A run asks the package's own sandbox; the
reports are made of the ledger that it leaves. Growth is linear when the seconds of one operation
stay the same.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.grown import write

SIZES = (50, 100, 200, 600)
LOADED = 2.0  # seconds of processor time in which 600 operations are read
_LOAD = "import sys; from pathlib import Path; from contracts import load; load(Path(sys.argv[1]))"
_PLAN = ("import sys; from pathlib import Path; from suites.asking import planned; "
         "print(len(planned(Path(sys.argv[1]), sys.argv[2]).claims))")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """What a process took: seconds of processor time, MiB at its largest, and what it printed."""

    seconds: float
    memory: int
    said: str


def measured(command: Sequence[str], folder: Path, allowed: Sequence[int] = (0,)) -> Step:
    """Run a command of this project. Raises SystemExit when it ends with none of `allowed`."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with (folder / "said").open("w+", encoding="utf-8") as said:
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and modules
            [sys.executable, *command], stdout=said, stderr=said, cwd=folder, env=environment
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        text = said.read()
    if process.returncode not in allowed:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}:\n{text[-2000:]}")
    return Step(used.ru_utime + used.ru_stime, used.ru_maxrss // 1024, text.strip())


def steps(root: Path, folder: Path, profile: str, *, run: bool) -> dict[str, Step]:
    """Return what each step takes for a package, in their order."""
    load, plan = ["-c", _LOAD, str(root)], ["-c", _PLAN, str(root), profile]
    found = {"start": measured(["-c", "import contracts"], folder)}
    found["load"] = measured(load, folder)
    found["load again"] = measured(load, folder)
    found["plan"] = measured(plan, folder)
    if run:
        out = folder / f"out-{root.name}"
        found["run"] = measured(
            ["-m", "assay", "run", "--contracts", str(root), "--profile", profile, "--seed", "1",
             "--workers", "1", "--out", str(out)], folder,
        )  # fmt: skip
        found["report"] = measured(["-m", "assay", "report", str(out), "--out",
                                    str(folder / f"again-{root.name}")], folder)  # fmt: skip
    return found


def requests(folder: Path, root: Path) -> int:
    """Return how many requests a run sent."""
    text = (folder / f"out-{root.name}" / "results.json").read_text(encoding="utf-8")
    return int(json.loads(text)["requests"])


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print. Return 1 when the largest package is not read in time."""
    options = _options(arguments)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    late = False
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for size in options.operations:
            root = write(folder, size)
            found = steps(root, folder, options.profile, run=not options.no_run)
            _print(size, found, found["plan"].said, lambda root=root: requests(folder, root))  # type: ignore[misc]
            late |= found["load"].seconds - found["start"].seconds > LOADED
    return int(late)


def _print(size: int, found: dict[str, Step], claims: str, sent: Callable[[], int]) -> None:
    start = found["start"].seconds
    tail = f", {sent()} requests" if "run" in found else ""
    print(f"{size} operations: {claims} claims{tail}", flush=True)
    for name, step in found.items():
        own = step.seconds - (start if name.startswith(("load", "plan")) else 0)
        each = f"{own / size * 1000:8.2f} ms an operation" if name != "start" else ""
        print(f"  {name:<11}{own:8.2f} s {step.memory:6} MiB {each}", flush=True)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__)
    parser.add_argument("--operations", type=int, nargs="+", default=SIZES)
    parser.add_argument("--profile", default="standard")
    parser.add_argument("--no-run", action="store_true", help="Load and plan only.")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    raise SystemExit(main())
