"""Cursors that name nothing."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import ApiError
from sandbox.service import Route, Service
from sandbox.store import Object


def taken_for_none(service: Service) -> None:
    """A list with an unknown cursor starts from its beginning."""

    def behave(inner: Any, route: Route, call: Call) -> Object:
        try:
            return dict(inner(route, call))
        except ApiError as refusal:
            if refusal.param not in ("starting_after", "ending_before"):
                raise
            call.params.pop(refusal.param)
            return dict(inner(route, call))

    seams.transition(service, behave, "GET *")


def not_found(service: Service) -> None:
    """An unknown cursor is answered like an unknown id in the path."""

    def change(status: int, error: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        cursor = error.get("param") in ("starting_after", "ending_before")
        return 404 if cursor else status, error

    seams.errors(service, change)
