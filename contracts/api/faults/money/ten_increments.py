"""The number of increments."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service


def no_end(service: Service) -> None:
    """Increments are not counted."""

    def change(call: Call) -> None:
        call.store.secrets[call.id()]["increments"] = 0

    seams.beforehand(service, change, "POST /v1/payment_intents/*/increment_authorization")
