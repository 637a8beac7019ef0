"""Tax ids of companies."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Service
from sandbox.store import Object


def shown(service: Service) -> None:
    """The tax id is in the answer."""

    def change(item: Object) -> Object:
        company = item.get("company")
        return item if company is None else {**item, "company": {**company, "tax_id": "000000000"}}

    seams.objects(service, change, "GET /v1/issuing/cardholders/{cardholder}")


def never_provided(service: Service) -> None:
    """That a company gave a tax id is forgotten."""

    def change(item: Object) -> Object:
        company = item.get("company")
        return item if company is None else {**item, "company": {"tax_id_provided": False}}

    seams.objects(service, change)
