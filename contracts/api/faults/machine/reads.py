"""Objects that are read from somewhere else than where they are written."""

from __future__ import annotations

import copy

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service
from sandbox.store import Object

_SHARED = ("payment_intent", "issuing.dispute", "issuing.card")


@seams.anew
def once_remembered(_service: Service) -> seams.Install:
    """What was read once is remembered and read again, whatever has happened since."""
    kept: dict[str, Object] = {}

    @seams.bodies("GET *")
    def change(_call: Call, body: Object) -> Object:
        if body.get("object") not in _SHARED:
            return body
        return kept.setdefault(body["id"], copy.deepcopy(body))

    return change
