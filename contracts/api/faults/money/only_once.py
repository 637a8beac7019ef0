"""Second captures."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import ApiError
from sandbox.service import Service
from sandbox.store import Object


def twice(service: Service) -> None:
    """What was captured in part can be captured again."""

    def change(call: Call, refusal: ApiError) -> Object | None:
        intent = call.store.get("payment_intent", call.id())
        if intent["status"] != "succeeded" or refusal.status != 400:
            return None
        intent["amount_received"] = intent["amount"]
        return intent

    seams.refused(service, change, "POST /v1/payment_intents/*/capture")
