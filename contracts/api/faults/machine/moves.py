"""Moves that lead elsewhere, some only after others."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route
from sandbox.store import Object


@seams.transition("POST /v1/payment_intents/{intent}")
def still_confirmed(inner: seams.Behave, route: Route, call: Call) -> Object:
    """A payment method that replaces a declined one is charged without another confirmation."""
    before = call.store.get("payment_intent", call.id())["last_payment_error"]
    found: Object = inner(route, call)
    if before and call.get("payment_method"):
        found["status"] = "succeeded"
    return found


@seams.afterwards("POST /v1/issuing/cards/{card}")
def limit_activates(call: Call, card: Object) -> None:
    """A spending limit makes an inactive card active."""
    if call.sent("spending_controls") and card["status"] == "inactive":
        card["status"] = "active"


@seams.afterwards("POST /v1/issuing/disputes/{dispute}")
def submitted_early(call: Call, dispute: Object) -> None:
    """Evidence that is changed after it was complete is submitted at once."""
    told = dispute["evidence"].get("fraudulent") or {}
    if call.sent("evidence") and told.get("explanation"):
        dispute["status"] = "submitted"
