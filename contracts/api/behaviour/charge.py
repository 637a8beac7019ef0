"""Charges: what a PaymentIntent's attempts leave behind."""

from __future__ import annotations

from collections.abc import Collection

from sandbox.call import Call
from sandbox.lists import lenient_page
from sandbox.registry import derived, neighbour
from sandbox.store import Object, Store, new_id

KIND = "charge"
HELD, EXTENDED = 7, 30  # days for which a card's funds are held
FEATURES = ("incremental_authorization", "multicapture", "overcapture", "extended_authorization")
_OVER = 20  # per cent of the amount that an overcapture may add


def most(amount: int) -> int:
    """Return the largest amount that can be captured of a hold with overcapture."""
    return amount + amount * _OVER // 100


def _features(amount: int, supports: Collection[str]) -> Object:
    found: Object = {
        name: {"status": "available" if name in supports else "unavailable"}
        for name in ("incremental_authorization", "multicapture", "overcapture")
    }
    over = "overcapture" in supports
    found["overcapture"]["maximum_amount_capturable"] = most(amount) if over else amount
    extended = "extended_authorization" in supports
    found["extended_authorization"] = {"status": "enabled" if extended else "disabled"}
    return found


def record(store: Store, intent: Object, method: Object, *, failed: Object | None = None,
           captured: bool = True, supports: Collection[str] = ()) -> Object:  # fmt: skip
    """Insert the charge of one attempt; `supports` are the features that its card has."""
    kind = method["type"]
    details: Object = {"type": kind, kind: dict(method.get(kind) or {})}
    if kind == "card":
        details["card"].update(_features(intent["amount"], supports))
        if not captured and not failed:
            days = EXTENDED if "extended_authorization" in supports else HELD
            details["card"]["capture_before"] = store.now() + days * 86400
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
    return lenient_page(call, KIND, "payment_intent", "customer")


@derived
def balance_transaction(item: Object, name: str) -> Object | None:
    """Return the balance transaction that an object names."""
    if not name.startswith("txn_"):
        return None
    return {
        "id": name, "object": "balance_transaction", "amount": item.get("amount"),
        "currency": item.get("currency"), "created": item.get("created"), "fee": 0,
        "net": item.get("amount"), "source": item["id"], "status": "available",
    }  # fmt: skip
