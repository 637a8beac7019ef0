"""Hashes of mandates."""

from __future__ import annotations

from sandbox import seams
from sandbox.store import Object


@seams.objects("GET /v1/mandates/*")
def acceptance_flat(item: Object) -> Object:
    """How a mandate was accepted stands beside the type, not in a hash of its name."""
    acceptance = dict(item["customer_acceptance"])
    own = acceptance.pop(acceptance["type"], None) or {}
    return {**item, "customer_acceptance": {**acceptance, **own}}


@seams.objects("GET /v1/mandates/*")
def details_generic(item: Object) -> Object:
    """The details of the payment method stand in a hash of one name for all."""
    details = dict(item["payment_method_details"])
    own = details.pop(details["type"], None)
    return {**item, "payment_method_details": {**details, "details": own}}
