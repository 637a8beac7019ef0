"""Searches of old copies."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service
from sandbox.store import Object


def from_a_copy(service: Service) -> None:
    """What is found has no metadata."""

    def change(_call: Call, body: Object) -> Object:
        return {**body, "data": [{**item, "metadata": {}} for item in body["data"]]}

    seams.bodies(service, change, "GET /v1/payment_intents/search")


def unpaid(service: Service) -> None:
    """What is found has no payment method."""

    def change(_call: Call, body: Object) -> Object:
        return {**body, "data": [{**item, "payment_method": None} for item in body["data"]]}

    seams.bodies(service, change, "GET /v1/payment_intents/search")
