"""Lists of line items."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service
from sandbox.store import Object


def reversed_order(service: Service) -> None:
    """Line items are listed last first."""

    def change(_call: Call, body: Object) -> Object:
        return {**body, "data": body["data"][::-1]}

    seams.bodies(service, change, "GET /v1/payment_intents/*/amount_details_line_items")


def costs_lost(service: Service) -> None:
    """Line items are listed without what one costs."""

    def change(_call: Call, body: Object) -> Object:
        return {**body, "data": [{**item, "unit_cost": 0} for item in body["data"]]}

    seams.bodies(service, change, "GET /v1/payment_intents/*/amount_details_line_items")


def made_up(service: Service) -> None:
    """An intent without line items lists one."""

    def change(_call: Call, body: Object) -> Object:
        return {**body, "data": body["data"] or [{"id": "uli_assay", "object": "line_item"}]}

    seams.bodies(service, change, "GET /v1/payment_intents/*/amount_details_line_items")
