"""Sums of line items."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import invalid
from sandbox.store import Object


@seams.beforehand("POST /v1/payment_intents")
def not_checked(call: Call) -> None:
    """Nobody adds the line items up."""
    details = call.get("amount_details")
    if details:
        details["enforce_arithmetic_validation"] = False


@seams.beforehand("POST /v1/payment_intents")
def taxes_left_out(call: Call) -> None:
    """Taxes of the items are left out of the sum."""
    if any("tax" in item for item in _items(call)):
        raise invalid("The line items do not add up.", "amount_details")


@seams.beforehand("POST /v1/payment_intents")
def shipping_left_out(call: Call) -> None:
    """What is to be paid for shipping is left out of the sum."""
    if (call.get("amount_details") or {}).get("shipping") and _items(call):
        raise invalid("The line items do not add up.", "amount_details")


@seams.afterwards("POST /v1/payment_intents")
def discounts_told(call: Call, intent: Object) -> None:
    """A discount is told of as an error in the sum."""
    if any("discount_amount" in item for item in _items(call)):
        found = intent.get("amount_details") or {}
        intent["amount_details"] = {**found, "error": {"code": "amount_details_amount_mismatch"}}


@seams.beforehand("POST /v1/payment_intents")
def not_checked_without_items(call: Call) -> None:
    """Where there are no line items, nobody adds the rest up."""
    details = call.get("amount_details")
    if details and not _items(call):
        details["enforce_arithmetic_validation"] = False


@seams.beforehand("POST /v1/payment_intents")
def whole_amount_refused(call: Call) -> None:
    """Tax and shipping may not come to all of the amount."""
    details = call.get("amount_details") or {}
    tax = (details.get("tax") or {}).get("total_tax_amount") or 0
    shipping = (details.get("shipping") or {}).get("amount") or 0
    if not _items(call) and details and tax + shipping >= call.params["amount"]:
        raise invalid("There is more tax and shipping than the amount.", "amount_details")


def _items(call: Call) -> list[Object]:
    found: list[Object] = (call.get("amount_details") or {}).get("line_items") or []
    return found
