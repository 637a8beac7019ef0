"""Sums that are told of."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service
from sandbox.store import Object


def silent(service: Service) -> None:
    """Nobody is told that line items do not add up."""

    def change(_call: Call, intent: Object) -> None:
        if intent["amount_details"]:
            intent["amount_details"]["error"] = None

    seams.afterwards(service, change, "POST /v1/payment_intents")
