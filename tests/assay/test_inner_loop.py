"""A handful of claims costs no more than it needs: what is slow to import or to do is left out.

How many seconds that takes is measured by `benchmarks.inner_loop`, not here.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sandbox.auth import SECRET
from tests.running import LIMIT, ROOT
from tests.suites.servers import Reference, listening

SLOW = ("hypothesis", "rich", "schemathesis", "xdist", "recordings", "sandbox.service")
IDS = ("payment_intent.capture.required", "payment_intent.retrieve.response.money")
# Runs the command line in a process that can start no other, and read no ledger.
PROGRAM = """
import json, subprocess, sys
import harness.ledger
from assay.cli import cli

def refuse(*_arguments, **_rest):
    raise AssertionError("a handful of claims needs no other process and reads no ledger")

subprocess.Popen.__init__ = harness.ledger.records = refuse
try:
    cli(prog_name="assay")
finally:
    print(json.dumps(sorted(sys.modules)))
"""


@pytest.mark.whole
def test_a_handful_of_claims_imports_and_starts_no_more_than_it_needs(tmp_path: Path) -> None:
    """Nothing draws, nothing fuzzes, nobody else is started, and no ledger is read again."""
    with listening(Reference()) as url:
        arguments = ["run", "--base-url", url, "--out", str(tmp_path / "out"), "--seed", "1"]
        for name in IDS:
            arguments += ["--only", name]
        done = subprocess.run(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-c", PROGRAM, *arguments], cwd=tmp_path, text=True, timeout=LIMIT,
            env={**os.environ, "PYTHONPATH": str(ROOT), "ASSAY_API_KEY": SECRET},
            capture_output=True, check=False,
        )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    imported = json.loads(done.stdout.splitlines()[-1])
    assert "suites.laws.required.required" in imported
    assert [name for name in SLOW if name in imported] == []
    found = json.loads((tmp_path / "out" / "results.json").read_text(encoding="utf-8"))
    assert {verdict["id"] for verdict in found["verdicts"]} >= {IDS[1], f"{IDS[0]}.unchanged"}
