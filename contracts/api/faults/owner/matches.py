"""Payment methods of customers."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route
from sandbox.store import Object


@seams.transition("POST /v1/payment_intents*")
def anyone(inner: seams.Behave, route: Route, call: Call) -> Object:
    """Anyone may pay with a customer's payment method."""
    method = call.store.find(str(call.get("payment_method"))) or {}
    owner = method.get("customer")
    if owner:
        method["customer"] = None
    try:
        return dict(inner(route, call))
    finally:
        if owner:
            method["customer"] = owner
