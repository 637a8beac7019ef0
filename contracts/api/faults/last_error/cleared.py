"""What an update does to the last error."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route
from sandbox.store import Object


@seams.transition("POST /v1/payment_intents/{intent}")
def stays(inner: seams.Behave, route: Route, call: Call) -> Object:
    """An update leaves the last error where it is."""
    error = call.store.get("payment_intent", call.id())["last_payment_error"]
    found: Object = inner(route, call)
    found["last_payment_error"] = error
    return found
