"""Tax ids of companies."""

from __future__ import annotations

from sandbox import seams
from sandbox.store import Object


@seams.objects("GET /v1/issuing/cardholders/{cardholder}")
def shown(item: Object) -> Object:
    """The tax id is in the answer."""
    company = item.get("company")
    return item if company is None else {**item, "company": {**company, "tax_id": "000000000"}}


@seams.objects("POST /v1/issuing/cardholders")
def masked(item: Object) -> Object:
    """A new company's tax id is in the answer, all but its end hidden."""
    company = item.get("company")
    return item if company is None else {**item, "company": {**company, "tax_id": "*****0000"}}


@seams.objects()
def never_provided(item: Object) -> Object:
    """That a company gave a tax id is forgotten."""
    company = item.get("company")
    return item if company is None else {**item, "company": {"tax_id_provided": False}}
