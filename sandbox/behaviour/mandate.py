"""Mandates, and the SetupIntents that make them (catalogue 2.7)."""

from __future__ import annotations

from typing import Any

from sandbox.behaviour import payment_method
from sandbox.call import Call
from sandbox.objects import build
from sandbox.registry import neighbour
from sandbox.store import Object, new_id

KIND = "mandate"


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
    if str(sent.get("accepted_at", "")).isdigit():
        acceptance["accepted_at"] = int(sent["accepted_at"])
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


def _types(params: dict[str, Any]) -> list[str]:
    sent = params.get("payment_method_types")
    return list(sent.values()) if isinstance(sent, dict) else ["card"]


@neighbour("POST /v1/setup_intents")
def set_up(call: Call) -> Object:
    """Create a SetupIntent; confirmed with mandate data it leaves a mandate."""
    params = call.params
    name, data = params.get("payment_method"), params.get("payment_method_data")
    method = None
    if isinstance(name, str) and name:
        method = payment_method.use(call.store, name, "payment_method")
    elif isinstance(data, dict) and isinstance(data.get("type"), str):
        method = payment_method.of_data(call.store, data)
    item: Object = {
        "id": new_id("seti_"), "object": "setup_intent", "created": call.now, "livemode": False,
        "customer": params.get("customer") or None, "mandate": None, "metadata": {},
        "payment_method": method["id"] if method else None,
        "payment_method_types": _types(params),
        "status": "requires_confirmation" if method else "requires_payment_method",
        "usage": "off_session",
    }  # fmt: skip
    item["client_secret"] = f"{item['id']}_secret_{new_id('', 14)}"
    if method and params.get("confirm") == "true":
        item["status"] = "succeeded"
        if isinstance(params.get("mandate_data"), dict):
            item["mandate"] = make(call, method, params["mandate_data"])["id"]
    return call.store.insert("setup_intent", item)
