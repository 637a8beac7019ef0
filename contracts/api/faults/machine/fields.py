"""Fields that a later change takes away."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


@seams.afterwards("POST /v1/issuing/cards/*")
def limits_reset(call: Call, card: Object) -> None:
    """Whoever changes a card's status resets its spending limits."""
    if call.sent("status"):
        card["spending_controls"]["spending_limits"] = []


@seams.afterwards("POST /v1/issuing/disputes/*")
def amount_reset(call: Call, dispute: Object) -> None:
    """Whoever changes the evidence disputes the whole amount again."""
    if call.sent("evidence"):
        dispute["amount"] = 1000


@seams.afterwards("POST /v1/payment_intents/*/cancel")
def reason_made_up(_call: Call, intent: Object) -> None:
    """An intent is canceled as abandoned when no reason was sent."""
    intent["cancellation_reason"] = intent["cancellation_reason"] or "abandoned"
