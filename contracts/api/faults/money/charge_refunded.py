"""Charges of canceled holds."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


def _tell(call: Call, intent: Object, **told: Any) -> None:
    charge = call.store.find(str(intent["latest_charge"]))
    if charge is not None:
        charge.update(told)


@seams.afterwards("POST /v1/payment_intents/*/cancel")
def still_held(call: Call, intent: Object) -> None:
    """Nothing of the charge is given back."""
    _tell(call, intent, refunded=False, amount_refunded=0)


@seams.afterwards("POST /v1/payment_intents/*/cancel")
def not_told(call: Call, intent: Object) -> None:
    """The charge gives its amount back, and says that it was not refunded."""
    _tell(call, intent, refunded=False)


@seams.afterwards("POST /v1/payment_intents/*/cancel")
def received(call: Call, intent: Object) -> None:
    """The charge gives back what was received, not what was held."""
    _tell(call, intent, amount_refunded=intent["amount_received"])
