"""Charges of payments."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service
from sandbox.store import Object


def never_captured(service: Service) -> None:
    """The charge never learns that it was captured."""

    def change(call: Call, intent: Object) -> None:
        charge = call.store.find(str(intent.get("latest_charge")))
        if charge is not None:
            charge["captured"] = False

    seams.afterwards(service, change, "POST /v1/payment_intents*")


def captured_early(service: Service) -> None:
    """The charge of a held payment is captured."""

    def change(call: Call, intent: Object) -> None:
        charge = call.store.find(str(intent.get("latest_charge")))
        if charge is not None:
            charge["captured"] = True

    seams.afterwards(service, change, "POST /v1/payment_intents*")
