"""Currencies in another form."""

from __future__ import annotations

from sandbox import seams
from sandbox.store import Object


@seams.objects()
def capitals(item: Object) -> Object:
    """Currencies come back in capitals."""
    known = isinstance(item.get("currency"), str)
    return {**item, "currency": item["currency"].upper()} if known else item


@seams.objects("* /v1/issuing/card*")
def of_limits_in_capitals(item: Object) -> Object:
    """The currency of spending limits comes back in capitals."""
    controls = item.get("spending_controls")
    found = controls.get("spending_limits_currency") if isinstance(controls, dict) else None
    if not isinstance(controls, dict) or not isinstance(found, str):
        return item
    return {**item, "spending_controls": {**controls, "spending_limits_currency": found.upper()}}


@seams.objects("GET /v1/issuing/transactions*")
def abroad_by_number(item: Object) -> Object:
    """The currency of a merchant is told by its number."""
    return {**item, "merchant_currency": "840"}
