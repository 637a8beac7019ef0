"""Lists that were copied from elsewhere."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


@seams.bodies("GET /v1/issuing/transactions")
def without_disputes(_call: Call, body: Object) -> Object:
    """The entries of a list say of no transaction that it is disputed."""
    data = body.get("data")
    if not isinstance(data, list):
        return body
    return {**body, "data": [{**entry, "dispute": None} for entry in data]}


@seams.bodies("GET /v1/payment_intents")
def without_times(_call: Call, body: Object) -> Object:
    """The entries of a list do not say when an intent was canceled."""
    data = body.get("data")
    if not isinstance(data, list):
        return body
    return {**body, "data": [{**entry, "canceled_at": None} for entry in data]}


def _without(body: Object, status: str) -> Object:
    data = body.get("data")
    if not isinstance(data, list):
        return body
    return {**body, "data": [entry for entry in data if entry["status"] != status]}


@seams.bodies("GET /v1/payment_intents")
def without_canceled(_call: Call, body: Object) -> Object:
    """An intent that is canceled disappears from the list."""
    return _without(body, "canceled")


@seams.bodies("GET /v1/payment_intents")
def without_succeeded(_call: Call, body: Object) -> Object:
    """An intent that succeeded disappears from the list."""
    return _without(body, "succeeded")
