"""Customers with another intent's client secret."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route, Service
from sandbox.store import Object


def not_compared(service: Service) -> None:
    """Any client secret will do."""

    def behave(inner: Any, route: Route, call: Call) -> Object:
        if call.key == "publishable":
            call.key = "secret"
        return dict(inner(route, call))

    seams.transition(service, behave, "* /v1/payment_intents/*")
