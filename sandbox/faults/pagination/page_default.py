"""Pages of which no size was asked for."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.seams import Params
from sandbox.store import Object


@seams.parameters("GET *")
def twenty(params: Params) -> Params:
    """A page has twenty objects."""
    return {"limit": 20, **params}


@seams.parameters("GET *")
def five(params: Params) -> Params:
    """A page has five objects."""
    return {"limit": 5, **params}


@seams.bodies("GET *")
def taken_for_all(call: Call, body: Object) -> Object:
    """A page of which no size was asked for is said to be the last."""
    return body if "limit" in call.params or "has_more" not in body else {**body, "has_more": False}
