"""What a run comes to, in one word."""

from __future__ import annotations

from typing import Literal

from harness.ledger import Ledger

Word = Literal["PASS", "FAIL", "INCOMPLETE"]


def result(ledger: Ledger) -> Word:
    """Return what a run comes to, in the order of the exit codes.

    A broken must fails a run, also one that is incomplete; where nothing passed nothing is said.
    """
    totals = ledger.totals
    if totals["fail"] or totals["fixed"]:
        return "FAIL"
    return "PASS" if ledger.complete and totals["pass"] and not totals["error"] else "INCOMPLETE"
