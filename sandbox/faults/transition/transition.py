"""Moves between states."""

from __future__ import annotations

import copy
from typing import Any

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import ApiError
from sandbox.service import Route, Service
from sandbox.store import Object


def action_ignored(service: Service) -> None:
    """An action answers with the object as it is, and does nothing."""

    def behave(inner: Any, route: Route, call: Call) -> Object:
        item = call.store.find(call.id()) if call.ids else None
        if item is None or route.operation is None or route.operation.kind != "action":
            return dict(inner(route, call))
        before = copy.deepcopy(item)
        inner(route, call)
        item.clear()
        item.update(before)
        return item

    seams.transition(service, behave, "POST *")


def update_ignored(service: Service) -> None:
    """An update answers with the object as it is, and does nothing."""

    def behave(inner: Any, route: Route, call: Call) -> Object:
        item = call.store.find(call.id()) if call.ids else None
        updates = route.operation is not None and route.operation.kind == "update"
        return item if updates and item is not None else dict(inner(route, call))

    seams.transition(service, behave, "POST *")


def refused_is_accepted(service: Service) -> None:
    """A move that is not allowed is answered with the object as it is."""

    def behave(inner: Any, route: Route, call: Call) -> Object:
        try:
            return dict(inner(route, call))
        except ApiError as refusal:
            item = call.store.find(call.id()) if call.ids else None
            if item is None or refusal.status != 400:
                raise
            return item

    seams.transition(service, behave, "POST *")


def code_missing(service: Service) -> None:
    """The refusal of a move does not say that the state is the reason."""

    def change(status: int, error: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if error.get("code") == "payment_intent_unexpected_state":
            del error["code"]
        return status, error

    seams.errors(service, change)


def refusal_changes(service: Service) -> None:
    """A refused move changes the object."""
    seams.marking(service)
