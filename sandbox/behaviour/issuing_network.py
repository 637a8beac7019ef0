"""What the card network does, through the test endpoints: authorizations, transactions, shipping.

They are neighbours: their parameters are read leniently.
"""

from __future__ import annotations

from typing import Any

from sandbox.behaviour.card import KIND as CARD
from sandbox.behaviour.card import card_of
from sandbox.call import Call
from sandbox.errors import invalid, missing_parameter
from sandbox.objects import build
from sandbox.registry import neighbour
from sandbox.store import Object, new_id

TRANSACTION = "issuing.transaction"
AUTHORIZATION = "issuing.authorization"
_MERCHANT = {
    "category": "computer_software_stores", "category_code": "5734", "city": "San Francisco",
    "country": "US", "name": "Assay Merchant", "network_id": "1234567890", "postal_code": "94111",
    "state": "CA", "tax_id": None, "terminal_id": None, "url": None,
}  # fmt: skip


def amount_of(params: dict[str, Any], name: str = "amount") -> int:
    """Return a positive amount in minor units. Raises ApiError."""
    text = params.get(name)
    if text is None:
        raise missing_parameter(name)
    if not str(text).isdigit() or int(text) < 1:
        raise invalid(f"Invalid integer: {name}", name, "parameter_invalid_integer")
    return int(text)


def _merchant(params: dict[str, Any]) -> Object:
    sent = params.get("merchant_data")
    return {**_MERCHANT, **(sent if isinstance(sent, dict) else {})}


def transaction(  # the parts of a movement of money
    call: Call, card: Object, amount: int, kind: str, authorization: str | None = None
) -> Object:
    """Insert a transaction: captures are negative, refunds positive (TX-06)."""
    signed = -amount if kind == "capture" else amount
    resource = call.contracts.resource(TRANSACTION)
    item = build(
        resource, {}, id=new_id("ipi_"), livemode=False, created=call.now, amount=signed,
        card=card["id"], cardholder=card["cardholder"]["id"], currency=card["currency"],
        merchant_amount=signed, merchant_currency=card["currency"], type=kind,
        merchant_data=_merchant(call.params), authorization=authorization,
        balance_transaction=new_id("txn_"), metadata={},
    )  # fmt: skip
    return call.store.insert(TRANSACTION, item)


@neighbour("POST /v1/test_helpers/issuing/transactions/create_force_capture")
def force_capture(call: Call) -> Object:
    """Capture without an authorization."""
    card = card_of(call, call.params)
    return transaction(call, card, amount_of(call.params), "capture")


@neighbour("POST /v1/test_helpers/issuing/transactions/create_unlinked_refund")
def unlinked_refund(call: Call) -> Object:
    """Refund without a capture."""
    card = card_of(call, call.params)
    return transaction(call, card, amount_of(call.params), "refund")


@neighbour("POST /v1/test_helpers/issuing/transactions/{transaction}/refund")
def refund(call: Call) -> Object:
    """Refund a capture, whole or in part."""
    old = call.store.get(TRANSACTION, call.id())
    card = call.store.get(CARD, old["card"])
    whole = abs(old["amount"])
    amount = amount_of(call.params, "refund_amount") if call.sent("refund_amount") else whole
    return transaction(call, card, amount, "refund", old["authorization"])


@neighbour("POST /v1/test_helpers/issuing/authorizations")
def authorize(call: Call) -> Object:
    """Authorize an amount on a card."""
    card = card_of(call, call.params)
    amount = amount_of(call.params)
    approved = card["status"] == "active" and card["cardholder"]["status"] == "active"
    item: Object = {
        "id": new_id("iauth_"), "object": AUTHORIZATION, "amount": amount, "approved": approved,
        "authorization_method": "online", "balance_transactions": [], "card": card,
        "cardholder": card["cardholder"]["id"], "created": call.now, "currency": card["currency"],
        "livemode": False, "merchant_amount": amount, "merchant_currency": card["currency"],
        "merchant_data": _merchant(call.params), "metadata": {}, "request_history": [],
        "status": "pending" if approved else "closed", "transactions": [],
    }  # fmt: skip
    return call.store.insert(AUTHORIZATION, item)


def _pending(call: Call) -> Object:
    item = call.store.get(AUTHORIZATION, call.id())
    if item["status"] != "pending":
        raise invalid("The authorization is not pending.")
    return item


@neighbour("POST /v1/test_helpers/issuing/authorizations/{authorization}/capture")
def capture(call: Call) -> Object:
    """Capture an authorization: one transaction (TX-08)."""
    item = _pending(call)
    amount = amount_of(call.params, "capture_amount") if call.sent("capture_amount") \
        else item["amount"]  # fmt: skip
    card = call.store.get(CARD, item["card"]["id"])
    found = transaction(call, card, amount, "capture", item["id"])
    item["transactions"].append(found)
    item["status"], item["amount"] = "closed", 0
    return item


@neighbour("POST /v1/test_helpers/issuing/authorizations/{authorization}/increment")
def increment(call: Call) -> Object:
    """Raise the authorized amount."""
    item = _pending(call)
    item["amount"] += amount_of(call.params, "increment_amount")
    return item


@neighbour("POST /v1/test_helpers/issuing/authorizations/{authorization}/expire")
def expire(call: Call) -> Object:
    """Let an authorization expire."""
    item = _pending(call)
    item["status"], item["amount"] = "expired", 0
    return item


@neighbour("POST /v1/test_helpers/issuing/authorizations/{authorization}/reverse")
def reverse(call: Call) -> Object:
    """Reverse an authorization."""
    item = _pending(call)
    item["status"], item["amount"] = "reversed", 0
    return item


@neighbour("GET /v1/issuing/authorizations/{authorization}")
def retrieve(call: Call) -> Object:
    """Retrieve an authorization."""
    return call.store.get(AUTHORIZATION, call.id())


_STAGES = {
    "submit": ("submitted", ("pending",)),
    "ship": ("shipped", ("pending", "submitted")),
    "deliver": ("delivered", ("shipped",)),
    "return": ("returned", ("shipped", "delivered")),
    "fail": ("failure", ("pending", "submitted", "shipped")),
}


@neighbour("POST /v1/test_helpers/issuing/cards/{card}/shipping/{stage}")
def move(call: Call) -> Object:
    """Move a physical card along its way (CA-25)."""
    item = call.store.get(CARD, call.id(), "card")
    stage = call.ids["stage"]
    if stage not in _STAGES or not item["shipping"]:
        raise invalid("The card cannot move to this stage of shipping.")
    status, before = _STAGES[stage]
    if item["shipping"]["status"] not in before:
        raise invalid(f"A card that is {item['shipping']['status']} cannot be {status}.")
    item["shipping"] = {**item["shipping"], "status": status}
    return item
