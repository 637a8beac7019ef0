"""Cardholders of cards and of transactions."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


@seams.bodies("GET /v1/issuing/cards/*")
def named_only(_call: Call, body: Object) -> Object:
    """A card names its cardholder."""
    return {**body, "cardholder": body["cardholder"]["id"]}


@seams.bodies("GET /v1/issuing/transactions/*")
def whole(call: Call, body: Object) -> Object:
    """A transaction holds its cardholder."""
    return {**body, "cardholder": call.store.find(body["cardholder"] or "")}
