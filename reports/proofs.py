"""Which seeded faults prove that the law behind a verdict can fail."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from harness.ledger import Ledger
from harness.verdict import Verdict


class Proofs:
    """Faults by the law that they prove, as the header of a ledger names them."""

    def __init__(self, header: Mapping[str, Any]) -> None:
        self._faults: Mapping[str, list[str]] = header.get("faults") or {}

    def faults(self, verdict: Verdict) -> list[str]:
        """Return the names of the faults that the law behind a verdict finds."""
        return self.named(verdict.law)

    def named(self, law: str) -> list[str]:
        """Return the names of the faults that a law finds."""
        return list(self._faults.get(law, ()))


def proofs_of(ledger: Ledger) -> Proofs:
    """Return the proofs that a ledger carries."""
    return Proofs(ledger.header)
