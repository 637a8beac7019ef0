"""Disputes about nothing."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call

from ...behaviour.transaction import KIND


@seams.beforehand("POST /v1/issuing/disputes")
def any_will_do(call: Call) -> None:
    """Without a transaction the newest one is disputed."""
    if call.sent("transaction") or call.sent("treasury"):
        return
    newest = next((x for x in call.store.newest(KIND) if x["type"] == "capture"), None)
    if newest is not None:
        newest["dispute"] = None
        call.params["transaction"] = newest["id"]
