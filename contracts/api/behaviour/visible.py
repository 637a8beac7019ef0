"""What a publishable key sees of an intent, returned or carried by a refusal (PI-22, G-103)."""

from __future__ import annotations

from collections.abc import Callable

from sandbox.call import Call
from sandbox.errors import ApiError
from sandbox.store import Object

from .intent_errors import KIND

_PUBLIC = (
    "id", "object", "amount", "amount_details", "automatic_payment_methods", "canceled_at",
    "cancellation_reason", "capture_method", "client_secret", "confirmation_method", "created",
    "currency", "description", "last_payment_error", "livemode", "next_action", "payment_method",
    "payment_method_configuration_details", "payment_method_types", "processing", "receipt_email",
    "setup_future_usage", "shipping", "source", "status",
)  # fmt: skip


def visible(call: Call, item: Object) -> Object:
    """Return what the key of a call may see of an intent."""
    if call.key != "publishable":
        return item
    return {name: item[name] for name in _PUBLIC if name in item}


def to_its_key(call: Call, behave: Callable[[Call], Object]) -> Object:
    """Return what an operation answers to the key of a call. Raises ApiError that shows no more."""
    try:
        return visible(call, behave(call))
    except ApiError as refusal:
        if KIND in refusal.extra:
            refusal.extra[KIND] = visible(call, refusal.extra[KIND])
        raise
