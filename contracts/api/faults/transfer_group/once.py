"""Transfer groups."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service


def changes(service: Service) -> None:
    """A transfer group can be changed."""

    def change(call: Call) -> None:
        call.store.get("payment_intent", call.id())["transfer_group"] = None

    seams.beforehand(service, change, "POST /v1/payment_intents/{intent}")
