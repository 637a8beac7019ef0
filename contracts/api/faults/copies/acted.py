"""What an action answers with."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Service


def without_metadata(service: Service) -> None:
    """An action answers without the object's metadata."""
    seams.objects(service, lambda item: {**item, "metadata": {"by": "action"}}, _TITLE)


def described_otherwise(service: Service) -> None:
    """An action answers with another description than the object has."""
    seams.objects(service, lambda item: {**item, "description": "done"}, _TITLE)


def failed_earlier(service: Service) -> None:
    """The answer to a verification tells of an error that the intent does not have."""
    error = {"type": "card_error", "code": "card_declined", "message": "Declined."}
    seams.objects(service, lambda item: {**item, "last_payment_error": error},
                  "POST /v1/payment_intents/*/verify_microdeposits")  # fmt: skip


_TITLE = "POST /v1/payment_intents/*/*"
