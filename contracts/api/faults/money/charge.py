"""Charges of payments."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


@seams.afterwards("POST /v1/payment_intents*")
def never_captured(call: Call, intent: Object) -> None:
    """The charge never learns that it was captured."""
    charge = call.store.find(str(intent.get("latest_charge")))
    if charge is not None:
        charge["captured"] = False


@seams.afterwards("POST /v1/payment_intents*")
def captured_early(call: Call, intent: Object) -> None:
    """The charge of a held payment is captured."""
    charge = call.store.find(str(intent.get("latest_charge")))
    if charge is not None:
        charge["captured"] = True
