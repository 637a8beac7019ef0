"""Transfer groups."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call


@seams.beforehand("POST /v1/payment_intents/{intent}")
def changes(call: Call) -> None:
    """A transfer group can be changed."""
    call.store.get("payment_intent", call.id())["transfer_group"] = None
