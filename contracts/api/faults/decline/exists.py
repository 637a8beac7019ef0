"""Creations that are declined."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import ApiError
from sandbox.service import Service
from sandbox.store import Object


def given_up(service: Service) -> None:
    """A creation that was declined leaves a canceled intent."""

    def change(call: Call, refusal: ApiError) -> Object | None:
        if refusal.status == 402:
            intent = call.store.get("payment_intent", refusal.extra["payment_intent"]["id"])
            intent["status"] = "canceled"
        return None

    seams.refused(service, change, "POST /v1/payment_intents")
