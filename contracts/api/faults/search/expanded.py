"""Searches that do not show what is to be expanded."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.faults._entries import each
from sandbox.seams import Params
from sandbox.store import Object

_SEARCH = "GET /v1/payment_intents/search"


@seams.parameters(_SEARCH)
def nothing(params: Params) -> Params:
    """A search shows ids, whatever is to be expanded."""
    return {name: value for name, value in params.items() if name != "expand"}


@seams.bodies(_SEARCH)
def the_first_alone(_call: Call, body: Object) -> Object:
    """The first of what is found is expanded, the others are not."""
    first, *rest = body["data"] or [{}]
    return {**body, "data": [first, *map(_folded, rest)]} if body["data"] else body


@seams.bodies(_SEARCH)
def metadata_lost(call: Call, body: Object) -> Object:
    """Where something is expanded the metadata is left out."""
    return each(body, lambda entry: {**entry, "metadata": {}}) if call.expand else body


def _folded(item: Object) -> Object:
    return {n: v.get("id") if isinstance(v, dict) and "object" in v else v for n, v in item.items()}
