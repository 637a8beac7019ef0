"""Transactions whose amounts do not say in which direction the money went."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.faults._entries import each
from sandbox.store import Object


@seams.bodies("GET /v1/issuing/transactions")
def absolute(_call: Call, body: Object) -> Object:
    """The entries of a list have amounts without a sign."""
    return each(body, lambda entry: {**entry, "amount": abs(entry["amount"])})
