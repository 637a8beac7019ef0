"""Increments."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service
from sandbox.store import Object


def added(service: Service) -> None:
    """The new total is added to the old one."""

    def change(call: Call) -> None:
        call.params["amount"] += call.store.get("payment_intent", call.id())["amount"]

    seams.beforehand(service, change, "POST /v1/payment_intents/*/increment_authorization")


def not_capturable(service: Service) -> None:
    """What an increment adds cannot be captured."""

    def change(_call: Call, intent: Object) -> None:
        intent["amount_capturable"] = 2000

    seams.afterwards(service, change, "POST /v1/payment_intents/*/increment_authorization")
