"""Customers who pay."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import ApiError
from sandbox.service import Route
from sandbox.store import Object


@seams.transition("POST /v1/payment_intents/*/confirm")
def refused(inner: seams.Behave, route: Route, call: Call) -> Object:
    """A customer may not confirm."""
    if call.key == "publishable":
        raise ApiError(401, "This API call needs a secret key.")
    return dict(inner(route, call))
