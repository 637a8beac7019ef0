"""Mandates: what a customer has agreed to (catalogue 2.7)."""

from __future__ import annotations

from typing import Any

from sandbox.call import Call
from sandbox.decode import whole
from sandbox.objects import build
from sandbox.registry import keeps
from sandbox.store import Object, new_id

KIND = "mandate"
keeps(KIND)


def make(call: Call, method: Object, data: dict[str, Any], single: Object | None = None) -> Object:
    """Insert the mandate that `mandate_data` gives for a payment method (MA-02 to MA-04)."""
    sent = data.get("customer_acceptance") or {}
    kind = str(sent.get("type", "offline"))
    online = sent.get("online") or {}
    acceptance: Object = {"type": kind, "accepted_at": call.now, "offline": None, "online": None}
    acceptance[kind] = (
        {"ip_address": online.get("ip_address"), "user_agent": online.get("user_agent")}
        if kind == "online"
        else {}
    )
    accepted_at = whole(sent.get("accepted_at"))
    if accepted_at is not None:
        acceptance["accepted_at"] = accepted_at
    kinds = {"single_use": single, "multi_use": None if single else {}}
    item = build(
        call.contracts.resource(KIND), {}, id=new_id("mandate_"), livemode=False, status="active",
        customer_acceptance=acceptance, payment_method=method["id"],
        type="single_use" if single else "multi_use", **kinds,
        payment_method_details=_details(method),
    )  # fmt: skip
    return call.store.insert(KIND, item)


def _details(method: Object) -> Object:
    kind = method["type"]
    found: Object = {"type": kind, kind: {}}
    if kind == "sepa_debit":
        found[kind] = {"reference": "ASSAY1", "url": "https://example.com/mandate"}
    return found
