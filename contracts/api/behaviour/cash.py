"""Cash of customers: where it is sent, and how it pays PaymentIntents (catalogue 3.1, T-24)."""

from __future__ import annotations

from typing import Any

from sandbox.store import Object, Store

from . import charge
from .intent_errors import KIND

STEPS = "display_bank_transfer_instructions"
_BANK: Object = {"city": "San Francisco", "country": "US", "line1": "1 Bank Street", "line2": None,
                 "postal_code": "94111", "state": "CA"}  # fmt: skip
_OWNER = {"account_holder_address": _BANK, "account_holder_name": "Assay", "bank_address": _BANK}


def addresses(transfer: dict[str, Any]) -> list[Object]:
    """Return where money can be sent for a `bank_transfer`: two of its types have an account."""
    kind = transfer.get("type") or "us_bank_transfer"
    if kind == "eu_bank_transfer":
        country = (transfer.get(kind) or {}).get("country", "DE")
        iban = {**_OWNER, "bic": "ASSADEFFXXX", "country": country,
                "iban": "DE89370400440532013000"}  # fmt: skip
        return [{"type": "iban", "iban": iban, "supported_networks": ["sepa"]}]
    if kind == "us_bank_transfer":
        aba = {**_OWNER, "account_number": "000123456789", "account_type": "checking",
               "bank_name": "Assay Bank", "routing_number": "110000000"}  # fmt: skip
        return [{"type": "aba", "aba": aba, "supported_networks": ["ach", "domestic_wire_us"]}]
    return []


def awaits(item: Object) -> bool:
    """Whether an intent waits for a transfer."""
    return (item["next_action"] or {}).get("type") == STEPS


def pay(store: Store, item: Object, amount: int) -> None:
    """Take `amount` from the cash of an intent's customer; the last of it pays the intent."""
    store.secrets[item["customer"]]["cash"][item["currency"]] -= amount
    left = store.secrets[item["id"]]["remaining"] = store.secrets[item["id"]]["remaining"] - amount
    if left:
        told = {**item["next_action"][STEPS], "amount_remaining": left}
        item["next_action"] = {**item["next_action"], STEPS: told}
        return
    method = store.get("payment_method", item["payment_method"])
    paid = charge.record(store, item, method)
    item.update(status="succeeded", next_action=None, latest_charge=paid["id"],
                amount_received=item["amount"])  # fmt: skip


def reconcile(store: Store, item: Object) -> None:
    """Pay an intent, or a part of it, from cash that is there, unless that is left to calls."""
    kept = store.secrets[item["customer"]]
    found = min(kept["cash"].get(item["currency"], 0), store.secrets[item["id"]]["remaining"])
    if kept["reconciliation"] == "automatic" and found:
        pay(store, item, found)


def reconcile_all(store: Store, customer: str) -> None:
    """Pay the open intents of a customer whose cash has grown, the oldest first."""
    for item in store.all(KIND):
        if item["customer"] == customer and awaits(item):
            reconcile(store, item)
