"""A creation that is sent again with its key makes one object (G-106)."""

from __future__ import annotations

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from harness.exchange import Exchange
from suites.law import Unavailable, broken, law, passed
from suites.laws.idempotency._family import REPEATED
from suites.laws.idempotency._keys import listed
from suites.laws.idempotency._sent import Sent
from suites.looking.around import TOP, UNSHOWN, lists
from suites.merit import SAME_BORN


def _found_again(operation: Operation, contracts: Contracts) -> bool:
    shown = operation.own is not None or lists(operation, contracts)
    return operation.kind == "create" and shown


@law(REPEATED, clause="G-106", where=_found_again, follows=("idempotency.replayed",))
def one_object(sent: Sent) -> Outcome:
    """A creation that is sent again with its key makes one object, and none unlike it."""
    made, _ = sent.pair
    if sent.operation.own is not None:
        ids = listed(sent.lab, sent.operation, sent.form)
        if made.item["id"] not in ids:
            raise Unavailable("the list does not show the object that was made", made)
        if len(ids) != 1:
            return broken("one object", f"{len(ids)} objects", made)
    if sent.lab.merit.same_born(sent.operation):
        raise Unavailable(SAME_BORN, made)
    return _and_no_other(sent, made)


def _and_no_other(sent: Sent, made: Exchange) -> Outcome:
    """Look at the list as it was before both, and as it is. Raises Unavailable."""

    def again() -> Exchange | None:
        exchange = sent.with_key(sent.key, sent.form)
        return exchange if exchange.accepted else None

    around, before = sent.around, sent.before
    if before is None:
        return passed(made)
    after = around.look(TOP)
    if made.item["id"] not in after[0] and sent.operation.own is None:
        raise Unavailable(UNSHOWN, after[1], made)
    found = around.more(before, after, again, "a creation was sent again with its key")
    return found or passed(made, after[1], before[1])
