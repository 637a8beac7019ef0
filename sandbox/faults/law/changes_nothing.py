"""Reads that write."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service
from sandbox.store import Object


def reads_are_counted(service: Service) -> None:
    """Each time an object is read, alone or in a list, a counter in it goes up."""

    def change(_call: Call, found: Object) -> None:
        data = found.get("data")
        for item in data if isinstance(data, list) else [found]:
            item["reads"] = item.get("reads", 0) + 1

    seams.afterwards(service, change, "GET *")
