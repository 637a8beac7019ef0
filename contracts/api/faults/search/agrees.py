"""Searches and lists."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object

_SEARCH = "GET /v1/payment_intents/search"


@seams.bodies(_SEARCH)
def of_others_as_well(call: Call, body: Object) -> Object:
    """A search finds the newest object of all as well."""
    newest = [x for x in call.store.newest("payment_intent") if x not in body["data"]][:1]
    return {**body, "data": [*body["data"], *newest]}
