"""Increments."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


@seams.beforehand("POST /v1/payment_intents/*/increment_authorization")
def added(call: Call) -> None:
    """The new total is added to the old one."""
    call.params["amount"] += call.store.get("payment_intent", call.id())["amount"]


@seams.afterwards("POST /v1/payment_intents/*/increment_authorization")
def not_capturable(_call: Call, intent: Object) -> None:
    """What an increment adds cannot be captured."""
    intent["amount_capturable"] = 2000
