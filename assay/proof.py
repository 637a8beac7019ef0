"""Proves checks: a run on the clean sandbox, then one for each fault, each of one check only."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assay.bundle_path import bundle
from assay.embedded import FAULTS_ENV
from assay.trouble import INCOMPLETE, Stop
from contracts import load
from harness.verdict import check_of
from sandbox.defects import Fault

_LIMIT = 300.0  # seconds that one run may take
_SETTLED = ("pass", "not_testable")


@dataclass(frozen=True, slots=True)
class Proof:
    """What a fault did to its check: verdicts asked for, those that failed, or why none ran."""

    fault: Fault
    asked: int
    broken: tuple[str, ...] = ()
    reason: str = ""

    @property
    def killed(self) -> bool:
        """Whether the check noticed."""
        return bool(self.broken)


def stem_of(check: str) -> str:
    """Return the stem of a check's fault module."""
    return check.replace(".", "_")


def clean_checks(seed: int) -> dict[str, tuple[str, ...]]:
    """Run everything on the clean sandbox; return the ids of the passing verdicts by check.

    Raises Stop when something does not pass there.
    """
    results = _run((), (), seed, "standard", workers=2)
    wrong = [v["id"] for v in results["verdicts"] if v["status"] not in _SETTLED]
    if wrong:
        raise Stop(f"the clean sandbox breaks {len(wrong)} claims: {wrong[:5]}", INCOMPLETE)
    names = {o.title: o.id for o in load().operations}
    found: dict[str, list[str]] = {}
    for verdict in results["verdicts"]:
        if verdict["status"] == "pass":
            check = check_of(verdict["id"], names.get(verdict["operation"], ""))
            found.setdefault(stem_of(check), []).append(verdict["id"])
    return {check: tuple(ids) for check, ids in sorted(found.items())}


def prove_fault(fault: Fault, ids: tuple[str, ...], seed: int) -> Proof:
    """Run one check against a sandbox with one fault."""
    if not ids:
        return Proof(fault, 0, reason=f"no verdict belongs to a check {fault.stem!r}")
    only = tuple(glob for name in ids for glob in (name, f"{_escaped(name)}.*"))
    try:
        results = _run(only, (fault.name,), seed, "standard", workers=1)
    except Stop as trouble:
        return Proof(fault, len(ids), reason=trouble.message)
    broken = [v["id"] for v in results["verdicts"] if v["status"] in ("fail", "warn")]
    return Proof(fault, len(ids), tuple(broken))


def _escaped(name: str) -> str:
    return name.replace("[", "[[]")


def _run(
    only: tuple[str, ...], faults: tuple[str, ...], seed: int, profile: str, *, workers: int
) -> Mapping[str, Any]:
    """Run the suites in a process of their own and return what they wrote. Raises Stop."""
    with tempfile.TemporaryDirectory(prefix="assay-") as folder:
        globs = Path(folder) / "only.txt"
        globs.write_text("\n".join(only), encoding="utf-8")
        command = [sys.executable, "-m", "assay", "run", "--out", folder, "--seed", str(seed),
                   "--profile", profile, "--workers", str(workers)]  # fmt: skip
        command += ["--only-file", str(globs)] if only else []
        done = subprocess.run(  # noqa: S603 - our own interpreter and module
            command, cwd=folder, env=_environment(faults), capture_output=True, text=True,
            timeout=_LIMIT, check=False,
        )  # fmt: skip
        path = Path(folder) / "results.json"
        if not path.exists():
            raise Stop(f"a run wrote no results: {done.stderr[-300:]}", INCOMPLETE)
        found: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return found


def _environment(faults: tuple[str, ...]) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ASSAY_")}
    root = Path(__file__).resolve().parent.parent
    found = os.pathsep.join([str(root), str(bundle()), kept.get("PYTHONPATH", "")])
    return {**kept, "PYTHONPATH": found, FAULTS_ENV: ",".join(faults)}
