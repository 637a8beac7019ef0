"""Lookup keys of several designs."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route
from sandbox.store import Object


@seams.transition("POST /v1/issuing/personalization_designs")
def shared(inner: seams.Behave, route: Route, call: Call) -> Object:
    """Two designs can have one key."""
    kind, key = "issuing.personalization_design", call.params.get("lookup_key")
    holders = [x for x in call.store.all(kind) if key and x["lookup_key"] == key]
    call.params["transfer_lookup_key"] = True
    found = inner(route, call)
    for item in holders:
        item["lookup_key"] = key
    return dict(found)
