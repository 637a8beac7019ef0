"""Metadata that an update sends is kept, text by text (G-101)."""

from __future__ import annotations

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites.law import law
from suites.laws.metadata._family import CHANGED, Changing, judged


def _updates(operation: Operation, _contracts: Contracts) -> bool:
    return operation.kind == "update"


@law(CHANGED, clause="G-101", where=_updates)
def kept(changing: Changing) -> Outcome:
    """Metadata that an update sends is kept."""
    return judged(changing, "set")
