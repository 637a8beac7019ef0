"""Issuing disputes (catalogue 2.3, 3.4): evidence is checked when they are submitted."""

from __future__ import annotations

from typing import Any

from sandbox.behaviour.issuing_network import TRANSACTION
from sandbox.call import Call
from sandbox.errors import invalid, missing_parameter
from sandbox.objects import change, create
from sandbox.registry import behaviour
from sandbox.store import Object

KIND = "issuing.dispute"
# What a reason needs before it can be submitted; for every reason an explanation (DI-27).
_NEEDED = {
    "canceled": ("canceled_at", "cancellation_reason"),
    "duplicate": ("original_transaction",),
    "not_received": ("expected_at",),
    "merchandise_not_as_described": ("received_at", "return_status"),
    "service_not_as_described": ("received_at",),
}
_OUTCOMES = {"winning_evidence": "won", "losing_evidence": "lost"}


def _check_amount(amount: int | None, whole: int) -> None:
    if amount is not None and not 0 < amount <= whole:
        raise invalid("The amount must be positive and at most the transaction's.", "amount")


@behaviour("POST /v1/issuing/disputes")
def make(call: Call) -> Object:
    """Create a dispute of a captured transaction (DI-05, DI-12)."""
    name = call.get("transaction")
    if name is None:
        if call.sent("treasury"):
            raise invalid("There is no such received debit.", "treasury[received_debit]",
                          "resource_missing")  # fmt: skip
        raise missing_parameter("transaction")
    target = call.store.reference(TRANSACTION, name, "transaction")
    if target["type"] != "capture":
        raise invalid("Only captures can be disputed.", "transaction")
    if target["dispute"]:
        raise invalid("The transaction is disputed already.", "transaction")
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
    given = evidence.get(evidence["reason"]) or {}
    needed = ("explanation", *_NEEDED.get(evidence["reason"], ()))
    return [name for name in needed if not given.get(name)]


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
