"""Sums that are told of."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


@seams.afterwards("POST /v1/payment_intents")
def silent(_call: Call, intent: Object) -> None:
    """Nobody is told that line items do not add up."""
    if intent["amount_details"]:
        intent["amount_details"]["error"] = None
