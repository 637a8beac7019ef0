"""The order of objects of one second."""

from __future__ import annotations

import random

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


@seams.bodies("GET *")
def drawn_each_time(call: Call, body: Object) -> Object:
    """Objects of a page stand in another order each time."""
    data = body.get("data")
    if not isinstance(data, list) or call.operation is None:
        return body
    return {**body, "data": random.sample(data, len(data))}
