"""Filters and cursors together."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import no_such
from sandbox.service import Route, Service
from sandbox.store import Object

_CURSORS = ("starting_after", "ending_before")


def cursor_must_fit(service: Service) -> None:
    """A cursor that names an object which the filter keeps out is unknown."""

    def behave(inner: Any, route: Route, call: Call) -> Object:
        sent = call.params
        cursor = next((sent[name] for name in _CURSORS if sent.get(name)), None)
        if cursor:
            call.params = {n: v for n, v in sent.items() if n not in _CURSORS} | {"limit": 100}
            if cursor not in [item["id"] for item in inner(route, call).get("data", [])]:
                raise no_such("object", cursor, "starting_after", 400)
        call.params = sent
        return dict(inner(route, call))

    seams.transition(service, behave, "GET *")


def filter_forgotten(service: Service) -> None:
    """After the first page the filter is forgotten."""

    def change(call: Call) -> None:
        kept = ("limit", *_CURSORS, "card", "payment_record", "ownership")
        if any(call.get(name) for name in _CURSORS):
            call.params = {n: v for n, v in call.params.items() if n in kept}

    seams.beforehand(service, change, "GET *")


def one_forgotten(service: Service) -> None:
    """After the first page the filter by type is forgotten."""

    def change(call: Call) -> None:
        if any(call.get(name) for name in _CURSORS):
            call.params = {n: v for n, v in call.params.items() if n != "type"}

    seams.beforehand(service, change, "GET /v1/issuing/cards")


def backwards_forgotten(service: Service) -> None:
    """Before a cursor the filter by status is forgotten."""

    def change(call: Call) -> None:
        if call.get("ending_before"):
            call.params = {n: v for n, v in call.params.items() if n != "status"}

    seams.beforehand(service, change, "GET /v1/issuing/cards")
