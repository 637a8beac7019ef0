"""Searches and lists."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service
from sandbox.store import Object

_SEARCH = "GET /v1/payment_intents/search"


def of_others_as_well(service: Service) -> None:
    """A search finds the newest object of all as well."""

    def change(call: Call, body: Object) -> Object:
        newest = [x for x in call.store.newest("payment_intent") if x not in body["data"]][:1]
        return {**body, "data": [*body["data"], *newest]}

    seams.bodies(service, change, _SEARCH)
