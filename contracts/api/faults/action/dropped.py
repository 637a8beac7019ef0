"""Actions of a payment method that was replaced."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route
from sandbox.store import Object


@seams.transition("POST /v1/payment_intents/{intent}")
def stays(inner: seams.Behave, route: Route, call: Call) -> Object:
    """A new payment method leaves the old one's action."""
    action = call.store.get("payment_intent", call.id())["next_action"]
    found: Object = inner(route, call)
    found["next_action"] = action
    return found
