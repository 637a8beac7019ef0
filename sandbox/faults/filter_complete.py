"""Filters that keep out what fits."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service
from sandbox.store import Object

_PAGING = {"limit", "starting_after", "ending_before", "expand"}


def last_lost(service: Service) -> None:
    """A filtered page lacks the last object that fits."""

    def change(call: Call, body: Object) -> Object:
        data = body.get("data")
        filtered = set(call.params) - _PAGING
        return {**body, "data": data[:-1]} if filtered and isinstance(data, list) else body

    seams.bodies(service, change, "GET *")
