"""Keys do not matter to readings (G-105)."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites.law import About, law
from suites.laws.idempotency._family import REPEATED, does
from suites.laws.idempotency._marked import Marked, settable
from suites.subjects import reader_of


def _each(operation: Operation, contracts: Contracts) -> Iterator[About]:
    reader = reader_of(contracts, operation)
    others = contracts.resource(operation.resource).operations
    first = next((o for o in others if settable(o, contracts) and not does(o)), operation)
    if reader is not None and not does(operation) and operation is first:
        yield About(reader)


@law(REPEATED, clause="G-105", each=_each)
def on_get(marked: Marked) -> Outcome:
    """Keys do not matter to readings."""
    return marked.read_anew()
