"""Reasons that only the server gives."""

from __future__ import annotations

from sandbox import seams
from sandbox.errors import ApiError


@seams.forgiving("POST /v1/payment_intents/*/cancel")
def ignored(refusal: ApiError) -> bool:
    """A reason that only the server gives is ignored."""
    return refusal.param == "cancellation_reason"
