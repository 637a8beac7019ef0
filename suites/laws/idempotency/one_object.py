"""A creation that is sent again with its key makes one object (G-106)."""

from __future__ import annotations

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites.law import Unavailable, held, law
from suites.laws.idempotency._family import REPEATED
from suites.laws.idempotency._keys import listed
from suites.laws.idempotency._sent import Sent
from suites.merit import SAME_BORN


def _found_again(operation: Operation, _contracts: Contracts) -> bool:
    return operation.kind == "create" and operation.own is not None


@law(REPEATED, clause="G-106", where=_found_again, follows=("idempotency.replayed",))
def one_object(sent: Sent) -> Outcome:
    """A creation that is sent again with its key makes one object."""
    made, _ = sent.pair
    ids = listed(sent.lab, sent.operation, sent.form)
    if made.item["id"] not in ids:
        raise Unavailable("the list does not show the object that was made", made)
    if sent.lab.merit.same_born(sent.operation):
        raise Unavailable(SAME_BORN, made)
    return held(len(ids) == 1, "one object", f"{len(ids)} objects", made)
