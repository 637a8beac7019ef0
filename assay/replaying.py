"""Shows that reproductions show: the script of each fault's first finding is played.

On a fresh sandbox with the fault it has to find the breach (1), on a fresh clean one none (0).
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from assay.proving import Bench, Proof, groups_of, idle, idles
from assay.run.passing import passing
from harness.exchange import Exchange
from harness.ledger import Ledger
from harness.verdict import BROKEN, Verdict
from reports.reproduction.origins import Origins
from reports.reproduction.script import script
from reports.reproduction.steps import reproduce
from sandbox.auth import PUBLISHABLE, SECRET
from sandbox.defects import Fault
from suites.plan import Plan

_LONGEST = 120.0  # seconds that one script may take
_GROUPS = 400  # groups that are asked until the fault is found


def replay_one(fault: Fault, plan: Plan, seed: int) -> Proof:
    """Play the script of a fault's first finding on a sandbox with the fault and on a clean one."""
    seen: list[Exchange] = []
    bench = Bench((fault.name,), plan, seed, seen.append)
    groups = groups_of(plan, fault.law)
    for count, group in enumerate(groups[:_GROUPS], 1):
        verdicts = bench.ask(group).verdicts
        found = [v for v in verdicts if v.law == fault.law and v.status in BROKEN]
        if found:
            verdict = min(found, key=lambda v: v.id)
            return _played(fault, plan, seed, count, verdict, _ledger(bench, seen, verdict))
    if len(groups) <= _GROUPS and idles(fault, plan, groups, seed):
        return idle(fault, len(groups))
    return Proof(fault, reason="not found")


def _ledger(bench: Bench, seen: Sequence[Exchange], verdict: Verdict) -> Ledger:
    header = {"base_url": bench.url, "run": bench.run, "seed": 0, "ids": bench.ids}
    return Ledger(header, {exchange.id: exchange for exchange in seen}, (verdict,))


def _played(
    fault: Fault, plan: Plan, seed: int, count: int, verdict: Verdict, ledger: Ledger
) -> Proof:
    found = reproduce(Origins(ledger), verdict)
    if found is None:
        return Proof(fault, count, (verdict.id,), "the finding has no exchange")
    text = script(found, str(ledger.header["base_url"]))
    said = []
    for faults, wanted in (((fault.name,), 1), ((), 0)):
        code, output = play(text, Bench(faults, plan, seed))
        if code != wanted:
            where = "a clean sandbox" if not faults else "a sandbox with the fault"
            said.append(f"{code}, not {wanted}, on {where}: {output.strip()[-300:]}")
    return Proof(fault, count, (verdict.id,), "; ".join(said))


def play(text: str, bench: Bench) -> tuple[int, str]:
    """Run a script against a sandbox; return its exit code and what it said."""
    with passing() as folder:
        path = folder / "shows.sh"
        path.write_text(text, encoding="ascii")
        kept = os.environ.get("ASSAY_KEEP_SCRIPTS")
        if kept:
            (Path(kept) / f"{os.getpid()}.sh").write_text(text, encoding="ascii")
        environment = {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}",
            "TMPDIR": str(folder), "BASE_URL": bench.url, "ASSAY_API_KEY": SECRET,
            "ASSAY_PUBLISHABLE_KEY": PUBLISHABLE, **_given(bench.ids),
        }  # fmt: skip
        try:
            done = subprocess.run(  # noqa: S603 - the script is ours
                ["/bin/sh", str(path)], env=environment, capture_output=True, timeout=_LONGEST,
                stdin=subprocess.DEVNULL, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return 2, "it took too long"
    return done.returncode, (done.stdout + done.stderr).decode("utf-8", "replace")


def _given(ids: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return the ids of a sandbox under the names of a script's variables."""
    return {
        f"{''.join(c if c.isalnum() else '_' for c in name.upper())}_{number}": found
        for name, given in ids.items()
        for number, found in enumerate(given, 1)
    }
