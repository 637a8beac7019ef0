"""Captures of a part."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.seams import Params
from sandbox.store import Object


@seams.afterwards("POST /v1/payment_intents/*/capture")
def rest_stays(_call: Call, intent: Object) -> None:
    """What was not captured is not released."""
    intent["amount_capturable"] = intent["amount"] - intent["amount_received"]


@seams.afterwards("POST /v1/payment_intents/*/capture")
def amount_shrinks(_call: Call, intent: Object) -> None:
    """A partial capture changes what was authorised."""
    intent["amount"] = intent["amount_received"]


@seams.parameters("POST /v1/payment_intents/*/capture")
def all_taken(params: Params) -> Params:
    """A partial capture takes all."""
    return {k: v for k, v in params.items() if k != "amount_to_capture"}
