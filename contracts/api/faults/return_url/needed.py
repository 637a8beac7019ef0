"""Where a customer is sent back to."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service


def not_asked(service: Service) -> None:
    """Nobody asks where a customer is to be sent back to."""

    def change(call: Call) -> None:
        call.params.setdefault("return_url", "https://example.com")

    seams.beforehand(service, change, "POST /v1/payment_intents/*/confirm")
