"""What an update does to the last error."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route, Service
from sandbox.store import Object


def stays(service: Service) -> None:
    """An update leaves the last error where it is."""

    def behave(inner: Any, route: Route, call: Call) -> Object:
        error = call.store.get("payment_intent", call.id())["last_payment_error"]
        found: Object = inner(route, call)
        found["last_payment_error"] = error
        return found

    seams.transition(service, behave, "POST /v1/payment_intents/{intent}")
