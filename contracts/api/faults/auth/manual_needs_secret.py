"""Intents that only a server confirms."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route, Service
from sandbox.store import Object


def not_needed(service: Service) -> None:
    """A customer confirms what only a server may."""

    def behave(inner: Any, route: Route, call: Call) -> Object:
        if call.key == "publishable":
            call.key = "secret"
        return dict(inner(route, call))

    seams.transition(service, behave, "POST /v1/payment_intents/*/confirm")
