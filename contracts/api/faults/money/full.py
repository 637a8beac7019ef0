"""Captures of all."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service
from sandbox.store import Object


def left_over(service: Service) -> None:
    """What was captured can be captured still."""

    def change(_call: Call, intent: Object) -> None:
        intent["amount_capturable"] = intent["amount"]

    seams.afterwards(service, change, "POST /v1/payment_intents/*/capture")
