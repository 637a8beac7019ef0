"""What stays editable."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service

from ...behaviour.intent_errors import unexpected_state


def frozen(service: Service) -> None:
    """A payment that succeeded cannot be described."""

    def change(call: Call) -> None:
        intent = call.store.get("payment_intent", call.id())
        if intent["status"] == "succeeded":
            raise unexpected_state(intent, "update")

    seams.beforehand(service, change, "POST /v1/payment_intents/{intent}")
