"""Walks back that end or repeat."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.seams import Params
from sandbox.store import Object


@seams.bodies("GET *")
def ends_early(call: Call, body: Object) -> Object:
    """A page before an object never says that there is more."""
    return {**body, "has_more": False} if "ending_before" in call.params else body


@seams.parameters("GET *")
def taken_for_forward(params: Params) -> Params:
    """`ending_before` is taken for `starting_after`."""
    names = {"ending_before": "starting_after"}
    return {names.get(n, n): v for n, v in params.items()}


@seams.bodies("GET *")
def pages_before_without_what_is_null(call: Call, body: Object) -> Object:
    """An entry on a page before an object shows "" where it shows null otherwise."""
    if "ending_before" not in call.params or not isinstance(body.get("data"), list):
        return body
    bare = [{k: "" if v is None else v for k, v in item.items()} for item in body["data"]]
    return {**body, "data": bare}
