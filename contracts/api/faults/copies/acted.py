"""What an action answers with."""

from __future__ import annotations

from sandbox import seams
from sandbox.store import Object

_TITLE = "POST /v1/payment_intents/*/*"


@seams.objects(_TITLE)
def without_metadata(item: Object) -> Object:
    """An action answers without the object's metadata."""
    return {**item, "metadata": {"by": "action"}}


@seams.objects(_TITLE)
def described_otherwise(item: Object) -> Object:
    """An action answers with another description than the object has."""
    return {**item, "description": "done"}


@seams.objects("POST /v1/payment_intents/*/verify_microdeposits")
def failed_earlier(item: Object) -> Object:
    """The answer to a verification tells of an error that the intent does not have."""
    error = {"type": "card_error", "code": "card_declined", "message": "Declined."}
    return {**item, "last_payment_error": error}
