"""Charges that failed."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import ApiError
from sandbox.service import Service
from sandbox.store import Object


def none(service: Service) -> None:
    """A decline leaves no charge."""

    def change(call: Call, refusal: ApiError) -> Object | None:
        intent = call.store.find(call.id()) if call.ids else None
        if intent is not None and refusal.status == 402:
            intent["latest_charge"] = None
        return None

    seams.refused(service, change, "POST /v1/payment_intents*")


def paid(service: Service) -> None:
    """The charge of a decline is paid."""

    def change(call: Call, refusal: ApiError) -> Object | None:
        charge = call.store.find(str(refusal.extra.get("charge")))
        if charge is not None:
            charge["paid"] = True
        return None

    seams.refused(service, change, "POST /v1/payment_intents*")
