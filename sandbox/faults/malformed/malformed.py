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
    return _without(inner, route, call, "")


@seams.transition("GET *search")
def short_parts_taken(inner: seams.Behave, route: Route, call: Call) -> Object:
    """A part of a text may be as short as one likes."""
    return _without(inner, route, call, "]~")


@seams.transition("GET *search")
def numbers_have_parts(inner: seams.Behave, route: Route, call: Call) -> Object:
    """A part of a number is looked for, and not found."""
    return _without(inner, route, call, "t~")


@seams.transition("GET *search")
def texts_have_an_order(inner: seams.Behave, route: Route, call: Call) -> Object:
    """A text may be asked to come after another."""
    return _without(inner, route, call, ">'")


@seams.beforehand("GET *search")
def end_forgotten(call: Call) -> None:
    """A conjunction at the end of a query counts as not written."""
    query = call.params.get("query")
    if isinstance(query, str):
        call.params["query"] = query.strip().removesuffix(" AND")


def _without(inner: seams.Behave, route: Route, call: Call, part: str) -> Object:
    """Find nothing where a query that has this part cannot be understood."""
    try:
        return dict(inner(route, call))
    except ApiError:
        if part not in str(call.params.get("query")):
            raise
        return {
            "object": "search_result",
            "data": [],
            "has_more": False,
            "next_page": None,
            "url": call.path,
        }
