"""Payments after a decline."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call

from ...behaviour.intent_errors import unexpected_state


@seams.beforehand("POST /v1/payment_intents/*/confirm")
def final(call: Call) -> None:
    """After a decline there is no second attempt."""
    intent = call.store.get("payment_intent", call.id())
    if intent["last_payment_error"]:
        raise unexpected_state(intent, "confirm")
