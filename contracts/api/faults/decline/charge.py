"""Charges that failed."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import ApiError
from sandbox.store import Object


@seams.refused("POST /v1/payment_intents*")
def none(call: Call, refusal: ApiError) -> Object | None:
    """A decline leaves no charge."""
    intent = call.store.find(call.id()) if call.ids else None
    if intent is not None and refusal.status == 402:
        intent["latest_charge"] = None
    return None


@seams.refused("POST /v1/payment_intents*")
def paid(call: Call, refusal: ApiError) -> Object | None:
    """The charge of a decline is paid."""
    charge = call.store.find(str(refusal.extra.get("charge")))
    if charge is not None:
        charge["paid"] = True
    return None
