"""Payments after a decline."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service

from ...behaviour.intent_errors import unexpected_state


def final(service: Service) -> None:
    """After a decline there is no second attempt."""

    def change(call: Call) -> None:
        intent = call.store.get("payment_intent", call.id())
        if intent["last_payment_error"]:
            raise unexpected_state(intent, "confirm")

    seams.beforehand(service, change, "POST /v1/payment_intents/*/confirm")
