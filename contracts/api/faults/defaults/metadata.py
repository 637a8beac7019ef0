"""Metadata of a new intent."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


@seams.afterwards("POST /v1/payment_intents")
def none(_call: Call, intent: Object) -> None:
    """An intent without metadata has null."""
    intent["metadata"] = intent["metadata"] or None
