"""Pages of a search."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.faults._entries import each
from sandbox.seams import Params
from sandbox.store import Object

_SEARCH = "GET /v1/payment_intents/search"


@seams.parameters(_SEARCH)
def page_ignored(params: Params) -> Params:
    """Every page is the first."""
    return {name: value for name, value in params.items() if name != "page"}


@seams.parameters(_SEARCH)
def limit_of_later_pages_ignored(params: Params) -> Params:
    """Behind the first page all the rest stands on one."""
    return {n: v for n, v in params.items() if n != "limit"} if "page" in params else params


@seams.bodies(_SEARCH)
def more_at_the_end(call: Call, body: Object) -> Object:
    """The last page behind another says that more follow."""
    return {**body, "has_more": True} if "page" in call.params else body


@seams.bodies(_SEARCH)
def later_pages_lose_metadata(call: Call, body: Object) -> Object:
    """Behind the first page the objects show no metadata."""
    return each(body, lambda entry: {**entry, "metadata": {}}) if "page" in call.params else body
