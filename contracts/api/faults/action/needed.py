"""Cards that ask for authentication."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


@seams.afterwards("POST /v1/payment_intents*")
def nothing_to_do(_call: Call, intent: Object) -> None:
    """An intent that waits for an action does not say for which."""
    if intent.get("status") == "requires_action":
        intent["next_action"] = None


@seams.afterwards("POST /v1/payment_intents*")
def not_asked(_call: Call, intent: Object) -> None:
    """A card that asks for authentication is charged without."""
    if intent.get("status") == "requires_action":
        intent.update(status="succeeded", amount_received=intent["amount"], next_action=None)
