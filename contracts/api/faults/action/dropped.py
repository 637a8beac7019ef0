"""Actions of a payment method that was replaced."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route, Service
from sandbox.store import Object


def stays(service: Service) -> None:
    """A new payment method leaves the old one's action."""

    def behave(inner: Any, route: Route, call: Call) -> Object:
        action = call.store.get("payment_intent", call.id())["next_action"]
        found: Object = inner(route, call)
        found["next_action"] = action
        return found

    seams.transition(service, behave, "POST /v1/payment_intents/{intent}")
