"""Customers with another intent's client secret."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import ApiError
from sandbox.service import Route
from sandbox.store import Object

_KEYLESS = 401


@seams.transition("* /v1/payment_intents/*")
def not_compared(inner: seams.Behave, route: Route, call: Call) -> Object:
    """Any client secret will do."""
    if call.key == "publishable":
        call.key = "secret"
    return dict(inner(route, call))


@seams.transition("POST /v1/payment_intents/{intent}/verify_microdeposits")
def not_compared_by_verification(inner: seams.Behave, route: Route, call: Call) -> Object:
    """Whoever knows an intent's id may say what was deposited."""
    call.key = "secret"
    return dict(inner(route, call))


@seams.transition("POST /v1/payment_intents/*")
def intent_in_refusal(inner: seams.Behave, route: Route, call: Call) -> Object:
    """The refusal of a wrong secret shows the intent, with the right one."""
    try:
        return dict(inner(route, call))
    except ApiError as refusal:
        if refusal.status == _KEYLESS and call.key == "publishable":
            refusal.extra["payment_intent"] = dict(call.store.get("payment_intent", call.id()))
        raise
