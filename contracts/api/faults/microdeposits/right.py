"""Microdeposits that were told right."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


@seams.afterwards("POST /v1/payment_intents/*/verify_microdeposits")
def waits(_call: Call, intent: Object) -> None:
    """After the right answer the intent still waits."""
    intent["status"] = "requires_action"
