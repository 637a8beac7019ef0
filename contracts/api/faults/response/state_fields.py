"""Fields that do not go with the state."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.service import Service
from sandbox.store import Object


@seams.objects("POST /v1/issuing/disputes/*/submit")
def always_a_reason(item: Object) -> Object:
    """Submitted disputes have a reason for their loss."""
    reason = {"loss_reason": "cardholder_authentication_issuer_liability"}
    return {**item, **reason}


@seams.objects("POST /v1/payment_intents")
def no_charge_at_first(item: Object) -> Object:
    """Intents that are confirmed as they are made do not show the charge that paid them."""
    return {**item, "latest_charge": None}


@seams.objects("* /v1/payment_intents*")
def action_forgotten(item: Object) -> Object:
    """An intent that waits for its customer does not say what for."""
    return {**item, "next_action": None} if item["status"] == "requires_action" else item


@seams.anew
def action_stays(_service: Service) -> seams.Install:
    """What the customer had to do is still asked for when it is done."""
    asked: dict[str, Any] = {}

    @seams.objects("* /v1/payment_intents*")
    def kept(item: Object) -> Object:
        if item["status"] == "requires_action":
            asked[item["id"]] = item["next_action"]
        done = item["status"] in ("processing", "succeeded", "requires_capture")
        return {**item, "next_action": asked.get(item["id"])} if done else item

    return kept


@seams.objects("* /v1/payment_intents*")
def action_of_what_is_paid(item: Object) -> Object:
    """A paid intent asks for something all the same."""
    asked = {"type": "use_stripe_sdk", "use_stripe_sdk": {}}
    return {**item, "next_action": asked} if item["status"] == "succeeded" else item


@seams.objects("* /v1/payment_intents*")
def received_ahead(item: Object) -> Object:
    """An intent whose debit is underway has received its amount."""
    underway = item["status"] == "processing"
    return {**item, "amount_received": item["amount"]} if underway else item
