"""Payment methods that come with a confirmation."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service


def ignored(service: Service) -> None:
    """The payment method of before is charged."""

    def change(call: Call) -> None:
        if call.store.get("payment_intent", call.id())["payment_method"]:
            call.params.pop("payment_method", None)

    seams.beforehand(service, change, "POST /v1/payment_intents/*/confirm")
