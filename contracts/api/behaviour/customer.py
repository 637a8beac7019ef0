"""Customers and their cash: neighbours that PaymentIntents are set up with."""

from __future__ import annotations

from typing import Any

from sandbox.call import Call
from sandbox.lists import lenient_page
from sandbox.objects import merge_metadata, remark
from sandbox.registry import keeps, neighbour
from sandbox.store import Object, Store, new_id

from . import cash, payment_method
from .amount import amount_of

KIND = "customer"
keeps(KIND)
_TEXTS = ("description", "email", "name", "phone")


def build(store: Store, params: dict[str, Any], name: str | None = None) -> Object:
    """Insert a customer."""
    item: Object = {
        "id": name or new_id("cus_", 14), "object": KIND, "address": None, "balance": 0,
        "created": store.now(), "currency": None, "default_source": None, "delinquent": False,
        "discount": None, "invoice_prefix": "ASSAY", "livemode": False, "preferred_locales": [],
        "shipping": None, "tax_exempt": "none", "test_clock": None,
        **{key: params.get(key) or None for key in _TEXTS},
        "metadata": merge_metadata({}, params.get("metadata") or {}),
    }  # fmt: skip
    store.secrets[item["id"]] = {"cash": {}, "reconciliation": "automatic"}
    return store.insert(KIND, item)


@neighbour("POST /v1/customers")
def make(call: Call) -> Object:
    """Create a customer."""
    item = build(call.store, call.params)
    method = call.get("payment_method")
    if isinstance(method, str) and method:
        payment_method.use(call.store, method, "payment_method")["customer"] = item["id"]
    return item


@neighbour("GET /v1/customers")
def listing(call: Call) -> Object:
    """List customers."""
    return lenient_page(call, KIND, "email")


@neighbour("GET /v1/customers/{customer}/payment_methods")
def payment_methods(call: Call) -> Object:
    """List what a customer can pay with."""
    call.params["customer"] = call.store.get(KIND, call.id())["id"]
    return lenient_page(call, payment_method.KIND, "customer", "type")


@neighbour("GET /v1/customers/{customer}")
def retrieve(call: Call) -> Object:
    """Retrieve a customer."""
    return call.store.get(KIND, call.id())


@neighbour("POST /v1/customers/{customer}")
def update(call: Call) -> Object:
    """Change a customer."""
    item = call.store.get(KIND, call.id())
    item.update({key: call.params[key] or None for key in _TEXTS if key in call.params})
    remark(item, call.params)
    return item


def _cash(call: Call) -> Object:
    kept = call.store.secrets[call.id()]
    return {
        "object": "cash_balance", "available": dict(kept["cash"]) or None, "customer": call.id(),
        "livemode": False,
        "settings": {
            "reconciliation_mode": kept["reconciliation"],
            "using_merchant_default": False,
        },
    }  # fmt: skip


_MODES = {"merchant_default": "automatic"}  # what the merchant has where nobody said otherwise


@neighbour("POST /v1/customers/{customer}/cash_balance")
def settings(call: Call) -> Object:
    """Say whether funds are applied by themselves."""
    call.store.get(KIND, call.id())
    sent = call.get("settings")
    if isinstance(sent, dict) and "reconciliation_mode" in sent:
        mode = sent["reconciliation_mode"]
        call.store.secrets[call.id()]["reconciliation"] = _MODES.get(mode, mode)
    return _cash(call)


@neighbour("GET /v1/customers/{customer}/cash_balance")
def cash_balance(call: Call) -> Object:
    """Retrieve the cash of a customer."""
    call.store.get(KIND, call.id())
    return _cash(call)


@neighbour("POST /v1/test_helpers/customers/{customer}/fund_cash_balance")
def fund(call: Call) -> Object:
    """Put money into a customer's cash balance."""
    call.store.get(KIND, call.id())
    amount, currency = amount_of(call.params), str(call.get("currency", "usd"))
    kept = call.store.secrets[call.id()]["cash"]
    kept[currency] = kept.get(currency, 0) + amount
    cash.reconcile_all(call.store, call.id())
    return {
        "id": new_id("ccsbtxn_"), "object": "customer_cash_balance_transaction",
        "created": call.now, "currency": currency, "customer": call.id(),
        "ending_balance": kept[currency], "livemode": False, "net_amount": amount,
        "type": "funded",
    }  # fmt: skip
