"""Cards that ask for authentication."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service
from sandbox.store import Object


def nothing_to_do(service: Service) -> None:
    """An intent that waits for an action does not say for which."""

    def change(_call: Call, intent: Object) -> None:
        if intent.get("status") == "requires_action":
            intent["next_action"] = None

    seams.afterwards(service, change, "POST /v1/payment_intents*")


def not_asked(service: Service) -> None:
    """A card that asks for authentication is charged without."""

    def change(_call: Call, intent: Object) -> None:
        if intent.get("status") == "requires_action":
            intent.update(status="succeeded", amount_received=intent["amount"], next_action=None)

    seams.afterwards(service, change, "POST /v1/payment_intents*")
