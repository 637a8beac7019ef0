"""Intents that send nobody away."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import invalid
from sandbox.service import Service


def asked(service: Service) -> None:
    """Every confirmation has to say where to send the customer back to."""

    def change(call: Call) -> None:
        if not call.get("return_url"):
            raise invalid("Send a return_url.", "return_url")

    seams.beforehand(service, change, "POST /v1/payment_intents/*/confirm")
