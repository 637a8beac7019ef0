"""The number of line items."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call

from ...behaviour.line_items import MAX_ITEMS


@seams.beforehand("POST /v1/payment_intents")
def cut(call: Call) -> None:
    """Line items beyond the last that fits are dropped."""
    details = call.get("amount_details") or {}
    items = details.get("line_items") or []
    if len(items) > MAX_ITEMS:
        details.update(line_items=items[:MAX_ITEMS], enforce_arithmetic_validation=False)
