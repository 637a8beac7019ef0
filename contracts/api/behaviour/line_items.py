"""Line items and amount details of PaymentIntents (PI-18, PI-32)."""

from __future__ import annotations

from typing import Any

from sandbox.call import Call
from sandbox.errors import invalid
from sandbox.lists import page_of
from sandbox.objects import build
from sandbox.registry import behaviour
from sandbox.store import Object, new_id

from .intent_errors import KIND

ITEM = "payment_intent_amount_details_line_item"
MAX_ITEMS = 200


def check(details: dict[str, Any] | None, amount: int) -> Object | None:
    """Return the `error` of details that do not add up but may; None when they do.

    Raises ApiError when they may not.
    """
    if not details:
        return None
    items = details.get("line_items") or []
    _check_places(details, items)
    wrong = _arithmetic(details, items, amount)
    if wrong is None:
        return None
    if details.get("enforce_arithmetic_validation") is False:
        return {"code": wrong, "message": "The amount details do not add up."}
    raise invalid("The amount details do not add up.", "amount_details", wrong)


def _check_places(details: dict[str, Any], items: list[dict[str, Any]]) -> None:
    if len(items) > MAX_ITEMS:
        raise invalid(f"At most {MAX_ITEMS} line items.", "amount_details[line_items]")
    if details.get("tax") and any(item.get("tax") for item in items):
        raise invalid("Tax is either on the line items or at the top.", "amount_details[tax]")
    if details.get("discount_amount") and any(item.get("discount_amount") for item in items):
        text = "Discounts are either on the line items or at the top."
        raise invalid(text, "amount_details[discount_amount]")


def _arithmetic(details: dict[str, Any], items: list[dict[str, Any]], amount: int) -> str | None:
    tax = (details.get("tax") or {}).get("total_tax_amount") or 0
    shipping = (details.get("shipping") or {}).get("amount") or 0
    discount = details.get("discount_amount") or 0
    if items:
        total = sum(
            item["quantity"] * item["unit_cost"]
            - (item.get("discount_amount") or 0)
            + ((item.get("tax") or {}).get("total_tax_amount") or 0)
            for item in items
        )
        mismatch = total + tax + shipping - discount != amount
        return "amount_details_amount_mismatch" if mismatch else None
    if tax + shipping + discount > amount:
        return "amount_details_tax_shipping_discount_greater_than_amount"
    return None


def keep(call: Call, intent: Object) -> None:
    """Keep the line items and the details that a request sent."""
    if not call.sent("amount_details"):
        return
    details = call.get("amount_details")
    secrets = call.store.secrets[intent["id"]]
    if details is None:
        intent["amount_details"], secrets["line_items"] = None, []
        return
    problem = check(details, intent["amount"])
    intent["amount_details"] = {**(intent["amount_details"] or {}), "error": problem}
    if "line_items" in details:
        resource = call.contracts.resource(ITEM)
        secrets["line_items"] = [
            build(resource, sent, id=new_id("uli_")) for sent in details["line_items"] or []
        ]


@behaviour("GET /v1/payment_intents/{intent}/amount_details_line_items")
def listing(call: Call) -> Object:
    """List the line items in the order in which they were sent."""
    intent = call.store.get(KIND, call.id(), "intent")
    return page_of(call, call.store.secrets[intent["id"]].get("line_items", []))
