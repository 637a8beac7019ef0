"""Disputes of all of a transaction."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import invalid
from sandbox.store import Object

_MAKE = "POST /v1/issuing/disputes"
_CHANGE = "POST /v1/issuing/disputes/{dispute}"


def _all_of_it(call: Call, transaction: object) -> bool:
    """Whether a dispute is to be of all of its transaction."""
    found = call.store.peek("issuing.transaction", str(transaction))
    return found is not None and call.get("amount") == abs(found["amount"])


@seams.beforehand(_MAKE)
def edge_refused(call: Call) -> None:
    """An amount has to be below that of the transaction."""
    if _all_of_it(call, call.get("transaction")):
        raise invalid("The amount must be below that of the transaction.", "amount")


@seams.beforehand(_CHANGE)
def edge_refused_when_changed(call: Call) -> None:
    """An update has to name less than the whole amount."""
    if _all_of_it(call, call.store.get("issuing.dispute", call.id())["transaction"]):
        raise invalid("The amount must be below that of the transaction.", "amount")


@seams.afterwards(_MAKE)
def one_kept_back(call: Call, dispute: Object) -> None:
    """Of a whole amount that is named one is kept back."""
    if _all_of_it(call, dispute["transaction"]):
        dispute["amount"] -= 1
