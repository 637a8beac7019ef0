"""Payments that are held."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


@seams.afterwards("POST /v1/payment_intents*")
def received(_call: Call, intent: Object) -> None:
    """What is only held counts as received."""
    if intent.get("status") == "requires_capture":
        intent["amount_received"] = intent["amount"]
