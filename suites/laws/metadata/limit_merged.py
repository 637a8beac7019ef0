"""What an update adds to metadata counts together with what is there (G-100)."""

from __future__ import annotations

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites.law import law
from suites.laws.metadata._limits import LIMITED, Taker, keys


def _updates(operation: Operation, _contracts: Contracts) -> bool:
    return operation.kind == "update"


@law(LIMITED, clause="G-100", level="should", where=_updates, follows=("metadata.limit_keys",))
def limit_merged(taker: Taker) -> Outcome:
    """An object with as many keys as there may be takes no further one from an update."""
    count = taker.limits.keys
    return taker.full(keys(count), {"assay_further": "1"}, f"a key beside {count} others")
