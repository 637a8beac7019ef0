"""Issuing transactions (catalogue 2.5): the test endpoints that make them.

These endpoints are neighbours: their parameters are read leniently. Reading and changing a
transaction is ordinary.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandbox.call import Call
from sandbox.errors import invalid
from sandbox.objects import build
from sandbox.registry import keeps, neighbour
from sandbox.store import Object, new_id

from .amount import amount_of
from .card import KIND as CARD
from .card import card_of

KIND = "issuing.transaction"
AUTHORIZATION = "issuing.authorization"
keeps(KIND)
_TEST_PATH = "POST /v1/test_helpers/issuing/transactions"
MERCHANT = {
    "category": "computer_software_stores", "category_code": "5734", "city": "San Francisco",
    "country": "US", "name": "Assay Merchant", "network_id": "1234567890", "postal_code": "94111",
    "state": "CA", "tax_id": None, "terminal_id": None, "url": None,
}  # fmt: skip


def merchant(params: Mapping[str, Any]) -> Object:
    """Return the merchant of a movement: the usual one, with what was sent about it."""
    sent = params.get("merchant_data")
    known = sent.items() if isinstance(sent, dict) else ()
    own = {name: value for name, value in known if name in MERCHANT and isinstance(value, str)}
    return {**MERCHANT, **own}


def transact(
    call: Call, card: Object, amount: int, kind: str, source: Object | None = None
) -> Object:
    """Insert a transaction on a card: captures are negative, refunds positive (TX-06).

    `source` is the authorization that it belongs to.
    """
    signed = -amount if kind == "capture" else amount
    item = build(
        call.contracts.resource(KIND), {}, id=new_id("ipi_"), livemode=False, created=call.now,
        amount=signed, card=card["id"], cardholder=card["cardholder"]["id"],
        currency=card["currency"], merchant_amount=signed, merchant_currency=card["currency"],
        merchant_data=dict(source["merchant_data"]) if source else merchant(call.params),
        type=kind, authorization=source["id"] if source else None,
        balance_transaction=new_id("txn_"), metadata={},
    )  # fmt: skip
    if source is not None:
        source["transactions"].append(item)
    return call.store.insert(KIND, item)


@neighbour(f"{_TEST_PATH}/create_force_capture")
def force_capture(call: Call) -> Object:
    """Capture without an authorization."""
    return transact(call, card_of(call), amount_of(call.params), "capture")


@neighbour(f"{_TEST_PATH}/create_unlinked_refund")
def unlinked_refund(call: Call) -> Object:
    """Refund without a capture."""
    return transact(call, card_of(call), amount_of(call.params), "refund")


@neighbour(_TEST_PATH + "/{transaction}/refund")
def refund(call: Call) -> Object:
    """Refund a capture, whole or in parts that together are no more than it."""
    old = call.store.get(KIND, call.id())
    if old["type"] != "capture":
        raise invalid("Only captures can be refunded.")
    kept = call.store.secrets[old["id"]]
    left = -old["amount"] - kept.get("refunded", 0)
    amount = amount_of(call.params, "refund_amount", left or -old["amount"])
    if amount > left:
        raise invalid(f"Only {left} are left to refund.", "refund_amount")
    kept["refunded"] = kept.get("refunded", 0) + amount
    card = call.store.get(CARD, old["card"])
    source = call.store.peek(AUTHORIZATION, old["authorization"] or "")
    return transact(call, card, amount, "refund", source)
