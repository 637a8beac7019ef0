"""Customers who see less of an intent than they may, or something else."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object

_ONE = "GET /v1/payment_intents/*"


@seams.bodies(_ONE)
def no_action(call: Call, body: Object) -> Object:
    """A customer does not see what is to be done."""
    return _without(call, body, "next_action")


@seams.bodies(_ONE)
def no_types(call: Call, body: Object) -> Object:
    """A customer does not see how an intent can be paid."""
    return _without(call, body, "payment_method_types")


@seams.bodies(_ONE)
def whole_units(call: Call, body: Object) -> Object:
    """A customer sees the amount in whole units of the currency."""
    if call.key != "publishable" or "amount" not in body:
        return body
    return {**body, "amount": body["amount"] // 100}


@seams.bodies(_ONE)
def made_now(call: Call, body: Object) -> Object:
    """A customer sees an intent that was made when it is read."""
    made = body.get("created")
    if call.key != "publishable" or not isinstance(made, int):
        return body
    return {**body, "created": made + 3600}


@seams.bodies(_ONE)
def as_it_began(call: Call, body: Object) -> Object:
    """A customer sees the state in which every intent begins."""
    if call.key != "publishable" or "status" not in body:
        return body
    return {**body, "status": "requires_payment_method"}


def _without(call: Call, body: Object, name: str) -> Object:
    if call.key != "publishable":
        return body
    return {key: value for key, value in body.items() if key != name}
