"""Intents that send nobody away."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import invalid


@seams.beforehand("POST /v1/payment_intents/*/confirm")
def asked(call: Call) -> None:
    """Every confirmation has to say where to send the customer back to."""
    if not call.get("return_url"):
        raise invalid("Send a return_url.", "return_url")
