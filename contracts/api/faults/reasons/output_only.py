"""Reasons that only the server gives."""

from __future__ import annotations

from sandbox import seams
from sandbox.errors import ApiError
from sandbox.service import Service


def ignored(service: Service) -> None:
    """A reason that only the server gives is ignored."""

    def wrong(refusal: ApiError) -> bool:
        return refusal.param == "cancellation_reason"

    seams.forgiving(service, wrong, "POST /v1/payment_intents/*/cancel")
