"""Lists that were copied from elsewhere."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service
from sandbox.store import Object


def from_a_copy(service: Service) -> None:
    """The entries of a list come from a copy in which the mode is wrong."""

    def change(_call: Call, body: Object) -> Object:
        data = body.get("data")
        if not isinstance(data, list):
            return body
        return {**body, "data": [{**entry, "livemode": True} for entry in data]}

    seams.bodies(service, change, "GET *")


def without_disputes(service: Service) -> None:
    """The entries of a list say of no transaction that it is disputed."""

    def change(_call: Call, body: Object) -> Object:
        data = body.get("data")
        if not isinstance(data, list):
            return body
        return {**body, "data": [{**entry, "dispute": None} for entry in data]}

    seams.bodies(service, change, "GET /v1/issuing/transactions")


def without_times(service: Service) -> None:
    """The entries of a list do not say when an intent was canceled."""

    def change(_call: Call, body: Object) -> Object:
        data = body.get("data")
        if not isinstance(data, list):
            return body
        return {**body, "data": [{**entry, "canceled_at": None} for entry in data]}

    seams.bodies(service, change, "GET /v1/payment_intents")
