"""Canceled intents."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route, Service
from sandbox.store import Object


def no_time(service: Service) -> None:
    """A canceled intent does not say when."""

    def change(_call: Call, intent: Object) -> None:
        intent["canceled_at"] = None

    seams.afterwards(service, change, "POST /v1/payment_intents/*/cancel")


def action_stays(service: Service) -> None:
    """A canceled intent keeps the action it waited for."""

    def behave(inner: Any, route: Route, call: Call) -> Object:
        action = call.store.get("payment_intent", call.id())["next_action"]
        found: Object = inner(route, call)
        found["next_action"] = action
        return found

    seams.transition(service, behave, "POST /v1/payment_intents/*/cancel")


def no_reason(service: Service) -> None:
    """A canceled intent forgets why."""

    def change(_call: Call, intent: Object) -> None:
        intent["cancellation_reason"] = None

    seams.afterwards(service, change, "POST /v1/payment_intents/*/cancel")
