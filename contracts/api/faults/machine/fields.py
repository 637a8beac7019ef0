"""Fields that a later change takes away."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service
from sandbox.store import Object


def limits_reset(service: Service) -> None:
    """Whoever changes a card's status resets its spending limits."""

    def change(call: Call, card: Object) -> None:
        if call.sent("status"):
            card["spending_controls"]["spending_limits"] = []

    seams.afterwards(service, change, "POST /v1/issuing/cards/*")


def amount_reset(service: Service) -> None:
    """Whoever changes the evidence disputes the whole amount again."""

    def change(call: Call, dispute: Object) -> None:
        if call.sent("evidence"):
            dispute["amount"] = 1000

    seams.afterwards(service, change, "POST /v1/issuing/disputes/*")


def reason_made_up(service: Service) -> None:
    """An intent is canceled as abandoned when no reason was sent."""

    def change(_call: Call, intent: Object) -> None:
        intent["cancellation_reason"] = intent["cancellation_reason"] or "abandoned"

    seams.afterwards(service, change, "POST /v1/payment_intents/*/cancel")
