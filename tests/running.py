"""Runs the program as its users do, in a process of its own, and reads what it wrote."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LIMIT = 150.0  # seconds that one run may take


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a command ended: exit code, what it printed, and its results.json ({} without one)."""

    code: int
    said: str
    folder: Path
    results: dict[str, Any] = field(default_factory=dict)

    def ids(self, status: str) -> list[str]:
        """Return the ids of the verdicts of a status."""
        return [v["id"] for v in self.results.get("verdicts", ()) if v["status"] == status]

    def failures(self, glob: str) -> list[str]:
        """Return the ids that failed and match a glob."""
        return [name for name in self.ids("fail") if fnmatchcase(name, glob)]


def assay(*arguments: str, folder: Path, key: str = "", root: Path = ROOT) -> Outcome:
    """Run `assay` with arguments, in `folder`, with `key` in ASSAY_API_KEY when there is one."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ASSAY_")}
    environment = {**kept, "PYTHONPATH": str(root)}
    if key:
        environment["ASSAY_API_KEY"] = key
    done = subprocess.run(  # noqa: S603 - our own interpreter and module
        [sys.executable, "-m", "assay", *arguments], cwd=folder, env=environment, text=True,
        capture_output=True, timeout=LIMIT, check=False,
    )  # fmt: skip
    return Outcome(done.returncode, done.stdout + done.stderr, folder)


def run(url: str, *arguments: str, folder: Path, key: str = "sk_test_12345") -> Outcome:
    """Hold a server against the contracts with one worker and a fixed seed."""
    out = folder / "out"
    wanted = ("run", "--base-url", url, "--out", str(out), "--workers", "1", "--seed", "1")
    return read(assay(*wanted, *arguments, folder=folder, key=key), out)


def read(done: Outcome, out: Path) -> Outcome:
    """Return an outcome with the results that were written to `out`."""
    path = out / "results.json"
    results = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return Outcome(done.code, done.said, out, results)
