"""Intents that only a server confirms."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route
from sandbox.store import Object


@seams.transition("POST /v1/payment_intents/*/confirm")
def not_needed(inner: seams.Behave, route: Route, call: Call) -> Object:
    """A customer confirms what only a server may."""
    if call.key == "publishable":
        call.key = "secret"
    return dict(inner(route, call))
