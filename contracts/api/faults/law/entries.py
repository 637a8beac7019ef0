"""Lists that were copied from elsewhere."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.faults._entries import each, without
from sandbox.store import Object


@seams.bodies("GET /v1/issuing/transactions")
def without_disputes(_call: Call, body: Object) -> Object:
    """The entries of a list say of no transaction that it is disputed."""
    return each(body, lambda entry: {**entry, "dispute": None})


@seams.bodies("GET /v1/payment_intents")
def without_times(_call: Call, body: Object) -> Object:
    """The entries of a list do not say when an intent was canceled."""
    return each(body, lambda entry: {**entry, "canceled_at": None})


@seams.bodies("GET /v1/payment_intents")
def without_canceled(_call: Call, body: Object) -> Object:
    """An intent that is canceled disappears from the list."""
    return without(body, "canceled")


@seams.bodies("GET /v1/payment_intents")
def without_succeeded(_call: Call, body: Object) -> Object:
    """An intent that succeeded disappears from the list."""
    return without(body, "succeeded")
