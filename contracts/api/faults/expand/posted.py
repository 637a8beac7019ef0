"""Expansions of some answers and not of others."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


@seams.beforehand("POST /v1/payment_intents/*/cancel")
def not_when_canceled(call: Call) -> None:
    """The answer to a cancellation is never expanded."""
    call.expand = ()


@seams.bodies("POST /v1/payment_intents/*/capture")
def charge_of_before(_call: Call, body: Object) -> Object:
    """The charge in the answer to a capture is the one that was only held."""
    charge = body.get("latest_charge")
    if isinstance(charge, dict):
        body["latest_charge"] = {**charge, "captured": False, "amount_captured": 0}
    return body


@seams.bodies("POST /v1/payment_intents/*/increment_authorization")
def amount_of_before(_call: Call, body: Object) -> Object:
    """The charge in the answer to an increment has the amount that was held before."""
    charge = body.get("latest_charge")
    if isinstance(charge, dict):
        body["latest_charge"] = {**charge, "amount": charge["amount"] - 500}
    return body
