"""Tax and discount of line items."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call


@seams.beforehand("POST /v1/payment_intents")
def both(call: Call) -> None:
    """Tax and discount of both places count."""
    details = call.get("amount_details") or {}
    for item in details.get("line_items") or ():
        if item.get("tax") and details.get("tax"):
            item["tax"]["total_tax_amount"] += details.pop("tax")["total_tax_amount"]
        if item.get("discount_amount") and details.get("discount_amount"):
            item["discount_amount"] += details.pop("discount_amount")
