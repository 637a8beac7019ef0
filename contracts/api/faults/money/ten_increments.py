"""The number of increments."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call


@seams.beforehand("POST /v1/payment_intents/*/increment_authorization")
def no_end(call: Call) -> None:
    """Increments are not counted."""
    call.store.secrets[call.id()]["increments"] = 0
