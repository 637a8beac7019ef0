"""Transactions whose amounts do not say in which direction the money went."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


@seams.bodies("GET /v1/issuing/transactions")
def absolute(_call: Call, body: Object) -> Object:
    """The entries of a list have amounts without a sign."""
    data = body.get("data")
    if not isinstance(data, list):
        return body
    return {**body, "data": [{**entry, "amount": abs(entry["amount"])} for entry in data]}
