"""Captures of a part."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service
from sandbox.store import Object


def rest_stays(service: Service) -> None:
    """What was not captured is not released."""

    def change(_call: Call, intent: Object) -> None:
        intent["amount_capturable"] = intent["amount"] - intent["amount_received"]

    seams.afterwards(service, change, "POST /v1/payment_intents/*/capture")


def amount_shrinks(service: Service) -> None:
    """A partial capture changes what was authorised."""

    def change(_call: Call, intent: Object) -> None:
        intent["amount"] = intent["amount_received"]

    seams.afterwards(service, change, "POST /v1/payment_intents/*/capture")


def all_taken(service: Service) -> None:
    """A partial capture takes all."""

    def change(params: dict[str, Any]) -> dict[str, Any]:
        return {k: v for k, v in params.items() if k != "amount_to_capture"}

    seams.parameters(service, change, "POST /v1/payment_intents/*/capture")
