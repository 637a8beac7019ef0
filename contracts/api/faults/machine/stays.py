"""Refusals that change something, some only in one state."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import ApiError
from sandbox.service import Service
from sandbox.store import Object


def hold_lost(service: Service) -> None:
    """Whatever is refused while something is held takes the hold away."""

    def change(call: Call, refusal: ApiError) -> Object | None:
        intent = call.store.get("payment_intent", call.id())
        if refusal.status == 400 and intent["status"] == "requires_capture":
            intent["amount_capturable"] = 0
        return None

    seams.refused(service, change, "POST /v1/payment_intents/{intent}*")


def late_and_kept(service: Service) -> None:
    """A change of a submitted dispute is refused and kept all the same."""

    def change(call: Call, refusal: ApiError) -> Object | None:
        dispute = call.store.get("issuing.dispute", call.id())
        if refusal.status == 400 and dispute["status"] == "submitted":
            dispute["amount"] = call.get("amount", dispute["amount"])
            dispute["evidence"] = {**dispute["evidence"], **(call.get("evidence") or {})}
        return None

    seams.refused(service, change, "POST /v1/issuing/disputes/{dispute}")
