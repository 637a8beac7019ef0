"""Reads that write."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


@seams.afterwards("GET *")
def reads_are_counted(_call: Call, found: Object) -> None:
    """Each time an object is read, alone or in a list, a counter in it goes up."""
    data = found.get("data")
    for item in data if isinstance(data, list) else [found]:
        item["reads"] = item.get("reads", 0) + 1
