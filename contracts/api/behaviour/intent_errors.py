"""The refusals that are PaymentIntents' own (catalogue 3.1, section 4)."""

from __future__ import annotations

from sandbox.errors import ApiError, invalid
from sandbox.store import Object

KIND = "payment_intent"
OPEN = ("requires_payment_method", "requires_confirmation", "requires_action")


def unexpected_state(intent: Object, doing: str, param: str | None = None) -> ApiError:
    """Return the 400 of an operation that the status does not allow; it carries the intent."""
    text = f"You cannot {doing} this PaymentIntent because it has a status of {intent['status']}."
    return ApiError(
        400, text, code="payment_intent_unexpected_state", param=param, payment_intent=dict(intent)
    )


def confirm_only(param: str) -> ApiError:
    """Return the 400 of a parameter that only goes with `confirm=true` (PI-10)."""
    return invalid(f"You can only pass {param} when confirming (confirm=true).", param)
