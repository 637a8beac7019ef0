"""An empty whole deletes all metadata (G-99)."""

from __future__ import annotations

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites.law import law
from suites.laws.metadata._family import CHANGED, Changing, judged


def _clearable(operation: Operation, _contracts: Contracts) -> bool:
    """Whether all can be cleared at once: what an action takes may say that it cannot."""
    rows = (row for row in operation.sent if row.name == operation.metadata)
    return operation.kind == "update" or any(row.clearable for row in rows)


@law(CHANGED, clause="G-99", where=_clearable, follows=("metadata.set",))
def delete_all(changing: Changing) -> Outcome:
    """An empty whole deletes all keys."""
    return judged(changing, "delete_all")
