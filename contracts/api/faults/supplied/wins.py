"""Payment methods that come with a confirmation."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call


@seams.beforehand("POST /v1/payment_intents/*/confirm")
def ignored(call: Call) -> None:
    """The payment method of before is charged."""
    if call.store.get("payment_intent", call.id())["payment_method"]:
        call.params.pop("payment_method", None)
