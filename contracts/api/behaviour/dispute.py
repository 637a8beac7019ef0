"""Issuing disputes (catalogue 2.3, 3.4): evidence is checked when they are submitted."""

from __future__ import annotations

from typing import Any

from sandbox.call import Call
from sandbox.errors import invalid, missing_parameter, no_such
from sandbox.objects import change, create
from sandbox.registry import behaviour
from sandbox.store import Object

from .transaction import KIND as TRANSACTION

KIND = "issuing.dispute"
# What each reason needs, beside an explanation, before it can be submitted (DI-27).
_SOLD = ("product_type", "product_description")
_NEEDED: dict[str, tuple[str, ...]] = {
    "canceled": (
        "canceled_at", "cancellation_policy_provided", "cancellation_reason", "expected_at", *_SOLD,
    ),
    "duplicate": ("original_transaction",),
    "merchandise_not_as_described": ("received_at", "return_status"),
    "not_received": ("expected_at", *_SOLD),
    "other": _SOLD,
    "service_not_as_described": ("received_at", "canceled_at", "cancellation_reason"),
}  # fmt: skip
_PROOFS = ("card_statement", "cash_receipt", "check_image")  # a duplicate needs one of them
# The sandbox decides at once about explanations that say how they shall end.
_OUTCOMES = {"winning_evidence": "won", "losing_evidence": "lost"}


def _check_amount(amount: int | None, whole: int) -> None:
    if amount is not None and not 0 < amount <= whole:
        raise invalid("The amount must be positive and at most the transaction's.", "amount")


def _transaction_named(call: Call) -> str:
    """Return the id of what is disputed; the account holds no received debits (DI-11)."""
    name = call.get("transaction")
    if call.sent("treasury"):
        if name is not None:
            raise invalid("Send a transaction or a received debit, not both.", "treasury")
        debit = call.params["treasury"]["received_debit"]
        raise no_such("treasury.received_debit", debit, "treasury[received_debit]", 400)
    if name is None:
        raise missing_parameter("transaction")
    return str(name)


@behaviour("POST /v1/issuing/disputes")
def make(call: Call) -> Object:
    """Create a dispute of a captured transaction (DI-05, DI-12)."""
    name = _transaction_named(call)
    target = call.store.reference(TRANSACTION, name, "transaction")
    if target["type"] != "capture":
        raise invalid("Only captures can be disputed.", "transaction")
    whole = abs(target["amount"])
    _check_amount(call.get("amount"), whole)
    item = create(
        call.store, call.contracts, KIND, call.params, status="unsubmitted",
        amount=call.get("amount", whole), currency=target["currency"], transaction=target["id"],
        balance_transactions=None, treasury=None,
    )  # fmt: skip
    item["evidence"].setdefault("reason", "other")
    target["dispute"] = item["id"]
    return item


@behaviour("POST /v1/issuing/disputes/{dispute}")
def update(call: Call) -> Object:
    """Change a dispute that was not submitted yet (DI-16, DI-22)."""
    item = call.store.get(KIND, call.id(), "dispute")
    if item["status"] != "unsubmitted" and (call.sent("evidence") or call.sent("amount")):
        raise invalid("A submitted dispute cannot be changed.")
    target = call.store.get(TRANSACTION, item["transaction"])
    _check_amount(call.get("amount"), abs(target["amount"]))
    return change(item, call.contracts.resource(KIND), call.params)


def _missing(evidence: dict[str, Any]) -> list[str]:
    """Return what the evidence lacks for its reason; an answer of false is one."""
    reason = evidence["reason"]
    given = evidence.get(reason) or {}
    needed = ("explanation", *_NEEDED.get(reason, ()))
    missing = [name for name in needed if given.get(name) in (None, "")]
    if reason == "duplicate" and not any(given.get(name) for name in _PROOFS):
        missing.append(" or ".join(_PROOFS))
    if reason == "canceled" and given.get("product_type") == "merchandise":
        missing += [n for n in ("return_status", "returned_at") if given.get(n) is None]
    return missing


@behaviour("POST /v1/issuing/disputes/{dispute}/submit")
def submit(call: Call) -> Object:
    """Send a dispute to the network when its evidence is complete (DI-19, DI-20)."""
    item = call.store.get(KIND, call.id(), "dispute")
    if item["status"] != "unsubmitted":
        raise invalid("The dispute was submitted already.")
    missing = _missing(item["evidence"])
    if missing:
        reason = item["evidence"]["reason"]
        raise invalid(f"Missing evidence: {', '.join(missing)}.", f"evidence[{reason}]")
    kept = {name: value for name, value in call.params.items() if name == "metadata"}
    change(item, call.contracts.resource(KIND), kept)
    explanation = item["evidence"][item["evidence"]["reason"]]["explanation"]
    item["status"] = _OUTCOMES.get(explanation, "submitted")
    if item["status"] == "lost":
        item["loss_reason"] = "merchandise_delivered_or_shipped"
    return item
