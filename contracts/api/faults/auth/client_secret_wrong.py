"""Customers with another intent's client secret."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route
from sandbox.store import Object


@seams.transition("* /v1/payment_intents/*")
def not_compared(inner: seams.Behave, route: Route, call: Call) -> Object:
    """Any client secret will do."""
    if call.key == "publishable":
        call.key = "secret"
    return dict(inner(route, call))
