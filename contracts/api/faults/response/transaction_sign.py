"""Transactions whose amounts do not say in which direction the money went."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service
from sandbox.store import Object


def absolute(service: Service) -> None:
    """The entries of a list have amounts without a sign."""

    def change(_call: Call, body: Object) -> Object:
        data = body.get("data")
        if not isinstance(data, list):
            return body
        return {**body, "data": [{**entry, "amount": abs(entry["amount"])} for entry in data]}

    seams.bodies(service, change, "GET /v1/issuing/transactions")
