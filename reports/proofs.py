"""Which seeded faults prove that the check behind a verdict can fail."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from harness.ledger import Ledger
from harness.verdict import Verdict, check_of


class Proofs:
    """Faults by check, as the header of a ledger names them."""

    def __init__(self, header: Mapping[str, Any]) -> None:
        self._operations: Mapping[str, str] = header.get("operations") or {}
        self._faults: Mapping[str, list[str]] = header.get("faults") or {}

    def check(self, verdict: Verdict) -> str:
        """Return the name of the check behind a verdict."""
        return check_of(verdict.id, self._operations.get(verdict.operation, ""))

    def faults(self, verdict: Verdict) -> list[str]:
        """Return the names of the faults that the check behind a verdict finds."""
        return list(self._faults.get(self.check(verdict).replace(".", "_"), ()))


def proofs_of(ledger: Ledger) -> Proofs:
    """Return the proofs that a ledger carries."""
    return Proofs(ledger.header)
