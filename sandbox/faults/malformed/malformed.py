"""Search queries that cannot be understood."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import ApiError
from sandbox.service import Route, Service
from sandbox.store import Object


def nothing_found(service: Service) -> None:
    """A query that cannot be understood finds nothing."""

    def behave(inner: Any, route: Route, call: Call) -> Object:
        try:
            return dict(inner(route, call))
        except ApiError:
            return {
                "object": "search_result",
                "data": [],
                "has_more": False,
                "next_page": None,
                "url": call.path,
            }

    seams.transition(service, behave, "GET *search")
