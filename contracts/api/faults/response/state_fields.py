"""Fields that do not go with the state."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Service
from sandbox.store import Object


def always_a_reason(service: Service) -> None:
    """Submitted disputes have a reason for their loss."""
    reason = {"loss_reason": "cardholder_authentication_issuer_liability"}
    title = "POST /v1/issuing/disputes/*/submit"
    seams.objects(service, lambda item: {**item, **reason}, title)


def no_charge_at_first(service: Service) -> None:
    """Intents that are confirmed as they are made do not show the charge that paid them."""
    title = "POST /v1/payment_intents"
    seams.objects(service, lambda item: {**item, "latest_charge": None}, title)


def action_forgotten(service: Service) -> None:
    """An intent that waits for its customer does not say what for."""

    def change(item: Object) -> Object:
        return {**item, "next_action": None} if item["status"] == "requires_action" else item

    seams.objects(service, change, "* /v1/payment_intents*")
