"""What the network says of tokens that are old."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object

_DAY = 86400
_VISA = {"card_reference_id": None, "token_reference_id": "DNITHEOLD",
         "token_requestor_id": "40010030273", "token_risk_score": None}  # fmt: skip


def _told(call: Call, body: Object, found: Object) -> Object:
    old = body["created"] < call.now - _DAY
    return {**body, "network_data": found} if old and "network_data" in call.expand else body


@seams.bodies("GET /v1/issuing/tokens/*")
def kept(call: Call, body: Object) -> Object:
    """It is to be had for as long as the token is there."""
    return _told(call, body, {"type": "visa", "visa": _VISA})


@seams.bodies("GET /v1/issuing/tokens/*")
def hollow(call: Call, body: Object) -> Object:
    """An object without anything in it stands in its place."""
    return _told(call, body, {})


@seams.bodies("GET /v1/issuing/tokens/*")
def half(call: Call, body: Object) -> Object:
    """What the device said is kept for longer than what the network said."""
    device = {"device_fingerprint": None, "ip_address": "203.0.113.7", "type": "phone"}
    return _told(call, body, {"device": device, "type": "visa"})
