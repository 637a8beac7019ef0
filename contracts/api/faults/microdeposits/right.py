"""Microdeposits that were told right."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service
from sandbox.store import Object


def waits(service: Service) -> None:
    """After the right answer the intent still waits."""

    def change(_call: Call, intent: Object) -> None:
        intent["status"] = "requires_action"

    seams.afterwards(service, change, "POST /v1/payment_intents/*/verify_microdeposits")
