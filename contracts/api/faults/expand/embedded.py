"""Cardholders of cards and of transactions."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service
from sandbox.store import Object


def named_only(service: Service) -> None:
    """A card names its cardholder."""

    def change(_call: Call, body: Object) -> Object:
        return {**body, "cardholder": body["cardholder"]["id"]}

    seams.bodies(service, change, "GET /v1/issuing/cards/*")


def whole(service: Service) -> None:
    """A transaction holds its cardholder."""

    def change(call: Call, body: Object) -> Object:
        return {**body, "cardholder": call.store.find(body["cardholder"] or "")}

    seams.bodies(service, change, "GET /v1/issuing/transactions/*")
