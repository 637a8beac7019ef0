"""Fields that do not go with the state."""

from __future__ import annotations

from sandbox import seams
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
