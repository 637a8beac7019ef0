"""Payments that are taken at once."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


@seams.afterwards("POST /v1/payment_intents*")
def not_counted(_call: Call, intent: Object) -> None:
    """A payment that succeeded says that nothing was received."""
    if intent.get("status") == "succeeded":
        intent["amount_received"] = 0


@seams.afterwards("POST /v1/payment_intents*")
def still_capturable(_call: Call, intent: Object) -> None:
    """What was received can be captured as well."""
    if intent.get("status") == "succeeded":
        intent["amount_capturable"] = intent["amount"]
