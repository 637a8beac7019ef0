"""Lists of line items."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.faults._entries import each
from sandbox.store import Object


@seams.bodies("GET /v1/payment_intents/*/amount_details_line_items")
def reversed_order(_call: Call, body: Object) -> Object:
    """Line items are listed last first."""
    return {**body, "data": body["data"][::-1]}


@seams.bodies("GET /v1/payment_intents/*/amount_details_line_items")
def costs_lost(_call: Call, body: Object) -> Object:
    """Line items are listed without what one costs."""
    return {**body, "data": [{**item, "unit_cost": 0} for item in body["data"]]}


@seams.bodies("GET /v1/payment_intents/*/amount_details_line_items")
def made_up(_call: Call, body: Object) -> Object:
    """An intent without line items lists one."""
    return {**body, "data": body["data"] or [{"id": "uli_assay", "object": "line_item"}]}


@seams.bodies("GET /v1/payment_intents/*/amount_details_line_items")
def costs_rounded(_call: Call, body: Object) -> Object:
    """What one of a line costs is listed without its last digit."""
    data = [{**item, "unit_cost": item["unit_cost"] // 10 * 10} for item in body["data"]]
    return {**body, "data": data}


@seams.bodies("GET /v1/payment_intents/*/amount_details_line_items")
def codes_in_capitals(_call: Call, body: Object) -> Object:
    """The codes of products are listed in capitals."""
    return each(body, lambda item: {**item, "product_code": (item["product_code"] or "").upper()})


@seams.bodies("GET /v1/payment_intents/*/amount_details_line_items")
def taxes_lost(_call: Call, body: Object) -> Object:
    """Items are listed without their taxes."""
    return each(body, lambda item: {**item, "tax": None})


@seams.bodies("GET /v1/payment_intents/*/amount_details_line_items")
def units_lost(_call: Call, body: Object) -> Object:
    """Items are listed without the units that they are counted in."""
    return each(body, lambda item: {**item, "unit_of_measure": None})
