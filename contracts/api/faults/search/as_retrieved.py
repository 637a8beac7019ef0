"""Searches of old copies."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


@seams.bodies("GET /v1/payment_intents/search")
def from_a_copy(_call: Call, body: Object) -> Object:
    """What is found has no metadata."""
    return {**body, "data": [{**item, "metadata": {}} for item in body["data"]]}


@seams.bodies("GET /v1/payment_intents/search")
def unpaid(_call: Call, body: Object) -> Object:
    """What is found has no payment method."""
    return {**body, "data": [{**item, "payment_method": None} for item in body["data"]]}
