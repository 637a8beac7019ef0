"""What a new intent has not."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service
from sandbox.store import Object


def empty(service: Service) -> None:
    """What there is not yet is an empty text."""

    def change(_call: Call, intent: Object) -> None:
        intent["cancellation_reason"] = ""

    seams.afterwards(service, change, "POST /v1/payment_intents")


def left_out(service: Service) -> None:
    """What there is not yet is left out."""

    def change(_call: Call, body: Object) -> Object:
        return {name: value for name, value in body.items() if value is not None}

    seams.bodies(service, change, "POST /v1/payment_intents")
