"""What stays editable."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call

from ...behaviour.intent_errors import unexpected_state


@seams.beforehand("POST /v1/payment_intents/{intent}")
def frozen(call: Call) -> None:
    """A payment that succeeded cannot be described."""
    intent = call.store.get("payment_intent", call.id())
    if intent["status"] == "succeeded":
        raise unexpected_state(intent, "update")
