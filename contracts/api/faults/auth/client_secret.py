"""Client secrets that do not help."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import ApiError
from sandbox.service import Route, Service
from sandbox.store import Object


def no_customers(service: Service) -> None:
    """A publishable key reads no intent, whatever secret comes with it."""

    def behave(inner: Any, route: Route, call: Call) -> Object:
        if call.key == "publishable":
            raise ApiError(401, "This API call needs a secret key.")
        return dict(inner(route, call))

    seams.transition(service, behave, "GET /v1/payment_intents/*")
