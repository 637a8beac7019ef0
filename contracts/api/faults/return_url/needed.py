"""Where a customer is sent back to."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call


@seams.beforehand("POST /v1/payment_intents/*/confirm")
def not_asked(call: Call) -> None:
    """Nobody asks where a customer is to be sent back to."""
    call.params.setdefault("return_url", "https://example.com")
