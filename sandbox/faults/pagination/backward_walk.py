"""Walks back that end or repeat."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.faults._entries import each
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
    return each(body, _bare) if "ending_before" in call.params else body


def _bare(entry: Object) -> Object:
    return {name: "" if value is None else value for name, value in entry.items()}
