"""The order of objects of one second."""

from __future__ import annotations

import random

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service
from sandbox.store import Object


def drawn_each_time(service: Service) -> None:
    """Objects of a page stand in another order each time."""

    def change(call: Call, body: Object) -> Object:
        data = body.get("data")
        if not isinstance(data, list) or call.operation is None:
            return body
        return {**body, "data": random.sample(data, len(data))}

    seams.bodies(service, change, "GET *")
