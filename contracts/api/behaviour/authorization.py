"""Issuing authorizations: neighbours that lead to transactions (catalogue 5, TX-08)."""

from __future__ import annotations

from typing import Any

from sandbox.call import Call
from sandbox.errors import invalid
from sandbox.lists import lenient_page
from sandbox.objects import remark
from sandbox.registry import neighbour
from sandbox.store import Object, new_id

from .amount import amount_of
from .card import KIND as CARD
from .card import card_of
from .transaction import AUTHORIZATION as KIND
from .transaction import merchant, transact

_TEST_PATH = "POST /v1/test_helpers/issuing/authorizations"
_ONE = _TEST_PATH + "/{authorization}"


def _limits(owner: Object) -> list[dict[str, Any]]:
    return (owner["spending_controls"] or {}).get("spending_limits") or []


def _verified(call: Call) -> Object:
    """Return what was checked: what the call says, or that nothing was given to check."""
    checks = ("address_line1_check", "address_postal_code_check", "cvc_check", "expiry_check")
    given = call.get("verification_data")
    sent = given if isinstance(given, dict) else {}
    return {"authentication_exemption": None, "postal_code": None, "three_d_secure": None,
            **{name: sent.get(name, "not_provided") for name in checks}}  # fmt: skip


def _declined(card: Object, amount: int) -> str | None:
    """Return why a card may not spend an amount, or None (catalogue 3.5, 3.6, CA-22)."""
    holder = card["cardholder"]
    if card["status"] != "active":
        return f"card_{card['status']}"
    if holder["status"] != "active":
        return f"cardholder_{holder['status']}"
    if holder["requirements"]["disabled_reason"]:
        return "cardholder_verification_required"
    for limit in (*_limits(card), *_limits(holder)):
        closed = limit["amount"] == 0 or limit["interval"] == "per_authorization"
        if closed and amount > limit["amount"] and not limit.get("categories"):
            return "spending_controls"
    return None


def _count(call: Call, card: Object) -> None:
    """Cancel a card whose `cancel_after` counts no further payment (CA-13)."""
    cancel_after = (card["lifecycle_controls"] or {}).get("cancel_after")
    if not cancel_after:
        return
    used = sum(x["approved"] and x["card"]["id"] == card["id"] for x in call.store.all(KIND))
    if used >= cancel_after["payment_count"]:
        card["status"] = "canceled"


@neighbour(_TEST_PATH)
def authorize(call: Call) -> Object:
    """Ask for an amount on a card; it is pending when approved, closed when declined."""
    card, amount = card_of(call), amount_of(call.params)
    declined = _declined(card, amount)
    item: Object = {
        "id": new_id("iauth_"), "object": KIND, "amount": amount, "approved": declined is None,
        "authorization_method": "online", "balance_transactions": [], "card": card,
        "cardholder": card["cardholder"]["id"], "created": call.now, "currency": card["currency"],
        "livemode": False, "merchant_amount": amount, "merchant_currency": card["currency"],
        "merchant_data": merchant(call.params), "metadata": {},
        "request_history": [{
            "amount": amount, "approved": declined is None, "created": call.now,
            "currency": card["currency"], "reason": declined or "card_active",
        }],
        "status": "closed" if declined else "pending", "transactions": [],
        "verification_data": _verified(call),
    }  # fmt: skip
    call.store.insert(KIND, item)
    _count(call, card)
    return item


def _pending(call: Call) -> Object:
    item = call.store.get(KIND, call.id())
    if item["status"] != "pending":
        raise invalid("The authorization is not pending.")
    return item


def _release(item: Object, amount: int, status: str, *, whole: bool) -> Object:
    """Take an amount out of what is held; the last of it settles the authorization."""
    item["amount"] = 0 if whole else max(item["amount"] - amount, 0)
    if item["amount"] == 0:
        item["status"] = status
    return item


@neighbour(f"{_ONE}/capture")
def capture(call: Call) -> Object:
    """Capture an authorization: one transaction; `close_authorization=false` keeps the rest."""
    item = _pending(call)
    amount = amount_of(call.params, "capture_amount", item["amount"])
    transact(call, call.store.get(CARD, item["card"]["id"]), amount, "capture", item)
    return _release(item, amount, "closed", whole=call.get("close_authorization") != "false")


@neighbour(f"{_ONE}/increment")
def increment(call: Call) -> Object:
    """Raise the authorized amount."""
    item = _pending(call)
    item["amount"] += amount_of(call.params, "increment_amount")
    return item


@neighbour(f"{_ONE}/reverse")
def reverse(call: Call) -> Object:
    """Give back what is held, or a part of it."""
    item = _pending(call)
    amount = amount_of(call.params, "reverse_amount", item["amount"])
    if amount > item["amount"]:
        raise invalid("More would be reversed than is held.", "reverse_amount")
    return _release(item, amount, "reversed", whole=False)


@neighbour(f"{_ONE}/expire")
def expire(call: Call) -> Object:
    """Let an authorization expire."""
    return _release(_pending(call), 0, "expired", whole=True)


@neighbour("GET /v1/issuing/authorizations")
def listing(call: Call) -> Object:
    """List authorizations; `card` and `cardholder` filter."""
    return lenient_page(call, KIND, "card", "cardholder", "status")


@neighbour("POST /v1/issuing/authorizations/{authorization}")
def update(call: Call) -> Object:
    """Change the metadata of an authorization."""
    item = call.store.get(KIND, call.id())
    remark(item, call.params)
    return item


@neighbour("GET /v1/issuing/authorizations/{authorization}")
def retrieve(call: Call) -> Object:
    """Retrieve an authorization."""
    return call.store.get(KIND, call.id())
