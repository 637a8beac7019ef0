"""Hashes of mandates."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Service
from sandbox.store import Object


def acceptance_flat(service: Service) -> None:
    """How a mandate was accepted stands beside the type, not in a hash of its name."""

    def change(item: Object) -> Object:
        acceptance = dict(item["customer_acceptance"])
        own = acceptance.pop(acceptance["type"], None) or {}
        return {**item, "customer_acceptance": {**acceptance, **own}}

    seams.objects(service, change, "GET /v1/mandates/*")


def details_generic(service: Service) -> None:
    """The details of the payment method stand in a hash of one name for all."""

    def change(item: Object) -> Object:
        details = dict(item["payment_method_details"])
        own = details.pop(details["type"], None)
        return {**item, "payment_method_details": {**details, "details": own}}

    seams.objects(service, change, "GET /v1/mandates/*")
