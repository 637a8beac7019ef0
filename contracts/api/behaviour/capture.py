"""Capturing and raising what a PaymentIntent holds (catalogue 3.3)."""

from __future__ import annotations

from sandbox.call import Call
from sandbox.errors import invalid
from sandbox.objects import change
from sandbox.registry import behaviour
from sandbox.store import Object

from . import charge, line_items
from .intent_errors import KIND, unexpected_state

MAX_INCREMENTS = 10
_ECHOED = ("description", "metadata", "payment_details", "statement_descriptor",
           "statement_descriptor_suffix", "amount_details", "application_fee_amount")  # fmt: skip


def _echo(call: Call, item: Object) -> None:
    sent = {name: call.params[name] for name in _ECHOED if call.sent(name)}
    change(item, call.contracts.resource(KIND), sent)
    line_items.keep(call, item)


def _option(item: Object, name: str) -> bool:
    options = (item["payment_method_options"] or {}).get("card") or {}
    return bool(options.get(name) == "if_available")


@behaviour("POST /v1/payment_intents/{intent}/capture")
def capture(call: Call) -> Object:
    """Take all or part of what is held; the rest is released (PI-44 to PI-50)."""
    item = call.store.get(KIND, call.id(), "intent")
    if item["status"] != "requires_capture":
        raise unexpected_state(item, "capture")
    held = item["amount_capturable"]
    amount = call.get("amount_to_capture", held)
    if amount > (charge.most(held) if _option(item, "request_overcapture") else held):
        raise invalid("The amount is more than can be captured.", "amount_to_capture",
                      "amount_too_large")  # fmt: skip
    final = call.get("final_capture", True)
    if not final and not _option(item, "request_multicapture"):
        raise invalid("This PaymentIntent is captured once.", "final_capture")
    line_items.check(call.get("amount_details"), amount)
    _echo(call, item)
    charge.capture(call.store, item, amount)
    item["amount_received"] += amount
    item["amount_capturable"] = held - amount if not final else 0
    if final or item["amount_capturable"] == 0:
        item.update(status="succeeded", amount_capturable=0)
    return item


@behaviour("POST /v1/payment_intents/{intent}/increment_authorization")
def increment(call: Call) -> Object:
    """Raise what is held, at most ten times (PI-65 to PI-70)."""
    item = call.store.get(KIND, call.id(), "intent")
    if item["status"] != "requires_capture":
        raise unexpected_state(item, "increment the authorization of")
    if item["amount_received"]:  # a part was captured already (L1027)
        raise invalid("A captured PaymentIntent is no longer incremented.")
    if not _option(item, "request_incremental_authorization"):
        raise invalid("The payment method does not support incremental authorizations.")
    secrets = call.store.secrets[item["id"]]
    if secrets["increments"] >= MAX_INCREMENTS:
        raise invalid(f"At most {MAX_INCREMENTS} incremental authorizations.")
    amount = call.params["amount"]
    if amount <= item["amount"]:
        raise invalid("The amount must be above the authorized one.", "amount")
    line_items.check(call.get("amount_details"), amount)
    secrets["increments"] += 1
    item.update(amount=amount, amount_capturable=amount)
    held = call.store.get(charge.KIND, item["latest_charge"])
    held["amount"] = amount
    _echo(call, item)
    return item
