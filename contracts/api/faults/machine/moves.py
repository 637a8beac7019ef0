"""Moves that lead elsewhere, some only after others."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route, Service
from sandbox.store import Object


def still_confirmed(service: Service) -> None:
    """A payment method that replaces a declined one is charged without another confirmation."""

    def behave(inner: Any, route: Route, call: Call) -> Object:
        before = call.store.get("payment_intent", call.id())["last_payment_error"]
        found: Object = inner(route, call)
        if before and call.get("payment_method"):
            found["status"] = "succeeded"
        return found

    seams.transition(service, behave, "POST /v1/payment_intents/{intent}")


def limit_activates(service: Service) -> None:
    """A spending limit makes an inactive card active."""

    def change(call: Call, card: Object) -> None:
        if call.sent("spending_controls") and card["status"] == "inactive":
            card["status"] = "active"

    seams.afterwards(service, change, "POST /v1/issuing/cards/{card}")


def submitted_early(service: Service) -> None:
    """Evidence that is changed after it was complete is submitted at once."""

    def change(call: Call, dispute: Object) -> None:
        told = dispute["evidence"].get("fraudulent") or {}
        if call.sent("evidence") and told.get("explanation"):
            dispute["status"] = "submitted"

    seams.afterwards(service, change, "POST /v1/issuing/disputes/{dispute}")
