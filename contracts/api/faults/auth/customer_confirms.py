"""Customers who pay."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import ApiError
from sandbox.service import Route, Service
from sandbox.store import Object


def refused(service: Service) -> None:
    """A customer may not confirm."""

    def behave(inner: Any, route: Route, call: Call) -> Object:
        if call.key == "publishable":
            raise ApiError(401, "This API call needs a secret key.")
        return dict(inner(route, call))

    seams.transition(service, behave, "POST /v1/payment_intents/*/confirm")
