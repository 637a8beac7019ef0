"""Refusals that change something, some only in one state."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import ApiError
from sandbox.store import Object


@seams.refused("POST /v1/payment_intents/{intent}*")
def hold_lost(call: Call, refusal: ApiError) -> Object | None:
    """Whatever is refused while something is held takes the hold away."""
    intent = call.store.get("payment_intent", call.id())
    if refusal.status == 400 and intent["status"] == "requires_capture":
        intent["amount_capturable"] = 0
    return None


@seams.refused("POST /v1/issuing/disputes/{dispute}")
def late_and_kept(call: Call, refusal: ApiError) -> Object | None:
    """A change of a submitted dispute is refused and kept all the same."""
    dispute = call.store.get("issuing.dispute", call.id())
    if refusal.status == 400 and dispute["status"] == "submitted":
        dispute["amount"] = call.get("amount", dispute["amount"])
        dispute["evidence"] = {**dispute["evidence"], **(call.get("evidence") or {})}
    return None
