"""After an update the entry of a list is the object as it is retrieved (G-116).

Where a lifecycle says what the update does in each state, `copies.entry` speaks of it.
"""

from __future__ import annotations

from contracts.model import Contracts
from harness.claim import Outcome
from strategies import Sample, smallest
from suites.law import law
from suites.laws.copies._entry import as_listed
from suites.laws.copies._family import COPIED, Copied, Copies, each
from suites.subjects import lister_of


def _first(copied: Copied, contracts: Contracts) -> tuple[Sample, ...]:
    """Return the first form of an update with metadata that no lifecycle speaks of."""
    life = contracts.resource(copied.operation.returns).lifecycle
    moves = {found.operation for found in life.transitions} if life else set()
    told = any(contracts.operation(name) == copied.operation for name in moves)
    listing = lister_of(contracts, copied.operation)
    marks = copied.operation.metadata and not told
    return copied.samples[:1] if marks and listing is not None else ()


@law(COPIED, clause="G-116", stands_on=("list",), each=each("update", _first))
def relisted(copies: Copies, sample: Sample) -> Outcome:
    """After an update the entry of a list is the object as it is retrieved. Raises Unavailable."""
    lab, operation = copies.lab, copies.operation
    mark = {operation.metadata: {"assay_listed": lab.unique()}}
    ids = lab.subject(operation, sample.subject, fresh=True)
    form = lab.provision.fill({**smallest(operation), **mark})
    made = copies.known(sample, lab.call(operation, form, ids))
    return as_listed(lab, operation, copies.again(made), made)
