"""Metadata of a new intent."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service
from sandbox.store import Object


def none(service: Service) -> None:
    """An intent without metadata has null."""

    def change(_call: Call, intent: Object) -> None:
        intent["metadata"] = intent["metadata"] or None

    seams.afterwards(service, change, "POST /v1/payment_intents")
