"""Updates that give a payment method."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service
from sandbox.store import Object


def charged(service: Service) -> None:
    """An update with a payment method pays."""

    def change(call: Call, intent: Object) -> None:
        if call.get("payment_method"):
            intent.update(status="succeeded", amount_received=intent["amount"])

    seams.afterwards(service, change, "POST /v1/payment_intents/{intent}")
