"""Canceled intents."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route
from sandbox.store import Object


@seams.afterwards("POST /v1/payment_intents/*/cancel")
def no_time(_call: Call, intent: Object) -> None:
    """A canceled intent does not say when."""
    intent["canceled_at"] = None


@seams.transition("POST /v1/payment_intents/*/cancel")
def action_stays(inner: seams.Behave, route: Route, call: Call) -> Object:
    """A canceled intent keeps the action it waited for."""
    action = call.store.get("payment_intent", call.id())["next_action"]
    found: Object = inner(route, call)
    found["next_action"] = action
    return found


@seams.afterwards("POST /v1/payment_intents/*/cancel")
def no_reason(_call: Call, intent: Object) -> None:
    """A canceled intent forgets why."""
    intent["cancellation_reason"] = None
