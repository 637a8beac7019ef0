"""Customers without a client secret."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route
from sandbox.store import Object


@seams.transition("GET /v1/payment_intents/*")
def not_needed(inner: seams.Behave, route: Route, call: Call) -> Object:
    """A customer needs no client secret."""
    if call.key == "publishable":
        call.key = "secret"
    return dict(inner(route, call))
