"""What belongs to one intent, on others of a list."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object

_LISTS = "GET /v1/payment_intents*"


@seams.bodies(_LISTS)
def charge_of_the_first(_call: Call, body: Object) -> Object:
    """A list shows the first charge on every intent that has one."""
    return _shared(body, "latest_charge")


@seams.bodies(_LISTS)
def secret_of_the_first(_call: Call, body: Object) -> Object:
    """A list shows the first client secret on every intent."""
    return _shared(body, "client_secret")


@seams.bodies(_LISTS)
def expanded_from_the_first(call: Call, body: Object) -> Object:
    """What is expanded in a list is expanded once, for all of them."""
    return _shared(body, "latest_charge") if call.expand else body


def _shared(body: Object, name: str) -> Object:
    entries = body.get("data")
    if not isinstance(entries, list):
        return body
    first: Any = next((entry[name] for entry in entries if entry.get(name)), None)
    return {**body, "data": [{**e, name: first} if e.get(name) else e for e in entries]}
