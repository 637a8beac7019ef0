"""Search queries that cannot be understood."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import ApiError
from sandbox.service import Route
from sandbox.store import Object


@seams.transition("GET *search")
def nothing_found(inner: seams.Behave, route: Route, call: Call) -> Object:
    """A query that cannot be understood finds nothing."""
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


@seams.beforehand("GET *search")
def end_forgotten(call: Call) -> None:
    """A conjunction at the end of a query counts as not written."""
    query = call.params.get("query")
    if isinstance(query, str):
        call.params["query"] = query.strip().removesuffix(" AND")
