"""Captures of all."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


@seams.afterwards("POST /v1/payment_intents/*/capture")
def left_over(_call: Call, intent: Object) -> None:
    """What was captured can be captured still."""
    intent["amount_capturable"] = intent["amount"]
