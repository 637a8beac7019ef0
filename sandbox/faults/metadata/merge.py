"""Metadata that is not merged."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route, Service
from sandbox.store import Object


def replaced(service: Service) -> None:
    """New metadata takes the place of the old."""

    def behave(inner: Any, route: Route, call: Call) -> Object:
        item = call.store.find(call.id()) if call.ids else None
        if item is not None and call.params.get("metadata"):
            item["metadata"] = {}
        return dict(inner(route, call))

    seams.transition(service, behave, "POST *")


def replaced_by_actions(service: Service) -> None:
    """Metadata that comes with a capture takes the place of the old."""

    def behave(inner: Any, route: Route, call: Call) -> Object:
        item = call.store.find(call.id()) if call.ids else None
        if item is not None and call.params.get("metadata"):
            item["metadata"] = {}
        return dict(inner(route, call))

    seams.transition(service, behave, "POST /v1/payment_intents/*/capture")
