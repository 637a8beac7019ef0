"""Times of making that do not stay."""

from __future__ import annotations

from itertools import count

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object

_ANSWERS = count(1)


def _later(item: Object, seconds: int) -> Object:
    return {**item, "created": item["created"] + seconds} if "created" in item else item


@seams.objects()
def told_anew(item: Object) -> Object:
    """An object was made, it says, when it is shown: a second later each time."""
    return _later(item, next(_ANSWERS))


@seams.bodies()
def of_the_update(call: Call, body: Object) -> Object:
    """An update answers with its own time as that of the making."""
    return _later(body, 3) if call.operation and call.operation.kind == "update" else body


@seams.bodies()
def of_the_page(call: Call, body: Object) -> Object:
    """Objects of a list were all made a minute later."""
    if call.operation is None or call.operation.kind != "list":
        return body
    return {**body, "data": [_later(item, 60) for item in body["data"]]}
