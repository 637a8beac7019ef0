"""Client secrets that do not help."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import ApiError
from sandbox.service import Route
from sandbox.store import Object


@seams.transition("GET /v1/payment_intents/*")
def no_customers(inner: seams.Behave, route: Route, call: Call) -> Object:
    """A publishable key reads no intent, whatever secret comes with it."""
    if call.key == "publishable":
        raise ApiError(401, "This API call needs a secret key.")
    return dict(inner(route, call))
