"""Disputes about nothing."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service

from ...behaviour.transaction import KIND


def any_will_do(service: Service) -> None:
    """Without a transaction the newest one is disputed."""

    def change(call: Call) -> None:
        if call.sent("transaction") or call.sent("treasury"):
            return
        newest = next((x for x in call.store.newest(KIND) if x["type"] == "capture"), None)
        if newest is not None:
            newest["dispute"] = None
            call.params["transaction"] = newest["id"]

    seams.beforehand(service, change, "POST /v1/issuing/disputes")
