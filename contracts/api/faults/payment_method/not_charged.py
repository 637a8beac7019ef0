"""Updates that give a payment method."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


@seams.afterwards("POST /v1/payment_intents/{intent}")
def charged(call: Call, intent: Object) -> None:
    """An update with a payment method pays."""
    if call.get("payment_method"):
        intent.update(status="succeeded", amount_received=intent["amount"])
