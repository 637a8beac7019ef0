"""Charges: what a PaymentIntent's attempts leave behind."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sandbox.call import Call
from sandbox.lists import by_fields, page
from sandbox.registry import neighbour
from sandbox.store import Object, Store, new_id

KIND = "charge"


def record(store: Store, intent: Object, method: Object, *, failed: Object | None = None,
           captured: bool = True, supports: Collection[str] = ()) -> Object:  # fmt: skip
    """Insert the charge of one attempt; `supports` are the features that its card has."""
    kind = method["type"]
    details: Object = {"type": kind, kind: dict(method.get(kind) or {})}
    if kind == "card":
        for feature in ("incremental_authorization", "multicapture"):
            status = "available" if feature in supports else "unavailable"
            details["card"][feature] = {"status": status}
    prefix = "ch_" if kind == "card" else "py_"
    amount = intent["amount"]
    item: Object = {
        "id": new_id(prefix), "object": KIND, "amount": amount,
        "amount_captured": amount if captured and not failed else 0, "amount_refunded": 0,
        "balance_transaction": new_id("txn_") if captured and not failed else None,
        "billing_details": method["billing_details"], "captured": captured and not failed,
        "created": store.now(), "currency": intent["currency"], "customer": intent["customer"],
        "description": intent["description"], "disputed": False,
        "failure_code": failed["code"] if failed else None,
        "failure_message": failed["message"] if failed else None, "livemode": False,
        "metadata": {}, "paid": not failed, "payment_intent": intent["id"],
        "payment_method": method["id"], "payment_method_details": details, "refunded": False,
        "status": "failed" if failed else "succeeded",
    }  # fmt: skip
    return store.insert(KIND, item)


def capture(store: Store, intent: Object, amount: int) -> None:
    """Mark the charge of an intent as captured, the rest as released."""
    item = store.get(KIND, intent["latest_charge"])
    item.update(captured=True, amount_captured=item["amount_captured"] + amount,
                balance_transaction=item["balance_transaction"] or new_id("txn_"))  # fmt: skip


def release(store: Store, intent: Object) -> None:
    """Give back what an intent held."""
    if intent["latest_charge"]:
        item = store.get(KIND, intent["latest_charge"])
        item["refunded"], item["amount_refunded"] = True, item["amount"]


@neighbour("GET /v1/charges/{charge}")
def retrieve(call: Call) -> Object:
    """Retrieve a charge."""
    return call.store.get(KIND, call.id())


@neighbour("GET /v1/charges")
def listing(call: Call) -> Object:
    """List charges."""
    wanted: dict[str, Any] = {
        name: call.params[name] for name in ("payment_intent", "customer") if call.sent(name)
    }
    limit = str(call.get("limit", "10"))
    call.params = {**wanted, "limit": min(max(int(limit), 1), 100) if limit.isdigit() else 10}
    return page(call, KIND, by_fields(wanted))
