"""What never changes, and does."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


@seams.afterwards("POST *")
def created_anew(_call: Call, item: Object) -> None:
    """What is canceled or submitted was created then."""
    if item.get("status") in ("canceled", "submitted"):
        item["created"] += 1


@seams.afterwards("POST /v1/payment_intents/*/capture")
def lives_when_paid(_call: Call, item: Object) -> None:
    """A payment that was held says that it is a live one."""
    item["livemode"] = True
