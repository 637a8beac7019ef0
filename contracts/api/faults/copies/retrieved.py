"""Parts of an object that only its creation showed."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object

_PARTS = ("shipping", "evidence", "carrier_text", "individual", "filters")


@seams.bodies("GET *")
def parts_lost(call: Call, body: Object) -> Object:
    """A part that an object was created with is null when it is retrieved."""
    if call.operation is None or call.operation.kind != "retrieve":
        return body
    return {name: None if name in _PARTS else value for name, value in body.items()}


@seams.bodies("POST /v1/payment_intents")
def told_before_it_was_paid(_call: Call, body: Object) -> Object:
    """A creation that is confirmed at once answers without what it is paid with, and the charge."""
    paid = body.get("status") == "succeeded"
    return {**body, "payment_method": None, "latest_charge": None} if paid else body


@seams.bodies("POST /v1/payment_intents")
def another_secret_when_confirmed(_call: Call, body: Object) -> Object:
    """A creation that is confirmed at once answers with a secret that is not kept."""
    secret = body.get("client_secret")
    paid = secret and body.get("status") == "succeeded"
    return {**body, "client_secret": f"{secret}0"} if paid else body
